using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Learning;

/// <summary>What came of something that was tried.</summary>
public enum TrialOutcome
{
    /// <summary>有效.</summary>
    Worked,

    /// <summary>试过，没有成效: published as any other.</summary>
    DidNotWork,

    /// <summary>说不准.</summary>
    CannotBeTold,
}

/// <summary>What may be said of a figure.</summary>
public static class OutcomeRule
{
    /// <summary>
    /// "Worked" needs an interval on the better side of zero, and "did not work" a figure that does not have it, or a stop rule that
    /// was met; "cannot be told" may always be said.
    /// </summary>
    /// <param name="outcome">What was chosen; null when nothing was.</param>
    /// <param name="shows">What the figure shows.</param>
    /// <param name="stoppedByRule">Whether a rule that was fixed before stopped it.</param>
    /// <param name="field">The field of the form.</param>
    public static Refusal? Fits(TrialOutcome? outcome, Shows shows, bool stoppedByRule, string field) =>
        outcome is not { } said || !Enum.IsDefined(said) ? Refusals.Missing(field, "请选择结果。", "Choose what came of it.")
        : said == TrialOutcome.Worked && shows != Shows.Better
            ? Refusal.Of(
                "more-than-the-figure-says",
                "数字没有显示好转，不能写“有效”。",
                "The figure does not show that it got better, so that it cannot be called “worked”.",
                field
            )
        : said == TrialOutcome.DidNotWork && (shows == Shows.Better || (shows == Shows.Nothing && !stoppedByRule))
            ? Refusal.Of(
                "failure-not-shown",
                shows == Shows.Better ? "数字显示好转，不能写“没有成效”。" : "数字什么都说明不了，请选“说不准”。",
                shows == Shows.Better
                    ? "The figure shows that it got better; it cannot be called “did not work”."
                    : "The figure says nothing; choose “cannot be told”.",
                field
            )
        : null;
}
