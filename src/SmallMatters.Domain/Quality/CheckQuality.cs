using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Quality;

/// <summary>Say what one found about an answer.</summary>
/// <param name="Sheet">Version of the questions that they were shown.</param>
/// <param name="Said">What was chosen for each code; a question without a choice is missing or null.</param>
public sealed record CheckQuality(int Sheet, IReadOnlyDictionary<string, QualityMark?> Said);

/// <summary>What is known of somebody who is about to say what they found.</summary>
/// <param name="ReadOther">Whether they read the same closing in its other check.</param>
/// <param name="Opened">Whether they opened the answer: a receipt of it stands.</param>
public readonly record struct QualityReader(bool ReadOther, bool Opened);

/// <summary>What came of a decision on a check.</summary>
public sealed record QualityDecision(QualityFact? Fact, Refusal? Why)
{
    /// <summary>A fact is a decision.</summary>
    public static implicit operator QualityDecision(QualityFact fact) => new(fact, null);

    /// <summary>A refusal is a decision.</summary>
    public static implicit operator QualityDecision(Refusal why) => new(null, why);
}

/// <summary>Decides on checks.</summary>
public static class CheckQualityRule
{
    /// <summary>It is not waiting any more.</summary>
    public static Refusal NotNow { get; } =
        Refusal.Of("quality-not-now", "这一件已经有了结果，不能再看。", "This one has come to its end and is not read again.");

    /// <summary>The other of two who read the same.</summary>
    public static Refusal SamePerson { get; } =
        Refusal.Of(
            "quality-same-person",
            "这一件您已经看过；另一份要由别人看。",
            "You have read this one; the other reading is somebody else’s."
        );

    /// <summary>Nobody says anything of an answer that they have not opened.</summary>
    public static Refusal NotOpened { get; } =
        Refusal.Of("quality-not-opened", "请先打开这份答复，看了再答。", "Open the answer first, and read it.");

    /// <summary>The questions are others since the page was shown.</summary>
    public static Refusal OtherQuestions { get; } =
        Refusal.Of(
            "quality-other-questions",
            "问题刚刚换了新的一版，请看清楚再答一次。",
            "The questions have just changed: read them and answer once more."
        );

    /// <summary>
    /// Whether somebody may read an answer: a reviewer of the unit that it was given to, who neither works for nor leads one that dealt with it.
    /// </summary>
    /// <param name="checker">Code of the unit that reads it.</param>
    /// <param name="handled">Codes of the units that dealt with it.</param>
    /// <param name="by">Who reads.</param>
    /// <param name="also">Codes of all units that they work for or lead.</param>
    public static bool MayRead(string checker, IEnumerable<string> handled, Actor.Staff by, IReadOnlySet<string> also) =>
        by.Is(StaffRole.Reviewer) && by.Unit == checker && !handled.Any(also.Contains);

    /// <summary>Somebody says what they found. Each question wants its answer; all that are missing are told at once.</summary>
    /// <param name="check">The check.</param>
    /// <param name="command">What was chosen.</param>
    /// <param name="sheet">The questions.</param>
    /// <param name="reader">What is known of who says it.</param>
    /// <param name="today">Local day.</param>
    public static QualityDecision Decide(
        QualityCheck check,
        CheckQuality command,
        QualitySheet sheet,
        QualityReader reader,
        DateOnly today
    )
    {
        if (check is not QualityCheck.Waiting || today > check.OpenUntil)
        {
            return NotNow;
        }
        if (reader.ReadOther)
        {
            return SamePerson;
        }
        if (!reader.Opened)
        {
            return NotOpened;
        }
        if (command.Sheet != sheet.Version)
        {
            return OtherQuestions;
        }
        var said = sheet.Questions.Select(q => (Question: q, Said: Chosen(command, q))).ToList();
        if (Refusal.All([.. said.Select(s => s.Said is null ? Missing(s.Question) : null)]) is { } why)
        {
            return why;
        }
        return new QualityRead(sheet.Version, [.. said.Select(s => new QualityAnswer(s.Question.Code, s.Said!.Value))]);
    }

    /// <summary>Nobody reads it any more: its time is over, or nobody is neutral.</summary>
    public static QualityDecision Lapse(QualityCheck check, DateOnly today, bool nobodyNeutral) =>
        check is QualityCheck.Waiting && (nobodyNeutral || today > check.OpenUntil) ? new QualityLapsed() : NotNow;

    /// <summary>The matter is none any more that is read.</summary>
    public static QualityDecision LeaveOut(QualityCheck check) => check is QualityCheck.Waiting ? new QualityLeftOut() : NotNow;

    /// <summary>The field of a form that holds what was said to a question.</summary>
    public static string FieldOf(QualityQuestion question) => $"{nameof(CheckQuality.Said)}[{question.Code}]";

    private static QualityMark? Chosen(CheckQuality command, QualityQuestion question) =>
        command.Said.GetValueOrDefault(question.Code) is { } said
        && (said != QualityMark.NotApplicable || question.MayNotApply)
        && Enum.IsDefined(said)
            ? said
            : null;

    private static Refusal Missing(QualityQuestion question) =>
        Refusal.Of("quality-unsaid", $"请回答：{question.Ask.Zh}", $"Answer: {question.Ask.En}", FieldOf(question));
}
