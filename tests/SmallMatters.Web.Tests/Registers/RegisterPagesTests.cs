using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Registers;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Registers;

/// <summary>Each has a database of its own, since the registers are everybody's.</summary>
public class RegisterPagesTests
{
    private const string File =
        "代码,中文名称,英文名称,上级单位,联系方式\ngas,燃气管理站,Gas Office,street,021-5555\nwater,水务所,Water Office,nobody,\n";

    private static ChosenFile Chosen(string text) => new("Form.File", "单位 名册.csv", "text/csv", Encoding.UTF8.GetBytes(text));

    [Theory, OnBothDatabases]
    public async Task An_administrator_checks_a_file_imports_it_and_undoes_it(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var administrator = await office.HireAsync(Neighbourhood.Street, StaffRole.SystemAdministrator, name: "孔管理");
        var page = await administrator.Browser.GetAsync("/administration/registers");
        Assert.Contains("还没有导入过", page.Main);
        var without = await administrator.Browser.SubmitAsync(page, [("Form.Kind", "Units")], "#choose");
        Assert.NotNull(without.MistakeBeside("Form.File"));

        var check = await administrator.Browser.SubmitAsync(page, [("Form.Kind", "Units")], "#choose", [Chosen(File)]);
        Assert.Empty(check.Mistakes);
        Assert.Contains("新增 1 · 修改 0 · 不变 0 · 拒绝 1", check.Main);
        Assert.Contains("上级单位 nobody 不在单位中", check.Main);
        // What keeps its blanks is the text alone, and not how the page's source is indented.
        Assert.All(check.Document.QuerySelectorAll("td .app-said"), s => Assert.DoesNotContain("\n", s.TextContent));
        Assert.Empty(check.Document.QuerySelectorAll("td.app-said"));
        Assert.False((await host.JurisdictionAsync()).Units.ContainsKey("gas"));

        var done = await administrator.Browser.SubmitAsync(check, form: "#import");
        Assert.Equal("/administration/registers/1", done.Path);
        Assert.Contains("孔管理", done.Main);
        // Of what was refused the line, the code and the reason are kept, and nothing else that stood there.
        Assert.Contains("文件里是：water | 水务所 | Water Office | nobody", check.Main);
        Assert.DoesNotContain("水务所", done.Main);
        await using (var db = host.OpenDb())
        {
            Assert.DoesNotContain("Water Office", (await db.Set<RegisterImportFactRow>().SingleAsync()).Body);
        }
        Assert.Contains("柳园派出所（station）", done.Main);
        Assert.Contains("上级单位 nobody 不在单位中", done.Main);
        Assert.Equal("021-5555", (await host.JurisdictionAsync()).Units["gas"].Contact);

        var unsaid = await administrator.Browser.SubmitAsync(done);
        Assert.NotNull(unsaid.MistakeBeside("Why"));
        var undone = await administrator.Browser.SubmitAsync(done, [("Why", "名册发错了。")]);
        Assert.Contains("名册发错了。", undone.Main);
        Assert.False((await host.JurisdictionAsync()).Units.ContainsKey("gas"));
        Assert.Contains("已撤销", (await administrator.Browser.GetAsync("/administration/registers")).Main);
    }

    [Theory, OnBothDatabases]
    public async Task A_column_that_the_file_lacks_is_named_beside_its_field(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var administrator = await new Office(host).HireAsync(Neighbourhood.Street, StaffRole.SystemAdministrator);
        var page = await administrator.Browser.GetAsync("/administration/registers");
        var wrong = await administrator.Browser.SubmitAsync(
            page,
            [("Form.Kind", "Units"), ("Form.Contact", "电话")],
            "#choose",
            [Chosen(File)]
        );
        Assert.EndsWith(
            "文件里没有“电话”这一列。文件的列：代码、中文名称、英文名称、上级单位、联系方式。",
            wrong.MistakeBeside("Form.Contact")
        );
        Assert.Null(wrong.Document.QuerySelector("#import"));
        var left = await administrator.Browser.SubmitAsync(
            page,
            [("Form.Kind", "Units"), ("Form.Contact", "")],
            "#choose",
            [Chosen(File)]
        );
        Assert.NotNull(left.Document.QuerySelector("#import"));
    }

    [Fact]
    public async Task The_check_shows_what_stands_and_what_would_come_and_an_empty_file_is_called_empty()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        var administrator = await new Office(host).HireAsync(Neighbourhood.Street, StaffRole.SystemAdministrator);
        var page = await administrator.Browser.GetAsync("/administration/registers");
        Assert.Contains("填一个减号“-”", page.Main);
        const string Changed = "代码,中文名称,英文名称,上级单位,联系方式\nlamps,市政照明所,,-,021-5555 0001\n";
        var check = await administrator.Browser.SubmitAsync(page, [("Form.Kind", "Units")], "#choose", [Chosen(Changed)]);
        Assert.Contains(
            "中文名称：路灯管理所 → 市政照明所；上级单位：street → （无）；联系方式：（无） → 021-5555 0001",
            check.Main
        );
        var done = await administrator.Browser.SubmitAsync(check, form: "#import");
        Assert.Contains("中文名称：路灯管理所 → 市政照明所", done.Main);
        var empty = await administrator.Browser.SubmitAsync(page, [("Form.Kind", "Units")], "#choose", [Chosen("")]);
        Assert.Contains("文件是空的", empty.MistakeBeside("Form.File"));
    }

    [Fact]
    public async Task A_resident_reads_the_public_number_of_the_unit_that_deals_with_it()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        await host.ImportAsync(
            Sheets.UnitHeader + "willow-desk,柳园社区居委会,Willow Garden Committee,street,021-5555 0137\n",
            RegisterKind.Units
        );
        var raised = await new Office(host).RaiseAsync();
        foreach (var page in new[] { "", "/receipt" })
        {
            Assert.Contains("021-5555 0137", (await host.NewBrowser().GetAsync($"/m/{raised.Link}{page}")).Main);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_handler_does_not_get_to_the_registers(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var clerk = await new Office(host).HireAsync(Neighbourhood.WillowDesk);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Browser.GetAsync("/administration/registers")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Browser.GetAsync("/administration/registers/1")).Status);
    }
}
