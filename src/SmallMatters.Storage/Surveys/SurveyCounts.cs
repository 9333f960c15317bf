using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Surveys;

namespace SmallMatters.Storage.Surveys;

/// <summary>Counts the letters and the answers of a wave.</summary>
internal static class SurveyCounts
{
    /// <summary>How often each answer was given.</summary>
    public static async Task<List<SurveyCounted>> AnswersAsync(Db db, int wave, CancellationToken cancel)
    {
        var rows = await db.Set<SurveyAnswerRow>()
            .Where(a => a.Wave == wave)
            .GroupBy(a => new
            {
                a.Area,
                a.Mode,
                a.Choices,
            })
            .Select(g => new
            {
                g.Key.Area,
                g.Key.Mode,
                g.Key.Choices,
                Count = g.Count(),
            })
            .ToListAsync(cancel);
        return rows.ConvertAll(r => new SurveyCounted(r.Area, r.Mode, new SurveyAnswer([.. r.Choices.Split(',')]), r.Count));
    }

    /// <summary>What became of the letters, by area.</summary>
    public static async Task<List<SurveyAreaClosed>> LettersAsync(Db db, int wave, CancellationToken cancel)
    {
        var counts = await db.Set<SurveyLetterRow>()
            .Where(l => l.Wave == wave)
            .GroupBy(l => new { l.Area, l.Outcome })
            .Select(g => new
            {
                g.Key.Area,
                g.Key.Outcome,
                Count = g.Count(),
            })
            .ToListAsync(cancel);
        return
        [
            .. counts
                .GroupBy(c => c.Area)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g =>
                {
                    int Of(SurveyOutcome which) => g.Where(c => c.Outcome == which).Sum(c => c.Count);
                    return new SurveyAreaClosed(
                        g.Key,
                        new SurveyResponse(
                            Of(SurveyOutcome.Answered),
                            Of(SurveyOutcome.Refused),
                            Of(SurveyOutcome.NotReached),
                            Of(SurveyOutcome.Waiting),
                            Of(SurveyOutcome.Ineligible)
                        )
                    );
                }),
        ];
    }
}
