using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Notices;
using SmallMatters.Storage.Search;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Matters;

/// <summary>
/// The one way in which matters change: load the rows, rebuild the state, call the pure decision, and write row, history and
/// outbox in one transaction with the version checked.
/// </summary>
public sealed class MatterBook
{
    private readonly IDbContextFactory<Db> _databases;
    private readonly GroupWriter _writer;
    private readonly KeyRing _ring;
    private readonly NoticeWriter _notices;
    private readonly JurisdictionSource _jurisdiction;
    private readonly TimeProvider _time;

    internal MatterBook(
        IDbContextFactory<Db> databases,
        GroupWriter writer,
        KeyRing ring,
        NoticeWriter notices,
        JurisdictionSource jurisdiction,
        TimeProvider time
    )
    {
        _databases = databases;
        _writer = writer;
        _ring = ring;
        _notices = notices;
        _jurisdiction = jurisdiction;
        _time = time;
    }

    /// <summary>
    /// Raises a matter. The same <paramref name="submission"/> twice is one matter: the second call gets the first one's
    /// receipt.
    /// </summary>
    /// <param name="raise">The command; its keys and reference are drawn anew when they are taken.</param>
    /// <param name="by">Who raises it.</param>
    /// <param name="submission">The channel's key of this submission, or null when it has none.</param>
    /// <param name="photos">Metadata-free photos that came with it.</param>
    /// <param name="cancel">Cancels before the writing begins.</param>
    public async Task<RaiseResult> RaiseAsync(
        Raise raise,
        Actor by,
        string? submission = null,
        IReadOnlyList<NewPhoto>? photos = null,
        CancellationToken cancel = default
    )
    {
        for (var attempt = 0; ; attempt++)
        {
            var now = Now();
            var jurisdiction = await _jurisdiction.CurrentAsync(cancel);
            var (raised, why) = RaiseRule.Decide(raise, jurisdiction, now);
            if (raised is null)
            {
                return new RaiseResult.Refused(why!);
            }
            var key = submission is null ? null : _ring.SubmissionKey(raise.Channel.ToString(), submission);
            using var prepared = Prepare(raise, raised, by, key, photos ?? [], now);
            switch (await _writer.WriteAsync(prepared.Change, cancel))
            {
                case WriteResult.Written:
                    return new RaiseResult.Raised(raise.Reference, raise.Id, raise.Raiser, prepared.Link, SeenBefore: false);
                case WriteResult.Duplicate when key is not null && await FindSubmissionAsync(key, cancel) is { } before:
                    return before;
                case WriteResult.Duplicate when attempt < 5:
                    raise = raise with
                    {
                        Id = MatterId.At(now, RandomNumberGenerator.GetInt32(int.MaxValue)),
                        Reference = NewReference(),
                        Raiser = new ParticipantId(Guid.CreateVersion7(now)),
                    };
                    break;
                default:
                    throw new InvalidOperationException("a new matter could not be written under five different references");
            }
        }
    }

    /// <summary>Keys and a reference for a new matter.</summary>
    public (MatterId Id, Reference Reference, ParticipantId Raiser) NewKeys()
    {
        var now = Now();
        return (
            MatterId.At(now, RandomNumberGenerator.GetInt32(int.MaxValue)),
            NewReference(),
            new ParticipantId(Guid.CreateVersion7(now))
        );
    }

    /// <summary>
    /// Decides on a matter and writes what follows. When the matter has changed since <paramref name="seen"/> by anybody but
    /// the product's own jobs, nothing is decided and the caller is told, so that nobody overwrites what they have not read.
    /// </summary>
    /// <param name="id">The matter.</param>
    /// <param name="by">Who acts.</param>
    /// <param name="decide">The pure decision.</param>
    /// <param name="seen">Number of the last fact that the person had on the page, or null when it does not matter.</param>
    /// <param name="photos">Metadata-free photos that came with it.</param>
    /// <param name="cancel">Cancels before the writing begins.</param>
    public Task<ChangeResult> DecideAsync(
        MatterId id,
        Actor by,
        Func<Matter, Jurisdiction, DateTimeOffset, Decision?> decide,
        int? seen = null,
        IReadOnlyList<NewPhoto>? photos = null,
        CancellationToken cancel = default
    ) => DecideAsync(id, by, (m, j, now) => Task.FromResult(decide(m, j, now)), seen, photos, cancel);

