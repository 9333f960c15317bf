using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Problems;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;
using SmallMatters.Storage.Problems;

namespace SmallMatters.Web.Problems;

/// <summary>The demonstration's problem: where night noise comes from most, with one countermeasure done and one promised.</summary>
internal static class DemoProblem
{
    private const string Category = "night-noise";
    private const string Unit = "station";

    /// <summary>Makes it, if the made-up matters have such a place and the unit has somebody who deals with matters.</summary>
    public static async Task MakeAsync(
        IDbContextFactory<Db> databases,
        JurisdictionSource jurisdictions,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var busiest = (await PatternEvents.EventsAsync(db, now.AddYears(-1), now, category: Category, cancel: cancel))
            .Where(e => e is { Building: not null, Latitude: not null, Longitude: not null })
            .GroupBy(e => (e.Building, e.Area))
            .MaxBy(g => g.Count());
        var leader = await db
            .Appointments.Where(a => a.Unit == Unit && a.Role == StaffRole.Handler)
            .Select(a => (Guid?)a.AccountId)
            .FirstOrDefaultAsync(cancel);
        if (busiest is null || leader is not { } account)
        {
            return;
        }
        var scope = new StaffScope(new StaffId(account), Unit, [Unit], [Unit], [StaffRole.Handler]);
        var opened = now.AddDays(-16 * 7);
        var (done, id) = await Book(opened)
            .OpenAsync(
                scope,
                new OpenProblem(
                    "老街夜间噪声",
                    "周五、周六夜里的噪声诉求集中在这条街，五月以来几乎每周都有。",
                    busiest.Key.Area,
                    Category,
                    new ProblemPlace(
                        busiest.Key.Building,
                        PatternEvents.Rounded(busiest.Average(e => e.Latitude!.Value)),
                        PatternEvents.Rounded(busiest.Average(e => e.Longitude!.Value)),
                        100
                    ),
                    null
                ),
                cancel
            );
        if (done is not Acted.Written)
        {
            throw new InvalidOperationException("the demonstration's problem was refused");
        }
        var first = Guid.CreateVersion7(opened);
        var calendar = (await jurisdictions.CurrentAsync(cancel)).Calendar;
        await DoAsync(
            opened.AddDays(5),
            1,
            (problem, _, _) =>
                AnalyseProblemRule.Decide(
                    problem,
                    new AnalyseProblem(
                        "夜市收摊后，几家店铺的音响和桌椅还在街面；街口没有提示，也没有约定收摊时间。",
                        "临街几栋楼的住户，尤其是有老人和孩子的家庭。",
                        "去年夏天逐户劝说过两次，当周好转，下一周又照旧。",
                        "周五、周六夜里的诉求比对照地点少一半。"
                    ),
                    scope.Actor
                )
        );
        await DoAsync(
            opened.AddDays(7),
            2,
            (problem, jurisdiction, at) =>
                PromiseCountermeasureRule.Decide(
                    problem,
                    new PromiseCountermeasure(
                        "与店铺约定夜里十点收摊、关音响，约定贴在店门口",
                        Unit,
                        jurisdiction.Calendar.DayOf(at).AddDays(14)
                    ),
                    first,
                    scope.Actor,
                    jurisdiction,
                    jurisdiction.Calendar.DayOf(at)
                )
        );
        await DoAsync(
            opened.AddDays(18),
            3,
            (problem, jurisdiction, at) =>
                EndCountermeasureRule.Decide(
                    problem,
                    new EndCountermeasure(first, CountermeasureState.Done, "九家店铺都签了，约定已经贴出。"),
                    scope.Actor,
                    jurisdiction.Calendar.DayOf(at)
                )
        );
        await DoAsync(
            now,
            4,
            (problem, jurisdiction, at) =>
                PromiseCountermeasureRule.Decide(
                    problem,
                    new PromiseCountermeasure("在街口装提示牌，请住户一起选位置", "works", calendar.DayOf(at).AddDays(6)),
                    Guid.CreateVersion7(at),
                    scope.Actor,
                    jurisdiction,
                    calendar.DayOf(at)
                )
        );

        ProblemBook Book(DateTimeOffset at) => new(databases, jurisdictions, new Then(at));

        async Task DoAsync(
            DateTimeOffset at,
            int seen,
            Func<Problem, Domain.Units.Jurisdiction, DateTimeOffset, ProblemDecision> decide
        )
        {
            if (await Book(at).DecideAsync(id, scope, decide, seen, cancel) is not Acted.Written)
            {
                throw new InvalidOperationException($"step {seen} of the demonstration's problem was refused");
            }
        }
    }

    /// <summary>A clock that stands at the instant of a step that lies in the past.</summary>
    private sealed class Then(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
