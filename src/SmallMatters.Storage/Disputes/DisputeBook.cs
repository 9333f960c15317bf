using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Disputes;

/// <summary>The one way in which disputes begin and change: by staff who deal with the matter, or by a party in its room.</summary>
public sealed partial class DisputeBook
{
    private const int MostAttempts = 5;

    private readonly IDbContextFactory<Db> _databases;
    private readonly KeyRing _ring;
    private readonly JurisdictionSource _jurisdictions;
    private readonly MatterBook _matters;
    private readonly TimeProvider _time;

    internal DisputeBook(
        IDbContextFactory<Db> databases,
        KeyRing ring,
        JurisdictionSource jurisdictions,
        MatterBook matters,
        TimeProvider time
    ) => (_databases, _ring, _jurisdictions, _matters, _time) = (databases, ring, jurisdictions, matters, time);

    /// <summary>Opens a dispute from a matter.</summary>
    /// <param name="matter">The matter, as its handler has it before them.</param>
    /// <param name="command">What it is about.</param>
    /// <param name="scope">Who opens it.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Acted> OpenAsync(Matter matter, OpenDispute command, StaffScope scope, CancellationToken cancel = default)
    {
        // With a fact of the matter, in its own transaction: who closes it in this moment is slower or quicker, never beside it.
        var done = await _matters.DecideAsync(
            matter.File.Id,
            scope.On(matter.File).Actor,
            async (change, current, _, now) =>
            {
                await using var db = await _databases.CreateDbContextAsync(cancel);
                var by = scope.On(current.File).Actor;
                var another = await OpenOf(db, current.File.Id).AnyAsync(cancel);
                var keys = (Guid.CreateVersion7(now), Guid.CreateVersion7(now));
                var decision = OpenDisputeRule.Decide(current, another, command, keys, by, now);
                if (decision.Facts is not [DisputeOpened opened])
                {
                    return decision.Why!;
                }
                Add(change, opened, by, now);
                return new DisputeBegan(opened.File.Id);
            },
            null,
            null,
            cancel
        );
        return done switch
        {
            ChangeResult.Changed => new Acted.Written(),
            ChangeResult.Refused refused => new Acted.Refused(refused.Why),
            ChangeResult.ChangedMeanwhile => new Acted.ChangedMeanwhile(),
            _ => new Acted.NotFound(),
        };
    }

    private void Add(WriteSet change, DisputeOpened opened, Actor by, DateTimeOffset now)
    {
        var file = opened.File;
        var (common, commonWrapped) = _ring.NewPersonKey(file.Id);
        var (office, officeWrapped) = _ring.NewPersonKey(file.Office.Value);
        using var keys = new PersonKeys();
        keys.Add(file.Common, common);
        keys.Add(file.Office, office);
        var head = new DisputeRow
        {
            Id = file.Id,
            MatterId = file.Matter,
            Kind = file.Kind,
            Stage = DisputeStage.Asking,
            CommonKey = commonWrapped,
            Office = file.Office.Value,
            OfficeKey = officeWrapped,
            OpenedAt = now,
            ChangedAt = now,
            HeadSeq = 1,
        };
        change.Inserts.Add(head);
        change.Inserts.Add(DisputeFacts.ToRow(head, null, 1, opened, by, keys, now));
    }

    /// <summary>Decides for a member of staff who deals with the matter.</summary>
    /// <param name="id">The dispute.</param>
    /// <param name="scope">Who acts.</param>
    /// <param name="decide">The pure decision.</param>
    /// <param name="seen">Number of the last fact that the person had on the page.</param>
    /// <param name="cancel">Cancels.</param>
    public Task<Acted> DecideAsync(
        Guid id,
        StaffScope scope,
        Func<Dispute, Actor.Staff, Jurisdiction, DateTimeOffset, DisputeDecision> decide,
        int seen,
        CancellationToken cancel = default
    ) =>
        ChangeAsync(
            id,
            matter => DisputeReader.ScopeOn(matter, scope)?.Actor,
            (d, by, j, now) => decide(d, (Actor.Staff)by, j, now),
            seen,
            cancel
        );

