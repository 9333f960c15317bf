using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Disputes;

/// <summary>
/// What becomes of a matter's disputes when people of the matter go or the matter ends, in the same transaction: a raiser who is a party takes their consent
/// along, and once the time is over for which a matter is kept, every party goes.
/// </summary>
internal static class DisputeErasing
{
    /// <summary>Adds the facts and rows of the disputes to a change that erases people of their matter; nothing when it erases nobody.</summary>
    public static async Task AddAsync(
        Db db,
        WriteSet change,
        MatterRow matter,
        IEnumerable<Fact> facts,
        Actor by,
        KeyRing ring,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var gone = facts.OfType<PersonErased>().Select(f => f.Person).ToHashSet();
        if (gone.Count == 0)
        {
            return;
        }
        var disputes = await db.Set<DisputeRow>()
            .AsNoTracking()
            .Where(d => d.MatterId == matter.Id)
            .Select(d => d.Id)
            .ToListAsync(cancel);
        foreach (var id in disputes)
        {
            var rows = (await DisputeReader.LoadAsync(db, id, cancel))!;
            using var keys = DisputeFacts.KeysOf(rows.Head, rows.People, office: true, ring);
            var dispute = DisputeFacts.ToState(rows, keys);
            // Nobody but the clock erases a whole matter.
            var parties = rows
                .People.Where(p => by is Actor.System || (p.Raiser is { } raiser && gone.Contains(raiser)))
                .Select(p => p.Party)
                .ToHashSet();
            var erased = ErasePartiesRule.Decide(dispute, parties, now);
            if (erased.IsEmpty)
            {
                continue;
            }
            DisputeFacts.AddTo(change, rows, dispute, erased, by, keys, now);
            change.Updates.AddRange(Forget(rows, erased).Select(row => (row, (int?)null)));
            var pages = await SignedPages.ForgetAsync(db, rows.Head, cancel);
            change.Updates.AddRange(pages.Select(row => ((object)row, (int?)null)));
        }
    }

    /// <summary>
    /// Adds what becomes of a dispute that goes on to a change that ends its matter.
    /// </summary>
    /// <returns>Why the matter cannot end yet, or null.</returns>
    public static async Task<Refusal?> EndWithMatterAsync(
        Db db,
        WriteSet change,
        MatterRow matter,
        IEnumerable<Fact> facts,
        Actor by,
        KeyRing ring,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        if (!facts.Any(f => f is OutcomeProposed or MatterWithdrawn or MatterMerged))
        {
            return null;
        }
        var open = await db.Set<DisputeRow>()
            .AsNoTracking()
            .Where(d => d.MatterId == matter.Id && d.Stage != DisputeStage.Ended)
            .Select(d => (Guid?)d.Id)
            .FirstOrDefaultAsync(cancel);
        if (open is not { } id)
        {
            return null;
        }
        var rows = (await DisputeReader.LoadAsync(db, id, cancel))!;
        using var keys = DisputeFacts.KeysOf(rows.Head, rows.People, office: true, ring);
        var dispute = DisputeFacts.ToState(rows, keys);
        var decision = MatterEndsRule.Decide(dispute, by, now);
        if (decision is { Why: null, Facts.IsEmpty: false })
        {
            DisputeFacts.AddTo(change, rows, dispute, decision.Facts, by, keys, now);
        }
        return decision.Why;
    }

    /// <summary>
    /// Takes key, name, telephone and link of everybody whom the facts erase, and of who acts for them; with the last party the keys of
    /// the dispute itself. What a mediator noted of a talk with them goes along, and plans, in which everybody stands.
    /// </summary>
    /// <returns>The rows that changed, beside that of the dispute.</returns>
    public static IReadOnlyList<object> Forget(DisputeRows rows, IEnumerable<DisputeFact> facts)
    {
        var people = facts.OfType<PartyErased>().Select(e => e.Person).ToHashSet();
        var gone = rows.People.Where(p => !p.Erased && (people.Contains(p.Id) || people.Contains(p.Party))).ToList();
        foreach (var row in gone)
        {
            (row.Key, row.Name, row.Phone, row.Erased) = (null, null, null, true);
            row.LinkIssue++;
        }
        if (gone.Count > 0 && rows.People.All(p => p.Erased))
        {
            (rows.Head.CommonKey, rows.Head.OfficeKey) = (null, null);
        }
        var parties = gone.Select(p => p.Id).ToHashSet();
        var notes = rows.Notes.Where(n => n.Key is not null && gone.Count > 0 && (n.Party is not { } of || parties.Contains(of)));
        var forgotten = new List<object>(gone);
        foreach (var note in notes)
        {
            (note.Key, note.Body) = (null, null);
            forgotten.Add(note);
        }
        return forgotten;
    }
}
