using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Sharing;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Sharing;

/// <summary>One matter as a slip gives it: the reference, and what the slip names; everything else is null.</summary>
[ProjectionFor(Audience.Partner)]
[ShowsNothingPersonal(nameof(SharedMatter.Category), nameof(SharedMatter.Area))]
public sealed record SharedMatter(
    Reference Reference,
    string? Category,
    string? Area,
    Stage? Stage,
    OutcomeCode? Outcome,
    DateTimeOffset? RaisedAt,
    DateOnly? PromisedOn,
    DateTimeOffset? ClosedAt,
    [property: Shows(PersonalItem.Words, WhenZh = "共享单写明时", WhenEn = "where a sharing slip names it")] string? Words,
    [property: Shows(PersonalItem.Name, WhenZh = "共享单写明时", WhenEn = "where a sharing slip names it")] string? Name,
    [property: Shows(PersonalItem.Phone, WhenZh = "共享单写明时", WhenEn = "where a sharing slip names it")] string? Phone
);

/// <summary>What a program got by a slip.</summary>
/// <param name="Slip">By which; null when the key belongs to none.</param>
/// <param name="Matters">The matters, the oldest first; empty when refused.</param>
/// <param name="Next">After which to go on, or null at the end.</param>
/// <param name="Why">Why nothing was given, or null.</param>
public sealed record SlipAnswer(SlipFile? Slip, IReadOnlyList<SharedMatter> Matters, Reference? Next, Refusal? Why);

/// <summary>
/// The only way by which a program reads another unit's matters. Each matter leaves an access receipt before it is read, each
/// read is written against the slip, and so is each refusal.
/// </summary>
public sealed class SharedMatters
{
    /// <summary>Most matters in one answer.</summary>
    public const int Most = 100;

    private static readonly Refusal WrongKey = Refusal.Of(
        "slip-key-wrong",
        "密钥不属于这张共享单。",
        "The key does not belong to this slip."
    );

    private static readonly Refusal TooOften = Refusal.Of(
        "too-often",
        "太频繁了，请过一分钟再试。",
        "Too often; try again in a minute."
    );

    private readonly IDbContextFactory<Db> _databases;
    private readonly AccessReceipts _receipts;
    private readonly JurisdictionSource _jurisdictions;
    private readonly OutwardFlows _flows;
    private readonly TimeProvider _time;

    internal SharedMatters(
        IDbContextFactory<Db> databases,
        AccessReceipts receipts,
        JurisdictionSource jurisdictions,
        OutwardFlows flows,
        TimeProvider time
    ) => (_databases, _receipts, _jurisdictions, _flows, _time) = (databases, receipts, jurisdictions, flows, time);

