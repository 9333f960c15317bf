using System.Diagnostics;
using SmallMatters.Domain.Conduct;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Web.Conduct;

/// <summary>Reviews of conduct in words.</summary>
public static class ConductWords
{
    public static Bilingual Said(this ConductStage stage) =>
        stage switch
        {
            ConductStage.Put => new("已请单位说明", "Put to the unit"),
            ConductStage.Answered => new("单位已说明，待认定", "The unit answered; to be found"),
            ConductStage.Silent => new("期满没有说明，待认定", "No answer in its time; to be found"),
            ConductStage.Found => new("已认定", "Found"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this ConductFinding finding) =>
        finding switch
        {
            ConductFinding.Upheld => new("属实", "It was so"),
            ConductFinding.PartlyUpheld => new("部分属实", "Partly so"),
            ConductFinding.NotUpheld => new("不属实", "It was not so"),
            ConductFinding.CannotBeTold => new("查不清", "It cannot be told"),
            _ => throw new UnreachableException(),
        };

    /// <summary>What a fact says; null for another file's.</summary>
    public static Bilingual? Fact(JointFact fact) =>
        fact switch
        {
            ConductPut => new("请单位说明", "Put to the unit"),
            ConductReplied => new("单位作了说明", "The unit answered"),
            PraisePassedOn => new("转达表扬", "Praise was passed on"),
            ConductFound found => new($"认定：{found.Opinion.Finding.Said().Zh}", $"Found: {found.Opinion.Finding.Said().En}"),
            _ => null,
        };

    /// <summary>What was written with a fact, or null.</summary>
    public static string? Written(JointFact fact) =>
        fact switch
        {
            ConductPut put => put.File.Points,
            ConductReplied replied => replied.Words,
            ConductFound found => found.Opinion.Reasons,
            PraisePassedOn praise => praise.File.Words,
            _ => null,
        };
}
