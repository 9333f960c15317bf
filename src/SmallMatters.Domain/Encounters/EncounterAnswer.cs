using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Encounters;

/// <summary>What sort of encounter somebody is asked about.</summary>
public enum EncounterKind
{
    /// <summary>走访: somebody came to their home.</summary>
    Visit,

    /// <summary>窗口: they had booked a time.</summary>
    Window,

    /// <summary>办结: a matter of theirs was closed.</summary>
    Closing,
}

/// <summary>A line of the checklist of encounters.</summary>
public enum EncounterItem
{
    /// <summary>亮明身份: they said, or showed, who they were.</summary>
    Identity,

    /// <summary>告知权利: they told the resident what rights there are.</summary>
    Rights,

    /// <summary>告知下一步: they told what happens next.</summary>
    NextStep,

    /// <summary>没有久等: the resident was not kept waiting.</summary>
    OnTime,
}

/// <summary>A mark on a line of the checklist.</summary>
public enum EncounterMark
{
    /// <summary>是.</summary>
    Yes,

    /// <summary>否.</summary>
    No,

    /// <summary>说不清，或者用不上.</summary>
    NotSure,
}

/// <summary>The encounter as a whole.</summary>
public enum EncounterOverall
{
    /// <summary>满意.</summary>
    Satisfied,

    /// <summary>基本满意.</summary>
    Basically,

    /// <summary>不满意.</summary>
    Dissatisfied,
}

/// <summary>
/// One answer to a single-use link (走访评警): marks and nothing else. No words, no time finer than a month, no matter and no person:
/// nothing in it leads back to who gave it.
/// </summary>
/// <param name="Identity">Did they say who they were?</param>
/// <param name="Rights">Did they tell the rights?</param>
/// <param name="NextStep">Did they tell what happens next?</param>
/// <param name="OnTime">Was the resident not kept waiting?</param>
/// <param name="Overall">As a whole.</param>
public sealed record EncounterAnswer(
    EncounterMark Identity,
    EncounterMark Rights,
    EncounterMark NextStep,
    EncounterMark OnTime,
    EncounterOverall Overall
);

/// <summary>Answer by a link.</summary>
/// <param name="Identity">See <see cref="EncounterAnswer"/>; null when nothing was chosen.</param>
/// <param name="Rights">The same.</param>
/// <param name="NextStep">The same.</param>
/// <param name="OnTime">The same.</param>
/// <param name="Overall">The same.</param>
/// <param name="Review">Whether another unit is to look at it and answer.</param>
/// <param name="Words">What happened, for that unit alone.</param>
public sealed record AnswerEncounter(
    EncounterMark? Identity,
    EncounterMark? Rights,
    EncounterMark? NextStep,
    EncounterMark? OnTime,
    EncounterOverall? Overall,
    bool Review,
    string? Words
);

/// <summary>Decides on answers.</summary>
public static class AnswerEncounterRule
{
    /// <summary>The longest words for the unit that looks at it.</summary>
    public const int LongestWords = 2000;

    /// <summary>Every line has a mark; whoever wants it looked at says what happened.</summary>
    public static (EncounterAnswer? Answer, Refusal? Why) Decide(AnswerEncounter command)
    {
        var wrong = Refusal.All(
            Marked(
                command.Identity,
                nameof(command.Identity),
                "有没有说明是谁：请选择。",
                "Choose whether they said who they were."
            ),
            Marked(
                command.Rights,
                nameof(command.Rights),
                "有没有告诉您有什么权利：请选择。",
                "Choose whether they told you your rights."
            ),
            Marked(
                command.NextStep,
                nameof(command.NextStep),
                "有没有告诉您下一步：请选择。",
                "Choose whether they told you what happens next."
            ),
            Marked(command.OnTime, nameof(command.OnTime), "等的时间合适吗：请选择。", "Choose whether the wait was a fair one."),
            command.Overall is null
                ? Refusal.Of(
                    "encounter-overall",
                    "总的来说满意吗：请选择。",
                    "Choose whether you are satisfied.",
                    nameof(command.Overall)
                )
                : null,
            command.Review && string.IsNullOrWhiteSpace(command.Words)
                ? Refusal.Of(
                    "encounter-words",
                    "要别的单位来查，请写一下发生了什么。",
                    "To have it looked at, say what happened.",
                    nameof(command.Words)
                )
                : null,
            command.Words?.Length > LongestWords
                ? Refusal.Of(
                    "encounter-words-long",
                    $"请不要超过 {LongestWords} 个字。",
                    $"Use no more than {LongestWords} characters.",
                    nameof(command.Words)
                )
                : null
        );
        return wrong is not null
            ? (null, wrong)
            : (
                new EncounterAnswer(
                    command.Identity!.Value,
                    command.Rights!.Value,
                    command.NextStep!.Value,
                    command.OnTime!.Value,
                    command.Overall!.Value
                ),
                null
            );
    }

    private static Refusal? Marked(EncounterMark? mark, string field, string zh, string en) =>
        mark is null ? Refusal.Of("encounter-mark", zh, en, field) : null;
}
