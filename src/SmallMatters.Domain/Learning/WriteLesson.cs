using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Learning;

/// <summary>Write a lesson from a verdict.</summary>
/// <param name="Title">What it teaches, in one line.</param>
/// <param name="Quote">The resident's words as they are to stand; kept apart from the lesson.</param>
/// <param name="Expected">What the resident expected.</param>
/// <param name="Met">What they met with.</param>
/// <param name="Learn">What others can learn.</param>
/// <param name="Question">A question for whoever reads it.</param>
public sealed record WriteLesson(string? Title, string? Quote, string? Expected, string? Met, string? Learn, string? Question);

/// <summary>A lesson was written; a second reviewer compares it with the verdict.</summary>
public sealed record LessonWritten(LessonText Text, Duty Release) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is null ? new Lesson(Text, LessonStage.Written, null, []) { Duties = [Release] } : throw DoesNotFit(before);
}

/// <summary>It was written again after it was sent back.</summary>
public sealed record LessonRewritten(LessonText Text, Duty Release, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Lesson { Stage: LessonStage.SentBack } it
            ? it with
            {
                Text = Text,
                Stage = LessonStage.Written,
                Reason = null,
                Duties = it.Duties.Add(Release),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on lessons that are written.</summary>
public static class WriteLessonRule
{
    /// <summary>The longest of the texts, in characters.</summary>
    public const int LongestWords = 1000;

    /// <summary>
    /// Null when somebody may make lessons of a unit's work: a reviewer of a unit that reviews, neither that unit itself nor above or
    /// below it. Whoever dealt with a matter does not read what its resident said afterwards.
    /// </summary>
    /// <param name="owner">Code of the unit that dealt with the matter.</param>
    /// <param name="by">Who.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    public static Refusal? MayRead(string owner, Actor.Staff by, Jurisdiction jurisdiction) =>
        by.Is(StaffRole.Reviewer) && IsApart(by.Unit, owner, jurisdiction) ? null : ProposePilotRule.NotYours;

    /// <summary>A reviewer writes a lesson from a verdict whose giver agreed to it.</summary>
    /// <param name="command">What is written.</param>
    /// <param name="id">Its key.</param>
    /// <param name="verdict">What it is made from.</param>
    /// <param name="by">Who writes.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="now">UTC.</param>
    public static JointDecision Decide(
        WriteLesson command,
        Guid id,
        VerdictRead verdict,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        var (text, why) = TextOf(command, id, verdict, by, jurisdiction, now);
        return text is null ? why! : new LessonWritten(text, DutyOf(text, jurisdiction, now));
    }

    /// <summary>The same for one that was sent back; the verdict must still be there.</summary>
    public static JointDecision Again(
        Lesson it,
        WriteLesson command,
        VerdictRead verdict,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (it.Stage != LessonStage.SentBack)
        {
            return ProposePilotRule.NotAtThisStep;
        }
        if (by.Unit != it.Text.Unit)
        {
            return ProposePilotRule.NotYours;
        }
        var (text, why) = TextOf(command, it.Key, verdict, by, jurisdiction, now);
        return text is null
            ? why!
            : new LessonRewritten(text with { WrittenAt = it.Text.WrittenAt }, DutyOf(text, jurisdiction, now), now);
    }

    private static bool IsApart(string unit, string owner, Jurisdiction jurisdiction) =>
        jurisdiction.Units.TryGetValue(unit, out var own)
        && own.Reviews
        && !jurisdiction.Above(owner).Contains(unit)
        && !jurisdiction.Above(unit).Contains(owner);

    // Another unit that reviews, so that the second reader has not heard of it at the next desk; the same where there is no other.
    private static string SecondFor(string unit, string owner, Jurisdiction jurisdiction) =>
        jurisdiction
            .Units.Keys.Where(code => code != unit && IsApart(code, owner, jurisdiction))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault(unit);

    private static Duty DutyOf(LessonText text, Jurisdiction jurisdiction, DateTimeOffset now) =>
        Duty.Start(jurisdiction, "lesson-release", DutyFor.ReleaseLesson, text.Releases, now);

    private static (LessonText? Text, Refusal? Why) TextOf(
        WriteLesson command,
        Guid id,
        VerdictRead verdict,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (MayRead(verdict.Owner, by, jurisdiction) is { } notYours)
        {
            return (null, notYours);
        }
        (string? Text, Refusal? Why) Own(string? typed, string field, int longest, string zh, string en)
        {
            var (own, wrong) = WriteAfterActionRule.OfWork(typed, field, longest, [verdict.Words], zh, en);
            return ReferenceInWords.Refused(own, field) is { } leads ? (null, leads) : (own, wrong);
        }
        var (title, noTitle) = Own(
            command.Title,
            nameof(command.Title),
            ProposePilotRule.LongestGoal,
            "请用一句话写明能学到什么。",
            "Say in one line what it teaches."
        );
        var (_, noQuote) = LessonQuote.Read(command.Quote, nameof(command.Quote), verdict, jurisdiction);
        var (expected, noExpected) = Own(
            command.Expected,
            nameof(command.Expected),
            LongestWords,
            "请写明居民原来指望什么。",
            "Say what the resident expected."
        );
        var (met, noMet) = Own(
            command.Met,
            nameof(command.Met),
            LongestWords,
            "请写明实际遇到了什么。",
            "Say what they met with."
        );
        var (learn, noLearn) = Own(
            command.Learn,
            nameof(command.Learn),
            LongestWords,
            "请写明别人能学到什么。",
            "Say what others can learn."
        );
        var (question, noQuestion) = Own(
            command.Question,
            nameof(command.Question),
            LongestWords,
            "请给看的人留一个问题。",
            "Leave a question for whoever reads it."
        );
        var wrong = Refusal.All(noTitle, noQuote, noExpected, noMet, noLearn, noQuestion);
        return wrong is not null
            ? (null, wrong)
            : (
                new LessonText(
                    id,
                    title!,
                    verdict.Category,
                    verdict.Satisfied,
                    expected!,
                    met!,
                    learn!,
                    question!,
                    by.Unit,
                    SecondFor(by.Unit, verdict.Owner, jurisdiction),
                    by.Id,
                    now
                ),
                null
            );
    }
}
