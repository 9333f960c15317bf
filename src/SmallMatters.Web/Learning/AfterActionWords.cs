using System.Diagnostics;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Learning;

namespace SmallMatters.Web.Learning;

/// <summary>After-action notes in words.</summary>
public static class AfterActionWords
{
    public static Bilingual Said(this AfterActionStage stage) =>
        stage switch
        {
            AfterActionStage.ToChange => new("有要改的", "Something to change"),
            AfterActionStage.NothingToChange => new("没有要改的", "Nothing to change"),
            AfterActionStage.Changed => new("已改", "Changed"),
            AfterActionStage.NotChanged => new("没有改", "Not changed"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this UnitPost post) =>
        post switch
        {
            UnitPost.Head => new("单位负责人", "Head of the unit"),
            UnitPost.HeadOfShift => new("值班负责人", "Head of the shift"),
            UnitPost.Handling => new("经办岗位", "Those who handle matters"),
            UnitPost.Window => new("受理窗口", "The counter"),
            UnitPost.Patrol => new("巡查岗位", "Those on patrol"),
            UnitPost.Office => new("内勤岗位", "The office"),
            _ => throw new UnreachableException(),
        };

    /// <summary>What a fact says; null for another file's.</summary>
    public static Bilingual? Fact(JointFact fact) =>
        fact switch
        {
            AfterActionWritten => new("写成复盘", "The note was written"),
            AfterActionSettled { Changed: true } => new("已改", "It was changed"),
            AfterActionSettled => new("没有改", "It was not changed"),
            _ => null,
        };

    /// <summary>What was written with a fact, or null.</summary>
    public static string? Written(JointFact fact) => (fact as AfterActionSettled)?.Because;
}
