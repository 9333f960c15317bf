using SmallMatters.Domain.Conduct;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.JointHandling;

internal sealed partial class DemoJoint
{
    private const string Service = "service";

    // Two residents praise the works department; of one it has been told, the other waits.
    private async Task PraiseAsync(string area, Jurisdiction jurisdiction, CancellationToken cancel)
    {
        if (jurisdiction.Categories.Values.FirstOrDefault(c => c.Kind == Kind.Praise) is not { } category)
        {
            return;
        }
        const string words = "修路灯的师傅天黑了还在弄，弄好以后把地上的碎玻璃也扫了，想请你们谢谢他。";
        var deals = await ScopeAsync(Service, StaffRole.Handler, cancel);
        await PraiseOnceAsync(deals, "昨天夜里雨那么大，抽水的人一直守到天亮，给他们说声辛苦。", area, category, cancel);
        var matter = await PraiseOnceAsync(deals, words, area, category, cancel);
        var (done, _) = await Book(TimeProvider.System.GetUtcNow())
            .BeginAsync(
                deals,
                "",
                (_, by, j, moment) =>
                    PassOnPraiseRule.Decide(
                        matter,
                        new PassOnPraise(Works, "晚上修灯修到很晚，收工的时候把现场打扫干净了。"),
                        words,
                        by,
                        j,
                        moment
                    ),
                Praise.KeyOf(matter.File),
                cancel
            );
        Written(done);
    }

    private async Task<Matter> PraiseOnceAsync(
        StaffScope deals,
        string words,
        string area,
        Category category,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (id, reference, raiser) = matters.NewKeys();
        var raise = new Raise(id, reference, raiser, Kind.Praise, Origin.Resident, Channel.Web, category.Code, area, words);
        return
            await matters.RaiseAsync(raise, new Actor.Person(raiser), cancel: cancel) is RaiseResult.Raised
            && (await views.ForStaffAsync(db, reference, deals, cancel)).Page?.Matter is { } matter
            ? matter
            : throw new InvalidOperationException("the demonstration's praise was refused");
    }
}
