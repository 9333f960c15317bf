using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Disputes;
using SmallMatters.Storage.Disputes;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Disputes;

/// <summary>More time, the checks after an agreement and judicial confirmation, in the browsers of the handler and both parties.</summary>
public class AfterAgreementPagesTests
{
    private const string Said = "地垫还没有铺，说了两次";

    [Theory, OnBothDatabases]
    public async Task Both_agree_to_more_time_then_agree_apply_to_the_court_and_are_asked_after_a_week(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await DisputeScene.MakeAsync(host);
        await scene.MediateAsync();

        var page = await scene.StepAsync("lengthen", ("Form.Length", "10"), ("Form.Words", "等楼板检测结果"));
        Assert.Empty(page.Mistakes);
        await AnswerAsync(scene.Mine, scene.First, "lengthening");
        Assert.DoesNotContain("原来到", (await scene.PageAsync()).Main, StringComparison.Ordinal);
        await AnswerAsync(scene.Theirs, scene.Second, "lengthening");
        Assert.Contains("原来到", (await scene.PageAsync()).Main, StringComparison.Ordinal);
        Assert.Contains("原来到", (await scene.Mine.GetAsync(scene.First)).Main, StringComparison.Ordinal);

        await scene.AgreeAsync(40);
        Assert.Contains(
            "法释〔2011〕5号",
            (await scene.StepAsync("confirmation", ("Form.Where", "柳州市柳北区人民法院"))).MistakeBeside("Form.Met"),
            StringComparison.Ordinal
        );
        page = await scene.StepAsync(
            "confirmation",
            [("Form.Where", "柳州市柳北区人民法院"), .. ConfirmationRule.Checklist.Select(c => ("Form.Met", c.Code))]
        );
        Assert.Empty(page.Mistakes);
        // The court's own days, as the court's: before filing as lengths, afterwards with their last days.
        var asked = (await scene.Mine.GetAsync(scene.First + "/consent?about=confirmation")).Main;
        Assert.Contains("法院的期限，由法院掌握", asked, StringComparison.Ordinal);
        Assert.Contains("起 15 日", asked, StringComparison.Ordinal);
        Assert.Contains("可以延长 10 日", asked, StringComparison.Ordinal);
        Assert.Contains("起 3 日", page.Main, StringComparison.Ordinal);
        await AnswerAsync(scene.Mine, scene.First, "confirmation");
        await AnswerAsync(scene.Theirs, scene.Second, "confirmation");
        var form = await scene.Clerk.Browser.GetAsync($"{scene.Address}/filed");
        var party = form.Document.QuerySelectorAll("select[name='Form.By'] option")[1].GetAttribute("value")!;
        page = await scene.Clerk.Browser.SubmitAsync(form, [("Form.By", party), .. await scene.TodayAsync("Form.Day")]);
        Assert.Empty(page.Mistakes);
        var room = (await scene.Theirs.GetAsync(scene.Second)).Main;
        Assert.Contains("柳北区人民法院", room, StringComparison.Ordinal);
        // Filed on Monday, 2 March 2026: accepted by the 5th, decided by the 20th.
        Assert.Contains("最迟2026年3月5日", room, StringComparison.Ordinal);
        Assert.Contains("最迟2026年3月20日", room, StringComparison.Ordinal);
        Assert.Contains("待与法律文本核对", room, StringComparison.Ordinal);
        page = await scene.StepAsync(
            "decided",
            [("Form.Code", nameof(ConfirmationResult.Confirmed)), .. await scene.TodayAsync("Form.Day")]
        );
        Assert.Empty(page.Mistakes);
        Assert.Contains("申请执行", (await scene.Mine.GetAsync(scene.First)).Main, StringComparison.Ordinal);

        Assert.Contains(
            "没有要您回答的回访",
            (await scene.Mine.GetAsync(scene.First + "/follow-up")).Main,
            StringComparison.Ordinal
        );
        host.Clock.Advance(TimeSpan.FromDays(20));
        await host.Services.GetRequiredService<DisputeSweep>().RunAsync();
        // Whoever was signed in then is not any more.
        scene.Clerk = await scene.Office.HireAsync(Neighbourhood.WillowDesk);
        Assert.Contains("其中 1 起已超期", (await scene.Clerk.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);
        Assert.Contains("回访已超期", (await scene.Clerk.Browser.GetAsync("/staff/disputes")).Main, StringComparison.Ordinal);
        var silent = await DisputeScene.InRoomAsync(
            scene.Mine,
            scene.First,
            "/follow-up",
            ("Finding", nameof(FollowUpFinding.NotKept))
        );
        Assert.NotNull(silent.MistakeBeside("Words"));
        var mine = await DisputeScene.InRoomAsync(
            scene.Mine,
            scene.First,
            "/follow-up",
            ("Finding", nameof(FollowUpFinding.NotKept)),
            ("Words", Said)
        );
        Assert.Contains("人民调解法第32条", mine.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(Said, (await scene.Theirs.GetAsync(scene.Second)).Text, StringComparison.Ordinal);
        page = await scene.PageAsync();
        Assert.Contains(Said, page.Main, StringComparison.Ordinal);
        Assert.Contains("超期后问的", page.Main, StringComparison.Ordinal);
        page = await scene.Clerk.Browser.SubmitAsync(
            await scene.Clerk.Browser.GetAsync(page.LinkTo("回访 小李")),
            [("Form.Finding", nameof(FollowUpFinding.Kept)), ("Form.How", nameof(ConsentHow.ByPhone))]
        );
        Assert.Empty(page.Mistakes);
        var paper = await scene.Clerk.Browser.GetAsync($"{scene.Address}/file/follow-up/print");
        Assert.Contains("没有履行", paper.Text, StringComparison.Ordinal);
        Assert.Contains("到期的都履行了", paper.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Said, paper.Text, StringComparison.Ordinal);
        Assert.Null(await scene.FirstBrokenAsync());
    }

    private static async Task AnswerAsync(Browser browser, string room, string about)
    {
        var done = await DisputeScene.InRoomAsync(
            browser,
            room,
            $"/consent?about={about}",
            ("Answer", nameof(ConsentAnswer.Given))
        );
        Assert.Empty(done.Mistakes);
    }
}
