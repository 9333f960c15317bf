using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Publishing;
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
    private readonly MatterChanges _changes;
    private readonly JurisdictionSource _jurisdiction;
    private readonly TimeProvider _time;

    internal MatterBook(
        IDbContextFactory<Db> databases,
        GroupWriter writer,
        KeyRing ring,
        MatterChanges changes,
        JurisdictionSource jurisdiction,
        TimeProvider time
    )
    {
        _databases = databases;
        _writer = writer;
        _ring = ring;
        _changes = changes;
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
            using var prepared = _changes.Prepare(raise, raised, by, key, photos ?? [], now);
            switch (await _writer.WriteAsync(prepared.Change, cancel))
            {
                case WriteResult.Written:
                    Measurements.Submitted(raise.Channel.ToString());
                    return new RaiseResult.Raised(
                        raise.Reference,
                        raise.Id,
                        raise.Raiser,
                        prepared.Link,
                        prepared.PromisedOn!.Value,
                        SeenBefore: false
                    );
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

    /// <summary>The same for a decision that has to look something up first.</summary>
    public Task<ChangeResult> DecideAsync(
        MatterId id,
        Actor by,
        Func<Matter, Jurisdiction, DateTimeOffset, Task<Decision?>> decide,
        int? seen,
        IReadOnlyList<NewPhoto>? photos,
        CancellationToken cancel
    ) => DecideAsync(id, by, (_, m, j, now) => decide(m, j, now), seen, photos, cancel);

    /// <summary>
    /// The same for a decision that rests on another matter: when that one changes before the decision is written, it is
    /// made anew, so that two matters are never merged into each other.
    /// </summary>
    /// <param name="id">The matter.</param>
    /// <param name="other">The matter that is looked at and not changed.</param>
    /// <param name="by">Who acts.</param>
    /// <param name="decide">The pure decision, of the matter and the other one, which is null when there is none.</param>
    /// <param name="seen">Number of the last fact that the person had on the page, or null when it does not matter.</param>
    /// <param name="cancel">Cancels before the writing begins.</param>
    public Task<ChangeResult> DecideBesideAsync(
        MatterId id,
        MatterId other,
        Actor by,
        Func<Matter, Matter?, DateTimeOffset, Task<Decision?>> decide,
        int? seen = null,
        CancellationToken cancel = default
    ) =>
        DecideAsync(
            id,
            by,
            async (change, matter, _, now) =>
            {
                var found = await ReadAsync(other, cancel);
                if (found is (_, var version) && other != id)
                {
                    change.RestsOn.Add((other, version));
                }
                return await decide(matter, found?.Matter, now);
            },
            seen,
            null,
            cancel
        );

    /// <summary>The same for a decision with which rows of other tables are written, in the same transaction.</summary>
    internal async Task<ChangeResult> DecideAsync(
        MatterId id,
        Actor by,
        Func<WriteSet, Matter, Jurisdiction, DateTimeOffset, Task<Decision?>> decide,
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
            if (
                seen is { } last
                && (
                    last > rows.Matter.HeadSeq
                    || (rows.Matter.HeadSeq != last && await ChangedByPeopleAsync(db, id, last, cancel))
                )
            )
            {
                return new ChangeResult.ChangedMeanwhile(rows.Matter.HeadSeq);
            }
            using var keys = MatterMapping.KeysOf(rows.Participants, _ring);
            var before = MatterMapping.ToState(rows, keys);
            var now = Later(Now(), rows.Matter.ChangedAt);
            var jurisdiction = await _jurisdiction.CurrentAsync(cancel);
            var change = new WriteSet();
            switch (await decide(change, before, jurisdiction, now))
            {
                case null:
                    return new ChangeResult.Changed(before, rows.Matter.HeadSeq);
                case Decision.Refused refused:
                    return new ChangeResult.Refused(refused.Why);
                case Decision.Accepted accepted:
                    if (
                        await DisputeErasing.EndWithMatterAsync(
                            db,
                            change,
                            rows.Matter,
                            accepted.Facts,
                            by,
                            _ring,
                            now,
                            cancel
                        ) is
                        { } first
                    )
                    {
                        return new ChangeResult.Refused(first);
                    }
                    rows = rows with { Merged = await MergedAsync(db, id, cancel) };
                    await DisputeErasing.AddAsync(db, change, rows.Matter, accepted.Facts, by, _ring, now, cancel);
                    await NamesInDrafts.ForgetAsync(db, change, rows, accepted.Facts, keys, _ring, now, cancel);
                    var after = _changes.Append(change, rows, before, accepted.Facts, by, now, keys, photos ?? [], jurisdiction);
                    var written = await _writer.WriteAsync(change, cancel);
                    if (accepted.Facts.Any(f => f is Designated))
                    {
                        // Its line is in the catalogue now, or another one was quicker: in both cases it is read again.
                        _jurisdiction.LookNow();
                    }
                    if (written == WriteResult.Written)
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

    /// <summary>The state of a matter, for a decision about another one or for a job. It does not leave Storage: pages read projections.</summary>
    internal async Task<Matter?> FindAsync(MatterId id, CancellationToken cancel = default) =>
        (await ReadAsync(id, cancel))?.Matter;

    private async Task<(Matter Matter, int Version)?> ReadAsync(MatterId id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var rows = await LoadAsync(db, id, cancel);
        if (rows is null)
        {
            return null;
        }
        using var keys = MatterMapping.KeysOf(rows.Participants, _ring);
        return (MatterMapping.ToState(rows, keys), rows.Matter.HeadSeq);
    }

    /// <summary>The key behind a reference, or null.</summary>
    public async Task<MatterId?> FindAsync(Reference reference, CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await db.Set<MatterRow>()
            .Where(m => m.Number == reference.Value)
            .Select(m => (MatterId?)m.Id)
            .FirstOrDefaultAsync(cancel);
    }

    internal static async Task<MatterRows?> LoadAsync(Db db, MatterId id, CancellationToken cancel) =>
        await db.Set<MatterRow>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, cancel) is { } matter
            ? await LoadAsync(db, matter, cancel)
            : null;

    /// <summary>The other rows of a matter whose own row was read already.</summary>
    internal static async Task<MatterRows> LoadAsync(Db db, MatterRow matter, CancellationToken cancel)
    {
        var id = matter.Id;
        var clocks = await db.Set<ClockRow>().AsNoTracking().Where(r => r.MatterId == id).ToListAsync(cancel);
        return new MatterRows(
            matter,
            clocks,
            await db.Set<PromiseRow>().AsNoTracking().Where(r => r.MatterId == id).ToListAsync(cancel),
            await db.Set<QuestionRow>().AsNoTracking().Where(r => r.MatterId == id).ToListAsync(cancel),
            await db.Set<ParticipantRow>().AsNoTracking().Where(r => r.MatterId == id).ToListAsync(cancel)
        )
        {
            Disagreement = clocks.Exists(c => c.Purpose == ClockFor.HandOver)
                ? await db.Set<DisagreementRow>().AsNoTracking().FirstOrDefaultAsync(r => r.MatterId == id, cancel)
                : null,
            Route = clocks.Exists(c => c.Purpose == ClockFor.Route)
                ? await db.Set<PetitionRouteRow>().AsNoTracking().FirstOrDefaultAsync(r => r.MatterId == id, cancel)
                : null,
            // Whoever has a part has had its clock: other matters need not be asked.
            Parts = clocks.Exists(c => c.Purpose == ClockFor.Part)
                ? await db.Set<PartRow>().AsNoTracking().Where(r => r.MatterId == id).ToListAsync(cancel)
                : [],
            Rights = clocks.Exists(c => c.Purpose == ClockFor.Right)
                ? await db.Set<RightRequestRow>().AsNoTracking().Where(r => r.MatterId == id).ToListAsync(cancel)
                : [],
            Openings = clocks.Exists(c => c.Purpose == ClockFor.IdentityOpening)
                ? await db.Set<IdentityOpeningRow>().AsNoTracking().Where(r => r.MatterId == id).ToListAsync(cancel)
                : [],
        };
    }

    private static async Task<List<ParticipantRow>> MergedAsync(Db db, MatterId id, CancellationToken cancel)
    {
        var people = new List<ParticipantRow>();
        var seen = new HashSet<MatterId> { id };
        List<MatterId?> into = [id];
        while (into.Count > 0)
        {
            var merged = await db.Set<MatterRow>().Where(m => into.Contains(m.MergedInto)).Select(m => m.Id).ToListAsync(cancel);
            // Rows that were damaged into a ring must not be walked for ever.
            merged.RemoveAll(m => !seen.Add(m));
            into = merged.ConvertAll(m => (MatterId?)m);
            if (merged.Count > 0)
            {
                people.AddRange(
                    await db.Set<ParticipantRow>()
                        .AsNoTracking()
                        .Where(p => merged.Contains(p.MatterId) && p.Reachable && !p.Erased && p.Key != null)
                        .ToListAsync(cancel)
                );
            }
        }
        return people;
    }

    private async Task<RaiseResult?> FindSubmissionAsync(byte[] key, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var found = await (
            from s in db.Set<SubmissionRow>()
            join m in db.Set<MatterRow>() on s.MatterId equals m.Id
            join p in db.Set<ParticipantRow>() on m.Id equals p.MatterId
            where s.Key == key && p.Role == ParticipantRole.Raiser
            select new
            {
                m.Number,
                m.Id,
                p.LinkIssue,
                Raiser = p.Id,
                m.PromisedOn,
            }
        ).FirstOrDefaultAsync(cancel);
        return found is null
            ? null
            : new RaiseResult.Raised(
                Reference.FromValue(found.Number),
                found.Id,
                found.Raiser,
                _ring.LinkFor(found.Raiser.Value, found.LinkIssue),
                found.PromisedOn!.Value,
                SeenBefore: true
            );
    }

    private static Task<bool> ChangedByPeopleAsync(Db db, MatterId id, int after, CancellationToken cancel) =>
        db.Set<HistoryRow>().AnyAsync(h => h.MatterId == id && h.Seq > after && !h.Actor.StartsWith("system:"), cancel);

    // Milliseconds, so that an instant reads back from both databases exactly as it was hashed.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    internal static Reference NewReference()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        var range = (UInt128)(Reference.LastPayload - Reference.FirstPayload + 1);
        return Reference.From(Reference.FirstPayload + (long)(BitConverter.ToUInt128(bytes) % range));
    }
}
