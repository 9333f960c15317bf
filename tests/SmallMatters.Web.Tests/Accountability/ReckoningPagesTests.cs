using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Accountability;

public class ReckoningPagesTests
{
    [Theory, OnBothDatabases]
    public async Task A_unit_is_held_to_account_after_it_was_heard_by_somebody_else_appeals_and_corrects(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var reviewer = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var head = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        var leader = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor, name: "桂站长");
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var matter = await office.RaiseAsync();
        var which = await head.Browser.GetAsync("/staff/reckonings/new");
        var form = await head.Browser.SubmitAsync(which, [("unit", Neighbourhood.WillowDesk)], form: "main form[method=get]");
        Assert.Contains("桂站长", form.Main);

        // What is no ground is refused with the reason, and what was typed stays.
        (string, string)[] asked =
        [
            ("Form.Title", "三次回复一样，没有到过现场"),
            ("Form.Ground", "rate"),
            ("Form.Area", Neighbourhood.Willow),
            ("Form.Leader", $"{leader.Id.Value:N}"),
            ("Form.Account", "三次回复一样。"),
            ("Form.Evidence", matter.Reference.ToString()),
        ];
        var refused = await head.Browser.SubmitAsync(form, asked);
        Assert.Contains("数字会受运气", refused.MistakeBeside("Form.Ground"));
        Assert.Equal("三次回复一样。", refused.Document.QuerySelector("[name='Form.Account']")!.TextContent.Trim());
        var page = await head.Browser.SubmitAsync(
            refused,
            [.. asked.Select(a => a.Item1 == "Form.Ground" ? (a.Item1, "Perfunctory") : a)]
        );
        Assert.Empty(page.Mistakes);
        Assert.Contains("单位可以说明", page.Main);
        Assert.Contains(matter.Reference.ToString(), page.Main);

        // Nobody decides before the unit is heard; a handler does not speak for it, and who proposed does not decide.
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Browser.GetAsync($"{page.Path}/reply")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await head.Browser.GetAsync($"{page.Path}/decide")).Status);
        var second = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        (string, string)[] decision =
        [
            ("Form.Upheld", "true"),
            ("Form.Effect", "Correct"),
            .. Day("CorrectBy", new DateOnly(2026, 3, 20)),
            ("Form.Reasons", "应当到现场；说明里也承认了。"),
        ];
        var early = await second.Browser.SubmitAsync(await second.Browser.GetAsync($"{page.Path}/decide"), decision);
        Assert.Contains("现在不能决定", early.Main);
        Assert.Contains(
            "说明已记录",
            (
                await leader.Browser.SubmitAsync(
                    await leader.Browser.GetAsync($"{page.Path}/reply"),
                    [("Form.Words", "第二次缺配件，应当说清楚。")]
                )
            ).Main
        );
        var decided = await second.Browser.SubmitAsync(await second.Browser.GetAsync($"{page.Path}/decide"), decision);
        Assert.Empty(decided.Mistakes);
        Assert.Contains("限期改正", decided.Main);

        // The appeal goes to a unit that had no part; the correction waits for it and gets a new day.
        await leader.Browser.SubmitAsync(
            await leader.Browser.GetAsync($"{page.Path}/appeal"),
            [("Form.Words", "第三次是另一盏灯。")]
        );
        Assert.Equal(HttpStatusCode.Forbidden, (await second.Browser.GetAsync($"{page.Path}/judge")).Status);
        var judged = await reviewer.Browser.SubmitAsync(
            await reviewer.Browser.GetAsync($"{page.Path}/judge"),
            [("Form.Upheld", "true"), .. Day("CorrectBy", new DateOnly(2026, 4, 10)), ("Form.Reasons", "是同一盏灯。")]
        );
        Assert.Empty(judged.Mistakes);
        Assert.Contains("已生效", judged.Main);
        Assert.Contains("问责不自动公开", judged.Main);
        var corrected = await leader.Browser.SubmitAsync(
            await leader.Browser.GetAsync($"{page.Path}/correct"),
            [("Form.Words", "灯已经修好，以后没到现场的不写已处理。")]
        );
        Assert.Contains("灯已经修好", corrected.Main);
        Assert.Contains("没到现场的不写已处理", (await head.Browser.GetAsync(page.Path)).Main);
        Assert.DoesNotContain(
            "没有到过现场",
            (await host.NewBrowser().GetAsync($"/areas/{Neighbourhood.Willow}")).Main,
            StringComparison.Ordinal
        );
        Assert.Empty(
            (await host.Services.GetRequiredService<JointVerification>().RunAsync(TestContext.Current.CancellationToken)).Broken
        );

        var elsewhere = await office.HireAsync(Neighbourhood.Station, StaffRole.Supervisor);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Browser.GetAsync(page.Path)).Status);
        var english = await office.HireAsync(Neighbourhood.WillowDesk, language: "en");
        Assert.Contains("Did it for show only", (await english.Browser.GetAsync(page.Path)).Main);
    }

    [Theory, OnBothDatabases]
    public async Task Credit_stands_on_the_areas_page_without_a_name_once_nobody_can_appeal_any_more(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var station = await office.HireAsync(Neighbourhood.Station, StaffRole.Supervisor);
        var head = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        var leader = await office.HireAsync(Neighbourhood.Lamps, StaffRole.Supervisor, name: "灯所长甲");
        var page = await station.Browser.SubmitAsync(
            await station.Browser.GetAsync($"/staff/reckonings/new?unit={Neighbourhood.Lamps}"),
            [
                ("Form.Title", "灯一坏当天就修"),
                ("Form.Ground", "PracticeCopied"),
                ("Form.CopiedBy", Neighbourhood.Station),
                ("Form.Area", Neighbourhood.Willow),
                ("Form.Leader", $"{leader.Id.Value:N}"),
                ("Form.Account", "我们的岗亭灯照着这样管。"),
            ]
        );
        Assert.Empty(page.Mistakes);
        await leader.Browser.SubmitAsync(await leader.Browser.GetAsync($"{page.Path}/reply"), [("Form.Words", "谢谢。")]);
        await head.Browser.SubmitAsync(
            await head.Browser.GetAsync($"{page.Path}/decide"),
            [("Form.Upheld", "true"), ("Form.Effect", "Commend"), ("Form.Reasons", "做法有效。")]
        );
        var area = $"/areas/{Neighbourhood.Willow}";
        var anybody = host.NewBrowser();
        Assert.DoesNotContain("灯一坏当天就修", (await anybody.GetAsync(area)).Main, StringComparison.Ordinal);
        host.Clock.Advance(TimeSpan.FromDays(31));
        for (var step = 0; step < 5; step++)
        {
            await host.Services.GetRequiredService<JointBook>().SweepAsync(TestContext.Current.CancellationToken);
        }
        var shown = (await anybody.GetAsync(area)).Main;
        Assert.Contains("路灯管理所", shown);
        Assert.Contains("灯一坏当天就修", shown);
        Assert.Contains("柳园派出所", shown);
        Assert.DoesNotContain("灯所长甲", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("岗亭灯", shown, StringComparison.Ordinal);
    }

    private static (string, string)[] Day(string field, DateOnly day) =>
        [($"Form.{field}.year", $"{day.Year}"), ($"Form.{field}.month", $"{day.Month}"), ($"Form.{field}.day", $"{day.Day}")];
}