    /// <summary>The same for a decision that has to look something up first, such as another matter.</summary>
    public async Task<ChangeResult> DecideAsync(
        MatterId id,
        Actor by,
        Func<Matter, Jurisdiction, DateTimeOffset, Task<Decision?>> decide,
        int? seen,
        IReadOnlyList<NewPhoto>? photos,
        CancellationToken cancel
    )
    {
        for (var attempt = 0; ; attempt++)
        {
            await using var db = await _databases.CreateDbContextAsync(cancel);
            var rows = await LoadAsync(db, id, cancel);
            if (rows is null)
            {
                return new ChangeResult.NotFound();
            }
            if (seen is { } last && rows.Matter.HeadSeq != last && await ChangedByPeopleAsync(db, id, last, cancel))
            {
                return new ChangeResult.ChangedMeanwhile(rows.Matter.HeadSeq);
            }
            using var keys = MatterMapping.KeysOf(rows.Participants, _ring);
            var before = MatterMapping.ToState(rows, keys);
            var now = Later(Now(), rows.Matter.ChangedAt);
            var jurisdiction = await _jurisdiction.CurrentAsync(cancel);
            switch (await decide(before, jurisdiction, now))
            {
                case null:
                    return new ChangeResult.Changed(before, rows.Matter.HeadSeq);
                case Decision.Refused refused:
                    return new ChangeResult.Refused(refused.Why);
                case Decision.Accepted accepted:
                    var change = new WriteSet();
                    var after = Append(change, rows, before, accepted.Facts, by, now, keys, photos ?? []);
                    if (await _writer.WriteAsync(change, cancel) == WriteResult.Written)
                    {
                        return new ChangeResult.Changed(after, rows.Matter.HeadSeq);
                    }
                    if (attempt >= 10)
                    {
                        return new ChangeResult.ChangedMeanwhile(rows.Matter.HeadSeq);
                    }
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }
    }

    /// <summary>The state of a matter, for a decision about another one or for a job. Pages read projections instead.</summary>
    public async Task<Matter?> FindAsync(MatterId id, CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var rows = await LoadAsync(db, id, cancel);
        if (rows is null)
        {
            return null;
        }
        using var keys = MatterMapping.KeysOf(rows.Participants, _ring);
        return MatterMapping.ToState(rows, keys);
    }

    /// <summary>The key behind a reference, or null.</summary>
    public async Task<MatterId?> FindAsync(Reference reference, CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var found = await db.Set<MatterRow>()
            .Where(m => m.Number == reference.Value)
            .Select(m => (long?)(long)(object)m.Id)
            .FirstOrDefaultAsync(cancel);
        return found is { } id ? new MatterId(id) : null;
    }

    internal static async Task<MatterRows?> LoadAsync(Db db, MatterId id, CancellationToken cancel)
    {
        var matter = await db.Set<MatterRow>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, cancel);
        return matter is null
            ? null
            : new MatterRows(
                matter,
                await db.Set<ClockRow>().AsNoTracking().Where(r => r.MatterId == id).ToListAsync(cancel),
                await db.Set<PromiseRow>().AsNoTracking().Where(r => r.MatterId == id).ToListAsync(cancel),
                await db.Set<QuestionRow>().AsNoTracking().Where(r => r.MatterId == id).ToListAsync(cancel),
                await db.Set<ParticipantRow>().AsNoTracking().Where(r => r.MatterId == id).ToListAsync(cancel)
            );
    }

