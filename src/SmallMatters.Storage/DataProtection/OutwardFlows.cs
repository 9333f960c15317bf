using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.Jurisdictions;

namespace SmallMatters.Storage.DataProtection;

/// <summary>
/// The gate of everything that leaves: a partner's subscription, a sharing slip and a set of open data ask here before they are
/// switched on, and again each time that something is about to go out, so that an assessment that has run out or was ended stops
/// the flow by itself.
/// </summary>
public sealed class OutwardFlows(IDbContextFactory<Db> databases, JurisdictionSource jurisdictions, TimeProvider time)
{
    /// <summary>Null when the flow may be on now; else why not, for the page or the answer to a program.</summary>
    public async Task<Refusal?> PermitAsync(OutwardFlow flow, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await PermitAsync(db, flow, cancel);
    }

    /// <summary>The same on a database that is open already.</summary>
    public async Task<Refusal?> PermitAsync(Db db, OutwardFlow flow, CancellationToken cancel = default)
    {
        var today = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(time.GetUtcNow());
        return OutwardFlowRule.Decide(flow, await AssessmentBook.OfAsync(db, flow, cancel), today);
    }
}
