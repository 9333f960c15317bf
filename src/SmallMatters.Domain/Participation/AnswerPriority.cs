using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Supervision;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Participation;

/// <summary>Say something of a priority in public.</summary>
/// <param name="Move">What.</param>
/// <param name="Words">The words: the reason, what is done, or what came of it.</param>
/// <param name="Number">Which action, for its end.</param>
/// <param name="Done">Whether that was done.</param>
/// <param name="Unit">Who does an action: unit code.</param>
/// <param name="Post">And which post answers for it.</param>
/// <param name="DueOn">By which local day.</param>
public sealed record AnswerPriority(
    PriorityMove? Move,
    string? Words,
    int? Number,
    bool? Done,
    string? Unit,
    LeaderPost? Post,
    DateOnly? DueOn
);

/// <summary>Decides on what a unit says: one prepares it, another releases it.</summary>
public static class AnswerPriorityRule
{
    /// <summary>Longest words.</summary>
    public const int Longest = 300;

    /// <summary>An action is promised for no later than so many days from now.</summary>
    public const int Furthest = 730;

    /// <summary>Somebody of the unit prepares it. To adopt and to decline are prepared by its leader or for its leader to release.</summary>
    public static PriorityDecision Prepare(
        Priority priority,
        AnswerPriority command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateOnly today
    )
    {
        if (!by.IsOf(priority))
        {
            return ModeratePriorityRule.NotYours;
        }
        // Nothing chosen is a mistake of the form where one chooses: whether it is adopted.
        var move = command.Move ?? PriorityMove.Decline;
        if (!Enum.IsDefined(move) || priority.Prepared is not null || !Fits(priority, command, move))
        {
            return ModeratePriorityRule.NotNow;
        }
        var (words, why) = Refusals.WorkWords(
            command.Words,
            "Words",
            Longest,
            "请写给居民看的话。",
            "Write the words for residents."
        );
        var wrong = Refusal.All(
            command.Move is null ? Refusals.Missing("Move", "请选择采纳不采纳。", "Say whether it is adopted.") : null,
            move == PriorityMove.EndAct && command.Number is null
                ? Refusals.Missing("Number", "请选择哪一件。", "Choose the action.")
                : null,
            why ?? TwoPeople.NamesSomebody(words!, "Words"),
            move == PriorityMove.EndAct && command.Done is null
                ? Refusals.Missing("Done", "请选择做到没有。", "Say whether it was done.")
                : null,
            move == PriorityMove.Act && !(command.Unit is { } unit && jurisdiction.Units.ContainsKey(unit))
                ? Refusals.Missing("Unit", "请选择由哪个单位做。", "Choose the unit that does it.")
                : null,
            move == PriorityMove.Act && !(command.Post is { } post && Enum.IsDefined(post))
                ? Refusals.Missing("Post", "请选择谁负责。", "Choose who answers for it.")
                : null,
            move == PriorityMove.Act && !(command.DueOn is { } day && day >= today && day <= today.AddDays(Furthest))
                ? Refusal.Of("priority-due", "请写今天起两年以内的一天。", "Give a day within two years from today.", "DueOn")
                : null
        );
        return wrong is not null
            ? wrong
            : new PriorityPrepared(
                new PriorityStep(move, words!, by.Id.Value)
                {
                    Number = move == PriorityMove.EndAct ? command.Number : null,
                    Done = move == PriorityMove.EndAct ? command.Done : null,
                    Unit = move == PriorityMove.Act ? command.Unit : null,
                    Post = move == PriorityMove.Act ? command.Post : null,
                    DueOn = move == PriorityMove.Act ? command.DueOn : null,
                }
            );
    }

    /// <summary>A second person releases it, with which it is public. Of the two one leads the unit when it adopts or declines.</summary>
    public static PriorityDecision Release(Priority priority, Actor.Staff by, DateOnly today) =>
        !by.IsOf(priority) ? ModeratePriorityRule.NotYours
        : priority.Prepared is not { } step ? ModeratePriorityRule.NotNow
        : step.By == by.Id.Value ? ModeratePriorityRule.NeedsASecond
        : step.Move is PriorityMove.Adopt or PriorityMove.Decline && !by.Is(StaffRole.Supervisor)
            ? Refusal.Of(
                "priority-leader-answers",
                "采纳不采纳，由本单位领导放行。",
                "A leader of the unit releases whether it is adopted."
            )
        : new PriorityReleased(step, today);

    /// <summary>It is not released, or taken back by who prepared it.</summary>
    public static PriorityDecision GiveBack(Priority priority, Actor.Staff by) =>
        !by.IsOf(priority) ? ModeratePriorityRule.NotYours
        : priority.Prepared is null ? ModeratePriorityRule.NotNow
        : new PriorityGivenBack();

    private static bool Fits(Priority priority, AnswerPriority command, PriorityMove move) =>
        move switch
        {
            PriorityMove.Adopt or PriorityMove.Decline => priority.Stage == PriorityStage.Open,
            PriorityMove.Act => priority.Stage == PriorityStage.Adopted,
            PriorityMove.EndAct => priority.Stage == PriorityStage.Adopted
                && priority.Actions.Any(a => a.EndedOn is null && (command.Number is null || a.Number == command.Number)),
            // A result is told once everything that was promised has ended, and something was.
            _ => priority.Stage == PriorityStage.Adopted
                && !priority.Actions.IsEmpty
                && priority.Actions.All(a => a.EndedOn is not null),
        };
}
