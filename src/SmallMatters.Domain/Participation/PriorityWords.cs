using System.Diagnostics;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Participation;

/// <summary>Priorities in words.</summary>
public static class PriorityWords
{
    /// <summary>The stage as people call it.</summary>
    public static Bilingual Said(this PriorityStage stage) =>
        stage switch
        {
            PriorityStage.Held => new("待查看", "Being looked at"),
            PriorityStage.Open => new("征集支持", "Open for support"),
            PriorityStage.Hidden => new("已隐藏", "Hidden"),
            PriorityStage.Adopted => new("已采纳", "Adopted"),
            PriorityStage.Declined => new("不采纳", "Not adopted"),
            PriorityStage.Done => new("有结果", "Done"),
            PriorityStage.Withdrawn => new("已撤回", "Taken back"),
            _ => throw new UnreachableException(),
        };

    /// <summary>The reason as the proposer is told it.</summary>
    public static Bilingual Said(this HideReason reason) =>
        reason switch
        {
            HideReason.NamesSomebody => new("写到了具体的人或者住处", "It tells of a certain person or home"),
            HideReason.Insults => new("有辱骂或者歧视的话", "It insults or discriminates"),
            HideReason.Advertising => new("是广告", "It advertises"),
            HideReason.OneMatter => new("是一件具体的事，请作为诉求提出", "It is one person's matter; raise it as a matter"),
            HideReason.Secret => new("涉及国家秘密或者工作秘密", "It touches on secrets of state or of work"),
            HideReason.Unlawful => new("法律禁止发布", "The law forbids publishing it"),
            _ => throw new UnreachableException(),
        };

    /// <summary>The move as staff call it.</summary>
    public static Bilingual Said(this PriorityMove move) =>
        move switch
        {
            PriorityMove.Adopt => new("采纳", "Adopt it"),
            PriorityMove.Decline => new("不采纳", "Decline it"),
            PriorityMove.Act => new("安排一件事", "Promise an action"),
            PriorityMove.EndAct => new("一件事的结果", "What came of an action"),
            PriorityMove.Finish => new("总的结果", "What came of it all"),
            _ => throw new UnreachableException(),
        };

    /// <summary>What happened, in words.</summary>
    public static Bilingual Said(this PriorityFact fact) =>
        fact switch
        {
            PriorityProposed { By: null } => new("居民提出", "A resident proposed it"),
            PriorityProposed => new("单位提出", "A unit proposed it"),
            PriorityShown => new("看过，公开", "Looked at and shown"),
            PriorityHidden hidden => new($"隐藏：{hidden.Because.Said().Zh}", $"Hidden: {hidden.Because.Said().En}"),
            PriorityAppealed => new("提出人申诉", "The proposer appealed"),
            PriorityAppealDecided { Shown: true } => new("申诉成立，恢复公开", "The appeal was right; it is shown again"),
            PriorityAppealDecided => new("申诉不成立，仍然隐藏", "The appeal was not right; it stays hidden"),
            PriorityPassed => new("转给另一个单位", "Passed to another unit"),
            PriorityWithdrawn => new("提出人撤回", "The proposer took it back"),
            PriorityPrepared prepared => new(
                $"拟稿：{prepared.Step.Move.Said().Zh}",
                $"Prepared: {prepared.Step.Move.Said().En}"
            ),
            PriorityGivenBack => new("拟稿退回", "What was prepared was given back"),
            PriorityReleased released => new(
                $"放行：{released.Step.Move.Said().Zh}",
                $"Released: {released.Step.Move.Said().En}"
            ),
            PrioritySupportsCounted => new(
                "支持的记号已删除，只留下数目",
                "The marks of its supporters are gone; their number stays"
            ),
            _ => throw new UnreachableException(),
        };

    /// <summary>How many support it, told from a floor.</summary>
    public static Bilingual Supports(int count) =>
        count < ProposePriorityRule.Floor
            ? new($"支持的不足 {ProposePriorityRule.Floor} 个", $"fewer than {ProposePriorityRule.Floor} support it")
            : new($"{count} 个支持", $"{count} support it");
}
