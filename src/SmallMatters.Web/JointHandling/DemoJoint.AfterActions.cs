using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Learning;

namespace SmallMatters.Web.JointHandling;

internal sealed partial class DemoJoint
{
    // What the works department keeps and changes after a closed matter; none where it has none that may be told of.
    private async Task LookBackAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var works = await ScopeAsync(Works, StaffRole.Supervisor, cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var line in await WorkReader.SettledAsync(db, works, 20, cancel))
        {
            if (
                await WorkReader.OfMatterAsync(db, Reference.FromValue(line.Number), cancel) is not { } work
                || WriteAfterActionRule.MayWrite(work, works.Actor) is not null
            )
            {
                continue;
            }
            var own = await WorkReader.OwnWordsAsync(db, work.Matters, cancel);
            var (done, _) = await Book(now.AddHours(-3))
                .BeginAsync(
                    works,
                    work.Area,
                    (_, by, j, moment) =>
                        WriteAfterActionRule.Decide(
                            work,
                            new WriteAfterAction(
                                "一次派单，跑了两趟",
                                "当天到现场，一次办好。",
                                "第一趟没有带对配件，第二天又去了一趟。",
                                "派单上没有写型号，车上也没有常用的几种。",
                                "接单以后先打电话问清楚。",
                                "车上常备最常用的三种配件，缺了当天补。",
                                j.Calendar.DayOf(moment).AddDays(30),
                                UnitPost.HeadOfShift
                            ),
                            own,
                            by,
                            j,
                            moment
                        ),
                    work.KeyFor(works.Unit),
                    cancel
                );
            Written(done);
            return;
        }
    }
}
