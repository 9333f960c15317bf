using SmallMatters.Domain.Language;
using SmallMatters.Domain.Problems;

namespace SmallMatters.Web.Problems;

/// <summary>Problems and their facts in words.</summary>
public static class ProblemWords
{
    public static Bilingual Said(this ProblemStage stage) =>
        stage switch
        {
            ProblemStage.Scanned => new("发现", "Scanned"),
            ProblemStage.Analysed => new("已分析", "Analysed"),
            ProblemStage.Responding => new("应对中", "Responding"),
            ProblemStage.Assessed => new("已评估", "Assessed"),
            ProblemStage.Closed => new("已结束", "Closed"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this CountermeasureState state) =>
        state switch
        {
            CountermeasureState.Promised => new("已承诺", "Promised"),
            CountermeasureState.Done => new("已完成", "Done"),
            CountermeasureState.GivenUp => new("已放弃", "Given up"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this Worked worked) =>
        worked switch
        {
            Worked.Yes => new("有效", "It worked"),
            Worked.Partly => new("部分有效", "It worked in part"),
            Worked.No => new("没有效果", "It did not work"),
            Worked.NotClear => new("还看不出来", "It cannot be seen yet"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this ProblemFact fact) =>
        fact switch
        {
            ProblemOpened => new("提出问题", "Named"),
            ProblemAnalysed => new("写下分析", "Analysed"),
            CountermeasurePromised => new("承诺对策", "A countermeasure was promised"),
            CountermeasureEnded { As: CountermeasureState.Done } => new("对策完成", "A countermeasure was done"),
            CountermeasureEnded => new("放弃对策", "A countermeasure was given up"),
            ProblemAssessed assessed => new(
                $"评估：{assessed.Assessment.Worked.Said().Zh}",
                $"Assessed: {assessed.Assessment.Worked.Said().En}"
            ),
            ProblemClosed => new("结束", "Closed"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>What was written with a fact, or null.</summary>
    public static string? Words(this ProblemFact fact) =>
        fact switch
        {
            ProblemOpened opened => opened.File.Why,
            ProblemAnalysed analysed => analysed.Analysis.Causes,
            CountermeasurePromised promised => promised.Countermeasure.What,
            CountermeasureEnded ended => ended.Words,
            ProblemAssessed assessed => assessed.Assessment.Words,
            ProblemClosed closed => closed.Words,
            _ => null,
        };
}
