using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Learning;

/// <summary>Release a lesson, or send it back.</summary>
/// <param name="Released">Whether the staff read it; null when nothing was chosen.</param>
/// <param name="Unrecognisable">Whether the reader compared it with the verdict and nobody can be recognised by it.</param>
/// <param name="Words">Why not, where it is sent back.</param>
public sealed record ReleaseLesson(bool? Released, bool Unrecognisable, string? Words);

/// <summary>A second reviewer compared it with the verdict; all units of the day read it.</summary>
public sealed record LessonReleased(ImmutableArray<string> ReadBy, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Lesson { Stage: LessonStage.Written } it
            ? it with
            {
                Stage = LessonStage.Released,
                ReadBy = ReadBy,
                Duties = it.Duties.Met(DutyFor.ReleaseLesson, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>It was sent back with what has to be mended.</summary>
public sealed record LessonSentBack(string Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Lesson { Stage: LessonStage.Written } it
            ? it with
            {
                Stage = LessonStage.SentBack,
                Reason = Words,
                Duties = it.Duties.Met(DutyFor.ReleaseLesson, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>Take a lesson down, or give it up before its release.</summary>
/// <param name="Words">Why.</param>
public sealed record WithdrawLesson(string? Words);

/// <summary>It was taken down with the reason.</summary>
public sealed record LessonWithdrawn(string Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Lesson { IsOver: false } it
            ? it with
            {
                Stage = LessonStage.Withdrawn,
                Reason = Words,
                Duties = it.Duties.Met(DutyFor.ReleaseLesson, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>The resident took their words back, or was erased: the lesson has lost what it was made from.</summary>
public sealed record LessonTakenBack(DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Lesson { IsOver: false } it
            ? it with
            {
                Stage = LessonStage.TakenBack,
                Reason = null,
                Duties = it.Duties.Met(DutyFor.ReleaseLesson, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on the release of lessons.</summary>
public static class ReleaseLessonRule
{
    /// <summary>A reviewer who did not write it compares it with the verdict, and releases it or sends it back.</summary>
    public static JointDecision Decide(
        Lesson it,
        ReleaseLesson command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (it.Stage != LessonStage.Written)
        {
            return ProposePilotRule.NotAtThisStep;
        }
        if (!Reviews(it, by))
        {
            return ProposePilotRule.NotYours;
        }
        if (by.Id == it.Text.Writer)
        {
            return Refusal.Of(
                "writer-does-not-release-lesson",
                "写的人不能自己核对。",
                "Whoever wrote a lesson does not release it."
            );
        }
        if (command.Released is not { } released)
        {
            return Refusals.Missing(
                nameof(command.Released),
                "请选择给工作人员看还是退回。",
                "Choose whether the staff read it or it is sent back."
            );
        }
        if (!released)
        {
            var (words, none) = Words(command.Words, "请写明要改什么。", "Say what has to be mended.");
            return none is not null ? none : new LessonSentBack(words!, now);
        }
        return command.Unrecognisable
            ? new LessonReleased([.. jurisdiction.Units.Keys.Order(StringComparer.Ordinal)], now)
            : Refusal.Of(
                "lesson-compared",
                "请先和居民的原话对照，确认认不出是谁。",
                "Compare it with the resident’s own words first, and confirm that nobody can be recognised.",
                nameof(command.Unrecognisable)
            );
    }

    /// <summary>A reviewer of the unit that wrote it, or of the one that releases it, takes it down with the reason, at any step.</summary>
    public static JointDecision Withdraw(Lesson it, WithdrawLesson command, Actor.Staff by, DateTimeOffset now)
    {
        if (it.IsOver)
        {
            return ProposePilotRule.NotAtThisStep;
        }
        if (!Reviews(it, by))
        {
            return ProposePilotRule.NotYours;
        }
        var (words, none) = Words(command.Words, "请写明为什么撤下。", "Say why it is taken down.");
        return none is not null ? none : new LessonWithdrawn(words!, now);
    }

    /// <summary>Ends it, because the words that it was made from are gone; nothing to do where it has ended already.</summary>
    public static JointDecision TakeBack(Lesson it, DateTimeOffset now) =>
        it.IsOver ? ProposePilotRule.NotAtThisStep : new LessonTakenBack(now);

    /// <summary>Whether somebody is a reviewer of one of the two units whose lesson it is.</summary>
    public static bool Reviews(Lesson it, Actor.Staff by) =>
        by.Is(StaffRole.Reviewer) && (by.Unit == it.Text.Unit || by.Unit == it.Text.Releases);

    // Why a lesson is sent back tells of nobody either: it stands in a chain that is never erased.
    private static (string? Text, Refusal? Why) Words(string? typed, string zh, string en) =>
        WriteAfterActionRule.OfWork(typed, "Words", WriteLessonRule.LongestWords, [], zh, en);
}
