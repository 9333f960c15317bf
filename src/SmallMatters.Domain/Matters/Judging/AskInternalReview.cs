using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Ask for the one internal review (内部复查). It replaces no legal remedy and stops none of their clocks.</summary>
public sealed record AskInternalReview(string Why);

/// <summary>The internal review was asked for.</summary>
public sealed record InternalReviewAsked(
    [property: PersonalField(PersonalItem.VerdictWords, FieldPurpose.Judging, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Why,
    string ReviewUnit,
    MatterClock Decision,
    DateTimeOffset At
) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter)
    {
        var (outcome, closedAt, verdict) = matter switch
        {
            Matter.Closed c => (c.Outcome, c.ClosedAt, null),
            Matter.Settled s => (s.Outcome, s.ClosedAt, s.Verdict),
            _ => throw DoesNotFit(matter),
        };
        return new Matter.UnderReview(
            matter.File with
            {
                InternalReviewUsed = true,
                Clocks = matter.File.Clocks.Met(ClockFor.VerdictWindow, At).Add(Decision),
            },
            outcome,
            closedAt,
            ReviewUnit,
            ReviewCause.InternalReview,
            verdict
        );
    }
}

/// <summary>Decides on asking for the internal review.</summary>
public static class AskInternalReviewRule
{
    /// <summary>How long after closing it may be asked for.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(60);

    /// <summary>Once per matter, within sixty days of closing, by the raiser or a helper.</summary>
    public static Decision Decide(
        Matter matter,
        AskInternalReview command,
        Actor.Person by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        var closedAt = matter switch
        {
            Matter.Closed c => c.ClosedAt,
            Matter.Settled { By: not Settlement.Ended } s => s.ClosedAt,
            _ => (DateTimeOffset?)null,
        };
        if (closedAt is null)
        {
            return Refusal.Of("nothing-to-review", "现在没有可以复查的结果。", "There is no result to review now.");
        }
        if (ByLink.MayAct(matter, by) is { } why)
        {
            return why;
        }
        if (matter.File.InternalReviewUsed)
        {
            return Refusal.Of(
                "internal-review-used",
                "内部复查只有一次，已经用过。法律规定的途径不受影响。",
                "There is one internal review and it has been used. The legal remedies are not affected."
            );
        }
        if (now > closedAt + Window)
        {
            return Refusal.Of(
                "internal-review-too-late",
                "办结已超过 60 天，不能再申请内部复查。法律规定的途径不受影响。",
                "More than 60 days have passed since closing. The legal remedies are not affected."
            );
        }
        var (words, noWords) = Refusals.Words(
            command.Why,
            nameof(command.Why),
            2000,
            "请写明希望复查什么。",
            "Say what should be looked at again."
        );
        if (noWords is not null)
        {
            return noWords;
        }
        var reviewer = jurisdiction.ReviewerFor(matter.File.Owner);
        return new InternalReviewAsked(
            ByLink.Words(matter, by, words!),
            reviewer,
            ClockOf.Start(jurisdiction, "internal-review", ClockFor.InternalReview, reviewer, now),
            now
        );
    }
}
