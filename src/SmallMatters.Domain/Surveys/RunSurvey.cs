using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Surveys;

/// <summary>What came of a decision on a wave.</summary>
/// <param name="Fact">What is kept; null when it was refused.</param>
/// <param name="Why">Why it was refused.</param>
/// <param name="Frame">What was drawn from.</param>
/// <param name="Drawn">What was drawn, by area.</param>
public sealed record SurveyDecision(
    SurveyFact? Fact,
    Refusal? Why,
    ImmutableArray<SurveyAddress> Frame,
    ImmutableArray<SurveyAddress> Drawn
)
{
    /// <summary>A fact is a decision.</summary>
    public static implicit operator SurveyDecision(SurveyFact fact) => new(fact, null, [], []);

    /// <summary>A refusal is a decision.</summary>
    public static implicit operator SurveyDecision(Refusal why) => new(null, why, [], []);
}

/// <summary>Decides on waves.</summary>
public static class SurveyWaveRule
{
    private const int MostTold = 20;

    /// <summary>Draws a wave from a list of addresses, one on each line: code of the area, a comma or tab, the address.</summary>
    /// <param name="list">The register of buildings as it was given; null when nothing was.</param>
    /// <param name="number">The number of the wave.</param>
    /// <param name="another">Whether another wave is open.</param>
    /// <param name="by">Who draws.</param>
    /// <param name="seed">Drawn in this moment.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="today">The local day.</param>
    public static SurveyDecision Draw(
        string? list,
        int number,
        bool another,
        Actor.Staff by,
        string seed,
        SurveyRules rules,
        Jurisdiction jurisdiction,
        DateOnly today
    )
    {
        if (!by.Is(StaffRole.Reviewer))
        {
            return NotNeutral;
        }
        if (another)
        {
            return Refusal.Of("survey-open", "上一次调查还没有结束。", "The last wave is still open.");
        }
        var (frame, wrong) = Read(list, jurisdiction);
        var letters = frame.Values.CountBy(a => a.Area).Sum(a => rules.Of(a.Value));
        if (letters > rules.MostInWave)
        {
            wrong.Add(
                Refusal.Of(
                    "survey-many",
                    $"会抽出 {letters} 个住址，一次最多 {rules.MostInWave} 个。",
                    $"It would draw {letters} addresses; a wave has at most {rules.MostInWave}.",
                    "List"
                )
            );
        }
        if (Refusal.All([.. wrong]) is { } why)
        {
            return why;
        }
        var (draw, drawn) = SurveyDrawn.From(frame.Values, seed, rules);
        var file = new SurveyFile(number, by.Unit, rules.WordingOn(today).Version, today, today.AddDays(rules.OpenDays), draw);
        return new SurveyDecision(new SurveyOpened(file), null, [.. frame.Values], drawn);
    }

    /// <summary>The unit that asks closes a wave after its last day, or once every letter has come to an end.</summary>
    /// <param name="wave">The wave.</param>
    /// <param name="areas">What became of the letters.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="by">Who closes it.</param>
    /// <param name="today">The local day.</param>
    public static SurveyDecision Close(
        SurveyWave wave,
        ImmutableArray<SurveyAreaClosed> areas,
        IEnumerable<SurveyCounted> answers,
        Actor.Staff by,
        DateOnly today
    ) =>
        MayRun(wave, by) is { } why ? why
        : today <= wave.File.OpenUntil && areas.Any(a => a.Response.NoReply > 0)
            ? Refusal.Of(
                "survey-not-over",
                $"还有没有回音的信，{wave.File.OpenUntil:yyyy-MM-dd} 以后才能结束。",
                $"Letters are without a reply; it can be closed after {wave.File.OpenUntil:yyyy-MM-dd}."
            )
        : new SurveyClosed(today, areas) { Made = SurveyTally.Of(answers) };

    /// <summary>Draws again from a list.</summary>
    /// <returns>What is drawn; null when it is not the list that was drawn from.</returns>
    public static ImmutableArray<SurveyAddress>? Again(SurveyDrawn draw, string? list, Jurisdiction jurisdiction) =>
        draw.Again([.. Read(list, jurisdiction).Frame.Values]);

    /// <summary>Why somebody may not work on a wave; null when they may.</summary>
    public static Refusal? MayRun(SurveyWave wave, Actor.Staff by) =>
        by.Unit != wave.File.Unit || !by.Is(StaffRole.Reviewer) ? NotNeutral
        : wave is SurveyWave.Open ? null
        : Refusal.Of("survey-closed", "这次调查已经结束。", "This wave is closed.");

    private static Refusal NotNeutral { get; } =
        Refusal.Of("survey-not-neutral", "只有负责调查的复查单位可以做这一步。", "Only the reviewing unit that asks may do so.");

    private static (Dictionary<string, SurveyAddress> Frame, List<Refusal?> Wrong) Read(string? list, Jurisdiction jurisdiction)
    {
        var frame = new Dictionary<string, SurveyAddress>(StringComparer.Ordinal);
        var wrong = new List<Refusal?>();
        var lines = (list ?? "").Split('\n', StringSplitOptions.TrimEntries);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
            {
                continue;
            }
            var parts = lines[i].Split([',', '，', '\t'], 2, StringSplitOptions.TrimEntries);
            if (parts is [var area, { Length: > 0 and <= 120 } text] && jurisdiction.Areas.ContainsKey(area))
            {
                frame.TryAdd(text, new SurveyAddress(area, text));
            }
            else if (wrong.Count < MostTold)
            {
                wrong.Add(
                    Refusal.Of(
                        "survey-line",
                        $"第 {i + 1} 行：要写片区代码、逗号、住址（不超过 120 个字）。",
                        $"Line {i + 1}: the code of an area, a comma, and the address of at most 120 characters.",
                        "List"
                    )
                );
            }
        }
        if (frame.Count == 0 && wrong.Count == 0)
        {
            wrong.Add(Refusal.Of("survey-frame", "请填写住址名单。", "Give the list of addresses.", "List"));
        }
        return (frame, wrong);
    }
}
