using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Patterns.ControlCharts;

namespace SmallMatters.Web.Performance;

/// <summary>Targets in words, and how a count stands to one.</summary>
internal static class TargetWords
{
    public static Bilingual Said(this TargetLevel level) =>
        level switch
        {
            TargetLevel.Area => new("片区", "Area"),
            TargetLevel.Unit => new("单位", "Unit"),
            TargetLevel.Task => new("任务", "Task"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this TargetStage stage) =>
        stage switch
        {
            TargetStage.Set => new("进行中", "Under way"),
            TargetStage.Reached => new("已达到", "Reached"),
            TargetStage.NotReached => new("没有达到", "Not reached"),
            TargetStage.GivenUp => new("不再做", "Given up"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this TargetStands stands) =>
        stands switch
        {
            TargetStands.Reached => new("达到了：整个区间都在目标这一边", "Reached: the whole interval is on the good side"),
            TargetStands.NotReached => new(
                "没有达到：整个区间都在另一边",
                "Not reached: the whole interval is on the other side"
            ),
            TargetStands.Unclear => new("还说不准：区间里包含目标", "Not clear yet: the interval holds the target"),
            TargetStands.TooFew => new("数太少，说不了", "Too few to say"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>What is to be reached: at least, or at most where less is better.</summary>
    public static Bilingual Aim(TargetFile file)
    {
        var measure = Measure.For(file.Measure);
        return measure.HigherIsBetter
            ? new($"{measure.Name.Zh}不低于 {file.Percent}%", $"{measure.Name.En}: at least {file.Percent}%")
            : new($"{measure.Name.Zh}不高于 {file.Percent}%", $"{measure.Name.En}: at most {file.Percent}%");
    }

    /// <summary>How a count stands to a target by Wilson's interval at 95 per cent.</summary>
    public static TargetStands Stands(TargetFile file, MeasureCounts counts)
    {
        if (counts.Total < Disclosure.FewestCompared)
        {
            return TargetStands.TooFew;
        }
        var interval = Wilson.Interval(counts.Count, counts.Total);
        var aim = file.Percent / 100.0;
        var (good, bad) = Measure.For(file.Measure).HigherIsBetter
            ? (interval.Low >= aim, interval.High < aim)
            : (interval.High <= aim, interval.Low > aim);
        return good ? TargetStands.Reached
            : bad ? TargetStands.NotReached
            : TargetStands.Unclear;
    }

    /// <summary>What a fact says; null for another file's.</summary>
    public static Bilingual? Fact(JointFact fact) =>
        fact switch
        {
            TargetSet => new("定下目标", "The target was set"),
            TargetAccounted accounted => new($"说明结果：{accounted.As.Said().Zh}", $"Accounted for: {accounted.As.Said().En}"),
            _ => null,
        };

    /// <summary>What was written with a fact, or null.</summary>
    public static string? Written(JointFact fact) =>
        fact switch
        {
            TargetSet set => set.File.Title,
            TargetAccounted accounted => accounted.Account.Words,
            _ => null,
        };
}
