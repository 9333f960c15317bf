using System.Globalization;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Performance;
using SmallMatters.Web.Cards;

namespace SmallMatters.Web.Performance;

/// <summary>What a reader of the monthly report asked for. Whole months only: overlapping windows would tell by their difference.</summary>
public sealed record ReportQuery
{
    /// <summary>Months that are offered.</summary>
    public const int Offered = 24;

    /// <summary>The month, such as 2026-10.</summary>
    public string? Month { get; init; }

    public MeasuredBy By { get; init; }

    /// <summary>The months that are over, by their first days, the latest first.</summary>
    public static IReadOnlyList<DateOnly> Months(DateOnly today)
    {
        var first = new DateOnly(today.Year, today.Month, 1);
        return [.. Enumerable.Range(1, Offered).Select(n => first.AddMonths(-n))];
    }

    /// <summary>First day of the month asked for, of those that are offered, else of the latest.</summary>
    public DateOnly First(DateOnly today)
    {
        var offered = Months(today);
        return offered.FirstOrDefault(m => Code(m) == Month, offered[0]);
    }

    /// <summary>The same as part of an address.</summary>
    public string ToAddress(DateOnly today) => $"month={Code(First(today))}&by={By}";

    /// <summary>A month as it is written in an address.</summary>
    public static string Code(DateOnly first) => first.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

/// <summary>The monthly report in words.</summary>
internal static class ReportWords
{
    public static Bilingual Month(DateOnly first) =>
        new(
            $"{first.Year} 年 {first.Month} 月",
            $"{CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(first.Month)} {first.Year}"
        );

    public static Bilingual Said(this MeasuredBy by) =>
        by switch
        {
            MeasuredBy.Unit => new("单位", "Unit"),
            MeasuredBy.Area => new("片区", "Area"),
            MeasuredBy.Category => new("问题分类", "Category"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this AgainstLast against) =>
        against switch
        {
            AgainstLast.NotCompared => new("不比较", "Not compared"),
            AgainstLast.NoDifference => new("没有显著差异", "No significant difference"),
            AgainstLast.Higher => new("明显高于上月", "Clearly higher than the month before"),
            AgainstLast.Lower => new("明显低于上月", "Clearly lower than the month before"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The name of a group.</summary>
    public static Bilingual Group(MeasuredBy by, string code, Jurisdiction jurisdiction) =>
        code.Length == 0
            ? new("合计", "All together")
            : by switch
            {
                MeasuredBy.Unit => jurisdiction.NameOf(code),
                MeasuredBy.Area => jurisdiction.AreaNameOf(code),
                MeasuredBy.Category => CardWords.Category(code, jurisdiction),
                _ => throw new System.Diagnostics.UnreachableException(),
            };

    /// <summary>The share with its interval, or why it is not told.</summary>
    public static Bilingual Share(MeasureLine line) =>
        line switch
        {
            { Share: { } share } => Both($"{Percent(share.Share)} ({Percent(share.Low)}–{Percent(share.High)})"),
            { Told: Domain.Satisfaction.Told.TooFew } => new("太少，不公布", "Too few to tell"),
            { Told: Domain.Satisfaction.Told.HiddenWithThem } => new("与太少的一起不公布", "Hidden with those too few"),
            _ => new("没有", "None"),
        };

    /// <summary>Numerator and denominator, such as 41 / 50; the denominator alone where the numerator is not told.</summary>
    public static string Counts(MeasureLine line) =>
        line.Tells
            ? string.Create(CultureInfo.InvariantCulture, $"{line.Counts.Count} / {line.Counts.Total}")
            : string.Create(CultureInfo.InvariantCulture, $"… / {line.Counts.Total}");

    /// <summary>The definition of a measure in sentences, each with what it is about.</summary>
    public static IEnumerable<(Bilingual Label, Bilingual Text)> Definition(Measure measure) =>
        [
            (new("分子", "Counted"), measure.Counted),
            (new("分母", "Of"), measure.Of),
            (new("不知道的（不算好）", "Not known (never counted as good)"), measure.Missing),
            (new("不计入", "Left out"), measure.LeftOut),
            (new("版本", "Version"), Both($"{measure.Code} {measure.Version}")),
        ];

    public static Bilingual Both(string text) => new(text, text);

    private static string Percent(double share) => Satisfaction.VerdictWords.Percent(share);
}
