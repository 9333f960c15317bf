using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Disputes;

/// <summary>
/// What a unit still sees of a dispute that it handed over: where it went, when, and the receipt. What is said and done after it is
/// the other unit's and the parties' affair: of the chain only the facts of the unit's own hand-overs are read here.
/// </summary>
public sealed class SentDisputes
{
    private static readonly string[] Facts =
    [
        nameof(VenueHandOverProposed),
        nameof(VenueHandOverSent),
        nameof(VenueHandOverReceived),
        nameof(VenueHandOverDropped),
    ];

    private readonly AccessReceipts _receipts;

    internal SentDisputes(AccessReceipts receipts) => _receipts = receipts;

    /// <summary>Hand-overs of the reader's units whose dispute another unit deals with now, the latest first.</summary>
    public static async Task<IReadOnlyList<SentLine>> ListAsync(
        Db db,
        StaffScope scope,
        int most,
        CancellationToken cancel = default
    )
    {
        var found = await Sent(db, scope).OrderByDescending(s => s.Fact.At).Take(most).ToListAsync(cancel);
        var ids = found.Select(s => s.Dispute.Id).Distinct().ToList();
        var facts = await db.Set<DisputeFactRow>()
            .AsNoTracking()
            .Where(f => ids.Contains(f.DisputeId) && Facts.Contains(f.Type))
            .OrderBy(f => f.Seq)
            .ToListAsync(cancel);
        // Without a key: numbers and names stay shut, and no receipt is owed for a list.
        using var none = new PersonKeys();
        return
        [
            .. found.Select(s => new SentLine(
                Reference.FromValue(s.Matter.Number),
                s.Dispute.Kind,
                s.Matter.Area,
                Of(s.Fact, facts.Where(f => f.DisputeId == s.Dispute.Id), none)
            )),
        ];
    }

    /// <summary>
    /// The hand-overs that the reader's units made of a matter's disputes, with letter and receipt; null when there is none. The
    /// receipt of the access is on disk before anything is read.
    /// </summary>
    public async Task<SentDispute?> ReadAsync(Db db, Reference reference, StaffScope scope, CancellationToken cancel = default)
    {
        var found = await Sent(db, scope)
            .Where(s => s.Matter.Number == reference.Value)
            .OrderByDescending(s => s.Fact.At)
            .ToListAsync(cancel);
        if (found.Count == 0)
        {
            return null;
        }
        var handOvers = new List<SentHandOver>();
        foreach (var s in found)
        {
            var facts = await db.Set<DisputeFactRow>()
                .AsNoTracking()
                .Where(f => f.DisputeId == s.Dispute.Id && Facts.Contains(f.Type))
                .OrderBy(f => f.Seq)
                .ToListAsync(cancel);
            // Nobody's own key: letter and receipt are under the common one.
            using var keys = await _receipts.OpenAsync(s.Dispute, [], scope, cancel);
            handOvers.Add(Of(s.Fact, facts, keys));
        }
        return new SentDispute(reference, found[0].Dispute.Kind, handOvers);
    }

    private static IQueryable<Found> Sent(Db db, StaffScope scope)
    {
        var (whole, parts) = (scope.Whole, scope.Parts);
        return from f in db.Set<DisputeFactRow>().AsNoTracking()
            where f.Type == nameof(VenueHandOverSent)
            join d in db.Set<DisputeRow>().AsNoTracking() on f.DisputeId equals d.Id
            join m in db.Set<MatterRow>().AsNoTracking() on d.MatterId equals m.Id
            where m.OwnerUnit != f.Unit && (whole.Contains(f.Unit!) || parts.Contains(f.Unit + "/" + m.Area))
            select new Found
            {
                Fact = f,
                Dispute = d,
                Matter = m,
            };
    }

    private static SentHandOver Of(DisputeFactRow sentRow, IEnumerable<DisputeFactRow> facts, PersonKeys keys)
    {
        var sent = (VenueHandOverSent)DisputeFacts.Read(sentRow, keys);
        var all = facts.Select(f => DisputeFacts.Read(f, keys)).ToList();
        var proposed = all.OfType<VenueHandOverProposed>().Last(p => p.HandOver.Id == sent.HandOver).HandOver;
        var received = all.OfType<VenueHandOverReceived>().LastOrDefault(r => r.HandOver == sent.HandOver);
        return new SentHandOver(
            proposed.Kind,
            sentRow.Unit!,
            proposed.ToUnit,
            sent.On,
            sent.Letter.Text,
            received?.On,
            received?.Receipt.Text,
            all.OfType<VenueHandOverDropped>().Any(d => d.HandOver == sent.HandOver)
        );
    }

    private sealed class Found
    {
        public required DisputeFactRow Fact { get; init; }
        public required DisputeRow Dispute { get; init; }
        public required MatterRow Matter { get; init; }
    }
}

/// <summary>One hand-over of a dispute, as the unit that made it sees it afterwards.</summary>
/// <param name="Kind">Between which kinds of venue.</param>
/// <param name="From">Code of the unit that sent it.</param>
/// <param name="To">Code of the unit that it went to; null for an organisation outside.</param>
/// <param name="SentOn">The local day on which letter and file went.</param>
/// <param name="Letter">Number of the letter; null where it is not read, or erased.</param>
/// <param name="ReceivedOn">The local day of the receipt; null before.</param>
/// <param name="Receipt">Number of the receipt; null where it is not read, or erased.</param>
/// <param name="NotTaken">Whether it was not taken there.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(From), nameof(To))]
public sealed record SentHandOver(
    Linkage Kind,
    string From,
    string? To,
    DateOnly SentOn,
    [property: Shows(PersonalItem.CommonWords)] string? Letter,
    DateOnly? ReceivedOn,
    [property: Shows(PersonalItem.CommonWords)] string? Receipt,
    bool NotTaken
);

/// <summary>One line of the list of what was handed over.</summary>
/// <param name="Reference">The matter's reference, which stays.</param>
/// <param name="Kind">What it is about, as a code.</param>
/// <param name="Area">Code of the matter's area.</param>
/// <param name="HandOver">Where it went; letter and receipt are not read.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(Reference), nameof(Area), nameof(HandOver))]
public sealed record SentLine(Reference Reference, DisputeKind Kind, string Area, SentHandOver HandOver);

/// <summary>What was handed over of one matter.</summary>
/// <param name="Reference">The matter's reference, which stays.</param>
/// <param name="Kind">What it is about, as a code.</param>
/// <param name="HandOvers">The latest first.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(Reference))]
public sealed record SentDispute(
    Reference Reference,
    DisputeKind Kind,
    [property: Shows(PersonalItem.CommonWords)] IReadOnlyList<SentHandOver> HandOvers
);
