using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Surveys;
using SmallMatters.Domain.Units;
using SmallMatters.Patterns.ControlCharts;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Surveys;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Satisfaction;

namespace SmallMatters.Web.Surveys;

/// <summary>What everybody may read of a wave that is closed: wording, shares with margins, response, change, method.</summary>
[Authorize(Policies.Everybody)]
public sealed class ResultModel(SurveyBook book, SurveyRules rules, JurisdictionSource source) : PageModel
{
    private IReadOnlyList<SurveyTally> _made = [];
    private IReadOnlyList<SurveyResult> _before = [];
    private IReadOnlyList<SurveyWave.Closed> _waves = [];

    [BindProperty(SupportsGet = true, Name = "wave")]
    public int? Number { get; set; }

    public SurveyWave.Closed? Wave { get; private set; }

    /// <summary>The wave with which it is compared; null when there is none of its series.</summary>
    public SurveyWave.Closed? Before { get; private set; }

    public IReadOnlyList<SurveyResult> Results { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public SurveyRules Rules => rules;

    public IEnumerable<SurveyWave.Closed> Earlier => _waves.Where(w => w.File.Number != Wave!.File.Number);

    public SurveyResponse Sent => Wave!.Areas.Aggregate(new SurveyResponse(0, 0, 0, 0, 0), (sum, a) => sum + a.Response);

    /// <summary>How many answers came by a mode.</summary>
    public int By(SurveyMode mode) => _made.Where(m => m.Question == 0 && m.Mode == mode).Sum(m => m.Count);

    /// <summary>The change of the whole since the wave before; null without one.</summary>
    public ShareInterval? Change(SurveyResult result) =>
        _before.FirstOrDefault(b => b.Question.Code == result.Question.Code) is { } before
            ? SurveyTable.Change(result.Whole, before.Whole)
            : null;

    public static string Rate(double? rate) => rate is { } r ? VerdictWords.Percent(r) : "—";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await source.CurrentAsync(cancel);
        _waves = [.. (await book.WavesAsync(cancel)).OfType<SurveyWave.Closed>()];
        Wave =
            Number is { } number ? _waves.FirstOrDefault(w => w.File.Number == number)
            : _waves is [var latest, ..] ? latest
            : null;
        if (Wave is null)
        {
            return Number is null ? Page() : NotFound();
        }
        _made = SurveyTally.Of(await book.CountedAsync(Wave.File.Number, cancel));
        Results = SurveyTable.Of(Wave, _made, rules.Wording(Wave.File.Wording), rules);
        Before = SurveyTable.Before(Wave, _waves, rules);
        if (Before is not null)
        {
            var made = SurveyTally.Of(await book.CountedAsync(Before.File.Number, cancel));
            _before = SurveyTable.Of(Before, made, rules.Wording(Before.File.Wording), rules);
        }
        return Page();
    }
}
