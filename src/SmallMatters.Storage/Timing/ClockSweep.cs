using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Timing;

/// <summary>
/// Looks at the clocks that are due to be looked at, and at no others: the cost follows what is due, not what is open. Any
/// number of nodes may sweep; a step is taken once, because the matter's version is checked.
/// </summary>
public sealed class ClockSweep(IDbContextFactory<Db> databases, MatterBook book, TimeProvider time)
{
    /// <summary>Who acts in the history.</summary>
    public static Actor By { get; } = new Actor.System("sweep");

    /// <summary>Takes every step that is due now.</summary>
    /// <param name="most">How many clocks to look at in one call at most.</param>
    /// <param name="cancel">Cancels between two clocks.</param>
    /// <returns>How many clocks were looked at; as many as <paramref name="most"/> means that more may wait.</returns>
    public async Task<int> RunAsync(int most = 1000, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = time.GetUtcNow();
        var due = await db.Set<ClockRow>()
            .AsNoTracking()
            .Where(c => c.NextLookAt != null && c.NextLookAt <= now)
            .OrderBy(c => c.NextLookAt)
            .Select(c => new
            {
                c.Id,
                c.MatterId,
                c.NextLookAt,
            })
            .Take(most)
            .ToListAsync(cancel);
        if (due.Count > 0)
        {
            Measurements.Swept(due.Count, now - due[0].NextLookAt!.Value);
        }
        foreach (var clock in due)
        {
            cancel.ThrowIfCancellationRequested();
            await book.DecideAsync(
                clock.MatterId,
                By,
                (matter, jurisdiction, at) => TickClockRule.Decide(matter, clock.Id, jurisdiction, at),
                cancel: cancel
            );
        }
        return due.Count;
    }

    /// <summary>Computes provisional deadlines again, after a year's calendar was published.</summary>
    /// <returns>How many moved.</returns>
    public async Task<int> RecomputeProvisionalAsync(CancellationToken cancel = default)
    {
        var moved = 0;
        var after = Guid.Empty;
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var page = await db.Set<ClockRow>()
                .AsNoTracking()
                .Where(c => c.Provisional && c.Id > after)
                .OrderBy(c => c.Id)
                .Select(c => new { c.Id, c.MatterId })
                .Take(500)
                .ToListAsync(cancel);
            foreach (var clock in page)
            {
                var changed = await book.DecideAsync(
                    clock.MatterId,
                    By,
                    (matter, jurisdiction, _) =>
                    {
                        var decision = TickClockRule.Recompute(matter, clock.Id, jurisdiction);
                        moved += decision is null ? 0 : 1;
                        return decision;
                    },
                    cancel: cancel
                );
                after = clock.Id;
            }
            if (page.Count < 500)
            {
                return moved;
            }
        }
    }
}
