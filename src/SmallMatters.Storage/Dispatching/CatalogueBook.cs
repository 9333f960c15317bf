using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Dispatching;

/// <summary>How the dispatch catalogue is changed by an administrator, and its history.</summary>
public sealed class CatalogueBook(IDbContextFactory<Db> databases, JurisdictionSource source, TimeProvider time)
{
    /// <summary>Decides on a change and writes it. Every node follows within seconds.</summary>
    public async Task<Acted> ChangeAsync(CatalogueChange change, string? why, Actor.Staff by, CancellationToken cancel = default)
    {
        source.LookNow();
        var jurisdiction = await source.CurrentAsync(cancel);
        var now = time.GetUtcNow();
        if (
            ChangeCatalogueRule.Decide(jurisdiction, change, why, jurisdiction.Calendar.DayOf(now)) is (var fact, var refusal)
            && fact is null
        )
        {
            return new Acted.Refused(refusal!);
        }
        var seq = jurisdiction.Catalogue.Version + 1;
        var (row, version) = DispatchFactRow.Of(seq, fact, by, now);
        var written = await NumberedFacts.TryAppendAsync(
            databases,
            row,
            version,
            db => db.Set<DispatchFactRow>().AnyAsync(f => f.Seq == seq, cancel),
            cancel
        );
        if (!written)
        {
            return new Acted.ChangedMeanwhile();
        }
        source.LookNow();
        return new Acted.Written();
    }

    /// <summary>Every change, the latest first.</summary>
    public static async Task<IReadOnlyList<KeptFact<DispatchFact>>> HistoryAsync(
        Db db,
        int take,
        CancellationToken cancel = default
    )
    {
        var rows = await db.Set<DispatchFactRow>().AsNoTracking().OrderByDescending(f => f.Seq).Take(take).ToListAsync(cancel);
        return rows.ConvertAll(f => new KeptFact<DispatchFact>(
            f.Seq,
            f.At,
            f.Staff,
            f.Unit,
            PlainFacts<DispatchFact>.Read(f.Type, f.Body)
        ));
    }
}
