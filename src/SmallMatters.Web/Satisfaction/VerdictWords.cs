using System.Globalization;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Web.Cards;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Satisfaction;

/// <summary>The table of verdicts in words.</summary>
internal static class VerdictWords
{
    public static Bilingual Said(this VerdictsBy by) =>
        by switch
        {
            VerdictsBy.Unit => new("单位", "Unit"),
            VerdictsBy.Area => new("片区", "Area"),
            VerdictsBy.Category => new("问题分类", "Category"),
            VerdictsBy.Channel => new("提交渠道", "Channel"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this VerdictQuestion question) =>
        question switch
        {
            VerdictQuestion.Solved => new("解决了吗", "Is it solved?"),
            VerdictQuestion.Informed => new("及时告知了吗", "Was I kept informed?"),
            VerdictQuestion.Fair => new("公平对待了吗", "Was I treated fairly?"),
            VerdictQuestion.PromiseKept => new("承诺兑现了吗", "Was the promise kept?"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this Against against) =>
        against switch
        {
            Against.NotCompared => new("不比较", "Not compared"),
            Against.NoDifference => new("没有显著差异", "No significant difference"),
            Against.Above => new("明显高于其他", "Clearly above the others"),
            Against.Below => new("明显低于其他", "Clearly below the others"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this Quarter quarter) =>
        new($"{quarter.First.Year} 年第 {quarter.Number} 季度", $"Quarter {quarter.Number} of {quarter.First.Year}");

    /// <summary>The quarter of a code such as 2026Q3; what is none stands as it is.</summary>
    public static Bilingual QuarterSaid(string code) => Quarter.Read(code)?.Said() ?? new(code, code);

    /// <summary>The name of a group.</summary>
    public static Bilingual Group(VerdictsBy by, string code, Jurisdiction jurisdiction) =>
        by switch
        {
            VerdictsBy.Unit => CardWords.Unit(code, jurisdiction),
            VerdictsBy.Area => jurisdiction.AreaNameOf(code),
            VerdictsBy.Category => CardWords.Category(code, jurisdiction),
            VerdictsBy.Channel => Enum.TryParse<Channel>(code, out var channel) ? channel.Said() : new(code, code),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>A share to a tenth of a per cent.</summary>
    public static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + "%";
}
