using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Supervision;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Encounters;

/// <summary>Promise a correction.</summary>
/// <param name="Measure">What; null when nothing was chosen.</param>
/// <param name="Post">Which post answers for it; null when nothing was chosen.</param>
/// <param name="DueOn">By which local day.</param>
public sealed record PromiseCorrection(CorrectionMeasure? Measure, LeaderPost? Post, DateOnly? DueOn);

/// <summary>Decides on themes and their promises.</summary>
public static class CorrectionRule
{
    /// <summary>
    /// A reviewer of the unit that reviews the rated one names a theme, once for each line and quarter, where enough answered that no
    /// single answer shows.
    /// </summary>
    /// <param name="unit">Code of the unit rated.</param>
    /// <param name="item">The line of the checklist; null when nothing was chosen.</param>
    /// <param name="quarter">The quarter, which is over.</param>
    /// <param name="tally">What was answered; null when it may not be told.</param>
    /// <param name="there">Whether it was named already.</param>
    /// <param name="by">Who names it.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="today">The local day.</param>
    public static ThemeDecision Name(
        string unit,
        EncounterItem? item,
        string quarter,
        EncounterTally? tally,
        bool there,
        Actor.Staff by,
        EncounterRules rules,
        Jurisdiction jurisdiction,
        DateOnly today
    )
    {
        if (!by.Is(StaffRole.Reviewer) || !jurisdiction.Units.ContainsKey(unit) || jurisdiction.FindReviewer(unit) != by.Unit)
        {
            return NotNeutral;
        }
        if (item is not { } line)
        {
            return Refusal.Of("theme-item", "请选择哪一项。", "Choose the line of the checklist.", "Item");
        }
        if (tally is null || tally.Items[line].Told < Disclosure.Fewest)
        {
            return Refusal.Of(
                "theme-too-few",
                $"回答少于 {Disclosure.Fewest} 份，不能列为主题。",
                $"Fewer than {Disclosure.Fewest} answers make no theme.",
                "Item"
            );
        }
        if (tally.Items[line].No == 0)
        {
            return Refusal.Of("theme-nobody", "没有人说“否”。", "Nobody said no.", "Item");
        }
        return there
            ? Refusal.Of("theme-there", "这一项已经列过了。", "This line was named already.", "Item")
            : new ThemeNamed(
                new ThemeFile(
                    unit,
                    line,
                    quarter,
                    tally.Items[line].No,
                    tally.Items[line].Told,
                    by.Unit,
                    today.AddDays(rules.AnswerThemeDays)
                )
            );
    }

    /// <summary>The head of the unit promises what, by which post and by when. It cannot be changed afterwards.</summary>
    public static ThemeDecision Promise(
        CorrectionTheme theme,
        PromiseCorrection command,
        Actor.Staff by,
        EncounterRules rules,
        DateOnly today
    )
    {
        if (theme is not CorrectionTheme.Named)
        {
            return NotNow;
        }
        if (by.Unit != theme.File.Unit || !by.Is(StaffRole.Supervisor))
        {
            return Refusal.Of(
                "correction-by-head",
                "整改由被评单位的负责人承诺。",
                "The head of the unit rated promises the correction."
            );
        }
        var wrong = Refusal.All(
            command.Measure is null ? Refusal.Of("correction-what", "请选择怎么改。", "Choose what is done.", "Measure") : null,
            command.Post is null ? Refusal.Of("correction-who", "请选择谁负责。", "Choose who answers for it.", "Post") : null,
            command.DueOn is { } day && day > today && day <= today.AddDays(rules.PromiseDays)
                ? null
                : Refusal.Of(
                    "correction-day",
                    $"哪一天以前：请写明天起 {rules.PromiseDays} 天以内的一天。",
                    $"By which day: from tomorrow on, within {rules.PromiseDays} days.",
                    "DueOn"
                )
        );
        return wrong is not null
            ? wrong
            : new CorrectionPromised(new CorrectionPromise(command.Measure!.Value, command.Post!.Value, command.DueOn!.Value));
    }

    /// <summary>A reviewer of the neutral unit has looked, and it was kept.</summary>
    public static ThemeDecision Keep(CorrectionTheme theme, Actor.Staff by, DateOnly today) =>
        theme is not CorrectionTheme.Promised ? NotNow
        : by.Unit != theme.File.Neutral || !by.Is(StaffRole.Reviewer) ? NotNeutral
        : new CorrectionKept(today);

    private static Refusal NotNow { get; } =
        Refusal.Of("theme-not-now", "这个主题已经到了别的一步。", "This theme has moved on.");

    private static Refusal NotNeutral { get; } =
        Refusal.Of("theme-not-neutral", "只有复查这个单位的单位可以做这一步。", "Only the unit that reviews this one may do so.");
}
