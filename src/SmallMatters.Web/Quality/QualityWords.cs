using System.Globalization;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Quality;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Quality;

/// <summary>Quality checks in words.</summary>
internal static class QualityWords
{
    public static Bilingual Said(this QualityStage stage) =>
        stage switch
        {
            QualityStage.Waiting => new("待看", "To be read"),
            QualityStage.Read => new("已看", "Read"),
            QualityStage.NotRead => new("没有看", "Not read"),
            QualityStage.LeftOut => new("不再看", "Left out"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this QualityMark mark) =>
        mark switch
        {
            QualityMark.Yes => new("是", "Yes"),
            QualityMark.No => new("否", "No"),
            QualityMark.NotApplicable => new("不适用", "Does not apply"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>A number with two digits, such as 0.62.</summary>
    public static string Two(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>The name by which a check is spoken of, which tells nothing of the matter.</summary>
    public static string Of(long number, Speech speech) =>
        speech[
            $"{number / 100_000_000} 年 {number / 1_000_000 % 100} 月第 {number % 1_000_000} 份",
            $"{(number / 100_000_000).ToString(CultureInfo.InvariantCulture)}-{number / 1_000_000 % 100:00}, number {number % 1_000_000}"
        ];
}
