using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.Open311;

/// <summary>What the standard's free texts say. Never a word of what people wrote.</summary>
internal static class Words
{
    public static Bilingual? Notes(Stage stage, OutcomeCode? outcome) =>
        stage switch
        {
            Stage.Open => new Bilingual("办理中", "Being dealt with"),
            Stage.UnderReview => new Bilingual("复查中", "Under review by another unit"),
            _ => outcome is { } code ? Of(code) : null,
        };

    public static Bilingual Of(OutcomeCode outcome) =>
        outcome switch
        {
            OutcomeCode.Solved => new("已解决", "Solved"),
            OutcomeCode.PartlySolved => new("部分解决", "Partly solved"),
            OutcomeCode.CannotBeSolved => new("无法解决", "Cannot be solved"),
            OutcomeCode.NotOurs => new("不属本辖区，已由他方受理", "Not ours, accepted by another body"),
            OutcomeCode.AnotherDoor => new("应走其他法定途径", "Another lawful door"),
            OutcomeCode.Withdrawn => new("已撤回", "Withdrawn"),
            OutcomeCode.Merged => new("已合并", "Merged"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Of(PublicStep step, OutcomeCode? outcome) =>
        step switch
        {
            PublicStep.Assigned => new("已有人承办", "Somebody has taken it"),
            PublicStep.Sorted => new("已调整分类", "It was sorted anew"),
            PublicStep.HandedOver => new("已由另一单位接办", "Another unit has taken it over"),
            PublicStep.Answered => new("已答复提出人", "Whoever raised it was answered"),
            PublicStep.Promised => new("已作出承诺", "A promise was made"),
            PublicStep.PromiseChanged => new("承诺已说明理由后变更", "A promise was changed with a reason"),
            PublicStep.PromiseKept => new("承诺已兑现", "A promise was kept"),
            PublicStep.DeadlineMoved => new("办理期限有变化", "The promised day has moved"),
            PublicStep.Closed => outcome is { } code ? Of(code) : new("已提出办理结果", "An outcome was proposed"),
            PublicStep.Withdrawn => Of(OutcomeCode.Withdrawn),
            PublicStep.Merged => Of(OutcomeCode.Merged),
            PublicStep.UnderReview => new("由另一单位复查", "Another unit is reviewing it"),
            PublicStep.Reopened => new("重新办理", "It is being dealt with again"),
            PublicStep.OutcomeStands => new("复查后维持办理结果", "After review the outcome stands"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
