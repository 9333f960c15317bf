using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Units;
using SmallMatters.Web.Learning;

namespace SmallMatters.Web.JointHandling;

internal sealed partial class DemoJoint
{
    private const int Stretches = 8;

    // A card of own work that says what the demonstration's own facts show of it, whatever that is; none where there is nothing to count.
    private async Task LearnAsync(string area, Jurisdiction jurisdiction, DateTimeOffset now, CancellationToken cancel)
    {
        var works = await ScopeAsync(Works, StaffRole.Supervisor, cancel);
        var today = jurisdiction.Calendar.DayOf(now);
        var first = today.AddDays(-Stretches * Comparison.Stretch - 14);
        var (compared, _) = WritePracticeRule.Compare(
            new WorkCompared(
                [area],
                [.. jurisdiction.Areas.Keys.Where(a => a != area).Order(StringComparer.Ordinal)],
                nameof(MeasureCode.InTime),
                first,
                first.AddDays(Stretches * Comparison.Stretch - 1)
            ),
            jurisdiction,
            today
        );
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (
            compared is null
            || await EffectOfAreas.ReadAsync(db, works, compared, today, jurisdiction.Calendar, cancel) is not { } effect
            || !effect.HasDenominators()
        )
        {
            return;
        }
        var (done, id) = await Book(now.AddDays(-10))
            .BeginAsync(
                works,
                area,
                (key, by, j, moment) =>
                    WritePracticeRule.Decide(
                        new WritePractice(
                            "派单以前先打一个电话",
                            "单子派出去，常常因为说不清是哪一处，跑一趟空的。",
                            "接单的人当天打电话问清位置；问不清的请居民补一张照片；三天内回访一次。",
                            "一天多打十来个电话，没有花钱。",
                            "晚上打电话没有人接；改成第二天上午再打。",
                            effect.Shows() switch
                            {
                                Shows.Better => TrialOutcome.Worked,
                                Shows.Nothing => TrialOutcome.CannotBeTold,
                                _ => TrialOutcome.DidNotWork,
                            }
                        ),
                        key,
                        null,
                        effect,
                        null,
                        by,
                        j,
                        moment
                    ),
                cancel
            );
        Written(done);
        Written(
            await Book(now.AddDays(-8))
                .DecideAsync<Practice>(
                    id,
                    await ScopeAsync(Street, StaffRole.Supervisor, cancel),
                    (it, by, j, moment) => ReleasePracticeRule.Decide(it, new ReleasePractice(true, null), by, j, moment),
                    null,
                    cancel
                )
        );
    }
}
