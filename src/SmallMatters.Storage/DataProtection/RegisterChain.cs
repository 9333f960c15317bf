using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.DataProtection;

/// <summary>Reads and appends the facts of one register's entries.</summary>
/// <typeparam name="TFact">The register's family of facts.</typeparam>
internal static class RegisterChain<TFact>
    where TFact : class
{
    public static async Task<List<KeptFact<TFact>>> ReadAsync(Db db, Guid entry, CancellationToken cancel) =>
        (
            await db.Set<RegisterFactRow>().AsNoTracking().Where(f => f.EntryId == entry).OrderBy(f => f.Seq).ToListAsync(cancel)
        ).ConvertAll(Kept);

    /// <summary>The facts of every entry that a query finds, by entry, the latest changed entry first.</summary>
    public static async Task<List<(RegisterEntryRow Entry, List<KeptFact<TFact>> Facts)>> ReadAllAsync(
        Db db,
        IQueryable<RegisterEntryRow> entries,
        CancellationToken cancel
    )
    {
        var found = await entries.AsNoTracking().OrderByDescending(e => e.ChangedAt).ThenBy(e => e.Id).ToListAsync(cancel);
        var ids = found.ConvertAll(e => e.Id);
        var facts = (
            await db.Set<RegisterFactRow>()
                .AsNoTracking()
                .Where(f => ids.Contains(f.EntryId))
                .OrderBy(f => f.Seq)
                .ToListAsync(cancel)
        ).ToLookup(f => f.EntryId, Kept);
        return found.ConvertAll(e => (e, facts[e.Id].ToList()));
    }

    /// <summary>The row of the next fact of an entry, whose head and time of change it moves on.</summary>
    public static RegisterFactRow Append(RegisterEntryRow entry, TFact fact, Actor.Staff? by, DateTimeOffset now)
    {
        entry.HeadSeq++;
        entry.ChangedAt = now;
        return new RegisterFactRow
        {
            EntryId = entry.Id,
            Seq = entry.HeadSeq,
            At = now,
            Staff = by?.Id.Value,
            Unit = by?.Unit,
            Type = PlainFacts<TFact>.NameOf(fact),
            Body = PlainFacts<TFact>.Write(fact),
        };
    }

    private static KeptFact<TFact> Kept(RegisterFactRow f) =>
        new(f.Seq, f.At, f.Staff, f.Unit, PlainFacts<TFact>.Read(f.Type, f.Body));
}
