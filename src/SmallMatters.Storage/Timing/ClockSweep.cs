using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Timing;

/// <summary>
/// Looks at the clocks that are due to be looked at, and at no others: the cost follows what is due, not what is open. Any
/// number of nodes may sweep; a step is taken once, because the matter's version is checked. A matter that cannot be decided
/// is logged and passed over until the next run; it holds up no other.
/// </summary>
public sealed partial class ClockSweep(
    IDbContextFactory<Db> databases,
    MatterBook book,
    TimeProvider time,
    ILogger<ClockSweep> log
)
{
    /// <summary>Who acts in the history.</summary>
    public static Actor By { get; } = new Actor.System("sweep");

    /// <summary>Takes every step that is due now, each clock in the order of its time.</summary>
    /// <param name="page">How many clocks to read at once.</param>
    /// <param name="cancel">Cancels between two clocks.</param>
    /// <returns>How many clocks were looked at, those that could not be decided included.</returns>
    public async Task<int> RunAsync(int page = 1000, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var looked = 0;
        var (at, id) = (DateTimeOffset.UnixEpoch, Guid.Empty);
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            // By key, not from the start again: what could not be decided is still due.
            var due = await db.Set<ClockRow>()
                .AsNoTracking()
                .Where(c => c.NextLookAt >= at && c.NextLookAt <= now && (c.NextLookAt > at || c.Id > id))
                .OrderBy(c => c.NextLookAt)
                .ThenBy(c => c.Id)
                .Select(c => new
                {
                    c.Id,
                    c.MatterId,
                    NextLookAt = c.NextLookAt!.Value,
                })
                .Take(page)
                .ToListAsync(cancel);
            if (due.Count > 0)
            {
                Measurements.Swept(due.Count, now - due[0].NextLookAt);
            }
            foreach (var clock in due)
            {
                cancel.ThrowIfCancellationRequested();
                await DecideAsync(
                    clock.MatterId,
                    clock.Id,
                    (matter, jurisdiction, moment) => TickClockRule.Decide(matter, clock.Id, jurisdiction, moment),
                    cancel
                );
                (at, id) = (clock.NextLookAt, clock.Id);
            }
            looked += due.Count;
            if (due.Count < page)
            {
                return looked;
            }
        }
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
                cancel.ThrowIfCancellationRequested();
                await DecideAsync(
                    clock.MatterId,
                    clock.Id,
                    (matter, jurisdiction, _) =>
                    {
                        var decision = TickClockRule.Recompute(matter, clock.Id, jurisdiction);
                        moved += decision is null ? 0 : 1;
                        return decision;
                    },
                    cancel
                );
                after = clock.Id;
            }
            if (page.Count < 500)
            {
                return moved;
            }
        }
    }

    private async Task DecideAsync(
        MatterId matter,
        Guid clock,
        Func<Matter, Jurisdiction, DateTimeOffset, Decision?> decide,
        CancellationToken cancel
    )
    {
        try
        {
            await book.DecideAsync(matter, By, decide, cancel: cancel);
        }
        catch (Exception fault)
            when (fault is not OperationCanceledException && !DatabaseFaults.IsAway(fault) && !DatabaseFaults.DiskIsFull(fault))
        {
            NotDecided(fault, clock, matter.Value);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Clock {Clock} of matter {Matter} could not be looked at; the others go on")]
    private partial void NotDecided(Exception fault, Guid clock, long matter);
}