    /// <summary>Seals a note of a mediator under a key of its own, in the same transaction as the fact that there is one.</summary>
    /// <param name="id">The dispute.</param>
    /// <param name="scope">Who writes it, and alone reads it.</param>
    /// <param name="command">The note.</param>
    /// <param name="seen">Number of the last fact that the person had on the page.</param>
    /// <param name="cancel">Cancels.</param>
    public Task<Acted> SealAsync(Guid id, StaffScope scope, CaucusNote command, int seen, CancellationToken cancel = default)
    {
        SealedNoteRow? row = null;
        return ChangeAsync(
            id,
            matter => DisputeReader.ScopeOn(matter, scope)?.Actor,
            (d, by, _, now) =>
            {
                var note = Guid.CreateVersion7(now);
                return SealNoteRule.Decide(d, command, note, words => Seal(note, words, now), (Actor.Staff)by);
            },
            seen,
            cancel,
            (db, _, _) =>
            {
                db.Add(row!);
                return Task.CompletedTask;
            }
        );

        string Seal(Guid note, string words, DateTimeOffset now)
        {
            var (key, wrapped) = _ring.NewPersonKey(note);
            using (key)
            {
                row = new SealedNoteRow
                {
                    Id = note,
                    DisputeId = id,
                    Account = scope.Id.Value,
                    Kind = command.Kind,
                    Party = command.Kind == NoteKind.Plan ? null : command.Party,
                    Key = wrapped,
                    Body = key.Seal(words),
                    At = now,
                };
            }
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row.Body)));
        }
    }

    /// <summary>Decides for a party, or who acts for it, by its link.</summary>
    public Task<Acted> DecideAsync(
        RoomView room,
        Func<Dispute, Actor.Person, Jurisdiction, DateTimeOffset, DisputeDecision> decide,
        CancellationToken cancel = default
    ) =>
        ChangeAsync(
            room.Dispute,
            _ => new Actor.Person(room.Me),
            (d, by, j, now) => decide(d, (Actor.Person)by, j, now),
            null,
            cancel
        );

    /// <summary>
    /// Erases everybody of a matter's disputes once the time is over for which the matter is kept. Their raiser may have gone earlier
    /// and left the others.
    /// </summary>
    /// <param name="id">The dispute.</param>
    /// <param name="by">The job.</param>
    /// <param name="cancel">Cancels.</param>
    public Task<Acted> ExpireAsync(Guid id, Actor by, CancellationToken cancel = default) =>
        ChangeAsync(
            id,
            _ => by,
            (d, _, _, now) =>
                new DisputeDecision(ErasePartiesRule.Decide(d, d.File.Parties.Select(p => p.Id).ToHashSet(), now), null),
            null,
            cancel
        );

    /// <summary>Takes a step of the sweep, or computes a provisional end again; nothing where nothing is due.</summary>
    /// <param name="id">The dispute.</param>
    /// <param name="by">The sweep.</param>
    /// <param name="decide">The pure decision.</param>
    /// <param name="cancel">Cancels.</param>
    /// <param name="beside">Writes what goes along with the facts, in their transaction.</param>
    internal Task<Acted> TickAsync(
        Guid id,
        Actor by,
        Func<Dispute, Jurisdiction, DateTimeOffset, DisputeDecision?> decide,
        CancellationToken cancel,
        Func<Db, DisputeRows, ImmutableArray<DisputeFact>, Task>? beside = null
    ) => ChangeAsync(id, _ => by, (d, _, j, now) => decide(d, j, now) ?? new DisputeDecision([], null), null, cancel, beside);

    private async Task<Acted> ChangeAsync(
        Guid id,
        Func<MatterRow, Actor?> who,
        Func<Dispute, Actor, Jurisdiction, DateTimeOffset, DisputeDecision> decide,
        int? seen,
        CancellationToken cancel,
        Func<Db, DisputeRows, ImmutableArray<DisputeFact>, Task>? beside = null
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await _databases.CreateDbContextAsync(cancel);
            if (await DisputeReader.LoadAsync(db, id, cancel) is not { } rows || who(rows.Matter) is not { } by)
            {
                return new Acted.NotFound();
            }
            if (seen is { } last && last != rows.Head.HeadSeq)
            {
                return new Acted.ChangedMeanwhile();
            }
            var now = Now();
            using var keys = DisputeFacts.KeysOf(rows.Head, rows.People, office: true, _ring);
            var before = DisputeFacts.ToState(rows, keys);
            var decision = decide(before, by, await _jurisdictions.CurrentAsync(cancel), now);
            if (decision.Why is { } why)
            {
                return new Acted.Refused(why);
            }
            if (decision.Facts.IsEmpty)
            {
                return new Acted.Written();
            }
            Append(db, rows, before, decision, by, keys, now);
            if (beside is not null)
            {
                await beside(db, rows, decision.Facts);
            }
            await SignedPages.ForgetAsync(db, rows.Head, cancel);
            try
            {
                await db.SaveChangesAsync(cancel);
                return new Acted.Written();
            }
            catch (DbUpdateException fault)
            {
                if (!await IsTakenAsync(fault, id, rows.Head.HeadSeq, cancel))
                {
                    throw;
                }
                if (seen is not null || attempt == MostAttempts)
                {
                    return new Acted.ChangedMeanwhile();
                }
            }
        }
    }

    private void Append(
        Db db,
        DisputeRows rows,
        Dispute before,
        DisputeDecision decision,
        Actor by,
        PersonKeys keys,
        DateTimeOffset now
    )
    {
        var (head, after, hash) = (rows.Head, before, rows.Facts[^1].Hash);
        db.Attach(head);
        foreach (var fact in decision.Facts)
        {
            switch (fact)
            {
                case PartyNamed { Party: var party, Contact: var contact }:
                    Name(party.Id, party.Id, party, contact);
                    break;
                case RepresentativeNamed { Party: var of, Representative: var acts, Contact: var contact }:
                    Name(acts.Id, of, before.File.PartyOf(of)!, contact);
                    break;
                case RoomLinkGiven { Person: var person }:
                    var given = Row(person);
                    given.LinkIssue++;
                    break;
            }
            var row = DisputeFacts.ToRow(head, hash, ++head.HeadSeq, fact, by, keys, now);
            db.Add(row);
            (hash, after) = (row.Hash, fact.Apply(after));
        }
        // After the facts, whose words may still have needed the key.
        if (decision.Facts.Any(f => f is PartyErased))
        {
            // Attached before they change, so that what changes is written.
            db.AttachRange(rows.People.Where(p => db.Entry(p).State == EntityState.Detached).ToList());
            db.AttachRange(rows.Notes);
            DisputeErasing.Forget(rows, decision.Facts);
        }
        DisputeFacts.Put(head, after, now);

        DisputePersonRow Row(ParticipantId person)
        {
            var found = rows.People.Find(p => p.Id == person)!;
            db.Attach(found);
            return found;
        }

        void Name(ParticipantId id, ParticipantId of, Party party, Contact contact)
        {
            var (key, wrapped) = _ring.NewPersonKey(id.Value);
            keys.Add(id, key);
            db.Add(
                new DisputePersonRow
                {
                    Id = id,
                    DisputeId = head.Id,
                    Party = of,
                    Raiser = id == of ? party.Raiser : null,
                    Tongue = party.Tongue,
                    Key = wrapped,
                    Name = contact.Name?.Text is { } name ? key.Seal(name) : null,
                    Phone = contact.Phone?.Text is { } phone ? key.Seal(phone) : null,
                }
            );
        }
    }

    private static IQueryable<DisputeRow> OpenOf(Db db, MatterId matter) =>
        db.Set<DisputeRow>().Where(d => d.MatterId == matter && d.Stage != DisputeStage.Ended);

    // Whoever was slower meets the number of the fact before the version of the dispute; any other fault is one.
    private async Task<bool> IsTakenAsync(DbUpdateException fault, Guid id, int seq, CancellationToken cancel)
    {
        if (fault is DbUpdateConcurrencyException)
        {
            return true;
        }
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await db.Set<DisputeFactRow>().AnyAsync(f => f.DisputeId == id && f.Seq == seq, cancel);
    }

    // Milliseconds, so that an instant reads back from both databases as it was written.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());
}
