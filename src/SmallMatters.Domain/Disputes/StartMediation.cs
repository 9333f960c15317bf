using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Disputes;

/// <summary>Start mediation.</summary>
/// <param name="Since">The local day of the event with which the rule begins the time; null when none was given.</param>
/// <param name="Procedure">The court's procedure, where it decides about the time; null when nothing was chosen.</param>
public sealed record StartMediation(DateOnly? Since, CourtProcedure? Procedure);

/// <summary>By which procedure a court hears a case that it entrusted.</summary>
public enum CourtProcedure
{
    /// <summary>普通程序.</summary>
    Ordinary,

    /// <summary>简易程序.</summary>
    Simple,
}

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
    /// Once nothing stands in the way (<see cref="NotYet"/>). The time begins on the day of the event that the rule names: acceptance,
    /// the application, the mediator's signature for the court's papers. A day on which it would be over already is refused.
    /// </summary>
    public static DisputeDecision Decide(
        Dispute dispute,
        StartMediation command,
        Actor.Staff by,
        VenueBook venues,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (NotYet(dispute, by, venues, jurisdiction, now) is { } why)
        {
            return why;
        }
        var proposal = dispute.File.Proposal!;
        var venue = venues.Version(proposal.Venue, proposal.Version);
        if (venue.SimpleClock is not null && (command.Procedure is not { } chosen || !Enum.IsDefined(chosen)))
        {
            return Refusals.Missing(
                nameof(command.Procedure),
                "请选择法院适用普通程序还是简易程序：期限不同。",
                "Choose whether the court hears the case by the ordinary or the simple procedure: the time differs."
            );
        }
        if ((command.Procedure == CourtProcedure.Simple ? venue.SimpleClock ?? venue.Clock : venue.Clock) is not { } code)
        {
            return new MediationStarted(new Mediation(proposal, null, now));
        }
        var calendar = jurisdiction.Calendar;
        if (command.Since is not { } since || since > calendar.DayOf(now))
        {
            return Refusal.Of(
                "begins-when",
                "请写明期限从哪一天起算，不能晚于今天。",
                "Say on which day the time begins, not later than today.",
                nameof(command.Since)
            );
        }
        if (jurisdiction.ClockRules.FindRule(code, since) is not { } rule)
        {
            return Refusal.Of(
                "begins-before-the-rule",
                "这一天这条期限规则还没有施行，请核对日期。",
                "The rule of this time was not in force on that day; check the day.",
                nameof(command.Since)
            );
        }
        var clock = Clock.Start(rule, calendar.StartOfDay(since), calendar);
        return clock.Deadline.DueAt < now
            ? Refusal.Of(
                "time-over-already",
                $"从这一天起算，期限已经届满（{rule.Source.Zh}），不能开始调解，请核对日期。",
                $"Counted from that day the time is over already ({rule.Source.En}), and no mediation can start; check the day.",
                nameof(command.Since)
            )
            : new MediationStarted(new Mediation(proposal, clock, now));
    }

    /// <summary>
    /// Why mediation cannot start now, or null. Who takes part, their safety and consent, who holds the venue and the version of its rule
    /// are looked at again. What the rule requires and excludes was asked when the venue was proposed; what arises later is written down
    /// by <see cref="ExcludeVenueRule"/>.
    /// </summary>
    public static Refusal? NotYet(
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
        var chosenBy = proposal.AcceptedOn ?? jurisdiction.Calendar.DayOf(now);
        if (venues.InForce(proposal.Venue, chosenBy) is not { } rule || rule.Version != proposal.Version)
        {
            return Refusal.Of(
                "venue-rule-changed",
                "这个渠道的规则已经变了，请重新选择并征求各方同意。",
                "The rule of this venue has changed. Propose it anew and ask everybody again."
            );
        }
        // The matter may have been handed over since the venue was proposed.
        if (DisputeMay.Hold(dispute, rule, jurisdiction) is { } others)
        {
            return others with { Field = null };
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
        if (dispute.File.Invited is { State: InvitationState.Asked })
        {
            return Refusal.Of(
                "mediator-has-not-answered",
                "邀请的调解员还没有答复。",
                "The mediator who was invited has not answered yet."
            );
        }
        return dispute.File.AllConsent(ConsentStep.Mediation, proposal.Id)
            ? null
            : Refusal.Of(
                "not-all-consent",
                "还有当事人没有同意在这个渠道调解（人民调解法第2条、第17条：自愿）。",
                "Not every party has consented to this venue (People's Mediation Law, arts 2 and 17: mediation is voluntary)."
            );
    }
}
