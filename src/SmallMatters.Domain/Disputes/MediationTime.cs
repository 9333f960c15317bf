using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Disputes;

/// <summary>The time of a mediation reached a step: a warning, its end, or a level of escalation.</summary>
/// <param name="Step">Which step.</param>
/// <param name="Told">Code of the unit that is told.</param>
/// <param name="After">The clock after the step.</param>
public sealed record MediationClockStepped(ClockStep Step, string Told, Clock After) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        Some(dispute)
            .WithMediation(m => m with { Clock = After, GoneUpTo = Step.Kind == ClockStepKind.Escalate ? Told : m.GoneUpTo });
}

/// <summary>The provisional end of a mediation was computed again when a year's calendar was published.</summary>
/// <param name="Before">The last local day before.</param>
/// <param name="After">The clock after it.</param>
public sealed record MediationDeadlineRecomputed(DateOnly Before, Clock After) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) => Some(dispute).WithMediation(m => m with { Clock = After });
}

/// <summary>The time of a mediation stopped or counts on, for a reason that its rule names.</summary>
/// <param name="After">The clock after it.</param>
/// <param name="Words">The paper that it rests on; null when it counts on.</param>
public sealed record MediationClockPaused(
    Clock After,
    [property: PersonalField(PersonalItem.CommonWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText? Words
) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) => Some(dispute).WithMediation(m => m with { Clock = After });
}

/// <summary>Decides on the time of a mediation: only its rule stops it, moves it, or ends the mediation with it.</summary>
public static class MediationTimeRule
{
    /// <summary>
    /// The step that is due, or nothing. Where the rule says that the mediation has failed with its time (医疗纠纷预防和处理条例第38条 and
    /// others), it ends as not reached; elsewhere the unit is told, then level by level those above it.
    /// </summary>
    public static DisputeDecision? Tick(Dispute dispute, VenueBook venues, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        if (dispute is not Dispute.Mediating { Mediation: { Clock: { } clock } mediation } || clock.StepDue(now) is not { } step)
        {
            return null;
        }
        (var told, step) = TickClockRule.Told(dispute.File.Unit, step, jurisdiction);
        var stepped = new MediationClockStepped(step, told, clock.Take(step, now, jurisdiction.Calendar));
        return
            step.Kind == ClockStepKind.Overdue
            && venues.Version(mediation.Proposal.Venue, mediation.Proposal.Version).EndsWhenOver
            ? DisputeDecision.That(stepped, EndDisputeRule.End(dispute, EndedAs.NotReached, null, now))
            : stepped;
    }

    /// <summary>A provisional end under the present calendar, or nothing when it stays.</summary>
    public static DisputeDecision? Recompute(Dispute dispute, Jurisdiction jurisdiction)
    {
        if (dispute is not Dispute.Mediating { Mediation.Clock: { } clock })
        {
            return null;
        }
        var after = clock.Recompute(jurisdiction.ClockRules.Version(clock.Code, clock.RuleVersion), jurisdiction.Calendar);
        if (after.Equals(clock))
        {
            return null;
        }
        return DisputeDecision.That(new MediationDeadlineRecomputed(clock.Deadline.DueOn, after));
    }

    /// <summary>Stops the time for a reason that the rule names, with the paper that it rests on, or lets it count on.</summary>
    /// <param name="dispute">The dispute.</param>
    /// <param name="reason">Why; null lets it count on.</param>
    /// <param name="paper">The paper, for all parties to read.</param>
    /// <param name="by">Who deals with it.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="now">UTC.</param>
    public static DisputeDecision Pause(
        Dispute dispute,
        PauseReason? reason,
        string? paper,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (DisputeMay.Handle(dispute, by) is { } why)
        {
            return why;
        }
        if (dispute is not Dispute.Mediating { Mediation.Clock: { } clock })
        {
            return Refusal.Of("no-time-runs", "现在没有在计算的调解期限。", "No time of a mediation runs now.");
        }
        var rule = jurisdiction.ClockRules.Version(clock.Code, clock.RuleVersion);
        if (reason is not { } lawful)
        {
            return clock.Resume(rule, now, jurisdiction.Calendar) switch
            {
                ClockDecision.Changed changed => new MediationClockPaused(changed.Clock, null),
                ClockDecision.Refused refused => refused.Refusal,
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        var (words, missing) = Refusals.WorkWords(
            paper,
            "Words",
            DisputeMay.LongestWords,
            "请写明凭哪份文书，例如鉴定委托书的日期和编号。",
            "Name the paper that it rests on, such as the date and number of the commission."
        );
        // The paper is the parties' to read; the clock keeps only that there was one.
        return missing is not null
            ? missing
            : clock.Pause(rule, lawful, "recorded", by.Unit, now) switch
            {
                ClockDecision.Changed changed => new MediationClockPaused(
                    changed.Clock,
                    new PersonalText(dispute.File.Common, words)
                ),
                ClockDecision.Refused refused => refused.Refusal,
                _ => throw new System.Diagnostics.UnreachableException(),
            };
    }
}
