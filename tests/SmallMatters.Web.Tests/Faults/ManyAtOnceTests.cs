using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.History;
using Xunit;

namespace SmallMatters.Web.Tests.Faults;

public class ManyAtOnceTests(TestHosts hosts)
{
    [Theory, OnBothDatabases]
    public async Task The_same_submission_sixty_four_times_at_once_is_one_matter(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var key = $"same-{Guid.CreateVersion7()}";
        var results = new System.Collections.Concurrent.ConcurrentBag<RaiseResult.Raised>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 64),
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken },
            async (_, _) => results.Add(await Lives.RaiseAsync(host, submission: key))
        );
        Assert.Equal(64, results.Count);
        Assert.Single(results.Select(r => r.Reference).Distinct());
        Assert.Single(results.Select(r => r.Link).Distinct());
        Assert.Single(results, r => !r.SeenBefore);
    }

    [Theory, OnBothDatabases]
    public async Task Sixty_four_additions_to_one_matter_at_once_are_all_there(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var raised = await Lives.RaiseAsync(host);
        var resident = new Actor.Person(raised.Raiser);
        var accepted = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 64),
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken },
            async (i, cancel) =>
            {
                for (var attempt = 0; attempt < 50; attempt++)
                {
                    var result = await host.Book.DecideAsync(
                        raised.Id,
                        resident,
                        (m, _, _) => AddRule.Decide(m, new Add($"补充 {i}", []), resident),
                        cancel: cancel
                    );
                    if (result is ChangeResult.Changed)
                    {
                        Interlocked.Increment(ref accepted);
                        return;
                    }
                }
            }
        );
        Assert.Equal(64, accepted);
        var after = await Lives.DoAsync(host, raised.Id, resident, (_, _, _) => null);
        var seen = (
            (ChangeResult.Changed)
                await host.Book.DecideAsync(
                    raised.Id,
                    resident,
                    (_, _, _) => (Decision?)null,
                    cancel: TestContext.Current.CancellationToken
                )
        ).Seen;
        Assert.Equal(1 + 64, seen);
        Assert.Equal(raised.Id, after.File.Id);
    }

    [Theory, OnBothDatabases]
    public async Task Of_sixty_four_people_who_act_on_what_they_saw_at_once_one_is_heard_and_the_others_are_told(
        DatabaseKind kind
    )
    {
        var host = await hosts.OnAsync(kind);
        var raised = await Lives.RaiseAsync(host);
        var staff = Lives.Handler(Neighbourhood.Lamps);
        var results = new System.Collections.Concurrent.ConcurrentBag<ChangeResult>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 64),
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken },
            async (i, cancel) =>
                results.Add(
                    await host.Book.DecideAsync(
                        raised.Id,
                        staff,
                        (m, j, now) => ReplyRule.Decide(m, new Reply($"答复 {i}", []), staff, j.Calendar.DayOf(now), now),
                        seen: 1,
                        cancel: cancel
                    )
                )
        );
        Assert.Single(results, r => r is ChangeResult.Changed);
        Assert.Equal(63, results.Count(r => r is ChangeResult.ChangedMeanwhile));
    }
}
