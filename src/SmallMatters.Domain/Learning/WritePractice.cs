using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Learning;

/// <summary>Write a card from an assessed pilot or from the unit's own work.</summary>
/// <param name="Title">What was done, in one line.</param>
/// <param name="Context">What it was like before.</param>
/// <param name="Steps">What was done.</param>
/// <param name="Cost">What it cost.</param>
/// <param name="Failures">What did not work in it.</param>
/// <param name="Outcome">Whether it worked; a pilot's own assessment stands instead.</param>
public sealed record WritePractice(
    string? Title,
    string? Context,
    string? Steps,
    string? Cost,
    string? Failures,
    TrialOutcome? Outcome
);

/// <summary>Where own work was done, against where, on what measure, for which term.</summary>
/// <param name="Areas">Codes of the areas.</param>
/// <param name="Against">Codes of the areas that it is compared with.</param>
/// <param name="Measure">The measure, as typed.</param>
/// <param name="From">First local day.</param>
/// <param name="Until">Last local day; past.</param>
public sealed record WorkCompared(
    ImmutableArray<string> Areas,
    ImmutableArray<string> Against,
    string? Measure,
    DateOnly? From,
    DateOnly? Until
);

/// <summary>A card was written; a second person reads it.</summary>
public sealed record PracticeWritten(PracticeCard Card, Duty Release) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is null
            ? new Practice(Card, PracticeStage.Written, null, [], []) { Duties = [Release] }
            : throw DoesNotFit(before);
}

/// <summary>It was written again after it was sent back.</summary>
public sealed record PracticeRewritten(PracticeCard Card, Duty Release, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Practice { Stage: PracticeStage.SentBack } it
            ? it with
            {
                Card = Card,
                Stage = PracticeStage.Written,
                Reason = null,
                Duties = it.Duties.Add(Release),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on cards that are written.</summary>
public static class WritePracticeRule
{
    /// <summary>What own work is compared by, or why that cannot be.</summary>
    public static (Comparison? Compared, Refusal? Why) Compare(WorkCompared command, Jurisdiction jurisdiction, DateOnly today)
    {
        var (measure, noMeasure) = Comparison.MeasureOf(command.Measure, nameof(command.Measure));
        var wrong = Refusal.All(
            Comparison.AreasFit(command.Areas, command.Against, jurisdiction, nameof(command.Areas), nameof(command.Against)),
            noMeasure,
            Comparison.TermFits(command.From, command.Until, nameof(command.From), nameof(command.Until))
                ?? (
                    command.Until >= today
                        ? Refusal.Of(
                            "practice-of-what-is-over",
                            "经验写的是做过的事：最后一天要在今天以前。",
                            "A card is about what was done: its last day is before today.",
                            nameof(command.Until)
                        )
                        : null
                )
        );
        return wrong is not null
            ? (null, wrong)
            : (
                new Comparison(
                    measure!.Code,
                    measure.Version,
                    [.. command.Areas.Distinct()],
                    [.. command.Against.Distinct()],
                    command.From!.Value,
                    command.Until!.Value
                ),
                null
            );
    }

    /// <summary>
    /// Somebody of the unit that did it writes a card. Of a pilot its assessment stands, and only an assessed pilot gives one; of
    /// own work nobody says more than the figure.
    /// </summary>
    /// <param name="command">What is written.</param>
    /// <param name="id">Its key.</param>
    /// <param name="pilot">The pilot that it comes from, or null.</param>
    /// <param name="effect">The figure of own work; null for a pilot, or where what it is compared by was refused.</param>
    /// <param name="notCompared">Why what own work is compared by was refused; null when it was not.</param>
    /// <param name="by">Who writes.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="now">UTC.</param>
    public static JointDecision Decide(
        WritePractice command,
        Guid id,
        Pilot? pilot,
        MeasuredEffect? effect,
        Refusal? notCompared,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        var (card, why) = CardOf(command, id, pilot, effect, notCompared, by, jurisdiction, now);
        return card is null ? why! : new PracticeWritten(card, Release(card, jurisdiction, now));
    }

    /// <summary>The same for a card that was sent back.</summary>
    public static JointDecision Again(
        Practice it,
        WritePractice command,
        Pilot? pilot,
        MeasuredEffect? effect,
        Refusal? notCompared,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (it.Stage != PracticeStage.SentBack)
        {
            return ProposePilotRule.NotAtThisStep;
        }
        if (by.Unit != it.Card.Unit)
        {
            return ProposePilotRule.NotYours;
        }
        var (card, why) = CardOf(command, it.Key, pilot, effect, notCompared, by, jurisdiction, now);
        return card is null
            ? why!
            : new PracticeRewritten(card with { WrittenAt = it.Card.WrittenAt }, Release(card, jurisdiction, now), now);
    }

    private static Duty Release(PracticeCard card, Jurisdiction jurisdiction, DateTimeOffset now) =>
        Duty.Start(jurisdiction, "practice-release", DutyFor.ReleasePractice, card.Releases, now);

    private static (PracticeCard? Card, Refusal? Why) CardOf(
        WritePractice command,
        Guid id,
        Pilot? pilot,
        MeasuredEffect? effect,
        Refusal? notCompared,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (!by.Is(StaffRole.Handler) && !by.Is(StaffRole.Supervisor))
        {
            return (null, ProposePilotRule.NotYours);
        }
        if (pilot is not null && (pilot.Assessment is null || by.Unit != pilot.Plan.Unit))
        {
            return (
                null,
                Refusal.Of(
                    "practice-of-an-assessed-pilot",
                    "试点评估以后，由做试点的单位写经验。",
                    "The unit that ran a pilot writes a card of it, once it was assessed."
                )
            );
        }
        var (title, noTitle) = Between.Words(
            command.Title,
            nameof(command.Title),
            ProposePilotRule.LongestGoal,
            "请用一句话写明做了什么。",
            "Say in one line what was done."
        );
        var (context, noContext) = RunPilotRule.Words(
            command.Context,
            nameof(command.Context),
            "请写明原来是什么情况。",
            "Say what it was like before."
        );
        var (steps, noSteps) = RunPilotRule.Words(
            command.Steps,
            nameof(command.Steps),
            "请一步一步写明做了什么。",
            "Say step by step what was done."
        );
        var (cost, noCost) = RunPilotRule.Words(
            command.Cost,
            nameof(command.Cost),
            "请写明花了什么：人手、钱、因此放下的事。",
            "Say what it cost: hours, money, what was left undone for it."
        );
        var (failures, noFailures) = RunPilotRule.Words(
            command.Failures,
            nameof(command.Failures),
            "请写明哪些没有做成；没有的，也请写“没有”。",
            "Say what did not work in it; where nothing did not, say so."
        );
        var figure = pilot?.Assessment!.Effect ?? effect;
        var wrong = Refusal.All(
            noTitle,
            noContext,
            noSteps,
            noCost,
            noFailures,
            notCompared,
            pilot is null && figure is not null
                ? OutcomeRule.Fits(command.Outcome, figure.Shows(), false, nameof(command.Outcome))
                : null
        );
        return wrong is not null || figure is null
            ? (null, wrong ?? ProposePilotRule.NotAtThisStep)
            : (
                new PracticeCard(
                    id,
                    title!,
                    by.Unit,
                    context!,
                    steps!,
                    cost!,
                    failures!,
                    pilot?.Assessment!.Outcome ?? command.Outcome!.Value,
                    figure,
                    pilot?.Key,
                    by.Id,
                    Between.ArbiterOf(jurisdiction, by.Unit),
                    now
                ),
                null
            );
    }
}
