using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Disputes;

/// <content>What is read apart: a mediator's own notes, and what each party is asked in its room.</content>
public sealed partial class DisputeReader
{
    /// <summary>
    /// What the reader sealed in a dispute that they may open; the notes of others are not even looked at. The caller has shown the
    /// dispute, and so left the receipt.
    /// </summary>
    public async Task<OwnNotes> NotesAsync(Db db, DisputePage shown, StaffScope scope, CancellationToken cancel = default)
    {
        var rows = await db.Set<SealedNoteRow>()
            .AsNoTracking()
            .Where(n => n.DisputeId == shown.Dispute.File.Id && n.Account == scope.Id.Value)
            .OrderByDescending(n => n.Id)
            .ToListAsync(cancel);
        return new OwnNotes(rows.ConvertAll(n => new OwnNote(n.Kind, n.Party, n.At, Unsealed(n))));

        string? Unsealed(SealedNoteRow note)
        {
            if (note.Key is null || note.Body is null)
            {
                return null;
            }
            using var keys = new PersonKeys();
            var of = new ParticipantId(note.Id);
            keys.Add(of, _ring.Unwrap(note.Key, note.Id));
            return keys.Of(of)!.Unseal(note.Body);
        }
    }

    // What else each party is asked about, apart from where it is mediated, by whom and when they meet.
    private static List<RoomAsk> Asks(Dispute dispute, ParticipantId party)
    {
        var asks = new List<RoomAsk>();
        if (dispute is Dispute.Mediating { Mediation.Lengthening: { } more })
        {
            asks.Add(Ask(ConsentStep.Lengthening, more.Id) with { Words = more.Why.Text, Length = more.Length });
        }
        if (TalkAgainRule.Asked(dispute) is { } moved)
        {
            asks.Add(
                Ask(ConsentStep.Agreement, moved.Id) with
                {
                    Terms =
                    [
                        .. moved
                            .Terms.Where(t => t.PerformedOn is null)
                            .Select(t => new RoomTerm(t.By == party, t.What.Text, t.DueOn, null)),
                    ],
                }
            );
        }
        if (dispute is Dispute.Agreed && dispute.File.Confirmation is { FiledOn: null } prepared)
        {
            asks.Add(Ask(ConsentStep.Confirmation, prepared.Id) with { Words = prepared.Court.Text });
        }
        if (dispute is (Dispute.Asking or Dispute.Mediating) && dispute.File.HandOver is { SentOn: null } handOver)
        {
            asks.Add(Ask(ConsentStep.HandOver, handOver.Id) with { Words = handOver.To?.Text, Unit = handOver.ToUnit });
        }
        return asks;

        RoomAsk Ask(ConsentStep step, Guid subject) => new(step, subject, dispute.File.Answer(party, step, subject));
    }
}
