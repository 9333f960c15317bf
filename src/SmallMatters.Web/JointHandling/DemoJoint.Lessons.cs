using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Learning;

namespace SmallMatters.Web.JointHandling;

internal sealed partial class DemoJoint
{
    private const string Review = "review";
    private const string Panel = "review-residents";

    // Three residents agree; of one verdict a lesson is released, of one it waits, one is still to be read.
    private async Task TeachAsync(CancellationToken cancel)
    {
        var works = await ScopeAsync(Works, StaffRole.Supervisor, cancel);
        var agreed = 0;
        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var line in await WorkReader.SettledAsync(db, works, 40, cancel))
        {
            var page = (await views.ForStaffAsync(db, Reference.FromValue(line.Number), works, cancel)).Page;
            if (
                agreed < 3
                && page?.Matter.File.Raiser.Id is { } raiser
                && await views.ByLinkAsync(db, ring.LinkFor(raiser.Value, 1), cancel) is { } view
                && LessonConsents.MayBeAsked(view)
            )
            {
                Written(await consents.AgreeAsync(view, cancel));
                agreed++;
            }
        }
        var (writer, second) = (
            await ScopeAsync(Review, StaffRole.Reviewer, cancel),
            await ScopeAsync(Panel, StaffRole.Reviewer, cancel)
        );
        var candidates = await lessons.CandidatesAsync(db, writer, 2, cancel);
        for (var n = 0; n < candidates.Count; n++)
        {
            var source = (await lessons.OpenAsync(db, writer, candidates[n].Id, cancel))!;
            var (done, id) = await lessons.WriteAsync(
                writer,
                source,
                new WriteLesson(
                    n == 0 ? "来一趟，先打一个电话" : "修好以后再回一次头",
                    LessonQuote.Proposed(source.Read, await jurisdictions.CurrentAsync(cancel)),
                    n == 0 ? "知道哪一天有人来。" : "修好了有人告诉一声。",
                    n == 0 ? "出门以前就接到了电话。" : "自己下楼才看到已经修好。",
                    n == 0 ? "打电话只要两分钟，居民少等半天。" : "办完当天说一声，比表格重要。",
                    n == 0 ? "您这一周有几次是先打了电话再去的？" : "您手上哪一件办完了还没有说？"
                ),
                cancel
            );
            Written(done);
            if (n == 0)
            {
                Written(
                    await Book(TimeProvider.System.GetUtcNow())
                        .DecideAsync<Lesson>(
                            id,
                            second,
                            (it, by, j, at) => ReleaseLessonRule.Decide(it, new ReleaseLesson(true, true, null), by, j, at),
                            null,
                            cancel
                        )
                );
            }
        }
    }
}
