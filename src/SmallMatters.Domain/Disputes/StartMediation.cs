using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Disputes;

/// <summary>Mediation has started at a venue.</summary>
public sealed record MediationStarted(Mediation Mediation) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        dispute is Dispute.Asking ? new Dispute.Mediating(dispute.File, Mediation) : throw DoesNotFit(dispute);
}

/// <summary>Decides on starting mediation.</summary>
public static class StartMediationRule
{
    /// <summary>
    /// Who takes part, their safety and consent, and the version of the venue's rule are checked again at the start. What the
    /// rule requires and excludes was asked when the venue was proposed and is not asked again.
    /// </summary>
    public static DisputeDecision Decide(
        Dispute dispute,
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
            return ProposeVenueRule.MediatedAlready;
        }
        if (dispute.File.Unsafe)
        {
            return DisputeMay.Unsafe;
        }
        if (DisputeMay.TooFew(dispute) is { } few)
        {
            return few;
        }
        if (dispute.File.Proposal is not { } proposal)
        {
            return Refusal.Of("no-venue-proposed", "请先选择调解渠道。", "Choose a venue first.");
        }
        var today = jurisdiction.Calendar.DayOf(now);
        if (venues.InForce(proposal.Venue, today) is not { } rule || rule.Version != proposal.Version)
        {
            return Refusal.Of(
                "venue-rule-changed",
                "这个渠道的规则已经变了，请重新选择并征求各方同意。",
                "The rule of this venue has changed. Propose it anew and ask everybody again."
            );
        }
        if (dispute.File.Present.FirstOrDefault(p => p.Kind == PartyKind.Many && p.Representatives.IsEmpty) is not null)
        {
            return Refusal.Of(
                "many-without-representatives",
                "多人一方还没有推选代表。",
                "The many have not elected who speaks for them yet."
            );
        }
        if (dispute.File.Present.Any(p => p.FeelsSafe != true))
        {
            return Refusal.Of(
                "safety-not-asked",
                "还有当事人没有单独回答安全方面的问题。",
                "Not every party has answered the questions about safety, alone."
            );
        }
        if (!dispute.File.AllConsent(ConsentStep.Mediation, proposal.Id))
        {
            return Refusal.Of(
                "not-all-consent",
                "还有当事人没有同意在这个渠道调解（人民调解法第2条、第17条：自愿）。",
                "Not every party has consented to this venue (People's Mediation Law, arts 2 and 17: mediation is voluntary)."
            );
        }
        var clock = rule.Clock is { } code ? jurisdiction.ClockRules.FindRule(code, today) : null;
        return new MediationStarted(
            new Mediation(proposal, clock is null ? null : DeadlineRule.Compute(clock, now, jurisdiction.Calendar), now)
        );
    }
}
