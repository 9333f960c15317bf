using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Services;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>Reads one matter for one audience.</summary>
public sealed class MatterReader
{
    private readonly KeyRing _ring;

    private readonly IdentityRing _identities;

    private readonly AccessReceipts _receipts;

    private readonly JurisdictionSource _jurisdictions;

    private readonly NeedsBook _needs;

    internal MatterReader(
        KeyRing ring,
        IdentityRing identities,
        AccessReceipts receipts,
        JurisdictionSource jurisdictions,
        NeedsBook needs
    ) => (_ring, _identities, _receipts, _jurisdictions, _needs) = (ring, identities, receipts, jurisdictions, needs);

    /// <summary>What a link opens, or null when it opens nothing: it is false, was taken back, or its person was erased.</summary>
    public async Task<ResidentMatter?> ByLinkAsync(Db db, string token, CancellationToken cancel = default)
    {
        var (matterId, me) = await ReadLinkAsync(db, token, cancel);
        if (matterId == default)
        {
            return null;
        }
        var rows = (await MatterBook.LoadAsync(db, matterId, cancel))!;
        using var keys = MatterMapping.KeysOf(rows.Participants, _ring);
        var state = MatterMapping.ToState(rows, keys);
        var facts = await FactsAsync(db, matterId, keys, cancel);
        var part = state.File.Participants.First(p => p.Id == me);
        var whole = part.Role != ParticipantRole.Joined;
        return new ResidentMatter(
            state,
            part,
            rows.Matter.HeadSeq,
            whole ? rows.Matter.Title : null,
            whole ? rows.Matter.Description : rows.Matter.PublicText,
            whole ? WhereOf(facts) : null,
            part.Sealed && await Identities.OwnAsync(db, _identities, me, cancel) is { } own
                ? own
                : Shown(rows.Participants.First(p => p.Id == me), keys),
            Timeline.Folded(facts.Select(f => Timeline.ForResident(f, state, me)).OfType<TimelineEntry>())
        )
        {
            Threats = [.. facts.Where(f => f.Fact is ThreatRecorded).Select(f => f.At)],
            Openings = [.. state.File.Openings.Where(o => o.Person == me).Reverse()],
            PassedOn =
            [
                .. facts
                    .Where(_ => whole)
                    .Select(f =>
                        f.Fact switch
                        {
                            PassedOnToPart p => new PassedOn(p.Unit, p.Fields, p.Purpose.Text, f.At) { Part = p.Part },
                            PartnerLinkGiven p => new PassedOn(p.Unit, p.Fields, p.Link.Purpose.Text, f.At)
                            {
                                Part = p.Part,
                                Until = p.Link.Until,
                                Link = state.File.LinkStands(p.Part, p.Link.Id),
                            },
                            _ => null,
                        }
                    )
                    .OfType<PassedOn>(),
            ],
        };
    }

    /// <summary>Which matter and whose part a link opens; the default when none.</summary>
    public async Task<(MatterId Matter, ParticipantId Me)> ReadLinkAsync(Db db, string token, CancellationToken cancel = default)
    {
        if (!KeyRing.TryReadLink(token, out var person))
        {
            return default;
        }
        var id = new ParticipantId(person);
        var row = await db.Set<ParticipantRow>()
            .AsNoTracking()
            .Where(p => p.Id == id && !p.Erased && p.Role != ParticipantRole.FormerHelper)
            .Select(p => new { p.MatterId, p.LinkIssue })
            .FirstOrDefaultAsync(cancel);
        return row is not null && _ring.IsGenuine(token, person, row.LinkIssue) ? (row.MatterId, id) : default;
    }

