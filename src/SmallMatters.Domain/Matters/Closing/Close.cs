using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Propose an outcome. Which words are needed depends on it.</summary>
/// <param name="As">The outcome; null when none was chosen.</param>
/// <param name="Words">What was done, or why it cannot be done, for the resident.</param>
public sealed record Close(OutcomeCode? As, string Words)
{
    /// <summary>For a matter of conduct: what its review found; null while nothing was found.</summary>
    public ConductFinding? Finding { get; init; }

    /// <summary>Partly solved: what remains.</summary>
    public string? Remains { get; init; }

    /// <summary>Partly solved: the local day for what remains.</summary>
    public DateOnly? RemainsBy { get; init; }

    /// <summary>Not ours: who has accepted it.</summary>
    public string? AcceptedBy { get; init; }

    /// <summary>Not ours: their number.</summary>
    public string? TheirNumber { get; init; }

    /// <summary>Another door: which.</summary>
    public Door? Door { get; init; }

    /// <summary>Another door: where.</summary>
    public string? DoorWhere { get; init; }

    /// <summary>Another door: by when at the latest, local day.</summary>
    public DateOnly? DoorBy { get; init; }
}

/// <summary>An outcome was proposed. The verdict, or the end of its window, settles it.</summary>
public sealed record OutcomeProposed(Outcome Outcome, Promise? Remains, MatterClock VerdictWindow, DateTimeOffset At) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter is Matter.Open open
            ? new Matter.Closed(
                open.File with
                {
                    Promises = Remains is null ? open.File.Promises : open.File.Promises.Add(Remains),
                    Clocks = open
                        .File.Clocks.Met(ClockFor.FirstContact, At)
                        .Met(ClockFor.Handle, At)
                        .AllStopped(At, "closed")
                        .Add(VerdictWindow),
                    Questions =
                    [
                        .. open.File.Questions.Select(q =>
                            q.State == QuestionState.Waiting ? q with { State = QuestionState.Lapsed } : q
                        ),
                    ],
                },
                Outcome,
                At
            )
            : throw DoesNotFit(matter);
}

/// <summary>Decides on closing.</summary>
public static class CloseRule
{
    /// <summary>Code of the clock rule of the window in which the resident judges.</summary>
    public const string Window = "verdict-window";

    /// <summary>The longest words of an outcome.</summary>
    public const int LongestWords = 4000;

    /// <summary>
    /// A closed matter, or why not. One of conduct closes with what its review found. It does not close over an open promise or part, nor over a hand-over that waits. What remains of
    /// a partly solved matter becomes a promise of its own that stays open after closing.
    /// </summary>
    public static Decision Decide(Matter matter, Close command, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        if (May.Handle(matter, by) is { } why)
        {
            return why;
        }
        var file = matter.File;
        if (HandOverRefusals.Undecided(file) is { } undecided)
        {
            return undecided;
        }
        if (file.OpenParts.Any())
        {
            return Refusal.Of(
                "open-part",
                "还有未办结的协办任务。请等协办单位办结，或收回尚未接收的任务。",
                "A part is still open. Wait until its unit ends it, or take back what no unit has accepted."
            );
        }
        if (file.OpenPromises.Any())
        {
            return Refusal.Of(
                "open-promise",
                "还有未兑现的承诺。请先兑现，或写明原因变更承诺。",
                "A promise is still open. Keep it first, or change it with a reason."
            );
        }
        if (
            file.Kind == Kind.Conduct
            && command.Finding is null
            && command.As is OutcomeCode.Solved or OutcomeCode.PartlySolved or OutcomeCode.CannotBeSolved
        )
        {
            return Refusal.Of(
                "conduct-not-found",
                "还没有核查认定。先请被反映单位说明，听过双方，再认定，再办结。",
                "Nothing was found yet. Put it to the unit, hear both sides and find; then close."
            );
        }
        var (words, noWords) = Refusals.Words(
            command.Words,
            nameof(command.Words),
            LongestWords,
            "请写明办理结果，居民会看到。",
            "Say what came of it; the resident will read it."
        );
        var today = jurisdiction.Calendar.DayOf(now);
        var (outcome, remains, bad) = OutcomeOf(command, file, file.Words(words ?? ""), by, today, now);
        return Refusal.All(bad, noWords) is { } wrong
            ? wrong
            : new OutcomeProposed(
                outcome!,
                remains,
                ClockOf.Start(jurisdiction, Window, ClockFor.VerdictWindow, file.Owner, now),
                now
            );
    }

