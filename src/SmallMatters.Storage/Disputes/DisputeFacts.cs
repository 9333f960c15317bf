using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Disputes;

/// <summary>The rows of one dispute, with those of its matter that say whose it is.</summary>
internal sealed record DisputeRows(
    DisputeRow Head,
    MatterRow Matter,
    List<DisputePersonRow> People,
    List<DisputeFactRow> Facts,
    List<SealedNoteRow> Notes
);

/// <summary>Between the rows of a dispute and its state. A fact's name in the history is its type's name and is never changed.</summary>
internal static class DisputeFacts
{
    private static readonly Dictionary<string, Type> Types = typeof(DisputeFact)
        .Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(DisputeFact)) && !t.IsAbstract)
        .ToDictionary(t => t.Name);

    /// <summary>The fact again; words whose key is not among <paramref name="keys"/> are null.</summary>
    /// <exception cref="InvalidOperationException">The history holds a fact that this program does not know.</exception>
    public static DisputeFact Read(DisputeFactRow row, PersonKeys keys) =>
        Types.TryGetValue(row.Type, out var type)
            ? (DisputeFact)FactCodec.ReadAs(type, row.Body, keys)
            : throw new InvalidOperationException($"the history holds an unknown fact {row.Type}");

    /// <summary>The row of a new fact, chained to the one before.</summary>
    public static DisputeFactRow ToRow(
        DisputeRow head,
        byte[]? before,
        int seq,
        DisputeFact fact,
        Actor by,
        PersonKeys keys,
        DateTimeOffset now
    )
    {
        var (type, body) = (fact.GetType().Name, FactCodec.WriteAs(fact, keys));
        return new DisputeFactRow
        {
            DisputeId = head.Id,
            Seq = seq,
            At = now,
            Actor = by.Code,
            Unit = by.UnitCode,
            Type = type,
            Body = body,
            Hash = Chain.Next(before, new ChainedFact(head.Id, seq, now, by.Code, by.UnitCode, type, body)),
        };
    }

    /// <summary>Number of the first fact whose hash does not follow from it and the one before, or null when all hold.</summary>
    public static int? FirstBroken(IEnumerable<DisputeFactRow> facts) =>
        Chain.FirstBroken(
            facts.Select(f => (new ChainedFact(f.DisputeId, f.Seq, f.At, f.Actor, f.Unit, f.Type, f.Body), f.Hash))
        );

    /// <summary>
    /// The state after the last fact. Unit and erased people are as the rows of now say: the dispute goes along with its matter, and
    /// who erased the matter's data is gone here too.
    /// </summary>
    public static Dispute ToState(DisputeRows rows, PersonKeys keys)
    {
        var dispute = rows.Facts.Aggregate((Dispute?)null, (d, row) => Read(row, keys).Apply(d))!;
        var erased = rows.People.Where(p => p.Erased).Select(p => p.Id).ToHashSet();
        return dispute with
        {
            File = dispute.File with
            {
                Unit = rows.Matter.OwnerUnit,
                Parties = [.. dispute.File.Parties.Select(p => erased.Contains(p.Id) ? p with { Erased = true } : p)],
            },
        };
    }

    /// <summary>Puts into the row what lists and the sweep read of the state.</summary>
    public static void Put(DisputeRow head, Dispute after, DateTimeOffset now)
    {
        var mediation = (after as Dispute.Mediating)?.Mediation;
        (head.Stage, head.Flagged, head.Untold, head.ChangedAt) = (after.Stage, after.File.Unsafe, after.File.Untold.Any(), now);
        head.Mediator = after is Dispute.Asking or Dispute.Mediating ? after.File.Invited?.Mediator.Value : null;
        var checks = FollowUpRule.Waiting(after.File).ToList();
        var check = checks.FirstOrDefault();
        (head.FollowUpOn, head.FollowUpBy) = (check?.OpensOn, check?.Clock.Deadline.DueOn);
        head.RemindOn = RemindOfTermsRule.NextOn(after);
        (head.DueOn, head.Provisional, head.GoneUpTo, head.NextLookAt) = (
            mediation?.Deadline?.DueOn,
            mediation?.Deadline?.Provisional == true || checks.Any(c => c.Clock.Deadline.Provisional),
            mediation?.GoneUpTo ?? checks.Select(c => c.GoneUpTo).FirstOrDefault(unit => unit is not null),
            checks.Select(c => c.Clock.NextLookAt).Append(mediation?.Clock?.NextLookAt).Min()
        );
    }

    /// <summary>Adds the facts to a change that another module writes, and gives the state after them.</summary>
    public static Dispute AddTo(
        Writing.WriteSet change,
        DisputeRows rows,
        Dispute before,
        IEnumerable<DisputeFact> facts,
        Actor by,
        PersonKeys keys,
        DateTimeOffset now
    )
    {
        var (seen, hash, after) = (rows.Head.HeadSeq, rows.Facts[^1].Hash, before);
        foreach (var fact in facts)
        {
            var row = ToRow(rows.Head, hash, ++rows.Head.HeadSeq, fact, by, keys, now);
            change.Inserts.Add(row);
            (hash, after) = (row.Hash, fact.Apply(after));
        }
        Put(rows.Head, after, now);
        change.Updates.Add((rows.Head, seen));
        return after;
    }

    /// <summary>The keys of the dispute and of the people who are given.</summary>
    /// <param name="head">The dispute.</param>
    /// <param name="people">Whose words are to be read.</param>
    /// <param name="office">Whether staff's words are, too; never for a party.</param>
    /// <param name="ring">The installation's keys.</param>
    public static PersonKeys KeysOf(DisputeRow head, IEnumerable<DisputePersonRow> people, bool office, KeyRing ring)
    {
        var keys = new PersonKeys();
        Add(head.Id, head.CommonKey);
        if (office)
        {
            Add(head.Office, head.OfficeKey);
        }
        foreach (var person in people)
        {
            Add(person.Id.Value, person.Key);
        }
        return keys;

        void Add(Guid of, byte[]? wrapped)
        {
            if (wrapped is not null)
            {
                keys.Add(new ParticipantId(of), ring.Unwrap(wrapped, of));
            }
        }
    }
}
