using SmallMatters.Domain.Surveys;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Surveys;

namespace SmallMatters.Web.Surveys;

/// <summary>
/// Computes the results of the survey of the sense of safety again: letters against the draw, answers against what the fact of the
/// closing says of them, and from both each estimate of the page.
/// </summary>
public sealed class SurveyVerification(SurveyBook book, SurveyRules rules)
{
    /// <summary>All waves. The open one has no result yet; of it letters and answers are compared.</summary>
    public async Task<FiguresChecked> RunAsync(CancellationToken cancel = default)
    {
        var compared = new FigureComparison();
        foreach (var wave in (await book.WavesAsync(cancel)).Reverse())
        {
            var made = SurveyTally.Of(await book.CountedAsync(wave.File.Number, cancel));
            var closed = wave as SurveyWave.Closed;
            Letters(compared, wave, closed?.Areas ?? await book.StandingAsync(cancel), made);
            if (closed?.Made is { } then)
            {
                Choices(compared, wave, made, then);
                Results(compared, closed, made, then);
            }
        }
        return compared.Of(new("安全感调查", "survey of safety"));
    }

    private static void Letters(
        FigureComparison compared,
        SurveyWave wave,
        IReadOnlyList<SurveyAreaClosed> areas,
        IReadOnlyList<SurveyTally> made
    )
    {
        foreach (
            var code in wave.File.Draw.Areas.Select(a => a.Area).Union(areas.Select(a => a.Area)).Union(made.Select(m => m.Area))
        )
        {
            var response = areas.FirstOrDefault(a => a.Area == code)?.Response;
            var where = $"{Name(wave)}/{code}";
            compared.Add("letters", where, response?.Drawn, wave.File.Draw.Areas.FirstOrDefault(a => a.Area == code)?.Drawn);
            compared.Add(
                "answered",
                where,
                response?.Answered,
                made.Where(m => m.Question == 0 && m.Area == code).Sum(m => m.Count)
            );
        }
    }

    // The page counts answers; the fact of the closing says what they came to then.
    private void Choices(
        FigureComparison compared,
        SurveyWave wave,
        IReadOnlyList<SurveyTally> made,
        IReadOnlyList<SurveyTally> then
    )
    {
        static (string, SurveyMode, int, string) Key(SurveyTally t) => (t.Area, t.Mode, t.Question, t.Choice);
        var questions = rules.Wording(wave.File.Wording).Questions;
        var (shown, should) = (made.ToDictionary(Key, t => t.Count), then.ToDictionary(Key, t => t.Count));
        foreach (var key in shown.Keys.Union(should.Keys))
        {
            var (area, mode, at, choice) = key;
            var question = at < questions.Length ? questions[at].Code : $"{at}";
            compared.Add(
                $"{question}={choice}",
                $"{Name(wave)}/{area}/{mode}",
                shown.GetValueOrDefault(key),
                should.GetValueOrDefault(key)
            );
        }
    }

    private void Results(
        FigureComparison compared,
        SurveyWave.Closed wave,
        IReadOnlyList<SurveyTally> made,
        IReadOnlyList<SurveyTally> then
    )
    {
        var wording = rules.Wording(wave.File.Wording);
        try
        {
            var results = SurveyTable.Of(wave, made, wording, rules).Zip(SurveyTable.Of(wave, then, wording, rules));
            foreach (var (shown, should) in results)
            {
                foreach (var (a, b) in shown.Areas.Prepend(shown.Whole).Zip(should.Areas.Prepend(should.Whole)))
                {
                    var (where, code) = ($"{Name(wave)}/{a.Area}", shown.Question.Code);
                    compared.Add($"{code} share", where, a.Estimate?.Share.Share, b.Estimate?.Share.Share);
                    compared.Add($"{code} low", where, a.Estimate?.Share.Low, b.Estimate?.Share.Low);
                    compared.Add($"{code} high", where, a.Estimate?.Share.High, b.Estimate?.Share.High);
                    compared.Add($"{code} answered", where, a.Estimate?.Answered, b.Estimate?.Answered);
                    compared.Add($"{code} design effect", where, a.Estimate?.DesignEffect, b.Estimate?.DesignEffect);
                    compared.Add($"{code} lowest", where, a.Estimate?.Lowest, b.Estimate?.Lowest);
                    compared.Add($"{code} highest", where, a.Estimate?.Highest, b.Estimate?.Highest);
                }
            }
        }
        catch (ArgumentOutOfRangeException)
        {
            compared.Differs("result", Name(wave), "more answers than letters", "-");
        }
    }

    private static string Name(SurveyWave wave) => $"survey {wave.File.Number}";
}