    /// <summary>The change that a new matter makes, without writing it: for the writer and for bulk import.</summary>
    internal PreparedMatter Prepare(
        Raise raise,
        Raised raised,
        Actor by,
        byte[]? submissionKey,
        IReadOnlyList<NewPhoto> photos,
        DateTimeOffset now
    )
    {
        var keys = new PersonKeys();
        var (key, wrapped) = _ring.NewPersonKey(raise.Raiser.Value);
        keys.Add(raise.Raiser, key);
        var state = raised.Begin();
        var row = new MatterRow
        {
            Id = raise.Id,
            Number = raise.Reference.Value,
            Kind = raise.Kind,
            Origin = raise.Origin,
            Channel = raise.Channel,
            Category = raise.Category,
            Area = raise.Area,
            RaisedAt = now,
            OwnerUnit = state.File.Owner,
            AccountableUnit = state.Accountable,
            AssignedBy = state.File.AssignedBy,
            UnitConcerned = state.File.UnitConcerned,
            Title = raised.Title?.Text,
            Description = raised.Description.Text,
            ExternalNumber = raise.ExternalNumber,
        };
        MatterMapping.Put(state, row, keys);
        MatterMapping.PutWhere(raise.Where, row);
        var change = new WriteSet();
        change.Inserts.Add(row);
        change.Inserts.Add(ToRow(state.File.Raiser, raise.Contact, wrapped, raise.Id, key, now));
        foreach (var clock in state.File.Clocks)
        {
            change.Inserts.Add(MatterMapping.ToRow(clock, raise.Id, keys));
        }
        AppendFact(change, row, raised, by, now, keys);
        if (submissionKey is not null)
        {
            change.Inserts.Add(new SubmissionRow { Key = submissionKey, MatterId = raise.Id, At = now });
        }
        AddPhotos(change, photos, raise.Id, raise.Raiser, now);
        // What a resident says of a colleague is not for a search box.
        if (raise.Kind != Kind.Conduct)
        {
            change.Search = (raise.Id, Bigrams.Of(row.Title, row.Description, row.PlaceText));
        }
        _notices.Add(change, raised, state, new Dictionary<ParticipantId, int> { [raise.Raiser] = 1 }, keys, now);
        return new PreparedMatter(change, _ring.LinkFor(raise.Raiser.Value, 1), keys);
    }

    private Matter Append(
        WriteSet change,
        MatterRows rows,
        Matter before,
        ImmutableArray<Fact> facts,
        Actor by,
        DateTimeOffset now,
        PersonKeys keys,
        IReadOnlyList<NewPhoto> photos
    )
    {
        var seen = rows.Matter.HeadSeq;
        var issues = rows.Participants.ToDictionary(p => p.Id, p => p.LinkIssue);
        var state = before;
        foreach (var fact in facts)
        {
            switch (fact)
            {
                case Joined joined:
                    AddParticipant(change, joined.Participant, joined.Contact, rows.Matter.Id, keys, issues, now);
                    break;
                case LinkGiven given:
                    AddParticipant(change, given.Helper, Contact.None, rows.Matter.Id, keys, issues, now);
                    break;
            }
            state = fact.Apply(state);
            AppendFact(change, rows.Matter, fact, by, now, keys);
            _notices.Add(change, fact, state, issues, keys, now);
            if (fact is ClockStepped { Step.Kind: Domain.Clocks.ClockStepKind.Escalate } stepped)
            {
                rows.Matter.EscalatedTo = stepped.Told;
            }
        }
        rows.Matter.ChangedAt = now;
        MatterMapping.Put(state, rows.Matter, keys);
        Differences(change, rows, state, keys);
        foreach (var fact in facts.OfType<PersonErased>())
        {
            Erasing.Add(change, rows, fact.Person);
        }
        var author = by is Actor.Person person ? person.Id : state.File.Raiser.Id;
        AddPhotos(change, photos, rows.Matter.Id, author, now);
        change.Updates.Insert(0, (rows.Matter, seen));
        return state;
    }

