using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>Withdraw a matter.</summary>
public sealed record Withdraw(string? Reason);

/// <summary>The raiser withdrew the matter.</summary>
public sealed record MatterWithdrawn(
    [property: PersonalField(PersonalItem.Words, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText? Reason,
    DateTimeOffset At
) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        new Matter.Settled(
            matter.File with
            {
                HandOver = null,
                Disagreement = null,
                Clocks = matter.File.Clocks.AllStopped(At, "withdrawn"),
            },
            new Outcome.Withdrawn(Reason),
            At,
            At,
            Settlement.Ended,
            null
        );
}

/// <summary>Decides on withdrawing.</summary>
public static class WithdrawRule
{
    /// <summary>
    /// The raiser withdraws while it is open. Parts that other units have go on until those end them. When others have joined it goes on for them, so it is not withdrawn; the raiser
    /// may leave by erasing their data.
    /// </summary>
    public static Decision Decide(Matter matter, Withdraw command, Actor by, DateTimeOffset now)
    {
        if (matter is Matter.UnderReview)
        {
            return Refusal.Of(
                "no-withdrawing-in-review",
                $"这件诉求正在复查，{Refusals.ReviewedBy(matter).Zh}作出决定，现在不能撤回。",
                $"The matter is under review, to be decided{Refusals.ReviewedBy(matter).En}, and cannot be withdrawn now."
            );
        }
        if (matter is not Matter.Open)
        {
            return Refusals.NotOpen;
        }
        if (ByLink.MayAct(matter, by) is { } why)
        {
            return why;
        }
        // It cannot be undone: a helper answers and judges for the raiser, and does not end it.
        if (by is Actor.Person person && person.Id != matter.File.Raiser.Id)
        {
            return Refusal.Of(
                "only-the-raiser-withdraws",
                "代办链接不能撤回诉求，请提出人用自己的链接撤回。",
                "A helper's link cannot withdraw the matter; who raised it does that by their own."
            );
        }
        if (matter.File.Participants.Any(p => p.Role == ParticipantRole.Joined && !p.Erased))
        {
            return Refusal.Of(
                "others-have-joined",
                "还有其他居民加入了这件诉求，不能撤回。",
                "Others have joined this matter, so it cannot be withdrawn."
            );
        }
        var reason = Refusals.Clean(command.Reason);
        return reason.Length > 1000
            ? Refusals.TooLong(nameof(command.Reason), 1000)
            : new MatterWithdrawn(reason.Length == 0 ? null : ByLink.Words(matter, by, reason), now);
    }
}
