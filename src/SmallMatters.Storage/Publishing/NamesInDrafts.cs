using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Publishing;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Publishing;

/// <summary>The names of a matter's people in drafts about it: they go with the people, in the transaction of the erasure.</summary>
internal static class NamesInDrafts
{
    /// <summary>
    /// Adds the drafts about a matter, without the names of those who are erased, to the change that erases them. When a draft
    /// is changed meanwhile, nothing is written and the erasure is decided anew.
    /// </summary>
    public static async Task ForgetAsync(
        Db db,
        WriteSet change,
        MatterRows rows,
        IReadOnlyCollection<Fact> facts,
        PersonKeys keys,
        KeyRing ring,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var erased = facts.OfType<PersonErased>().Select(f => f.Person).ToHashSet();
        if (erased.Count == 0)
        {
            return;
        }
        var drafts = await db.Set<PublicationRow>()
            .AsNoTracking()
            .Where(p =>
                p.Matter == rows.Matter.Number && (p.Stage == PublicationStage.Draft || p.Stage == PublicationStage.Submitted)
            )
            .ToListAsync(cancel);
        var sealing = new SealedDrafts(ring);
        foreach (var draft in drafts)
        {
            var before = sealing.StateOf(draft, await PublicationBook.FactsAsync(db, draft.Id, cancel));
            var gone = NamesOf(rows.Participants.Where(p => erased.Contains(p.Id)), keys);
            var staying = NamesOf(rows.Participants.Where(p => !erased.Contains(p.Id)), keys);
            if (ForgetPartiesRule.Decide(before, staying, gone) is { Fact: { } fact } decision)
            {
                var seen = draft.HeadSeq;
                sealing.Apply(draft, fact, decision.Manuscript, now);
                draft.HeadSeq++;
                change.Updates.Add((draft, seen));
                change.Inserts.Add(
                    new PublicationFactRow
                    {
                        PublicationId = draft.Id,
                        Seq = draft.HeadSeq,
                        At = now,
                        Type = PlainFacts<PublicationFact>.NameOf(fact),
                        Body = PlainFacts<PublicationFact>.Write(fact),
                    }
                );
            }
        }
    }

    /// <summary>The names of those who are not erased and not sealed.</summary>
    public static IReadOnlyCollection<string> NamesOf(IEnumerable<ParticipantRow> people, PersonKeys keys) =>
        [.. people.Where(p => !p.Erased).Select(p => MatterReader.Shown(p, keys).Name).OfType<string>().Distinct()];
}