    /// <summary>Reads by a slip.</summary>
    /// <param name="id">The slip.</param>
    /// <param name="key">The program's key.</param>
    /// <param name="after">After which matter to go on; null for the first.</param>
    /// <param name="most">How many, at most <see cref="Most"/>.</param>
    /// <param name="mayGuess">Whether one more wrong key is heard; asked for wrong keys only, before anything is written of them.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<SlipAnswer> ReadAsync(
        Guid id,
        string key,
        Reference? after,
        int most,
        Func<bool> mayGuess,
        CancellationToken cancel = default
    )
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var row = await db.Set<SlipRow>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancel);
        var now = _time.GetUtcNow();
        if (row?.KeyHash is not { } hash || !CryptographicOperations.FixedTimeEquals(hash, SlipBook.HashOf(key)))
        {
            if (!mayGuess())
            {
                return new SlipAnswer(null, [], null, TooOften);
            }
            if (row is not null)
            {
                await CountAsync(db, id, WrongKey.Code, 0, now, cancel);
            }
            return new SlipAnswer(null, [], null, WrongKey);
        }
        var slip = SlipBook.Replayed(await SlipBook.FactsAsync(db, id, cancel));
        var jurisdiction = await _jurisdictions.CurrentAsync(cancel);
        var why =
            slip.Closed(jurisdiction.Calendar.DayOf(now)) ?? await _flows.PermitAsync(db, SlipBook.FlowOf(slip.File), cancel);
        if (why is not null)
        {
            await CountAsync(db, id, why.Code, 0, now, cancel);
            return new SlipAnswer(slip.File, [], null, why);
        }
        var (heads, next) = await HeadsAsync(db, slip.File, after, Math.Clamp(most, 1, Most), cancel);
        // Counted before anything is opened: what fails on the way was an attempt all the same.
        await CountAsync(db, id, null, heads.Count, now, cancel);
        var program = new StaffScope(new StaffId(id), slip.File.Receiver, [slip.File.Receiver], [], []);
        var matters = new List<SharedMatter>();
        foreach (var head in heads)
        {
            var rows = await MatterBook.LoadAsync(db, head, cancel);
            using var keys = await _receipts.OpenAsync(head, rows.Participants, program, AccessPurpose.SharedBySlip, cancel);
            var raiser = rows.Participants.FirstOrDefault(p => p.Role == ParticipantRole.Raiser && !p.Erased);
            matters.Add(Given(head, raiser is null ? null : MatterReader.Shown(raiser, keys), slip.File.Fields));
        }
        return new SlipAnswer(slip.File, matters, next, null);
    }

    private static SharedMatter Given(MatterRow head, ContactShown? contact, ImmutableArray<SharedField> fields)
    {
        var sorted = fields.Contains(SharedField.CategoryAndArea);
        var stands = fields.Contains(SharedField.StageAndOutcome);
        var dated = fields.Contains(SharedField.Dates);
        return new SharedMatter(
            Reference.FromValue(head.Number),
            sorted ? head.Category : null,
            sorted ? head.Area : null,
            stands ? head.Stage : null,
            stands ? head.OutcomeCode : null,
            dated ? head.RaisedAt : null,
            dated ? head.PromisedOn : null,
            dated ? head.ClosedAt : null,
            fields.Contains(SharedField.Words) ? head.Description : null,
            fields.Contains(SharedField.Name) ? contact?.Name : null,
            fields.Contains(SharedField.Phone) ? contact?.Phone : null
        );
    }

    private static async Task<(List<MatterRow> Heads, Reference? Next)> HeadsAsync(
        Db db,
        SlipFile file,
        Reference? after,
        int most,
        CancellationToken cancel
    )
    {
        var of = db.Set<MatterRow>()
            .AsNoTracking()
            .Where(m => m.OwnerUnit == file.Giver && m.Kind != Kind.Conduct && m.Kind != Kind.MinorCase)
            // What happened can tell who reported it: matters with a sealed identity go out by no slip.
            .Where(m =>
                !db.Set<ParticipantRow>().Any(p => p.MatterId == m.Id && db.Set<SealedIdentityRow>().Any(i => i.Person == p.Id))
            );
        if (file.Category is { } category)
        {
            of = of.Where(m => m.Category == category);
        }
        if (after is { } reference)
        {
            var last = await db.Set<MatterRow>()
                .Where(m => m.Number == reference.Value)
                .Select(m => (MatterId?)m.Id)
                .FirstOrDefaultAsync(cancel);
            of = of.Where(m => m.Id > last);
        }
        var found = await of.OrderBy(m => m.Id).Take(most + 1).ToListAsync(cancel);
        var heads = found.Take(most).ToList();
        return (heads, found.Count > most ? Reference.FromValue(heads[^1].Number) : null);
    }

    private static async Task CountAsync(
        Db db,
        Guid slip,
        string? refused,
        int matters,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        db.Add(
            new SlipReadRow
            {
                Id = Guid.CreateVersion7(now),
                SlipId = slip,
                At = now,
                Refused = refused,
                Matters = matters,
            }
        );
        await db.SaveChangesAsync(cancel);
    }
}