    /// <summary>
    /// What a member of staff sees: the whole page when one of their units deals with it, reviews it or is asked to take it
    /// over (without how to reach the resident, recorded threats, and door and words of the place); else that it exists. Null
    /// when it does not exist for them: no such reference, or a matter of conduct about their own unit.
    /// </summary>
    public async Task<(UnitMatterPage? Page, OtherUnitMatter? Other)> ForStaffAsync(
        Db db,
        Reference reference,
        StaffScope scope,
        CancellationToken cancel = default
    )
    {
        var head = await db.Set<MatterRow>().AsNoTracking().FirstOrDefaultAsync(m => m.Number == reference.Value, cancel);
        if (head is null || (head.UnitConcerned is { } about && (scope.Sees.Contains(about) || scope.Units.Contains(about))))
        {
            return default;
        }
        // Whoever was given a matter deals with it, whatever area they are otherwise limited to.
        var dealsWith =
            scope.SeesIn(head.OwnerUnit, head.Area) || (head.Handler == scope.Id.Value && scope.Sees.Contains(head.OwnerUnit));
        var reviews = head.ReviewUnit is { } review && scope.SeesIn(review, head.Area);
        var asked = head.AskedUnit is { } to && scope.SeesIn(to, head.Area);
        var toldOfIt = head.EscalatedTo is { } told && scope.SeesIn(told, head.Area);
        if (!dealsWith && !reviews && !asked && !toldOfIt)
        {
            return head.Kind == Kind.Conduct
                ? default
                : (
                    null,
                    new OtherUnitMatter(
                        reference,
                        head.Category,
                        head.Area,
                        head.Stage,
                        head.OwnerUnit,
                        head.RaisedAt,
                        head.ClosedAt,
                        head.PromisedOn
                    )
                );
        }
        var rows = await MatterBook.LoadAsync(db, head, cancel);
        var purpose =
            reviews && !scope.Handles(head.OwnerUnit, head.Area, head.Handler) ? AccessPurpose.Reviewing
            : dealsWith ? await WorkOnMatters.PurposeAsync(db, head, scope, cancel)
            : asked ? AccessPurpose.AnsweringHandOver
            : AccessPurpose.LookingAfterOverdue;
        using var keys = await _receipts.OpenAsync(head, rows.Participants, scope, purpose, cancel);
        var state = MatterMapping.ToState(rows, keys);
        var facts = await FactsAsync(db, head.Id, keys, cancel);
        var whole = dealsWith || reviews;
        var where = WhereOf(facts);
        return (
            new UnitMatterPage(
                reviews ? state : WithoutVerdict(state),
                rows.Matter.HeadSeq,
                rows.Matter.Title,
                rows.Matter.Description,
                whole ? where : WhereShown.WithoutDoor(where, head.Category, await _jurisdictions.CurrentAsync(cancel)),
                rows.Participants.Where(p => !p.Erased && whole).ToDictionary(p => p.Id, p => Shown(p, keys)),
                (facts.Count > 0 ? (facts[0].Fact as Raised)?.Attributes?.Value : null)
                    ?? ImmutableDictionary<string, ImmutableArray<string>>.Empty,
                rows.Matter.ExternalNumber,
                rows.Matter.EscalatedTo,
                Timeline.Folded(facts.Select(f => Timeline.ForUnit(f, state, reviews, whole)).OfType<TimelineEntry>())
            )
            {
                Needs = purpose switch
                {
                    AccessPurpose.Handling => await _needs.BesideAsync(db, rows, state.Stage, keys, cancel),
                    // Whoever assigns learns of the wish for the same officer, and of nothing else.
                    AccessPurpose.Overseeing when scope.Units.Contains(head.OwnerUnit) => (
                        await _needs.BesideAsync(db, rows, state.Stage, keys, cancel)
                    )?.WishAlone(),
                    _ => null,
                },
            },
            null
        );
    }

    /// <summary>A photo for whoever may see the matter that it belongs to; whether they may is for the caller to have asked.</summary>
    public static async Task<(string ContentType, byte[] Bytes)?> PhotoAsync(
        Db db,
        MatterId matter,
        Guid photo,
        CancellationToken cancel = default
    )
    {
        var row = await db.Set<PhotoRow>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == photo && p.MatterId == matter, cancel);
        return row?.Bytes is { } bytes ? (row.ContentType, bytes) : null;
    }

    private static Matter WithoutVerdict(Matter matter) =>
        matter switch
        {
            Matter.UnderReview r => r with { Verdict = null },
            Matter.Settled s => s with { Verdict = null },
            _ => matter,
        };

    private static Where? WhereOf(List<RecordedFact> facts) => facts.Count > 0 ? (facts[0].Fact as Raised)?.Where?.Value : null;

    internal static ContactShown Shown(ParticipantRow row, PersonKeys keys)
    {
        var key = keys.Of(row.Id);
        return new ContactShown(Open(row.Name), Open(row.Phone), Open(row.Email));
        string? Open(string? sealedWords) => sealedWords is null ? null : key?.Unseal(sealedWords);
    }

    internal static async Task<List<RecordedFact>> FactsAsync(Db db, MatterId id, PersonKeys keys, CancellationToken cancel)
    {
        var rows = await db.Set<HistoryRow>().AsNoTracking().Where(h => h.MatterId == id).OrderBy(h => h.Seq).ToListAsync(cancel);
        return rows.ConvertAll(h => new RecordedFact(h.Seq, h.At, h.Actor, h.Unit, FactCodec.ReadFact(h.Type, h.Body, keys)));
    }
}