    private static void Differences(WriteSet change, MatterRows rows, Matter state, PersonKeys keys)
    {
        var id = rows.Matter.Id;
        foreach (var clock in state.File.Clocks)
        {
            var row = MatterMapping.ToRow(clock, id, keys);
            var old = rows.Clocks.Find(c => c.Id == clock.Id);
            if (old is null)
            {
                change.Inserts.Add(row);
            }
            else if (old.Body != row.Body || old.Unit != row.Unit)
            {
                change.Updates.Add((row, null));
            }
        }
        foreach (var promise in state.File.Promises)
        {
            var old = rows.Promises.Find(p => p.Id == promise.Id);
            if (old is null)
            {
                change.Inserts.Add(MatterMapping.ToRow(promise, id, keys));
            }
            else if ((old.State, old.DueOn, old.Changes) != (promise.State, promise.DueOn, promise.Changes))
            {
                (old.State, old.DueOn, old.Changes) = (promise.State, promise.DueOn, promise.Changes);
                change.Updates.Add((old, null));
            }
        }
        foreach (var question in state.File.Questions)
        {
            var old = rows.Questions.Find(q => q.Id == question.Id);
            if (old is null)
            {
                change.Inserts.Add(MatterMapping.ToRow(question, id, keys));
            }
            else if (old.State != question.State)
            {
                old.State = question.State;
                change.Updates.Add((old, null));
            }
        }
        foreach (var old in rows.Participants)
        {
            var now = state.File.Participants.FirstOrDefault(p => p.Id == old.Id);
            if (now is null && !old.Erased && old.Role == ParticipantRole.Helper)
            {
                // A helper's link that was taken back: the row goes, their words in the history stay under their key's loss.
                change.Deletes.Add(old);
            }
        }
    }

    private void AddParticipant(
        WriteSet change,
        Participant participant,
        Contact contact,
        MatterId matter,
        PersonKeys keys,
        Dictionary<ParticipantId, int> issues,
        DateTimeOffset now
    )
    {
        var (key, wrapped) = _ring.NewPersonKey(participant.Id.Value);
        keys.Add(participant.Id, key);
        issues[participant.Id] = 1;
        change.Inserts.Add(ToRow(participant, contact, wrapped, matter, key, now));
    }

    private static ParticipantRow ToRow(
        Participant participant,
        Contact contact,
        byte[] wrapped,
        MatterId matter,
        PersonKey key,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = participant.Id,
            MatterId = matter,
            Role = participant.Role,
            Tongue = participant.Tongue,
            Reachable = participant.Reachable,
            Key = wrapped,
            Name = contact.Name?.Text is { } name ? key.Seal(name) : null,
            Phone = contact.Phone?.Text is { } phone ? key.Seal(phone) : null,
            Email = contact.Email?.Text is { } email ? key.Seal(email) : null,
            LinkIssue = 1,
            JoinedAt = now,
        };

    private static void AppendFact(WriteSet change, MatterRow row, Fact fact, Actor by, DateTimeOffset now, PersonKeys keys)
    {
        var body = FactCodec.Write<Fact>(fact, keys);
        var seq = row.HeadSeq + 1;
        var hash = Chain.Next(
            row.HeadSeq == 0 ? Chain.Start : row.HeadHash,
            row.Id,
            seq,
            now,
            by.Code,
            by.UnitCode,
            FactCodec.NameOf(fact),
            body
        );
        change.Inserts.Add(
            new HistoryRow
            {
                MatterId = row.Id,
                Seq = seq,
                At = now,
                Actor = by.Code,
                Unit = by.UnitCode,
                Type = FactCodec.NameOf(fact),
                Body = body,
                Hash = hash,
            }
        );
        (row.HeadSeq, row.HeadHash, row.ChangedAt) = (seq, hash, now);
        change.Appends = (row.Id, seq);
    }

