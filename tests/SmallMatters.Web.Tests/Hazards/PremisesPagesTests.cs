using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Hazards;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Hazards;

public class PremisesPagesTests
{
    private static readonly (string, string)[] School =
    [
        ("Form.Name", "柳园小学"),
        ("Form.Kind", "School"),
        ("Form.Address", "柳园路1号"),
        ("Form.Area", Neighbourhood.Willow),
        ("Form.Unit", Neighbourhood.WillowDesk),
        ("Form.Responsible", "谷校长"),
        ("Form.ResponsibleContact", "13912345678"),
    ];

    [Theory, OnBothDatabases]
    public async Task A_supervisor_enters_premises_changes_them_and_takes_them_off(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var leader = await new Office(host).HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var list = await leader.Browser.GetAsync("/staff/premises");
        Assert.Contains("这里没有场所", list.Main);
        var form = await leader.Browser.GetAsync("/staff/premises/new");
        var empty = await leader.Browser.SubmitAsync(form, [("Form.Name", "")]);
        foreach (var field in (string[])["Form.Name", "Form.Kind", "Form.Address", "Form.Area"])
        {
            Assert.NotNull(empty.MistakeBeside(field));
        }
        var numbered = await leader.Browser.SubmitAsync(form, [.. School, ("Form.Liaison", "甲 310101198001011234")]);
        Assert.Contains("身份证号", numbered.MistakeBeside("Form.Liaison"));
        var entered = await leader.Browser.SubmitAsync(form, School);
        Assert.Contains("谷校长", entered.Main);
        Assert.Contains("13912345678", entered.Main);

        var change = await leader.Browser.GetAsync($"{entered.Path}/change");
        var changed = await leader.Browser.SubmitAsync(change, [("Form.Name", "柳园第一小学")]);
        Assert.Contains("改动：名称", changed.Main);
        var late = await leader.Browser.SubmitAsync(change, [("Form.Name", "柳园第二小学")]);
        Assert.Contains("您打开以后别人改过", late.Text);

        Assert.Contains("柳园第一小学", (await leader.Browser.GetAsync("/staff/premises?kind=School&words=柳园第一")).Main);
        Assert.Contains("这里没有场所", (await leader.Browser.GetAsync("/staff/premises?kind=HighRise")).Main);

        var page = await leader.Browser.GetAsync(entered.Path);
        Assert.NotNull((await leader.Browser.SubmitAsync(page)).MistakeBeside("Why"));
        var left = await leader.Browser.SubmitAsync(page, [("Why", "已经搬走。")]);
        Assert.Contains("退出登记：已经搬走。", left.Main);
        Assert.DoesNotContain("谷校长", left.Main);
        Assert.Contains("柳园第一小学", (await leader.Browser.GetAsync("/staff/premises?left=true")).Main);
        Assert.DoesNotContain("柳园第一小学", (await leader.Browser.GetAsync("/staff/premises")).Main);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_opens_the_contacts_stands_on_the_page_for_the_head_and_the_auditor_who_reads_no_contact(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (id, _) = await Places.ImportAsync(host, Places.School.TrimEnd());
        var address = $"/staff/premises/{id:N}";
        var auditor = await office.HireAsync(Neighbourhood.Street, StaffRole.Auditor);
        Assert.Contains("还没有人看过", (await auditor.Browser.GetAsync(address)).Main);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk, name: "承办人申");
        for (var times = 0; times < 2; times++)
        {
            var read = await clerk.Browser.GetAsync(address);
            Assert.Contains("谷校长", read.Main);
            Assert.DoesNotContain("谁看过联系方式", read.Main);
            Assert.DoesNotContain("改动登记", read.Main);
        }
        var leader = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        foreach (var reader in new[] { auditor, leader })
        {
            var page = await reader.Browser.GetAsync(address);
            Assert.Single(page.Document.QuerySelectorAll("#openings li"), l => l.TextContent.Contains("承办人申"));
        }
        Assert.DoesNotContain("谷校长", (await auditor.Browser.GetAsync(address)).Text);
        Assert.Contains("柳园小学", (await auditor.Browser.GetAsync("/staff/premises")).Main);
    }

