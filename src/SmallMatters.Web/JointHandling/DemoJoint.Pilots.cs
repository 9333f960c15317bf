using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Learning;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.JointHandling;

internal sealed partial class DemoJoint
{
    private const int PilotDays = 112;

    // A pilot that runs: half of its term is over, its stop rule was looked at, and the page counts what it has shown so far.
    private async Task TryOutAsync(string area, Jurisdiction jurisdiction, DateTimeOffset now, CancellationToken cancel)
    {
        var works = await ScopeAsync(Works, StaffRole.Supervisor, cancel);
        var first = jurisdiction.Calendar.DayOf(now).AddDays(-PilotDays);
        var look = first.AddDays(2 * Comparison.Stretch);
        var (done, id) = await Book(At(first.AddDays(-20)))
            .BeginAsync(
                works,
                area,
                (key, by, j, moment) =>
                    ProposePilotRule.Decide(
                        new ProposePilot(
                            "小修当天修：带着料去看现场",
                            "派单以前按分类备好常用的料，看现场时能修的当场修；修不了的当天说明哪天再来。",
                            [],
                            [area],
                            [.. j.Areas.Keys.Where(a => a != area).Order(StringComparer.Ordinal)],
                            nameof(MeasureCode.InTime),
                            first,
                            first.AddDays((2 * PilotDays) - 1),
                            40,
                            look,
                            "每车多备一箱料，约八百元；出车前多花十分钟。"
                        ),
                        key,
                        by,
                        j,
                        moment
                    ),
                cancel
            );
        Written(done);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var pilot = (await JointBook.FindAsync<Pilot>(db, works, id, cancel))!.File;
        var decides = await ScopeAsync(pilot.Plan.Decides, StaffRole.Supervisor, cancel);
        var counts = await ComparedCounts.SinceAsync(db, works, pilot.Plan.Compared, look, jurisdiction.Calendar, cancel);
        await StepAsync(
            At(first.AddDays(-12)),
            decides,
            (it, by, _, moment) => RunPilotRule.Approve(it, new ApprovePilot(true, "花费不多，比得出来。"), by, moment)
        );
        await StepAsync(At(first), works, (it, by, j, moment) => RunPilotRule.Start(it, by, j, moment));
        await StepAsync(At(look), works, (it, by, j, moment) => RunPilotRule.Look(it, counts, by, j, moment));

        DateTimeOffset At(DateOnly day) => jurisdiction.Calendar.StartOfDay(day).AddHours(9);

        async Task StepAsync(
            DateTimeOffset at,
            StaffScope by,
            Func<Pilot, Actor.Staff, Jurisdiction, DateTimeOffset, JointDecision> decide
        ) => Written(await Book(at).DecideAsync(id, by, decide, null, cancel));
    }
}
