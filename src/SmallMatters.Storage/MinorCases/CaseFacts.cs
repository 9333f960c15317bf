using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;

namespace SmallMatters.Storage.MinorCases;

/// <summary>The rows of one case.</summary>
internal sealed record CaseRows(CaseRow Head, List<CasePersonRow> People, List<CaseFactRow> Facts)
{
    public static async Task<CaseRows?> LoadAsync(CaseDb db, Guid id, CancellationToken cancel)
    {
        if (await db.Set<CaseRow>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } head)
        {
            return null;
        }
        return new CaseRows(
            head,
            await db.Set<CasePersonRow>().AsNoTracking().Where(p => p.CaseId == id).ToListAsync(cancel),
            await db.Set<CaseFactRow>()
                .AsNoTracking()
                .Where(f => f.CaseId == id && f.Seq <= head.HeadSeq)
                .OrderBy(f => f.Seq)
                .ToListAsync(cancel)
        );
    }
}

/// <summary>Between the rows of a case and its state. A fact's name in the history is its type's name and is never changed.</summary>
internal static class CaseFacts
{
    private static readonly Dictionary<string, Type> Types = typeof(CaseFact)
        .Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(CaseFact)) && !t.IsAbstract)
        .ToDictionary(t => t.Name);

    /// <summary>The fact again; words whose key is not among <paramref name="keys"/> are null.</summary>
    /// <exception cref="InvalidOperationException">The history holds a fact that this program does not know.</exception>
    public static CaseFact Read(CaseFactRow row, PersonKeys keys) =>
        Types.TryGetValue(row.Type, out var type)
            ? (CaseFact)FactCodec.ReadAs(type, row.Body, keys)
            : throw new InvalidOperationException($"the history holds an unknown fact {row.Type}");

    /// <summary>The state after the last fact.</summary>
    public static MinorCase ToState(CaseRows rows, PersonKeys keys) =>
        rows.Facts.Aggregate((MinorCase?)null, (c, row) => Read(row, keys).Apply(c))!;

    /// <summary>The row of a new fact, chained to the one before.</summary>
    public static CaseFactRow ToRow(
        Guid id,
        byte[]? before,
        int seq,
        CaseFact fact,
        Actor by,
        PersonKeys keys,
        DateTimeOffset now
    )
    {
        var (type, body) = (fact.GetType().Name, FactCodec.WriteAs(fact, keys));
        return new CaseFactRow
        {
            CaseId = id,
            Seq = seq,
            At = now,
            Actor = by.Code,
            Unit = by.UnitCode,
            Type = type,
            Body = body,
            Hash = Chain.Next(before, new ChainedFact(id, seq, now, by.Code, by.UnitCode, type, body)),
        };
    }

    /// <summary>Number of the first fact whose hash does not follow from it and the one before, or null when all hold.</summary>
    public static int? FirstBroken(IEnumerable<CaseFactRow> facts) =>
        Chain.FirstBroken(facts.Select(f => (new ChainedFact(f.CaseId, f.Seq, f.At, f.Actor, f.Unit, f.Type, f.Body), f.Hash)));

    /// <summary>The keys of the case and of the people given.</summary>
    /// <param name="rows">The case.</param>
    /// <param name="of">Of whom; null for everybody.</param>
    /// <param name="office">Whether staff's words are read.</param>
    /// <param name="ring">The installation's keys.</param>
    public static PersonKeys KeysOf(CaseRows rows, Func<Guid, bool> of, bool office, KeyRing ring)
    {
        var keys = new PersonKeys();
        if (office && rows.Head.Key is { } key)
        {
            keys.Add(new ParticipantId(rows.Head.Id), ring.Unwrap(key, rows.Head.Id));
        }
        foreach (var person in rows.People.Where(p => p.Key is not null && of(p.Id)))
        {
            keys.Add(new ParticipantId(person.Id), ring.Unwrap(person.Key!, person.Id));
        }
        return keys;
    }
}
