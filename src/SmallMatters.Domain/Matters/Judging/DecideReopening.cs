using System.Collections.Immutable;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Decide whether a matter is dealt with again (重办). The resident gets the reason.</summary>
/// <param name="Reopen">Whether it is.</param>
/// <param name="Reason">For the resident.</param>
/// <param name="WhatIsToBeDone">For the handler, when it is dealt with again; the verdict itself does not reach the handler.</param>
public sealed record DecideReopening(ReopeningDecision Reopen, string Reason, string? WhatIsToBeDone)
{
    /// <summary>The ended parts that their units do again, when the matter is dealt with again.</summary>
    public ImmutableArray<Guid> Parts { get; init; } = [];
}

/// <summary>A decision on reopening.</summary>
public enum ReopeningDecision
{
    /// <summary>重办.</summary>
    Reopen,

    /// <summary>维持原结果.</summary>
    Stands,
}

/// <summary>The matter is dealt with again, under a new clock.</summary>
public sealed record Reopened(
    [property: PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Reason,
    [property: PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText WhatIsToBeDone,
    MatterClock Handle,
    DateTimeOffset At
) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter is Matter.UnderReview
            ? new Matter.Open(
                matter.File with
                {
                    Reopenings = matter.File.Reopenings + 1,
                    Clocks = matter.File.Clocks.Met(ClockFor.ReopenDecision, At).Met(ClockFor.InternalReview, At).Add(Handle),
                }
            )
            : throw DoesNotFit(matter);
}

/// <summary>The outcome stands, with a reason for the resident.</summary>
public sealed record OutcomeStands(
    [property: PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Reason,
    DateTimeOffset At
) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter is Matter.UnderReview review
            ? new Matter.Settled(
                review.File with
                {
                    Clocks = review.File.Clocks.Met(ClockFor.ReopenDecision, At).Met(ClockFor.InternalReview, At),
                },
                review.Outcome,
                review.ClosedAt,
                At,
                Settlement.Review,
                review.Verdict
            )
            : throw DoesNotFit(matter);
}

/// <summary>Decides on reopening.</summary>
public static class DecideReopeningRule
{
    /// <summary>A reviewer of the deciding unit decides, never anybody who works for the owner.</summary>
    /// <param name="matter">The matter.</param>
    /// <param name="command">The decision.</param>
    /// <param name="by">The reviewer.</param>
    /// <param name="reviewersUnits">Codes of all units the reviewer works for.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="now">The instant, UTC.</param>
    public static Decision Decide(
        Matter matter,
        DecideReopening command,
        Actor.Staff by,
        IReadOnlyCollection<string> reviewersUnits,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (matter is not Matter.UnderReview review)
        {
            return Refusal.Of("no-decision-waiting", "没有等待决定的复查。", "No decision waits.");
        }
        if (by.Unit != review.ReviewUnit || !by.Is(StaffRole.Reviewer))
        {
            return Refusals.NotYourUnits;
        }
        if (reviewersUnits.Contains(review.File.Owner))
        {
            return Refusal.Of(
                "reviewer-of-the-owners-unit",
                "您也在主办单位任职，不能复查这件诉求。",
                "You also work for the owner's unit and cannot review this matter."
            );
        }
        var (reason, noReason) = Refusals.Words(
            command.Reason,
            nameof(command.Reason),
            2000,
            "请写明理由，居民会看到。",
            "Give the reason; the resident will read it."
        );
        if (noReason is not null)
        {
            return noReason;
        }
        if (command.Reopen == ReopeningDecision.Stands)
        {
            return new OutcomeStands(matter.File.Words(reason!), now);
        }
        var (todo, noTodo) = Refusals.Words(
            command.WhatIsToBeDone,
            nameof(command.WhatIsToBeDone),
            2000,
            "请写明承办单位要做什么。",
            "Say what the owner is to do."
        );
        if (noTodo is not null)
        {
            return noTodo;
        }
        var rule = matter.File.Kind == Kind.Conduct ? "conduct-review" : jurisdiction.Categories[matter.File.Category].ClockRule;
        var again = matter.File.Parts.Where(p => p.State == PartState.Ended && command.Parts.Contains(p.Id));
        return Decision.That([
            new Reopened(
                matter.File.Words(reason!),
                matter.File.Words(todo!),
                ClockOf.Start(jurisdiction, rule, ClockFor.Handle, matter.File.Owner, now),
                now
            ),
            .. again.Select(p => new PartReopened(p.Id, PartOf.StartHandling(jurisdiction, p.Unit, p.Id, now))),
        ]);
    }
}