    private static (Outcome? Outcome, Promise? Remains, Refusal? Why) OutcomeOf(
        Close command,
        MatterFile file,
        PersonalText words,
        Actor.Staff by,
        DateOnly today,
        DateTimeOffset now
    )
    {
        switch (command.As)
        {
            case OutcomeCode.Solved:
                return (new Outcome.Solved(words), null, null);
            case OutcomeCode.CannotBeSolved:
                return (new Outcome.CannotBeSolved(words), null, null);
            case OutcomeCode.PartlySolved:
            {
                var (remains, noRemains) = Refusals.Words(
                    command.Remains,
                    nameof(command.Remains),
                    Reply.LongestPromise,
                    "请写明还剩什么。",
                    "Say what remains."
                );
                var why = Refusal.All(
                    noRemains,
                    command.RemainsBy is not { } rest
                            ? Refusals.Missing(
                                nameof(command.RemainsBy),
                                "请写明剩余部分何时完成。",
                                "Say by when the rest is done."
                            )
                        : PromiseDay.Check(rest, today) is { } bad ? bad with { Field = nameof(command.RemainsBy) }
                        : null
                );
                return why is not null
                    ? (null, null, why)
                    : (
                        new Outcome.PartlySolved(words, file.Words(remains!)),
                        new Promise(
                            Guid.CreateVersion7(now),
                            by.Unit,
                            file.Words(remains!),
                            command.RemainsBy!.Value,
                            true,
                            PromiseState.Open
                        ),
                        null
                    );
            }
            case OutcomeCode.NotOurs:
            {
                var (acceptedBy, nobody) = Refusals.Words(
                    command.AcceptedBy,
                    nameof(command.AcceptedBy),
                    200,
                    "请写明哪个单位已经受理。没有单位受理，就不能以“不属本辖区”办结。",
                    "Say who has accepted it. Without that it cannot be closed as not ours."
                );
                return nobody is not null
                    ? (null, null, nobody)
                    : (
                        new Outcome.NotOurs(
                            acceptedBy!,
                            Refusals.Clean(command.TheirNumber) is { Length: > 0 and <= 100 } number ? number : null,
                            words
                        ),
                        null,
                        null
                    );
            }
            case OutcomeCode.AnotherDoor:
            {
                var (where, nowhere) = Refusals.Words(
                    command.DoorWhere,
                    nameof(command.DoorWhere),
                    300,
                    "请写明到哪里办理。",
                    "Say where."
                );
                var why = Refusal.All(
                    command.Door is null
                        ? Refusals.Missing(nameof(command.Door), "请选择应走的途径。", "Choose the door.")
                        : null,
                    nowhere,
                    // A wrong last day could cost the resident the remedy. Three years is the longest ordinary limitation (民法典 art. 188).
                    command.DoorBy
                        is { } last
                    && (last < today || last > today.AddYears(3))
                        ? Refusal.Of(
                            "door-day-out-of-range",
                            "截止日期须在今天到三年之内。请核对法律规定的期限。",
                            "The last day must be between today and three years from now. Check the limit that the law sets.",
                            nameof(command.DoorBy)
                        )
                        : null
                );
                return why is not null
                    ? (null, null, why)
                    : (new Outcome.AnotherDoor(command.Door!.Value, where!, command.DoorBy, words), null, null);
            }
            default:
                return (
                    null,
                    null,
                    Refusal.Of("outcome-not-by-closing", "请选择一个办理结果。", "Choose an outcome.", nameof(command.As))
                );
        }
    }
}
