using System.Diagnostics;
using SmallMatters.Domain.Accountability;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Accountability;

/// <summary>Credit and accountability in words.</summary>
public static class ReckoningWords
{
    public static Bilingual Said(this ReckoningSort sort) =>
        sort switch
        {
            ReckoningSort.Credit => new("表扬", "Credit"),
            ReckoningSort.Accountability => new("问责", "Accountability"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this ReckoningStage stage) =>
        stage switch
        {
            ReckoningStage.Proposed => new("已提出，待决定", "Proposed; to be decided"),
            ReckoningStage.Decided => new("已决定，可以申诉", "Decided; open to appeal"),
            ReckoningStage.Appealed => new("申诉中", "Appealed"),
            ReckoningStage.Final => new("已生效", "Final"),
            ReckoningStage.Dropped => new("不予认定", "Not found so"),
            ReckoningStage.Lifted => new("申诉后撤销", "Lifted on appeal"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this Effect effect) =>
        effect switch
        {
            Effect.Commend => new("公开表扬", "Commended in public"),
            Effect.Recommend => new("公开表扬，向其他单位推广做法", "Commended in public, its practice recommended to others"),
            Effect.Remind => new("书面提醒", "Told in writing"),
            Effect.Correct => new("限期改正", "To be put right by a day"),
            Effect.Talk => new("约谈负责人", "A talk with its leader"),
            Effect.Refer => new("移送有权机关", "Handed to the organ that has the power"),
            _ => throw new UnreachableException(),
        };

    /// <summary>What a fact says; null for another file's.</summary>
    public static Bilingual? Fact(JointFact fact) =>
        fact switch
        {
            ReckoningProposed proposed => new(
                $"提出{GroundText.For(proposed.File.Ground).Sort.Said().Zh}",
                $"Proposed: {GroundText.For(proposed.File.Ground).Sort.Said().En}"
            ),
            ReckoningReplied => new("单位作了说明", "The unit answered"),
            ReckoningDecided { Decision.Effect: { } effect } => new($"认定：{effect.Said().Zh}", $"Found so: {effect.Said().En}"),
            ReckoningDecided => new("不予认定", "Not found so"),
            ReckoningAppealed => new("提出申诉", "Appealed"),
            ReckoningAppealDecided { Upheld: true } => new("申诉后维持", "The appeal was decided: it stands"),
            ReckoningAppealDecided => new("申诉后撤销", "The appeal was decided: it is lifted"),
            ReckoningCorrected => new("说明改正了什么", "The unit said what it put right"),
            _ => null,
        };

    /// <summary>What was written with a fact, or null.</summary>
    public static string? Written(JointFact fact) =>
        fact switch
        {
            ReckoningProposed proposed => proposed.File.Account,
            ReckoningReplied replied => replied.Words,
            ReckoningDecided decided => decided.Decision.Reasons,
            ReckoningAppealed appealed => appealed.Words,
            ReckoningAppealDecided decided => decided.Reasons,
            ReckoningCorrected corrected => corrected.Words,
            _ => null,
        };
}
