using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Surveys;
using SmallMatters.Patterns.ControlCharts;
using SmallMatters.Patterns.Surveys;

namespace SmallMatters.Web.Surveys;

/// <summary>What is told of an area, or of all.</summary>
/// <param name="Area">Code of the area; null for all of them.</param>
/// <param name="Drawn">How many letters were sent.</param>
/// <param name="Told">Whether it is told.</param>
/// <param name="Estimate">The estimate; null where it is not told.</param>
public sealed record SurveyLine(string? Area, int Drawn, Told Told, SurveyEstimate? Estimate);

/// <summary>The result of one question of a wave.</summary>
/// <param name="Question">The question.</param>
/// <param name="Whole">Of all areas together.</param>
/// <param name="Areas">Of each area.</param>
public sealed record SurveyResult(SurveyQuestion Question, SurveyLine Whole, IReadOnlyList<SurveyLine> Areas);

/// <summary>Makes the results of a wave that is closed from its counts.</summary>
public static class SurveyTable
{
    /// <summary>
    /// The results of all questions. Who chose "cannot say" counts as somebody who did not answer the question, and is in the bounds. The whole is
    /// told from <see cref="Disclosure.Fewest"/> answers on.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There are more answers than letters: rows were changed.</exception>
    public static IReadOnlyList<SurveyResult> Of(
        SurveyWave.Closed wave,
        IReadOnlyCollection<SurveyTally> made,
        SurveyWording wording,
        SurveyRules rules
    ) => [.. wording.Questions.Select((q, i) => Of(wave, made, q, i, rules))];

    /// <summary>The earlier wave with which one is compared: the latest before it whose questionnaire is of the same series.</summary>
    public static SurveyWave.Closed? Before(SurveyWave.Closed wave, IEnumerable<SurveyWave> waves, SurveyRules rules) =>
        waves
            .OfType<SurveyWave.Closed>()
            .Where(w =>
                w.File.Number < wave.File.Number
                && rules.Wording(w.File.Wording).Series == rules.Wording(wave.File.Wording).Series
            )
            .MaxBy(w => w.File.Number);

    /// <summary>The change between two waves with its interval; null where one of them is not told.</summary>
    public static ShareInterval? Change(SurveyLine now, SurveyLine before) =>
        (now.Estimate, before.Estimate) is ({ } a, { } b) ? ShareDifference.Of(a.Share, b.Share) : null;

    private static SurveyResult Of(
        SurveyWave.Closed wave,
        IReadOnlyCollection<SurveyTally> made,
        SurveyQuestion question,
        int at,
        SurveyRules rules
    )
    {
        var strata = wave.File.Draw.Areas.Select(a => Stratum(a, wave, made, question, at)).ToArray();
        var estimates = strata.Select(s => SurveyEstimate.Of([s])).ToArray();
        var told = SurveyDisclosure.Of([.. strata.Zip(estimates, (s, e) => (s.Answered, e?.Margin))], rules);
        var whole = SurveyEstimate.Of(strata);
        var tells = whole?.Answered >= Disclosure.Fewest;
        return new SurveyResult(
            question,
            new SurveyLine(null, wave.File.Draw.Letters, tells ? Told.Compared : Told.TooFew, tells ? whole : null),
            [
                .. wave.File.Draw.Areas.Select(
                    (a, i) => new SurveyLine(a.Area, a.Drawn, told[i], told[i] == Told.Compared ? estimates[i] : null)
                ),
            ]
        );
    }

    private static SurveyStratum Stratum(
        SurveyArea area,
        SurveyWave.Closed wave,
        IReadOnlyCollection<SurveyTally> made,
        SurveyQuestion question,
        int at
    )
    {
        int Of(SurveyCount which)
        {
            var codes = question.Choices.Where(c => c.Counts == which).Select(c => c.Code).ToHashSet();
            return made.Where(m => m.Question == at && m.Area == area.Area && codes.Contains(m.Choice)).Sum(m => m.Count);
        }
        var yes = Of(SurveyCount.Yes);
        var ineligible = wave.Areas.FirstOrDefault(a => a.Area == area.Area)?.Response.Ineligible ?? 0;
        return new SurveyStratum(area.Frame, area.Drawn, ineligible, yes + Of(SurveyCount.No), yes);
    }
}
