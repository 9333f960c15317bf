using System.Diagnostics;
using SmallMatters.Domain.Accountability;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Accountability;

/// <summary>A step of a reckoning, as its address says it.</summary>
public enum ReckoningStep
{
    Reply,
    Decide,
    Appeal,
    Judge,
    Correct,
}

/// <summary>What the page of a reckoning and the pages of its steps share.</summary>
public abstract class ReckoningPage(Desk desk) : JointPageModel<Reckoning>(desk)
{
    /// <summary>The steps that the reader may take; the rules decide when one is sent.</summary>
    public IEnumerable<ReckoningStep> Buttons => Enum.GetValues<ReckoningStep>().Where(Offered);

    /// <summary>Who decided it, or nobody's key before.</summary>
    protected StaffId DecidedBy => new(Shown.Facts.FirstOrDefault(f => f.Fact is ReckoningDecided)?.Staff ?? Guid.Empty);

    protected bool Offered(ReckoningStep step)
    {
        var own = Scope.Unit == State.File.Unit && Scope.Is(StaffRole.Supervisor);
        var stage = State.Stage;
        return step switch
        {
            ReckoningStep.Reply => stage == ReckoningStage.Proposed && State.Reply is null && own,
            ReckoningStep.Decide => stage == ReckoningStage.Proposed
                && Scope.Unit == State.File.Decides
                && Scope.Is(StaffRole.Supervisor)
                && Scope.Actor.Id != State.File.Proposer,
            ReckoningStep.Appeal => stage == ReckoningStage.Decided && own,
            ReckoningStep.Judge => stage == ReckoningStage.Appealed
                && Scope.Unit == State.File.Appeals
                && (Scope.Is(StaffRole.Supervisor) || Scope.Is(StaffRole.Reviewer))
                && Scope.Actor.Id != State.File.Proposer
                && Scope.Actor.Id != DecidedBy,
            ReckoningStep.Correct => stage != ReckoningStage.Appealed && own && Waits(DutyFor.CorrectAfterReckoning) is not null,
            _ => throw new UnreachableException(),
        };
    }
}

/// <summary>Steps in words.</summary>
internal static class ReckoningSteps
{
    public static Bilingual Said(this ReckoningStep step) =>
        step switch
        {
            ReckoningStep.Reply => new("作说明", "Answer the proposal"),
            ReckoningStep.Decide => new("作决定", "Decide"),
            ReckoningStep.Appeal => new("申诉", "Appeal"),
            ReckoningStep.Judge => new("决定申诉", "Decide on the appeal"),
            ReckoningStep.Correct => new("说明改正了什么", "Say what was put right"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Done(this ReckoningStep step) =>
        step switch
        {
            ReckoningStep.Reply => new("说明已记录，决定时必须回应。", "Your answer is recorded; the decision has to weigh it."),
            ReckoningStep.Decide => new("已决定，单位可以申诉。", "It is decided; the unit may appeal."),
            ReckoningStep.Appeal => new("已提出申诉，由另一个单位决定。", "You appealed; another unit decides."),
            _ => new("已记录。", "It is recorded."),
        };
}
