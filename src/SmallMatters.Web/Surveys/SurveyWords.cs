using SmallMatters.Domain.Language;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Surveys;
using SmallMatters.Patterns.ControlCharts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Satisfaction;

namespace SmallMatters.Web.Surveys;

/// <summary>Words of the survey.</summary>
public static class SurveyWords
{
    /// <summary>The outcomes that can be written down.</summary>
    public static IReadOnlyList<Choice> Outcomes =>
        [
            Choice.Of(nameof(SurveyOutcome.Refused), "不愿意回答", "Would rather not answer"),
            Choice.Of(nameof(SurveyOutcome.NotReached), "有人住，没找到人", "Lived in, nobody reached"),
            Choice.Of(nameof(SurveyOutcome.Ineligible), "不是住处，或者空着", "Not a dwelling, or empty"),
        ];

    /// <summary>How an answer came to the neutral unit.</summary>
    public static IReadOnlyList<Choice> Modes =>
        [
            Choice.Of(nameof(SurveyMode.Paper), "纸质问卷", "On paper"),
            Choice.Of(nameof(SurveyMode.Phone), "电话", "By telephone"),
        ];

    /// <summary>A share with its interval.</summary>
    public static string Said(this ShareInterval share) =>
        $"{VerdictWords.Percent(share.Share)} ({VerdictWords.Percent(share.Low)}–{VerdictWords.Percent(share.High)})";

    /// <summary>A change since the wave before, in words.</summary>
    public static Bilingual Changed(ShareInterval change) =>
        change.Low > 0 ? new("高了", "Higher")
        : change.High < 0 ? new("低了", "Lower")
        : new("没有明显不同", "No clear difference");

    /// <summary>Why an area is not told.</summary>
    public static Bilingual Hidden(this Told told) =>
        told == Told.HiddenWithThem
            ? new("不公布：否则能算出别的片区", "Not told: it would tell of another area")
            : new("回答太少，不公布", "Too few answers to tell");
}
