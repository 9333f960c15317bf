using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Sharing;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Sharing;

/// <summary>A slip with its history and its reads, for both of its sides.</summary>
/// <param name="Slip">The state.</param>
/// <param name="Facts">What happened to it.</param>
/// <param name="Reads">The latest reads and refusals.</param>
/// <param name="Given">How many reads were given in all.</param>
/// <param name="HasKey">Whether a program has a key.</param>
public sealed record SlipPage(
    SharingSlip Slip,
    IReadOnlyList<KeptFact<SlipFact>> Facts,
    IReadOnlyList<SlipRead> Reads,
    int Given,
    bool HasKey
)
{
    /// <summary>Number of the last fact.</summary>
    public int Seen => Facts[^1].Seq;
}

/// <summary>One read by a slip.</summary>
/// <param name="At">UTC.</param>
/// <param name="Refused">Code of the refusal, or null.</param>
/// <param name="Matters">How many matters were given.</param>
public sealed record SlipRead(DateTimeOffset At, string? Refused, int Matters);

/// <summary>One line of the list of slips.</summary>
public sealed record SlipLine(Guid Id, string Giver, string Receiver, SlipStage Stage, DateOnly Until, DateTimeOffset ChangedAt);

/// <summary>The one way in which slips are asked for, decided on and shown. Both sides see everything of theirs; nobody else does.</summary>
public sealed class SlipBook(
    IDbContextFactory<Db> databases,
    JurisdictionSource jurisdictions,
    OutwardFlows flows,
    TimeProvider time
)
{
    private const int ReadsShown = 50;

    /// <summary>The flow that an impact assessment must have permitted.</summary>
    public static OutwardFlow FlowOf(SlipFile file) => new(OutwardFlowKind.SharingSlip, file.Code);

    /// <summary>Asks for a slip.</summary>
    public async Task<(Acted Done, Guid Id)> AskAsync(Actor.Staff by, AskSlip command, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var decision = AskSlipRule.Decide(command, id, by, jurisdiction, jurisdiction.Calendar.DayOf(now), now);
        if (decision.Fact is not SlipAsked asked)
        {
            return (new Acted.Refused(decision.Why!), id);
        }
        await using var db = await databases.CreateDbContextAsync(cancel);
        db.Add(
            new SlipRow
            {
                Id = id,
                Giver = asked.File.Giver,
                Receiver = asked.File.Receiver,
                Stage = SlipStage.Asked,
                Until = asked.File.Until,
                ChangedAt = now,
                HeadSeq = 1,
            }
        );
        db.Add(ToRow(id, 1, asked, by, now));
        await db.SaveChangesAsync(cancel);
        return (new Acted.Written(), id);
    }

    /// <summary>Decides on a slip and writes what follows. An approval needs an impact assessment that holds.</summary>
    public async Task<Acted> DecideAsync(
        Guid id,
        Actor.Staff by,
        Func<SharingSlip, DateOnly, DateTimeOffset, SlipDecision> decide,
        int seen,
        CancellationToken cancel = default
    ) => (await DecideAsync(id, by, decide, seen, null, cancel));

    /// <summary>Makes the receiver's program a key: 43 characters, shown this once. The one before works no more.</summary>
    public async Task<(Acted Done, string? Key)> MakeKeyAsync(
        Guid id,
        Actor.Staff by,
        int seen,
        CancellationToken cancel = default
    )
    {
        var key = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var done = await DecideAsync(
            id,
            by,
            (slip, today, _) => DecideSlipRule.MakeKey(slip, by, today),
            seen,
            HashOf(key),
            cancel
        );
        return (done, done is Acted.Written ? key : null);
    }

    /// <summary>A slip for whoever works for one of its sides; null for everybody else.</summary>
    public static async Task<SlipPage?> FindAsync(Db db, string unit, Guid id, CancellationToken cancel = default)
    {
        var row = await db.Set<SlipRow>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancel);
        if (row is null || (row.Giver != unit && row.Receiver != unit))
        {
            return null;
        }
        var facts = await FactsAsync(db, id, cancel);
        var reads = await db.Set<SlipReadRow>()
            .AsNoTracking()
            .Where(r => r.SlipId == id)
            .OrderByDescending(r => r.At)
            .Take(ReadsShown)
            .Select(r => new SlipRead(r.At, r.Refused, r.Matters))
            .ToListAsync(cancel);
        var given = await db.Set<SlipReadRow>().CountAsync(r => r.SlipId == id && r.Refused == null, cancel);
        return new SlipPage(Replayed(facts), facts, reads, given, row.KeyHash is not null);
    }

    /// <summary>The slips in which a unit gives or receives, the latest changed first.</summary>
    public static async Task<IReadOnlyList<SlipLine>> ListAsync(Db db, string unit, CancellationToken cancel = default) =>
        await db.Set<SlipRow>()
            .AsNoTracking()
            .Where(s => s.Giver == unit || s.Receiver == unit)
            .OrderByDescending(s => s.ChangedAt)
            .Take(200)
            .Select(s => new SlipLine(s.Id, s.Giver, s.Receiver, s.Stage, s.Until, s.ChangedAt))
            .ToListAsync(cancel);

    internal static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    internal static SharingSlip Replayed(List<KeptFact<SlipFact>> facts) =>
        facts.Aggregate((SharingSlip?)null, (slip, kept) => kept.Fact.Apply(slip))!;

    internal static async Task<List<KeptFact<SlipFact>>> FactsAsync(Db db, Guid id, CancellationToken cancel)
    {
        var rows = await db.Set<SlipFactRow>().AsNoTracking().Where(f => f.SlipId == id).OrderBy(f => f.Seq).ToListAsync(cancel);
        return rows.ConvertAll(f => new KeptFact<SlipFact>(
            f.Seq,
            f.At,
            f.Staff,
            f.Unit,
            PlainFacts<SlipFact>.Read(f.Type, f.Body)
        ));
    }

    private async Task<Acted> DecideAsync(
        Guid id,
        Actor.Staff by,
        Func<SharingSlip, DateOnly, DateTimeOffset, SlipDecision> decide,
        int seen,
        byte[]? keyHash,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Set<SlipRow>().FirstOrDefaultAsync(s => s.Id == id, cancel);
        if (row is null || (row.Giver != by.Unit && row.Receiver != by.Unit))
        {
            return new Acted.NotFound();
        }
        if (seen != row.HeadSeq)
        {
            return new Acted.ChangedMeanwhile();
        }
        var now = time.GetUtcNow();
        var today = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
        var slip = Replayed(await FactsAsync(db, id, cancel));
        var decision = decide(slip, today, now);
        if (decision.Fact is not { } fact)
        {
            return new Acted.Refused(decision.Why!);
        }
        if (fact is SlipApproved && await flows.PermitAsync(db, FlowOf(slip.File), cancel) is { } notWeighed)
        {
            return new Acted.Refused(notWeighed);
        }
        var after = fact.Apply(slip);
        row.Stage = after.Stage;
        row.ChangedAt = now;
        row.KeyHash = after is SharingSlip.InForce ? keyHash ?? row.KeyHash : null;
        row.HeadSeq++;
        db.Add(ToRow(id, row.HeadSeq, fact, by, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Acted.Written();
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Acted.ChangedMeanwhile();
        }
    }

    private static SlipFactRow ToRow(Guid id, int seq, SlipFact fact, Actor.Staff by, DateTimeOffset now) =>
        new()
        {
            SlipId = id,
            Seq = seq,
            At = now,
            Staff = by.Id.Value,
            Unit = by.Unit,
            Type = PlainFacts<SlipFact>.NameOf(fact),
            Body = PlainFacts<SlipFact>.Write(fact),
        };
}