    private static void AddPhotos(
        WriteSet change,
        IReadOnlyList<NewPhoto> photos,
        MatterId matter,
        ParticipantId of,
        DateTimeOffset now
    )
    {
        foreach (var photo in photos)
        {
            change.Inserts.Add(
                new PhotoRow
                {
                    Id = photo.Id,
                    MatterId = matter,
                    Of = of,
                    At = now,
                    ContentType = photo.ContentType,
                    Width = photo.Width,
                    Height = photo.Height,
                    OriginalHash = photo.OriginalHash,
                    Bytes = photo.Bytes,
                }
            );
        }
    }

    private async Task<RaiseResult?> FindSubmissionAsync(byte[] key, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var found = await (
            from s in db.Set<SubmissionRow>()
            join m in db.Set<MatterRow>() on s.MatterId equals m.Id
            join p in db.Set<ParticipantRow>() on m.Id equals p.MatterId
            where s.Key == key && p.Role == ParticipantRole.Raiser
            select new { m.Number, m.Id, p.LinkIssue, Raiser = p.Id }
        ).FirstOrDefaultAsync(cancel);
        return found is null
            ? null
            : new RaiseResult.Raised(
                Reference.FromValue(found.Number),
                found.Id,
                found.Raiser,
                _ring.LinkFor(found.Raiser.Value, found.LinkIssue),
                SeenBefore: true
            );
    }

    private static Task<bool> ChangedByPeopleAsync(Db db, MatterId id, int after, CancellationToken cancel) =>
        db.Set<HistoryRow>().AnyAsync(h => h.MatterId == id && h.Seq > after && !h.Actor.StartsWith("system:"), cancel);

    // Milliseconds, so that an instant reads back from both databases exactly as it was hashed.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static Reference NewReference()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        var range = (UInt128)(Reference.LastPayload - Reference.FirstPayload + 1);
        return Reference.From(Reference.FirstPayload + (long)(BitConverter.ToUInt128(bytes) % range));
    }
}

/// <summary>A new matter that has not been written yet.</summary>
internal sealed record PreparedMatter(WriteSet Change, string Link, PersonKeys Keys) : IDisposable
{
    public void Dispose() => Keys.Dispose();
}

/// <summary>A photo without metadata, ready to be stored.</summary>
/// <param name="Id">Its key.</param>
/// <param name="ContentType">image/jpeg, image/png or image/webp.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="OriginalHash">SHA-256 of the file as it came, hexadecimal.</param>
/// <param name="Bytes">The photo.</param>
public sealed record NewPhoto(Guid Id, string ContentType, int Width, int Height, string OriginalHash, byte[] Bytes);

/// <summary>What became of raising a matter.</summary>
public abstract record RaiseResult
{
    private RaiseResult() { }

    /// <summary>It is durably stored.</summary>
    /// <param name="Reference">The number for life.</param>
    /// <param name="Id">Internal key.</param>
    /// <param name="Raiser">The raiser's part.</param>
    /// <param name="Link">The secret part of the raiser's link.</param>
    /// <param name="SeenBefore">Whether the same submission had come before.</param>
    public sealed record Raised(Reference Reference, MatterId Id, ParticipantId Raiser, string Link, bool SeenBefore)
        : RaiseResult;

    /// <summary>It was refused.</summary>
    public sealed record Refused(Refusal Why) : RaiseResult;
}

/// <summary>What became of a change.</summary>
public abstract record ChangeResult
{
    private ChangeResult() { }

    /// <summary>It is durably stored.</summary>
    /// <param name="After">The matter as it now is.</param>
    /// <param name="Seen">Number of its last fact.</param>
    public sealed record Changed(Matter After, int Seen) : ChangeResult;

    /// <summary>It was refused.</summary>
    public sealed record Refused(Refusal Why) : ChangeResult;

    /// <summary>Somebody changed the matter after the person's page was made; nothing was written.</summary>
    /// <param name="Seen">Number of the last fact now.</param>
    public sealed record ChangedMeanwhile(int Seen) : ChangeResult;

    /// <summary>There is no such matter.</summary>
    public sealed record NotFound : ChangeResult;
}
