using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Learning;

/// <summary>Say that one's unit copies a practice.</summary>
/// <param name="Areas">Codes of the areas in which it is done.</param>
/// <param name="From">First local day.</param>
public sealed record CopyPractice(ImmutableArray<string> Areas, DateOnly? From);

/// <summary>A unit copies it.</summary>
public sealed record PracticeCopied(PracticeCopy Copy, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Practice { Stage: PracticeStage.Released } it && it.Copies.All(c => c.Unit != Copy.Unit)
            ? it with
            {
                Copies = it.Copies.Add(Copy),
            }
            : throw DoesNotFit(before);
}

/// <summary>Say whether it worked again.</summary>
/// <param name="Outcome">Whether it did; null when nothing was chosen.</param>
/// <param name="Words">What was different there.</param>
public sealed record JudgeCopy(TrialOutcome? Outcome, string? Words);

/// <summary>The unit that copied it said whether it worked again, with the figure of then.</summary>
public sealed record CopyJudged(Guid Copy, TrialOutcome Outcome, MeasuredEffect Effect, string Words, DateTimeOffset At)
    : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Practice { Stage: PracticeStage.Released } it && it.Copies.Any(c => c.Id == Copy && c.Outcome is null)
            ? it with
            {
                Copies =
                [
                    .. it.Copies.Select(c => c.Id == Copy ? c with { Outcome = Outcome, Effect = Effect, Words = Words } : c),
                ],
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on copies of a practice.</summary>
public static class CopyPracticeRule
{
    private const int FarthestBack = 30;
    private const int FarthestAhead = 90;

    /// <summary>
    /// A supervisor of another unit says so, once, near its first day. It is compared with all areas in which nobody does it, so
    /// that nobody chooses them.
    /// </summary>
    public static JointDecision Copy(
        Practice it,
        CopyPractice command,
        Guid id,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (it.Stage != PracticeStage.Released)
        {
            return ProposePilotRule.NotAtThisStep;
        }
        if (by.Unit == it.Card.Unit || !by.Is(StaffRole.Supervisor))
        {
            return ProposePilotRule.NotYours;
        }
        if (it.Copies.Any(c => c.Unit == by.Unit))
        {
            return Refusal.Of("copied-already", "你们单位已经记过照着做了。", "Your unit has said already that it copies it.");
        }
        var today = jurisdiction.Calendar.DayOf(now);
        var done = it.Copies.SelectMany(c => c.Compared.Areas).Concat(it.Card.Effect.Compared.Areas).ToHashSet();
        var wrong = Refusal.All(
            command.Areas.IsEmpty || command.Areas.Any(a => !jurisdiction.Areas.ContainsKey(a))
                    ? Refusals.Missing(nameof(command.Areas), "请选择在哪些片区做。", "Choose the areas in which it is done.")
                : command.Areas.Any(done.Contains)
                    ? Refusal.Of(
                        "done-there-already",
                        "有的片区已经在这样做了。",
                        "In one of these areas it is done already.",
                        nameof(command.Areas)
                    )
                : null,
            command.From is { } from && from >= today.AddDays(-FarthestBack) && from <= today.AddDays(FarthestAhead)
                ? null
                : Refusals.Missing(
                    nameof(command.From),
                    $"请填从哪一天开始：{FarthestBack} 天以前到 {FarthestAhead} 天以后。",
                    $"Give its first day: from {FarthestBack} days ago to {FarthestAhead} days ahead."
                )
        );
        if (wrong is not null)
        {
            return wrong;
        }
        var measure = Measure.For(it.Card.Effect.Compared.Measure);
        var compared = new Comparison(
            measure.Code,
            measure.Version,
            [.. command.Areas.Distinct()],
            [
                .. jurisdiction
                    .Areas.Keys.Where(a => !done.Contains(a) && !command.Areas.Contains(a))
                    .Order(StringComparer.Ordinal),
            ],
            command.From!.Value,
            command.From.Value.AddDays(Comparison.LongestTerm - 1)
        );
        return new PracticeCopied(new PracticeCopy(id, by.Unit, compared), now);
    }

    /// <summary>A supervisor of the unit that copied it says whether it worked again, and no more than the figure.</summary>
    /// <param name="it">The practice.</param>
    /// <param name="command">What is said.</param>
    /// <param name="effect">The figure of the unit's copy.</param>
    /// <param name="by">Who says it.</param>
    /// <param name="now">UTC.</param>
    public static JointDecision Judge(Practice it, JudgeCopy command, MeasuredEffect effect, Actor.Staff by, DateTimeOffset now)
    {
        if (
            it.Stage != PracticeStage.Released
            || it.Copies.FirstOrDefault(c => c.Unit == by.Unit && c.Outcome is null) is not { } copy
        )
        {
            return ProposePilotRule.NotAtThisStep;
        }
        if (!by.Is(StaffRole.Supervisor))
        {
            return ProposePilotRule.NotYours;
        }
        var (words, none) = RunPilotRule.Words(
            command.Words,
            nameof(command.Words),
            "请写明在你们那里有什么不一样。",
            "Say what was different where you did it."
        );
        var wrong = Refusal.All(OutcomeRule.Fits(command.Outcome, effect.Shows(), false, nameof(command.Outcome)), none);
        return wrong is not null ? wrong : new CopyJudged(copy.Id, command.Outcome!.Value, effect, words!, now);
    }
}
