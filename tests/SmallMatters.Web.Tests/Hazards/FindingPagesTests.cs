using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Photos;
using Xunit;

namespace SmallMatters.Web.Tests.Hazards;

public class FindingPagesTests
{
    [Theory, OnBothDatabases]
    public async Task An_inspection_is_recorded_by_the_plain_form_with_all_mistakes_told_at_once_and_no_photo_lost(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (id, _) = await Places.ImportAsync(host, Inspecting.Shop);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var form = await clerk.Browser.GetAsync($"/staff/premises/{id:N}/inspect");
        Assert.DoesNotContain("店主仲", form.Text);
        var photo = new ChosenFile("Form.Items[0].Photos", "IMG_1.jpg", "image/jpeg", MadePhotos.JpegFromAPhone());
        var wrong = await clerk.Browser.SubmitAsync(form, [("Form.Items[0].Mark", "Failed")], files: [photo]);
        foreach (
            var field in (string[])["Form.Cause", "Form.Shown", "Form.Items[0].What", "Form.Items[0].Level", "Form.Items[1].Mark"]
        )
        {
            Assert.NotNull(wrong.MistakeBeside(field));
        }
        Assert.Contains("已收到 1 张照片", wrong.Main);
        var done = await clerk.Browser.SubmitAsync(wrong, Inspecting.Form());
        Assert.StartsWith("/staff/inspections/", done.Path, StringComparison.Ordinal);
        Assert.Contains("8 项，1 项不合格", done.Main);
        Assert.Contains("第 1 版", done.Main);
        var finding = await clerk.Browser.GetAsync(
            done.Document.QuerySelector("main a[href^='/staff/findings/']")!.GetAttribute("href")!
        );
        var shown = finding.Document.QuerySelector(".app-photos img")!.GetAttribute("src")!;
        var bytes = await clerk.Browser.GetAsync(shown);
        Assert.Equal(HttpStatusCode.OK, bytes.Status);
        await using var db = host.OpenDb();
        var kept = Assert.Single(await db.Set<PlacePhotoRow>().AsNoTracking().ToListAsync());
        Assert.True(kept.Named);
        Assert.EndsWith(kept.Sha256, shown, StringComparison.Ordinal);
        Assert.False(kept.Bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(MadePhotos.Secret)) >= 0);
    }

    [Theory, OnBothDatabases]
    public async Task From_the_notice_to_the_closing_the_responsible_party_answers_once_without_an_account_and_the_reporter_hears(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (id, _) = await Places.ImportAsync(host, Inspecting.Shop);
        var raised = await office.RaiseAsync(
            words: "旅社后门锁着，我在那里上班。",
            name: "举报人戊",
            change: raise => raise with { Kind = Domain.Units.Kind.Hazard }
        );
        var finder = await office.HireAsync(Neighbourhood.WillowDesk);
        var matter = await finder.Browser.GetAsync($"/staff/matters/{raised.Reference}");
        var list = await finder.Browser.GetAsync(Href(matter, "a[href^='/staff/premises?matter=']"));
        var place = await finder.Browser.GetAsync(Href(list, "li[data-row] a"));
        var asked = await finder.Browser.GetAsync(Href(place, "a[href*='/inspect?matter=']"));
        Assert.Equal($"{raised.Reference.Value}", asked.Document.QuerySelector("[name='Form.Matter']")!.GetAttribute("value"));
        var other = await office.HireAsync(Neighbourhood.WillowDesk);
        var address = await Inspecting.FindAsync(finder, id, Inspecting.Form(more: ("Form.Matter", $"{raised.Reference}")));
        // From the premises and from what the round wrote, the reporter can be answered at the door.
        var found = await finder.Browser.GetAsync(address);
        var round = found.Document.QuerySelector("main a[href^='/staff/inspections/']")!.GetAttribute("href")!;
        foreach (var shown in (string[])[$"/staff/premises/{id:N}", round])
        {
            var visit = Href(
                await finder.Browser.GetAsync(shown),
                $"a[href^='/staff/matters/{raised.Reference.Value}/visit?from=Round:']"
            );
            Assert.EndsWith(round.Split('/')[^1], visit, StringComparison.Ordinal);
            var form = await finder.Browser.GetAsync(visit);
            Assert.StartsWith(
                "Round:",
                form.Document.QuerySelector("[name='Form.Source'] option")!.GetAttribute("value"),
                StringComparison.Ordinal
            );
        }
        var ordered = await Inspecting.OrderAsync(host, finder, address);
        Assert.Contains("整改中", ordered.Main);
        var made = await Inspecting.StepAsync(finder, address, "link");
        var link = new Uri(made.Document.QuerySelector("#link")!.TextContent.Trim()).AbsolutePath;
        Assert.DoesNotContain(link, (await finder.Browser.GetAsync(address)).Text);

        var party = host.NewBrowser("zh");
        var page = await party.GetAsync(link);
        foreach (var words in new[] { "后门锁着", "打开后门", "整〔2026〕7号", "不是处罚" })
        {
            Assert.Contains(words, page.Main);
        }
        foreach (var secret in new[] { "举报人戊", "在那里上班", $"{raised.Reference}", finder.Name, "店主仲" })
        {
            Assert.DoesNotContain(secret, page.Text);
        }
        Assert.NotNull((await party.SubmitAsync(page)).MistakeBeside("Form.Words"));
        Assert.NotNull((await party.SubmitAsync(page, [("Form.Words", "打 13912345678 找我")])).MistakeBeside("Form.Words"));
        var photo = new ChosenFile("Form.Files", "after.jpg", "image/jpeg", MadePhotos.Jpeg(width: 32));
        var sent = await party.SubmitAsync(page, [("Form.Words", "后门已经打开")], files: [photo]);
        Assert.Equal(HttpStatusCode.Gone, sent.Status);
        Assert.DoesNotContain("后门锁着", sent.Main);
        Assert.Equal(FindingStage.FedBack, await Inspecting.StageAsync(host, address));

        var waiting = await other.Browser.GetAsync(address);
        Assert.Contains("后门已经打开", waiting.Main);
        Assert.Contains("责任方", waiting.Main);
        Assert.Contains("复查抽签", waiting.Main);
        var closed = await Inspecting.StepAsync(other, address, "look", ("Form.Passed", "true"), ("Form.Words", "门能打开"));
        Assert.Contains("已销案", closed.Main);
        Assert.Equal(0, await Inspecting.DutiesAsync(host, address));
        Assert.Contains("已经检查并改正", (await host.NewBrowser("zh").GetAsync($"/m/{raised.Link}")).Main);
        Assert.Contains("隐患", (await finder.Browser.GetAsync($"/staff/matters/{raised.Reference}")).Main);
    }

    private static string Href(WebPage page, string link) => page.Document.QuerySelector($"main {link}")!.GetAttribute("href")!;

    [Theory, OnBothDatabases]
    public async Task The_same_inspection_sent_twice_is_one_and_the_same_key_with_other_content_is_refused(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (id, _) = await Places.ImportAsync(host, Inspecting.Shop);
        var clerk = await new Office(host).HireAsync(Neighbourhood.WillowDesk);
        var form = await clerk.Browser.GetAsync($"/staff/premises/{id:N}/inspect");
        var first = await clerk.Browser.SubmitAsync(form, Inspecting.Form());
        var second = await clerk.Browser.SubmitAsync(form, Inspecting.Form());
        Assert.Equal(first.Path, second.Path);
        var changed = await clerk.Browser.SubmitAsync(form, Inspecting.Form(level: "GB-2/major"));
        Assert.Contains("已经记录过，内容不同", changed.Text);
        await using var db = host.OpenDb();
        Assert.Equal(1, await db.Set<InspectionRow>().CountAsync());
        Assert.Equal(1, await db.Set<FindingRow>().CountAsync());
    }

    [Theory, OnBothDatabases]
    public async Task What_is_overdue_stands_in_the_inbox_and_goes_up_and_another_unit_finds_nothing(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (id, _) = await Places.ImportAsync(host, Inspecting.Shop);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var address = await Inspecting.FindAsync(clerk, id);
        var inspection = (await clerk.Browser.GetAsync(address)).Document.QuerySelector("a[href^='/staff/inspections/']")!;
        var stranger = await office.HireAsync(Neighbourhood.BellDesk);
        foreach (
            var path in new[]
            {
                address,
                $"{address}/order",
                $"{address}/papers/notice/print",
                $"{address}/photos/{new string('a', 64)}",
                inspection.GetAttribute("href")!,
                $"/staff/premises/{id:N}/inspect",
            }
        )
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Browser.GetAsync(path)).Status);
        }
        Assert.DoesNotContain("柳园旅社", (await stranger.Browser.GetAsync("/staff/findings")).Main);
        Assert.Contains("柳园旅社", (await clerk.Browser.GetAsync("/staff/findings")).Main);
        Assert.Equal(HttpStatusCode.NotFound, (await host.NewBrowser("zh").GetAsync($"/rectify/{new string('A', 22)}")).Status);

        Assert.Contains("处理隐患", (await clerk.Browser.GetAsync("/staff")).Main);
        var book = host.Services.GetRequiredService<JointBook>();
        for (var day = 0; day < 12; day++)
        {
            host.Clock.Advance(TimeSpan.FromDays(1));
            await book.SweepAsync(TestContext.Current.CancellationToken);
        }
        var late = await (await office.HireAsync(Neighbourhood.WillowDesk)).Browser.GetAsync(address);
        Assert.Contains("超期", late.Main);
        Assert.Contains("已上报", late.Main);
    }

    [Theory, OnBothDatabases]
    public async Task Premises_with_an_open_finding_stay_on_the_register_and_their_import_stands(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (id, number) = await Places.ImportAsync(host, Inspecting.Shop);
        var office = new Office(host);
        var leader = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var other = await office.HireAsync(Neighbourhood.WillowDesk);
        var address = await Inspecting.FindAsync(leader, id);
        var undone = await host.Files().UndoAsync(number, "发错了", Places.Operator);
        Assert.Equal("register-in-use", Assert.IsType<Acted.Refused>(undone).Why.Code);
        var premises = await leader.Browser.GetAsync($"/staff/premises/{id:N}");
        Assert.Contains("后门锁着", premises.Main);
        var kept = await leader.Browser.SubmitAsync(premises, [("Why", "搬走了")]);
        Assert.Contains("还有 1 个隐患没有了结", kept.Text);

        var spot = await leader.Browser.SubmitAsync(
            await leader.Browser.GetAsync($"{address}/spot"),
            [("Form.Words", "当场打开")],
            files: [new ChosenFile("Form.Files", "b.jpg", "image/jpeg", MadePhotos.Jpeg())]
        );
        // No photo from before: somebody else looks.
        Assert.Contains("待复查", spot.Main);
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.Browser.GetAsync($"{address}/look")).Status);
        await Inspecting.StepAsync(other, address, "look", ("Form.Passed", "true"), ("Form.Words", "打开了"));
        var left = await leader.Browser.SubmitAsync(
            await leader.Browser.GetAsync($"/staff/premises/{id:N}"),
            [("Why", "搬走了")]
        );
        Assert.Contains("已退出登记", left.Main);
        await using var db = host.OpenDb();
        Assert.False(await db.Set<PlacePhotoRow>().AnyAsync());
    }

    [Theory, OnBothDatabases]
    public async Task A_major_hazard_is_reported_and_planned_and_papers_are_printed(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (id, _) = await Places.ImportAsync(host, Inspecting.Shop);
        var finder = await office.HireAsync(Neighbourhood.WillowDesk);
        var other = await office.HireAsync(Neighbourhood.WillowDesk);
        var head = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var today = (await host.JurisdictionAsync()).Calendar.DayOf(host.Clock.GetUtcNow());
        var address = await Inspecting.FindAsync(finder, id, Inspecting.Form("GB-2/major"));
        Assert.Contains("书面报告重大隐患", (await finder.Browser.GetAsync(address)).Main);
        var four = await Inspecting.StepAsync(
            finder,
            address,
            "plan",
            ("Form.Responsibility", "店长岗"),
            ("Form.Measures", "开门"),
            ("Form.Money", "店里"),
            ("Form.Time", "两天")
        );
        Assert.NotNull(four.MistakeBeside("Form.Contingency"));
        await Inspecting.OrderAsync(host, finder, address);
        var longer = await Inspecting.StepAsync(
            head,
            address,
            "extend",
            [("Form.Why", "等材料"), .. Inspecting.Day("Until", today.AddDays(9))]
        );
        Assert.Contains("等材料", longer.Main);
        Assert.Equal(HttpStatusCode.Forbidden, (await finder.Browser.GetAsync($"{address}/extend")).Status);
        foreach (var form in new[] { "print", "docx" })
        {
            var paper = await finder.Browser.GetAsync($"{address}/papers/notice/{form}");
            Assert.Equal(HttpStatusCode.OK, paper.Status);
            Assert.True(form == "docx" || paper.Text.Contains("整〔2026〕7号", StringComparison.Ordinal));
        }
        await Inspecting.StepAsync(finder, address, "note", ("Form.Words", "说打开了"));
        var early = await Inspecting.StepAsync(other, address, "look", ("Form.Passed", "true"), ("Form.Words", "开了"));
        Assert.Contains("五项", early.Text);
        await Inspecting.StepAsync(
            finder,
            address,
            "report",
            [("Form.To", "街道办事处"), ("Form.Number", "报1"), .. Inspecting.Day("On", today)]
        );
        await Inspecting.StepAsync(
            finder,
            address,
            "plan",
            ("Form.Responsibility", "店长岗"),
            ("Form.Measures", "开门"),
            ("Form.Money", "店里"),
            ("Form.Time", "两天"),
            ("Form.Contingency", "先停业")
        );
        await Inspecting.StepAsync(other, address, "look", ("Form.Passed", "true"), ("Form.Words", "开了"));
        Assert.Equal(FindingStage.Closed, await Inspecting.StageAsync(host, address));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_the_fire_services_is_handed_over_and_ends_with_its_receipt(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (id, _) = await Places.ImportAsync(host, "w-3,柳园市场,一般单位,柳园路3号,willow,willow-desk,,,,");
        var clerk = await new Office(host).HireAsync(Neighbourhood.WillowDesk);
        var today = (await host.JurisdictionAsync()).Calendar.DayOf(host.Clock.GetUtcNow());
        var items = ChecklistBook.BuiltIn.Version(PremisesKind.Ordinary, 1).Items;
        Assert.Equal("fire-transfer", items[0].HandOver);
        var address = await Inspecting.FindAsync(clerk, id, Inspecting.Form(items: items.Length));
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Browser.GetAsync($"{address}/order")).Status);
        var sent = await Inspecting.StepAsync(
            clerk,
            address,
            "handover",
            [("Form.To", "消防救援大队"), ("Form.Number", "移3号"), .. Inspecting.Day("SentOn", today)]
        );
        Assert.Contains("移交待回执", sent.Main);
        Assert.Contains("移3号", (await clerk.Browser.GetAsync($"{address}/papers/letter/print")).Text);
        var received = await Inspecting.StepAsync(
            clerk,
            address,
            "receipt",
            [("Form.Taken", "true"), ("Form.Words", "回9号"), .. Inspecting.Day("On", today)]
        );
        Assert.Contains("已移交", received.Main);
        Assert.Equal(FindingStage.Received, await Inspecting.StageAsync(host, address));
        Assert.Equal(0, await Inspecting.DutiesAsync(host, address));
    }
}
