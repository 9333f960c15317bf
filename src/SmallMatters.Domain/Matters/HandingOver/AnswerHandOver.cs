using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Accept a hand-over, or refuse it with a reason.</summary>
public sealed record AnswerHandOver(Guid HandOver, HandOverAnswer Answer, string? Reason);

/// <summary>The proposed next owner's answer.</summary>
public enum HandOverAnswer
{
    /// <summary>接收.</summary>
    Accept,

    /// <summary>不接收.</summary>
    Refuse,
}

/// <summary>The next owner accepted; the clocks go on unchanged and bind it from now on.</summary>
public sealed record HandOverAccepted(HandOver HandOver, DateTimeOffset At) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            f with
            {
                HandOver = null,
                Disagreement = null,
                Owner = HandOver.To,
                Handler = null,
                AssignedBy = $"hand-over:{HandOver.Id:N}",
                Clocks = f.Clocks.Met(ClockFor.HandOver, At, HandOver.Id).BoundTo(HandOver.To, f.Parts),
            }
        );
}

/// <summary>The proposed next owner refused; the sender still owns the matter.</summary>
public sealed record HandOverRefused(
    HandOver HandOver,
    [property: PersonalField(PersonalItem.InternalWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Reason,
    DateTimeOffset At
) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            f with
            {
                HandOver = null,
                Disagreement = (f.Disagreement ?? new Disagreement([])) with
                {
                    RefusedBy = [.. f.Disagreement?.RefusedBy ?? [], HandOver.To],
                },
                Clocks = f.Clocks.Met(ClockFor.HandOver, At, HandOver.Id),
            }
        );
}

/// <summary>The sender took its proposal back.</summary>
public sealed record HandOverTakenBack(HandOver HandOver, DateTimeOffset At) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f => f with { HandOver = null, Clocks = f.Clocks.Met(ClockFor.HandOver, At, HandOver.Id) });
}

/// <summary>Decides on answers to hand-overs.</summary>
public static class AnswerHandOverRule
{
    /// <summary>Only the proposed next owner answers. The second refusal ends the asking: a unit above designates the owner.</summary>
    public static Decision Decide(
        Matter matter,
        AnswerHandOver command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (matter is not Matter.Open || matter.File.HandOver is not { } waiting || waiting.Id != command.HandOver)
        {
            return Refusal.Of("no-hand-over-waiting", "没有等待答复的移交。", "No hand-over waits for an answer.");
        }
        if (by.Unit != waiting.To || !May.DealsWithMatters(by))
        {
            return Refusals.NotYourUnits;
        }
        if (command.Answer == HandOverAnswer.Accept)
        {
            return new HandOverAccepted(waiting, now);
        }
        var (reason, noReason) = Refusals.Words(
            command.Reason,
            nameof(command.Reason),
            1000,
            "请写明为什么不接收。",
            "Say why it is refused."
        );
        if (noReason is not null)
        {
            return noReason;
        }
        var refused = new HandOverRefused(waiting, matter.File.Words(reason!), now);
        if ((matter.File.Disagreement?.RefusedBy.Length ?? 0) + 1 < Disagreement.Refusals)
        {
            return refused;
        }
        var arbiter = DesignateRule.ArbiterOf(matter.File, waiting.To, jurisdiction);
        return Decision.That(
            refused,
            new DesignationAsked(arbiter, ClockOf.Start(jurisdiction, "designation", ClockFor.Designation, arbiter, now))
        );
    }

    /// <summary>The sender takes its proposal back while it waits.</summary>
    public static Decision TakeBack(Matter matter, Actor.Staff by, DateTimeOffset now)
    {
        if (May.Handle(matter, by) is { } why)
        {
            return why;
        }
        return matter.File.HandOver is { } waiting
            ? new HandOverTakenBack(waiting, now)
            : Refusal.Of("no-hand-over-waiting", "没有等待答复的移交。", "No hand-over waits for an answer.");
    }
}
