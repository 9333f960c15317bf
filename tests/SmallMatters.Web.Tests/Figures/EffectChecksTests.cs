using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Learning;
using SmallMatters.Web.Tests.Confidentiality;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Figures;

/// <summary>What a practice card says that it changed is computed again as of the day on which it was counted.</summary>
public class EffectChecksTests
{
    [Theory, OnBothDatabases]
    public async Task An_effect_is_what_the_facts_of_its_day_make_it_whatever_came_after_and_a_changed_one_is_named(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        await CloseAsync(office, Neighbourhood.Willow, [YesPartlyNo.Yes, YesPartlyNo.No]);
        await CloseAsync(office, Neighbourhood.Bell, [YesPartlyNo.No]);
        host.Clock.Advance(TimeSpan.FromDays(46));
        await CloseAsync(office, Neighbourhood.Willow, [YesPartlyNo.Yes, YesPartlyNo.Yes, YesPartlyNo.Yes]);
        var silent = await CloseAsync(office, Neighbourhood.Willow, [null]);
        await CloseAsync(office, Neighbourhood.Bell, [YesPartlyNo.Yes]);
        host.Clock.Advance(TimeSpan.FromDays(3));
        await WriteAsync(host, office);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        // What a resident says later is in today's figures, and not in those of then.
        await JudgeAsync(office, silent[0], YesPartlyNo.Yes);

        var kept = Assert.Single((await VerifyAsync(host)).Counted).Of.Effect!;
        Assert.Equal((1, 2), (kept.Before.Count, kept.Before.Total));
        Assert.Equal((3, 3, 1), (kept.After.Count, kept.After.Total, kept.After.Missing));
        Assert.Equal((0, 1), (kept.OthersBefore.Count, kept.OthersAfter.Count));
        var whole = EffectVerification.Of(await VerifyAsync(host));
        Assert.Empty(whole.Differences);
        Assert.Equal(1 + (4 * 4) + (3 * 3) + 3, whole.Figures);

        await using var db = host.OpenDb();
        var written = await db.Set<JointFactRow>().SingleAsync(f => f.Type == nameof(PracticeWritten));
        var better = written.Body.Replace("\"After\":{\"Count\":3,", "\"After\":{\"Count\":4,", StringComparison.Ordinal);
        Assert.NotEqual(written.Body, better);
        await db.Set<JointFactRow>()
            .Where(f => f.FileId == written.FileId && f.Seq == written.Seq)
            .ExecuteUpdateAsync(f => f.SetProperty(r => r.Body, better));
        Assert.Equal(
            [new FigureDifference("after: counted", $"practice {written.FileId:N}", "4", "3")],
            EffectVerification.Of(await VerifyAsync(host)).Differences
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_figure_that_no_fact_made_is_found(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await PlantedPractice.ReleasedAsync(new Office(host));
        var found = EffectVerification.Of(await VerifyAsync(host)).Differences;
        Assert.Contains(found, d => d is { Figure: "before: counted", Kept: "40", Recomputed: "0" });
        Assert.Contains(found, d => d is { Figure: "others after: of", Kept: "80", Recomputed: "0" });
    }

    private static async Task<FigureReport> VerifyAsync(TestHost host) =>
        await host
            .Services.GetRequiredService<FigureVerification>()
            .RunAsync((await host.JurisdictionAsync()).Calendar, cancel: TestContext.Current.CancellationToken);

    private static async Task<List<RaiseResult.Raised>> CloseAsync(Office office, string area, YesPartlyNo?[] verdicts)
    {
        var clerk = await office.HireAsync(area == Neighbourhood.Willow ? Neighbourhood.WillowDesk : Neighbourhood.BellDesk);
        var closed = new List<RaiseResult.Raised>();
        foreach (var said in verdicts)
        {
            var raised = await office.RaiseAsync(area: area);
            await office.DoAsync(
                raised,
                clerk.Actor,
                (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已处理。"), clerk.Actor, j, now)
            );
            closed.Add(raised);
            if (said is { } verdict)
            {
                await JudgeAsync(office, raised, verdict);
            }
        }
        return closed;
    }

    private static async Task JudgeAsync(Office office, RaiseResult.Raised raised, YesPartlyNo solved)
    {
        var me = new Actor.Person(raised.Raiser);
        var words = solved == YesPartlyNo.No ? "还吵。" : null;
        await office.DoAsync(
            raised,
            me,
            (m, j, now) =>
                GiveVerdictRule.Decide(
                    m,
                    new GiveVerdict(YesPartlyNo.Yes, YesPartlyNo.Yes, null, solved, false, words),
                    me,
                    j,
                    now
                )
        );
    }

    private static async Task WriteAsync(TestHost host, Office office)
    {
        var calendar = (await host.JurisdictionAsync()).Calendar;
        var from = calendar.DayOf(MovableClock.Start).AddDays(20);
        var until = calendar.DayOf(host.Clock.GetUtcNow()).AddDays(-1);
        var clerk = await office.HireAsync(Neighbourhood.Lamps);
        var page = await clerk.Browser.SubmitAsync(
            await clerk.Browser.GetAsync("/staff/practice/new"),
            [
                ("Form.Title", "雨前清一次沟"),
                ("Form.Context", "一下雨就积水。"),
                ("Form.Steps", "看预报，提前一天清。"),
                ("Form.Cost", "两个人半天。"),
                ("Form.Failures", "落叶季要清三次。"),
                ("Form.Areas", Neighbourhood.Willow),
                ("Form.Against", Neighbourhood.Bell),
                ("Form.Measure", "Solved"),
                .. Day("From", from),
                .. Day("Until", until),
                ("Form.Outcome", "CannotBeTold"),
            ]
        );
        Assert.Empty(page.Mistakes);
    }

    private static (string, string)[] Day(string field, DateOnly day) =>
        [($"Form.{field}.year", $"{day.Year}"), ($"Form.{field}.month", $"{day.Month}"), ($"Form.{field}.day", $"{day.Day}")];
}
