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
            var quote = LessonQuote.Proposed(source.Read, await jurisdictions.CurrentAsync(cancel));
            var (done, id) = await lessons.WriteAsync(
                writer,
                source,
                source.Read.Satisfied
                    ? new WriteLesson(
                        "来一趟，先打一个电话",
                        quote,
                        "知道哪一天有人来。",
                        "有人来，一趟办好。",
                        "打电话只要两分钟，居民少等半天。",
                        "您这一周有几次是先打了电话再去的？"
                    )
                    : new WriteLesson(
                        "说办好以前，自己再看一眼",
                        quote,
                        "说办好了，就是真的好了。",
                        "到了夜里才知道没有办好。",
                        "办结以前到现场看一次，或者问一问居民。",
                        "您手上哪一件是听别人说办好了的？"
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
