using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Disputes;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;

namespace SmallMatters.Storage.Disputes;

/// <summary>Computes the chains of disputes again and compares what lists and the sweep read with what the facts say.</summary>
internal static class DisputeVerification
{
    private const int Page = 100;

    /// <summary>All disputes; the first broken link, or null.</summary>
    public static async Task<(int Disputes, long Facts, BrokenLink? Broken)> RunAsync(
        IDbContextFactory<Db> databases,
        KeyRing ring,
        CancellationToken cancel
    )
    {
        var (disputes, facts, after) = (0, 0L, Guid.Empty);
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            // In one instant: the rows of a dispute that changes meanwhile still fit its facts.
            await using var instant = await Verification.SnapshotAsync(db, cancel);
            var page = await db.Set<DisputeRow>()
                .AsNoTracking()
                .Where(d => d.Id > after)
                .OrderBy(d => d.Id)
                .Select(d => d.Id)
                .Take(Page)
                .ToListAsync(cancel);
            foreach (var id in page)
            {
                var rows = (await DisputeReader.LoadAsync(db, id, cancel, whole: true))!;
                if (Check(rows, ring) is var (seq, what))
                {
                    return (disputes, facts, new BrokenLink(rows.Matter.Id, rows.Matter.Number, seq, $"its dispute: {what}"));
                }
                if (await SignedPages.FirstBrokenAsync(db, rows, ring, cancel) is { } signed)
                {
                    var found = "its dispute: a page of the signed agreement is missing or was changed";
                    return (disputes, facts, new BrokenLink(rows.Matter.Id, rows.Matter.Number, signed, found));
                }
                disputes++;
                facts += rows.Facts.Count;
                after = id;
            }
            if (page.Count < Page)
            {
                return (disputes, facts, null);
            }
        }
    }

    private static IEnumerable<(int Seq, NoteSealed Sealing)> Sealings(DisputeRows rows)
    {
        using var none = new PersonKeys();
        return
        [
            .. rows.Facts.Where(f => f.Type == nameof(NoteSealed)).Select(f => (f.Seq, (NoteSealed)DisputeFacts.Read(f, none))),
        ];
    }

    private static (int Seq, string What)? Check(DisputeRows rows, KeyRing ring)
    {
        var head = rows.Head;
        if (DisputeFacts.FirstBroken(rows.Facts) is { } broken)
        {
            return (broken, "a fact is missing or was changed");
        }
        if (rows.Facts.Count != head.HeadSeq)
        {
            return (Math.Min(rows.Facts.Count, head.HeadSeq) + 1, "the facts and the row disagree on their number");
        }
        // What was sealed is still what was sealed, or was erased with whom it was about.
        foreach (var (seq, sealing) in Sealings(rows))
        {
            var note = rows.Notes.Find(n => n.Id == sealing.Note);
            if (
                note is null
                || (
                    note.Body is { } body
                    && Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))) != sealing.Hash
                )
            )
            {
                return (seq, "a sealed note is missing or was changed");
            }
        }
        try
        {
            using var keys = DisputeFacts.KeysOf(head, rows.People, office: true, ring);
            var should = new DisputeRow { Id = head.Id, Office = head.Office };
            DisputeFacts.Put(should, DisputeFacts.ToState(rows, keys), head.ChangedAt);
            if (should.Mediator != head.Mediator)
            {
                return (head.HeadSeq, "the row and the facts disagree on who mediates");
            }
            // Agreements from before there were reminders have no day until their next step.
            if (head.RemindOn is { } remind && remind != should.RemindOn)
            {
                return (head.HeadSeq, "the row and the facts disagree on what is to be reminded of");
            }
            return
                (
                    should.Stage,
                    should.Flagged,
                    should.Untold,
                    should.DueOn,
                    should.Provisional,
                    should.GoneUpTo,
                    should.NextLookAt,
                    should.FollowUpOn,
                    should.FollowUpBy
                )
                == (
                    head.Stage,
                    head.Flagged,
                    head.Untold,
                    head.DueOn,
                    head.Provisional,
                    head.GoneUpTo,
                    head.NextLookAt,
                    head.FollowUpOn,
                    head.FollowUpBy
                )
                ? null
                : (head.HeadSeq, "the row and the facts disagree on where it stands");
        }
        catch (Exception damage)
            when (damage is CryptographicException or JsonException or InvalidOperationException or FormatException)
        {
            return (head.HeadSeq, $"it cannot be read back: {damage.Message}");
        }
    }
}
