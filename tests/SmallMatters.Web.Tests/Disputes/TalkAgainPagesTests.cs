using SmallMatters.Domain.Disputes;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Disputes;

/// <summary>Talking again about an agreement in effect, in the browsers of the handler and both parties.</summary>
public class TalkAgainPagesTests
{
    private const string Why = "楼上出差，晚三周铺";

    [Theory, OnBothDatabases]
    public async Task What_is_late_is_talked_over_again_and_gets_new_days_once_both_agree(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await DisputeScene.MakeAsync(host);
        await scene.MediateAsync();
        await scene.AgreeAsync(1);
        host.Clock.Advance(TimeSpan.FromDays(2));
        scene.Clerk = await scene.Office.HireAsync(Neighbourhood.WillowDesk);
        var page = await scene.PageAsync();
        Assert.Contains("已到期", page.Main, StringComparison.Ordinal);
        Assert.Equal($"{scene.Address}/session", page.LinkTo("再谈一次"));

        page = await scene.StepAsync(
            "session",
            [.. await scene.TodayAsync("Form.Day", 1), ("Form.StartsAt", "14:30"), ("Form.Where", "居委会调解室")]
        );
        Assert.Empty(page.Mistakes);
        foreach (var (browser, room) in new[] { (scene.Mine, scene.First), (scene.Theirs, scene.Second) })
        {
            var mine = await browser.GetAsync(room);
            Assert.Contains("再谈一次", mine.Main, StringComparison.Ordinal);
            mine = await browser.SubmitAsync(
                await browser.GetAsync(mine.LinkTo("答复去不去")),
                [("Answer", nameof(ConsentAnswer.Given))]
            );
            Assert.Empty(mine.Mistakes);
        }
        host.Clock.Advance(TimeSpan.FromDays(2));
        scene.Clerk = await scene.Office.HireAsync(Neighbourhood.WillowDesk);
        page = await scene.Clerk.Browser.SubmitAsync(
            await scene.Clerk.Browser.GetAsync((await scene.PageAsync()).LinkTo("记录调解会")),
            [("Form.Words", "各方又谈了一次")]
        );
        Assert.Empty(page.Mistakes);
        Assert.Equal($"{scene.Address}/talkedagain", page.LinkTo("记下再谈的结果"));

        page = await scene.StepAsync("talkedagain", ("Form.Code", nameof(TalkOutcome.NewDates)));
        // The day and the words, both told at once.
        Assert.Equal(2, page.Mistakes.Count);
        Assert.NotNull(page.MistakeBeside("Form.Words"));
        page = await scene.StepAsync(
            "talkedagain",
            [("Form.Code", nameof(TalkOutcome.NewDates)), ("Form.Words", Why), .. await scene.TodayAsync("Form.Day", 21)]
        );
        Assert.Empty(page.Mistakes);
        Assert.Contains("改期，请各方答复", page.Main, StringComparison.Ordinal);
        Assert.Contains("已到期", page.Main, StringComparison.Ordinal);

        var asked = await scene.Mine.GetAsync(scene.First);
        Assert.Contains("同意改期吗", asked.Main, StringComparison.Ordinal);
        Assert.Contains(Why, asked.Main, StringComparison.Ordinal);
        await DisputeScene.InRoomAsync(
            scene.Mine,
            scene.First,
            "/consent?about=agreement",
            ("Answer", nameof(ConsentAnswer.Given))
        );
        Assert.Contains("已到期", (await scene.PageAsync()).Main, StringComparison.Ordinal);
        // The other party says yes on the telephone, and staff write it down.
        page = await scene.PageAsync();
        var form = await scene.Clerk.Browser.GetAsync(
            page.Document.QuerySelectorAll("main a[href*='about=agreement']")[^1].GetAttribute("href")!
        );
        Assert.Contains("协议改期", form.Main, StringComparison.Ordinal);
        page = await scene.Clerk.Browser.SubmitAsync(
            form,
            [("Form.Answer", nameof(ConsentAnswer.Given)), ("Form.How", nameof(ConsentHow.ByPhone))]
        );
        Assert.Empty(page.Mistakes);
        Assert.DoesNotContain("已到期", page.Main, StringComparison.Ordinal);
        Assert.Contains("改期以前", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("同意改期吗", (await scene.Theirs.GetAsync(scene.Second)).Main, StringComparison.Ordinal);
        Assert.Null(await scene.FirstBrokenAsync());
    }

    [Theory, OnBothDatabases]
    public async Task In_english_too_both_read_what_the_other_talk_came_to(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await DisputeScene.MakeAsync(host);
        await scene.MediateAsync();
        await scene.AgreeAsync(20);
        scene.Clerk = await scene.Office.HireAsync(Neighbourhood.WillowDesk, language: "en");
        Assert.Contains("Talk again", (await scene.PageAsync()).Main, StringComparison.Ordinal);
        var refused = await scene.StepAsync("talkedagain", ("Form.Code", nameof(TalkOutcome.Stays)), ("Form.Words", "They met."));
        Assert.Contains("Nobody has talked again", refused.Main, StringComparison.Ordinal);
    }
}
