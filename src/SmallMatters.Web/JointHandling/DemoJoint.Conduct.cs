using SmallMatters.Domain.Conduct;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters;

namespace SmallMatters.Web.JointHandling;

internal sealed partial class DemoJoint
{
    // Somebody was kept waiting at the station's window; the reviewer has asked the station to answer.
    private async Task ReviewConductAsync(string area, Jurisdiction jurisdiction, CancellationToken cancel)
    {
        if (jurisdiction.Categories.Values.FirstOrDefault(c => c.Kind == Kind.Conduct) is not { } category)
        {
            return;
        }
        const string words = "上午去办事，窗口里的人一直在打电话，等了四十分钟没有人说一声。";
        var (id, reference, raiser) = matters.NewKeys();
        var raise = new Raise(id, reference, raiser, Kind.Conduct, Origin.Resident, Channel.Web, category.Code, area, words)
        {
            UnitConcerned = Station,
            Contact = new Contact(null, new PersonalText(raiser, "5550 0199"), null),
        };
        var reviewer = await ScopeAsync(jurisdiction.ReviewerFor(Station), StaffRole.Reviewer, cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (
            await matters.RaiseAsync(raise, new Actor.Person(raiser), cancel: cancel) is not RaiseResult.Raised
            || (await views.ForStaffAsync(db, reference, reviewer, cancel)).Page?.Matter is not { } matter
        )
        {
            throw new InvalidOperationException("the demonstration's matter of conduct was refused");
        }
        var (done, _) = await Book(TimeProvider.System.GetUtcNow())
            .BeginAsync(
                reviewer,
                "",
                (_, by, j, moment) =>
                    PutToUnitRule.Decide(
                        matter,
                        new PutToUnit("请说明窗口对等候的人有什么要求，人手不够的时候怎样告诉大家。", true),
                        words,
                        by,
                        j,
                        moment
                    ),
                ConductReview.KeyOf(matter.File),
                cancel
            );
        Written(done);
    }
}
