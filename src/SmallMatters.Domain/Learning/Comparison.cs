using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Learning;

/// <summary>What an effect is counted on and compared with; said before anything is known.</summary>
/// <param name="Measure">The measure, one of those that targets use.</param>
/// <param name="MeasureVersion">The version of its definition.</param>
/// <param name="Areas">Codes of the areas in which something is done.</param>
/// <param name="Against">Codes of the areas that it is compared with, in which it is not done.</param>
/// <param name="From">First local day.</param>
/// <param name="Until">Last local day.</param>
public sealed record Comparison(
    MeasureCode Measure,
    int MeasureVersion,
    ImmutableArray<string> Areas,
    ImmutableArray<string> Against,
    DateOnly From,
    DateOnly Until
)
{
    /// <summary>The length of one stretch that is counted, in days: whole weeks, so that each has as many weekends.</summary>
    public const int Stretch = 28;

    /// <summary>The longest term, in days.</summary>
    public const int LongestTerm = 392;

    /// <summary>Whole stretches that are over by a local day, within the term; as many are counted before the first day.</summary>
    public int StretchesBy(DateOnly day)
    {
        var end = Until.AddDays(1) < day ? Until.AddDays(1) : day;
        return Math.Max(0, (end.DayNumber - From.DayNumber) / Stretch);
    }

    /// <summary>The measure of a code as typed; what is none is refused with the reason.</summary>
    internal static (Measure? Measure, Refusal? Why) MeasureOf(string? typed, string field) =>
        NotAMeasure.All.FirstOrDefault(n => n.Code == typed) is { } none ? (null, none.Refuse(field))
        : Enum.TryParse<MeasureCode>(typed, out var code) && Enum.IsDefined(code) && !int.TryParse(typed, out _)
            ? (Performance.Measure.For(code), null)
        : (null, Refusals.Missing(field, "请选择指标。", "Choose the measure."));

    /// <summary>What is wrong with the areas, or null.</summary>
    internal static Refusal? AreasFit(
        ImmutableArray<string> areas,
        ImmutableArray<string> against,
        Jurisdiction jurisdiction,
        string areasField,
        string againstField
    ) =>
        Refusal.All(
            areas.IsEmpty || areas.Any(a => !jurisdiction.Areas.ContainsKey(a))
                ? Refusals.Missing(areasField, "请选择在哪些片区做。", "Choose the areas in which it is done.")
                : null,
            against.IsEmpty || against.Any(a => !jurisdiction.Areas.ContainsKey(a))
                    ? Refusals.Missing(
                        againstField,
                        "请选择和哪些片区比：没有比较，就不知道变化是不是自己来的。",
                        "Choose the areas that it is compared with: without them nobody knows whether it would have come by itself."
                    )
                : against.Intersect(areas).Any()
                    ? Refusal.Of(
                        "compared-with-itself",
                        "做的片区不能同时用来比较。",
                        "An area in which it is done is not one to compare with.",
                        againstField
                    )
                : null
        );

    /// <summary>What is wrong with the days of a term, or null: whole stretches fit in it.</summary>
    internal static Refusal? TermFits(DateOnly? from, DateOnly? until, string fromField, string untilField) =>
        from is not { } first ? Refusals.Missing(fromField, "请填从哪一天开始。", "Give its first day.")
        : until is not { } last ? Refusals.Missing(untilField, "请填到哪一天为止。", "Give its last day.")
        : last.DayNumber - first.DayNumber + 1 is < Stretch or > LongestTerm
            ? Refusal.Of(
                "term-of-whole-stretches",
                $"最短 {Stretch} 天，最长 {LongestTerm} 天。",
                $"At least {Stretch} days and at most {LongestTerm}.",
                untilField
            )
        : null;
}
