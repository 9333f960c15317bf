using SmallMatters.Domain.Accountability;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.JointHandling;

internal sealed partial class DemoJoint
{
    // Credit whose time for an appeal is over by now, and accountability to which the unit has answered.
    private async Task ReckonAsync(string area, DateTimeOffset now, CancellationToken cancel)
    {
        var station = await ScopeAsync(Station, StaffRole.Supervisor, cancel);
        var reviewer = await ScopeAsync("review", StaffRole.Reviewer, cancel);
        var credit = await ProposeAsync(
            station,
            new ProposeReckoning(
                "三年没人管的巷口积水，一个月修好",
                nameof(Ground.LongStandingSolved),
                area,
                Works,
                null,
                "牵头把三家单位叫到现场，分了段，留了管护的人。",
                [],
                "现场验收单第 12 号",
                null
            ),
            now.AddDays(-60),
            cancel
        );
        await ReplyAsync(credit, "主要靠社区把三家的人找齐。", now.AddDays(-57), cancel);
        var street = await ScopeAsync(Street, StaffRole.Supervisor, cancel);
        Written(
            await Book(now.AddDays(-55))
                .DecideAsync<Reckoning>(
                    credit,
                    street,
                    (it, by, j, moment) =>
                        DecideReckoningRule.Decide(
                            it,
                            new DecideReckoning(true, Effect.Recommend, null, "做法清楚，别的巷口可以照着做；社区的功劳另记。"),
                            by,
                            j,
                            moment
                        ),
                    null,
                    cancel
                )
        );
        var held = await ProposeAsync(
            reviewer,
            new ProposeReckoning(
                "同一处井盖三次答复“已派单”，没有到过现场",
                nameof(Ground.Perfunctory),
                area,
                Works,
                null,
                "三次答复用的是同一句话，派单记录里没有到场时间。",
                [],
                "督察复查意见第 7 号",
                null
            ),
            now.AddDays(-3),
            cancel
        );
        await ReplyAsync(held, "井盖属于另一家单位，我们应当第一次就说明并转过去。", now.AddDays(-1), cancel);
    }

    private async Task<Guid> ProposeAsync(
        StaffScope scope,
        ProposeReckoning proposal,
        DateTimeOffset at,
        CancellationToken cancel
    )
    {
        var leader = (await ScopeAsync(Works, StaffRole.Supervisor, cancel)).Id;
        var (done, id) = await Book(at)
            .BeginAsync(
                scope,
                proposal.Area!,
                (key, by, j, moment) =>
                    ProposeReckoningRule.Decide(proposal with { Leader = leader }, key, by, [leader], j, moment),
                cancel
            );
        Written(done);
        return id;
    }

    private async Task ReplyAsync(Guid id, string words, DateTimeOffset at, CancellationToken cancel) =>
        Written(
            await Book(at)
                .DecideAsync<Reckoning>(
                    id,
                    await ScopeAsync(Works, StaffRole.Supervisor, cancel),
                    (it, by, _, moment) => DecideReckoningRule.Reply(it, new ReplyToReckoning(words), by, moment),
                    null,
                    cancel
                )
        );
}
