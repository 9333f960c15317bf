using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.DataProtection;

/// <summary>What a decision on an entry came to: a fact with where the entry stands after it, or why not.</summary>
/// <param name="Fact">What happened, or null.</param>
/// <param name="Why">Why nothing did, or null.</param>
/// <param name="Stage">Where the entry stands now.</param>
/// <param name="DueAt">The end of the clock that runs now, UTC; null when none does.</param>
internal readonly record struct RegisterStep<TFact>(TFact? Fact, Refusal? Why, string Stage = "", DateTimeOffset? DueAt = null)
    where TFact : class;

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

    /// <summary>The facts of one entry of a register; null when there is none.</summary>
    public static async Task<List<KeptFact<TFact>>?> FindAsync(Db db, Register register, Guid id, CancellationToken cancel) =>
        await db.Set<RegisterEntryRow>().AnyAsync(e => e.Id == id && e.Register == register, cancel)
            ? await ReadAsync(db, id, cancel)
            : null;

    /// <summary>
    /// Decides on an entry and writes what follows, unless somebody has added to it since it was seen. What stands
    /// <paramref name="beside"/> it is written in the same transaction.
    /// </summary>
    public static async Task<Acted> DecideAsync(
        IDbContextFactory<Db> databases,
        Register register,
        Guid id,
        int seen,
        Actor.Staff by,
        DateTimeOffset now,
        Func<List<KeptFact<TFact>>, RegisterStep<TFact>> decide,
        CancellationToken cancel,
        Func<Db, RegisterEntryRow, Task>? beside = null
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var entry = await db.Set<RegisterEntryRow>().FirstOrDefaultAsync(e => e.Id == id && e.Register == register, cancel);
        if (entry is null)
        {
            return new Acted.NotFound();
        }
        if (entry.HeadSeq != seen)
        {
            return new Acted.ChangedMeanwhile();
        }
        var step = decide(await ReadAsync(db, id, cancel));
        if (step.Fact is not { } fact)
        {
            return new Acted.Refused(step.Why!);
        }
        (entry.Stage, entry.DueAt) = (step.Stage, step.DueAt);
        db.Add(Append(entry, fact, by, now));
        await using var transaction = beside is null ? null : await db.Database.BeginTransactionAsync(cancel);
        if (beside is not null)
        {
            await beside(db, entry);
        }
        try
        {
            await db.SaveChangesAsync(cancel);
            if (transaction is not null)
            {
                await transaction.CommitAsync(cancel);
            }
            return new Acted.Written();
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Acted.ChangedMeanwhile();
        }
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