    [Theory, OnBothDatabases]
    public async Task Another_unit_finds_neither_the_list_entry_nor_the_page_nor_a_way_to_change_it(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (id, number) = await Places.ImportAsync(host, Places.School.TrimEnd());
        var other = await office.HireAsync(Neighbourhood.BellDesk, StaffRole.Supervisor);
        Assert.DoesNotContain("柳园小学", (await other.Browser.GetAsync("/staff/premises")).Main);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.GetAsync($"/staff/premises/{id:N}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.GetAsync($"/staff/premises/{id:N}/change")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.GetAsync($"/staff/premises/imports/{number}")).Status);
        Assert.DoesNotContain("场所.csv", (await other.Browser.GetAsync("/staff/premises/import")).Main);
        var own = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        Assert.Contains("场所.csv", (await own.Browser.GetAsync("/staff/premises/import")).Main);
        var foreign = await other.Browser.SubmitAsync(await other.Browser.GetAsync("/staff/premises/new"), School);
        Assert.NotNull(foreign.MistakeBeside("Form.Unit"));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Browser.GetAsync("/staff/premises/new")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Browser.GetAsync("/staff/premises/import")).Status);
        var street = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        Assert.Contains("柳园小学", (await street.Browser.GetAsync("/staff/premises")).Main);
    }

    [Theory, OnBothDatabases]
    public async Task A_file_is_checked_imported_and_undone_on_the_page_and_shows_no_contact_that_stood(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var leader = await new Office(host).HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        await host.TakeAsync(Places.School);
        var page = await leader.Browser.GetAsync("/staff/premises/import");
        Assert.NotNull((await leader.Browser.SubmitAsync(page, [], "#choose")).MistakeBeside("Form.File"));
        var file = new ChosenFile(
            "Form.File",
            "场所 名册.csv",
            "text/csv",
            Encoding.UTF8.GetBytes(
                Places.Header
                    + "w-1,柳园新小学,,,,,新校长,,,\nw-2,柳园旅社,小场所,柳园路2号,willow,willow-desk,,,,\nw-3,,,,,,,,,\n"
            )
        );
        var wrong = await leader.Browser.SubmitAsync(page, [("Form.Kind", "种类")], "#choose", [file]);
        Assert.Contains("文件里没有“种类”这一列", wrong.MistakeBeside("Form.Kind"));
        var check = await leader.Browser.SubmitAsync(page, [], "#choose", [file]);
        Assert.Contains("新增 1 · 修改 1 · 不变 0 · 拒绝 1", check.Main);
        Assert.Contains("名称：柳园小学 → 柳园新小学；责任人", check.Main);
        Assert.DoesNotContain("谷校长", check.Text);
        var done = await leader.Browser.SubmitAsync(check, form: "#import");
        Assert.Equal("/staff/premises/imports/2", done.Path);
        Assert.DoesNotContain("新校长", done.Text);
        Assert.NotNull((await leader.Browser.SubmitAsync(done)).MistakeBeside("Why"));
        var undone = await leader.Browser.SubmitAsync(done, [("Why", "名册发错了。")]);
        Assert.Contains("名册发错了。", undone.Main);
        Assert.Contains("已撤销", (await leader.Browser.GetAsync("/staff/premises/import")).Main);
        Assert.Equal("柳园小学", (await Places.RowAsync(host, "w-1"))!.Name);
    }

    [Theory, OnBothDatabases]
    public async Task The_checklists_are_shown_with_their_grounds_and_one_is_printed_for_a_place_without_opening_a_contact(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (id, _) = await Places.ImportAsync(host, Places.School.TrimEnd());
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var lists = await clerk.Browser.GetAsync("/staff/checklists");
        Assert.Contains("5 个工作日内移交消防救援机构", lists.Main);
        Assert.Contains("消防监督检查规定第31条", lists.Main);
        Assert.Contains("本地五级", lists.Main);
        var page = await clerk.Browser.GetAsync($"/staff/premises/{id:N}/checklist");
        Assert.Contains("一键报警经测试有效", page.Main);
        Assert.Contains("柳园小学", page.Main);
        Assert.DoesNotContain("谷校长", page.Text);
        await using (var db = host.OpenDb())
        {
            Assert.False(await db.Set<PremisesOpeningRow>().AnyAsync(TestContext.Current.CancellationToken));
        }
        var other = await office.HireAsync(Neighbourhood.BellDesk);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.GetAsync($"/staff/premises/{id:N}/checklist")).Status);
    }
}
