using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Storage.Disputes;

/// <summary>
/// Looks at the mediations whose time is due to be looked at, and at no others. Any number of nodes may sweep; a step is taken once,
/// because the version of the dispute is checked. One that cannot be decided is logged and holds up no other.
/// </summary>
public sealed partial class DisputeSweep(
    IDbContextFactory<Db> databases,
    DisputeBook book,
    VenueBook venues,
    TimeProvider time,
    ILogger<DisputeSweep> log
)
{
    private static readonly Actor By = new Actor.System("sweep");

    /// <summary>Takes every step that is due now.</summary>
    /// <returns>How many disputes were looked at.</returns>
    public async Task<int> RunAsync(CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        List<Guid> due;
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            due = await db.Set<DisputeRow>()
                .AsNoTracking()
                .Where(d => d.NextLookAt <= now)
                .OrderBy(d => d.NextLookAt)
                .Select(d => d.Id)
                .ToListAsync(cancel);
        }
        foreach (var id in due)
        {
            await DecideAsync(id, (d, j, at) => MediationTimeRule.Tick(d, venues, j, at) ?? FollowUpRule.Tick(d, j, at), cancel);
        }
        return due.Count;
    }

    /// <summary>Computes provisional ends again, after a year's calendar was published.</summary>
    /// <returns>How many moved.</returns>
    public async Task<int> RecomputeProvisionalAsync(CancellationToken cancel = default)
    {
        List<Guid> provisional;
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            provisional = await db.Set<DisputeRow>()
                .AsNoTracking()
                .Where(d => d.Provisional)
                .OrderBy(d => d.Id)
                .Select(d => d.Id)
                .ToListAsync(cancel);
        }
        var moved = 0;
        foreach (var id in provisional)
        {
            await DecideAsync(
                id,
                (d, j, _) =>
                {
                    var decision = MediationTimeRule.Recompute(d, j) ?? FollowUpRule.Recompute(d, j);
                    moved += decision is null ? 0 : 1;
                    return decision;
                },
                cancel
            );
        }
        return moved;
    }

    private async Task DecideAsync(
        Guid id,
        Func<Dispute, Jurisdiction, DateTimeOffset, DisputeDecision?> decide,
        CancellationToken cancel
    )
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            await book.TickAsync(id, By, decide, cancel);
        }
        catch (Exception fault)
            when (fault is not OperationCanceledException && !DatabaseFaults.IsAway(fault) && !DatabaseFaults.DiskIsFull(fault))
        {
            NotDecided(fault, id);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Dispute {Dispute} could not be looked at; the others go on")]
    private partial void NotDecided(Exception fault, Guid dispute);
}
