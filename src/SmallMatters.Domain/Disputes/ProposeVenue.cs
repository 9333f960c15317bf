using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Disputes;

/// <summary>Propose a venue to the parties.</summary>
/// <param name="Venue">Code of the venue; null when nothing was chosen.</param>
/// <param name="Met">Codes of the requirements that are met.</param>
/// <param name="Applying">Codes of the exclusions that apply.</param>
/// <param name="AcceptedOn">The local day on which the case was accepted, where that chooses the rule; else null.</param>
public sealed record ProposeVenue(
    string? Venue,
    ImmutableArray<string> Met,
    ImmutableArray<string> Applying,
    DateOnly? AcceptedOn = null
);

/// <summary>A venue was proposed; each party is asked for its consent to it.</summary>
public sealed record VenueProposed(VenueProposal Proposal) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        dispute is Dispute.Asking ? dispute.With(f => f with { Proposal = Proposal }) : throw DoesNotFit(dispute);
}

/// <summary>Decides on proposing venues.</summary>
public static class ProposeVenueRule
{
    /// <summary>
    /// Only a venue that the unit holds and whose rule lets the dispute in; else the refusal says why, with the article. Where the
    /// day of acceptance chooses the rule (治安管理处罚法: old law before 2026), that day is asked for; else it is the rule of today.
    /// Another proposal is asked about anew.
    /// </summary>
    public static DisputeDecision Decide(
        Dispute dispute,
        ProposeVenue command,
        Guid id,
        Actor.Staff by,
        VenueBook venues,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (DisputeMay.Handle(dispute, by) is { } why)
        {
            return why;
        }
        if (dispute is not Dispute.Asking)
        {
            return MediatedAlready;
        }
        if (dispute.File.HandOver?.IsOnItsWay == true)
        {
            return HandOverVenueRule.OnItsWay;
        }
        if (dispute.File.Present.Count() < 2)
        {
            return Refusal.Of(
                "parties-missing",
                "纠纷至少有两方。请先写明各方当事人。",
                "A dispute has at least two parties. Name them first."
            );
        }
        var today = jurisdiction.Calendar.DayOf(now);
        DateOnly? accepted = venues.IsByAcceptance(command.Venue) ? command.AcceptedOn ?? DateOnly.MaxValue : null;
        if (accepted > today)
        {
            return Refusal.Of(
                "accepted-when",
                "请写明案件是哪一天受理（立案）的，不能晚于今天：适用旧法还是新法由这一天决定。",
                "Say on which day the case was accepted, not later than today: it decides whether the old or the new law holds.",
                nameof(command.AcceptedOn)
            );
        }
        if (command.Venue is null || venues.InForce(command.Venue, accepted ?? today) is not { } rule)
        {
            return Refusals.Missing(nameof(command.Venue), "请选择现行有效的调解渠道。", "Choose a venue that is in force.");
        }
        if (DisputeMay.Hold(dispute, rule, jurisdiction) is { } others)
        {
            return others;
        }
        if (rule.Against(dispute.File.Kind, command.Met, command.Applying).FirstOrDefault() is { } against)
        {
            return against;
        }
        if (dispute.File.Unsafe)
        {
            return DisputeMay.Unsafe;
        }
        return new VenueProposed(
            new VenueProposal(
                id,
                rule.Code,
                rule.Version,
                [.. rule.Requires.Select(r => r.Code).Where(command.Met.Contains)],
                now
            )
            {
                AcceptedOn = accepted,
            }
        );
    }

    internal static Refusal MediatedAlready { get; } =
        Refusal.Of(
            "mediated-already",
            "调解已经开始。要换渠道，先结束这次调解。",
            "Mediation has started. End it before another venue is proposed."
        );
}
