using System.Diagnostics;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>A step of a lesson, as its address says it.</summary>
public enum LessonStep
{
    Release,
    Withdraw,
}

/// <summary>Lessons in words.</summary>
public static class LessonWords
{
    public static Bilingual Said(this LessonStage stage) =>
        stage switch
        {
            LessonStage.Written => new("待核对", "Waits for a second person"),
            LessonStage.SentBack => new("退回", "Sent back"),
            LessonStage.Released => new("工作人员可看", "Read by the staff"),
            LessonStage.Withdrawn => new("已撤下", "Taken down"),
            LessonStage.TakenBack => new("居民收回了", "Taken back by the resident"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this LessonStep step) =>
        step switch
        {
            LessonStep.Release => new("核对：给工作人员看或者退回", "Release it or send it back"),
            LessonStep.Withdraw => new("撤下", "Take it down"),
            _ => throw new UnreachableException(),
        };

    /// <summary>What a fact says; null for another file's.</summary>
    public static Bilingual? Fact(JointFact fact) =>
        fact switch
        {
            LessonWritten => new("写成启示", "The lesson was written"),
            LessonRewritten => new("改好再交", "It was written again"),
            LessonReleased => new("核对完，工作人员可看", "It was compared and released to the staff"),
            LessonSentBack => new("退回", "It was sent back"),
            LessonWithdrawn => new("撤下", "It was taken down"),
            LessonTakenBack => new("居民收回了原话，启示结束", "The resident took their words back, and the lesson ended"),
            _ => null,
        };

    /// <summary>What was written with a fact, or null.</summary>
    public static string? Written(JointFact fact) =>
        fact switch
        {
            LessonSentBack sent => sent.Words,
            LessonWithdrawn withdrawn => withdrawn.Words,
            _ => null,
        };
}

/// <summary>What the page of a lesson and the pages of its steps share.</summary>
public abstract class LessonPage(Desk desk) : JointPageModel<Lesson>(desk)
{
    /// <summary>The steps that the reader may take; the rules decide when one is sent.</summary>
    public IEnumerable<LessonStep> Buttons => Enum.GetValues<LessonStep>().Where(Offered);

    /// <summary>Whether the reader may write it again.</summary>
    public bool MayRewrite =>
        State.Stage == LessonStage.SentBack && Scope.Unit == State.Text.Unit && Scope.Is(StaffRole.Reviewer);

    protected bool Offered(LessonStep step) =>
        ReleaseLessonRule.Reviews(State, Scope.Actor)
        && step switch
        {
            LessonStep.Release => State.Stage == LessonStage.Written && Scope.Actor.Id != State.Text.Writer,
            LessonStep.Withdraw => !State.IsOver,
            _ => throw new UnreachableException(),
        };
}
