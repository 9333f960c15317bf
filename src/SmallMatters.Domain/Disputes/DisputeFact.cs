using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Disputes;

/// <summary>
/// Something that happened to a dispute, in the past tense. Appended and never edited; each use case declares its own beside its
/// decision, and the type's name is its name in the history.
/// </summary>
public abstract record DisputeFact
{
    /// <summary>The dispute after this fact; before the first there is none.</summary>
    public abstract Dispute Apply(Dispute? dispute);

    /// <summary>For a bug only: the fact does not fit the state.</summary>
    protected InvalidOperationException DoesNotFit(Dispute? dispute) =>
        new($"{GetType().Name} cannot follow {dispute?.Stage.ToString() ?? "nothing"}");

    /// <summary>The dispute, which there must be.</summary>
    protected Dispute Some(Dispute? dispute) => dispute ?? throw DoesNotFit(dispute);
}

/// <summary>What a decision about a dispute came to.</summary>
/// <param name="Facts">What happened, in order; empty when it cannot be.</param>
/// <param name="Why">Why it cannot be, or null.</param>
public readonly record struct DisputeDecision(ImmutableArray<DisputeFact> Facts, Refusal? Why)
{
    /// <summary>It is so.</summary>
    public static implicit operator DisputeDecision(DisputeFact fact) => new([fact], null);

    /// <summary>It cannot be.</summary>
    public static implicit operator DisputeDecision(Refusal why) => new([], why);

    /// <summary>Several facts.</summary>
    public static DisputeDecision That(params ImmutableArray<DisputeFact> facts) => new(facts, null);
}

/// <summary>Who may act on a dispute.</summary>
public static class DisputeMay
{
    /// <summary>Most characters of what staff or a party write.</summary>
    public const int LongestWords = 2000;

    /// <summary>Nothing is done to a dispute that has ended.</summary>
    public static Refusal Ended { get; } =
        Refusal.Of("dispute-ended", "这起纠纷的调解已经结束。", "The mediation of this dispute has ended.");

    /// <summary>Only the unit of the matter deals with it.</summary>
    public static Refusal NotYours { get; } =
        Refusal.Of("not-your-units-dispute", "这起纠纷由别的单位办理。", "Another unit deals with this dispute.");

    /// <summary>The link is not the one of that party.</summary>
    public static Refusal NotByThisLink { get; } =
        Refusal.Of("not-by-this-room", "您的链接不能做这一步。", "Your link does not allow this step.");

    /// <summary>Said wherever an open flag stands in the way; it names nobody and no answer.</summary>
    public static Refusal Unsafe { get; } =
        Refusal.Of(
            "dispute-unsafe",
            "有人可能不安全：在安全提示解除以前不能一起调解，只能转入保护或者走其他法定途径。",
            "Somebody may not be safe: until the safety flag is lifted there is no mediation together, only protection or another lawful way."
        );

    /// <summary>Null when at least two parties take part still, else why nothing is mediated.</summary>
    public static Refusal? TooFew(Dispute dispute) =>
        dispute.File.Present.Count() >= 2
            ? null
            : Refusal.Of(
                "parties-missing",
                "纠纷至少有两方，现在不到两方，不能调解。",
                "A dispute has at least two parties; with fewer nothing is mediated."
            );

    /// <summary>Null when the person deals with open disputes of the unit, else why not.</summary>
    public static Refusal? Handle(Dispute dispute, Actor.Staff by) =>
        !dispute.IsOpen ? Ended
        : Deals(dispute, by) ? null
        : NotYours;

    /// <summary>Whether the person deals with disputes of the unit, whether or not this one goes on.</summary>
    public static bool Deals(Dispute dispute, Actor.Staff by) =>
        by.Unit == dispute.File.Unit && (by.Is(StaffRole.Handler) || by.Is(StaffRole.Supervisor));

    /// <summary>Null when the unit of the dispute holds the venue, else which units do.</summary>
    public static Refusal? Hold(Dispute dispute, Venue venue, Jurisdiction jurisdiction)
    {
        if (jurisdiction.Units.TryGetValue(dispute.File.Unit, out var own) && own.Mediates.Contains(venue.Code))
        {
            return null;
        }
        var holders = jurisdiction
            .Units.Values.Where(u => u.Mediates.Contains(venue.Code))
            .OrderBy(u => u.Code, StringComparer.Ordinal);
        var (zh, en) = (
            string.Join("、", holders.Take(MostNamed).Select(u => u.Name.Zh)),
            string.Join(", ", holders.Take(MostNamed).Select(u => u.Name.En))
        );
        return zh.Length == 0
            ? Refusal.Of(
                "venue-held-by-nobody",
                $"辖区设置里还没有写明哪个单位主持{venue.Name.Zh}，请联系系统管理员。",
                $"The settings name no unit that holds {venue.Name.En} here; ask the system administrator.",
                "Venue"
            )
            : Refusal.Of(
                "venue-held-by-others",
                $"{venue.Name.Zh}不由本单位主持（{venue.Source.Zh}），请移交主持的单位：{zh}。",
                $"{venue.Name.En} is not held by your unit ({venue.Source.En}). Hand the matter over to a unit that holds it: {en}.",
                "Venue"
            );
    }

    private const int MostNamed = 5;

    /// <summary>Null when the answer is one that the party can give, by whoever writes it down; else why not.</summary>
    /// <param name="dispute">The dispute.</param>
    /// <param name="party">The party that answers.</param>
    /// <param name="binds">Whether the answer binds the party: then a general authority is not enough.</param>
    /// <param name="by">The party, a representative, or staff who write down what the party said.</param>
    public static Refusal? Answer(Dispute dispute, ParticipantId party, bool binds, Actor by)
    {
        if (!dispute.IsOpen)
        {
            return Ended;
        }
        if (dispute.File.Present.FirstOrDefault(p => p.Id == party) is not { } found)
        {
            return NotByThisLink;
        }
        return by switch
        {
            Actor.Staff staff => Handle(dispute, staff),
            Actor.Person person when person.Id == party => null,
            Actor.Person person when found.Representatives.FirstOrDefault(r => r.Id == person.Id) is { } acts => binds
            && acts.Authority == Authority.General
                ? Refusal.Of(
                    "authority-not-enough",
                    "您是一般授权的代理人，不能代替当事人同意。请当事人本人答复，或者补交特别授权。",
                    "Your authority is general and cannot bind the party. The party has to answer, or give you special authority."
                )
                : null,
            _ => NotByThisLink,
        };
    }
}
