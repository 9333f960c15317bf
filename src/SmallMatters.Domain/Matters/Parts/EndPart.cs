using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>Say what came of a part.</summary>
/// <param name="Part">Which.</param>
/// <param name="As">How it ended; null when nothing was chosen.</param>
/// <param name="Words">What was done, or why it cannot be, for the resident.</param>
public sealed record EndPart(Guid Part, PartOutcome? As, string Words);

/// <summary>The unit said what came of its part. The resident reads it in the digest of parts.</summary>
public sealed record PartEnded(
    Guid Part,
    string Unit,
    PartOutcome Outcome,
    [property: PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Words,
    DateTimeOffset At
) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            f.ChangePart(
                Part,
                p => p with { State = PartState.Ended, Outcome = Outcome, Words = Words, PassedOn = [], EscalatedTo = null }
            ) with
            {
                Clocks = f.Clocks.Met(ClockFor.Part, At, Part),
            }
        );
}

/// <summary>A part is done again, under a new clock, since the resident's "no" was found right.</summary>
public sealed record PartReopened(Guid Part, MatterClock Handling) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            f.ChangePart(Part, p => p with { State = PartState.InHand, Outcome = null, Words = null }) with
            {
                Clocks = f.Clocks.Add(Handling),
            }
        );
}

/// <summary>Decides on ending parts.</summary>
public static class EndPartRule
{
    internal static Refusal OpenPromise { get; } =
        Refusal.Of(
            "open-promise-of-part",
            "这项协办任务还有未兑现的承诺。请先兑现，或写明原因变更承诺。",
            "A promise about this part is still open. Keep it first, or change it with a reason."
        );

    /// <summary>The unit that has the part in hand ends it, not over an open promise of its own.</summary>
    public static Decision Decide(Matter matter, EndPart command, Actor.Staff by, DateTimeOffset now)
    {
        var (part, why) = PartOf.ForUnit(matter, command.Part, by, PartState.InHand);
        if (why is not null)
        {
            return why;
        }
        if (matter.File.OpenPromisesOf(part!.Id).Any())
        {
            return OpenPromise;
        }
        var (words, noWords) = Refusals.Words(
            command.Words,
            nameof(command.Words),
            CloseRule.LongestWords,
            "请写明办理结果，居民会看到。",
            "Say what came of it; the resident will read it."
        );
        return Refusal.All(Unchosen(command.As), noWords) is { } wrong
            ? wrong
            : new PartEnded(part.Id, part.Unit, command.As!.Value, matter.File.Words(words!), now);
    }

    internal static Refusal? Unchosen(PartOutcome? outcome) =>
        outcome is null ? Refusals.Missing("As", "请选择一个办理结果。", "Choose what came of it.") : null;
}
