using System.Globalization;
using SmallMatters.Domain.Integrity;
using SmallMatters.Domain.Language;
using SmallMatters.Patterns.Integrity;
using SmallMatters.Storage.Integrity;
using SmallMatters.Web.Satisfaction;

namespace SmallMatters.Web.Integrity;

/// <summary>Checks of records in words: what they count, what else may explain them, and what they find.</summary>
internal static class RecordWords
{
    public static Bilingual Said(this RecordCheck check) =>
        check switch
        {
            RecordCheck.Quick => new("办结后马上就有评价", "Verdicts straight after closing"),
            RecordCheck.OneDevice => new("多份评价来自同一台设备", "Many verdicts from one device"),
            RecordCheck.OneText => new("多份评价文字相同", "Many verdicts in the same words"),
            RecordCheck.AskedForGoodMark => new("居民说被要求打好评", "Residents say they were asked for a good mark"),
            RecordCheck.MonthEnd => new("月底集中办结", "Closings heaped at month ends"),
            RecordCheck.LeftOut => new("撤回和合并特别多", "Unusually many withdrawn or merged"),
            RecordCheck.TooSmooth => new("每月比例过于平稳", "Monthly rates too even"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>What is counted.</summary>
    public static Bilingual Counted(this RecordCheck check) =>
        check switch
        {
            RecordCheck.Quick => new(
                $"办结后 {RecordCounts.QuickSeconds} 秒内收到的评价，占全部评价的比例",
                $"verdicts that came within {RecordCounts.QuickSeconds} seconds of the closing, among all verdicts"
            ),
            RecordCheck.OneDevice => new(
                $"同一个月里同一台设备给本单位评了 {RecordCounts.FewestAlike} 份以上的，占全部评价的比例",
                $"verdicts from a device that gave {RecordCounts.FewestAlike} or more of the unit's in one month, among all verdicts"
            ),
            RecordCheck.OneText => new(
                $"同一个月里文字相同（不少于 {VerdictMarks.ShortestWords} 个字）达 {RecordCounts.FewestAlike} 份以上的，占有文字的评价的比例",
                $"verdicts whose words ({VerdictMarks.ShortestWords} characters or more) {RecordCounts.FewestAlike} or more of the unit's share in one month, among those with words"
            ),
            RecordCheck.AskedForGoodMark => new(
                "勾选“有人要求我打好评”的，占全部评价的比例",
                "verdicts that tick “I was asked to give a good mark”, among all verdicts"
            ),
            RecordCheck.MonthEnd => new(
                "每月最后三天办结的，占全部办结的比例",
                "closings in the last three days of a month, among all closings"
            ),
            RecordCheck.LeftOut => new(
                "以撤回或合并结束的，占全部办结的比例",
                "closings by withdrawal or merging, among all closings"
            ),
            RecordCheck.TooSmooth => new(
                "一年里各月“解决了”的比例，和碰巧应有的起伏相比",
                "the monthly shares of “solved” over a year, against the ups and downs that chance alone makes"
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>What else may explain it.</summary>
    public static Bilingual Innocent(this RecordCheck check) =>
        check switch
        {
            RecordCheck.Quick => new(
                "当面办结、居民当场评价，也会这样。请先看是不是窗口当场办的事。",
                "Things done at a counter and judged on the spot look the same. See first whether they were."
            ),
            RecordCheck.OneDevice => new(
                "居委会的公用电脑、家里人共用一部手机、同一网络里的同型号手机，都会算成一台。",
                "A shared computer of a residents' committee, one phone in a family, or phones of one model in one network count as one."
            ),
            RecordCheck.OneText => new(
                "一件事影响许多人、大家抄同一句话，也会这样。",
                "Where one thing touches many, they may all copy one sentence."
            ),
            RecordCheck.AskedForGoodMark => new(
                "这是居民自己说的。问法生硬的正常回访也可能被当成要好评。",
                "Residents said so themselves. An ordinary call, clumsily worded, may be taken for it."
            ),
            RecordCheck.MonthEnd => new(
                "有的事月底才能办结（例如月底结清的账），要看是不是同一类事。",
                "Some things can only end then, such as accounts settled monthly. See whether they are of one kind."
            ),
            RecordCheck.LeftOut => new(
                "一场停水会有许多人报同一件事，合并多是应该的。",
                "When the water fails, many raise the same thing, and merging is right."
            ),
            RecordCheck.TooSmooth => new(
                "按固定名额请人评价的，起伏会变小。",
                "Where a fixed quota of people is asked, rates move less."
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this LookResult result) =>
        result switch
        {
            LookResult.Explained => new("有正常原因", "There is an ordinary reason"),
            LookResult.Mended => new("已纠正做法", "The way of working was mended"),
            LookResult.PassedOn => new("转交调查", "Passed on to be investigated"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>What was seen, with the figures behind it.</summary>
    public static Bilingual Evidence(this RecordFinding f) =>
        f.Check == RecordCheck.TooSmooth
            ? new(
                $"一年 {f.Of} 份评价，{f.Count} 份“解决了”；各月比例几乎不动。没有问题时，这样平稳的机会是 {Odds(f.P)}。",
                $"{f.Of} verdicts in a year, {f.Count} of them “solved”, and the monthly shares hardly move. When nothing is wrong, the chance of that is {Odds(f.P)}."
            )
            : new(
                $"{f.Of} 份中有 {f.Count} 份（{VerdictWords.Percent((double)f.Count / f.Of)}），其他单位合计是 {VerdictWords.Percent(f.Usually)}。没有问题时，这么多的机会是 {Odds(f.P)}。",
                $"{f.Count} of {f.Of} ({VerdictWords.Percent((double)f.Count / f.Of)}); the other units together have {VerdictWords.Percent(f.Usually)}. When nothing is wrong, the chance of as many is {Odds(f.P)}."
            );

    private static string Odds(double p) =>
        p < 0.000001 ? "< 0.0001%" : (100 * p).ToString("0.####", CultureInfo.InvariantCulture) + "%";
}
