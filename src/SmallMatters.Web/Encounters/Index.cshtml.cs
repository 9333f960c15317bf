using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Encounters;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Units;
using SmallMatters.Patterns.ControlCharts;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Encounters;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Satisfaction;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Encounters;

/// <summary>One unit of the table. Where its answers may not be told nothing of it is, not even how many links were sent.</summary>
/// <param name="Unit">Code of the unit.</param>
/// <param name="Sent">How many links were sent.</param>
/// <param name="Tally">The answers; null where they are not told.</param>
public sealed record EncounterLine(string Unit, int Sent, EncounterTally? Tally);

/// <summary>What single-use links brought in a quarter that is over, by unit, and the themes in it.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk, ThemeBook themes, EncounterRules rules) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Quarter { get; set; }

    public IReadOnlyList<EncounterLine> Lines { get; private set; } = [];

    public IReadOnlyList<ThemeLine> Themes { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateOnly Today { get; private set; }

    /// <summary>Quarters that are over do not overlap: no difference of two tables tells of one answer.</summary>
    public Quarter Chosen => new VerdictQuery { Quarter = Quarter }.WholeQuarter(Today);

    public IEnumerable<Choice> Quarters => VerdictQuery.Quarters(Today).Select(q => new Choice(q.ToString(), q.Said()));

    public static IEnumerable<Choice> Items => Enum.GetValues<EncounterItem>().Select(i => new Choice(i.ToString(), i.Missing()));

    /// <summary>Whether the reader reviews the unit.</summary>
    public bool MayName(string unit) =>
        desk.Scope.Actor.Is(StaffRole.Reviewer)
        && Jurisdiction.Units.ContainsKey(unit)
        && Jurisdiction.FindReviewer(unit) == desk.Scope.Unit;

    /// <summary>The share of "no" among those who said yes or no, with Wilson's interval; in words where they are too few.</summary>
    public static string Share(EncounterMarks marks, Speech speech)
    {
        if (marks.Told < Disclosure.Fewest)
        {
            return speech["太少，不公布", "too few to tell"];
        }
        var interval = Wilson.Interval(marks.No, marks.Told);
        return $"{marks.No}/{marks.Told} = {VerdictWords.Percent(interval.Share)} ({VerdictWords.Percent(interval.Low)}–{VerdictWords.Percent(interval.High)})";
    }

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(string unit, EncounterItem? item, CancellationToken cancel)
    {
        await ShowAsync(cancel);
        var tally = Lines.FirstOrDefault(l => l.Unit == unit)?.Tally;
        var quarter = Chosen.ToString();
        var done = await themes.NameAsync(
            desk.Scope.Actor,
            (there, jurisdiction, today) =>
                CorrectionRule.Name(unit, item, quarter, tally, there, desk.Scope.Actor, rules, jurisdiction, today),
            unit,
            item,
            quarter,
            cancel
        );
        if (done is Acted.Refused { Why: var why })
        {
            ModelState.Refuse(why with { Field = null }, desk.Speech);
            return Page();
        }
        TempData.Flash("已列为主题，单位要承诺整改。", "Named; the unit is to promise a correction.");
        return Redirect($"{EncounterLinksTo.List}?quarter={quarter}");
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Today = Jurisdiction.Calendar.DayOf(desk.Now);
        var first = Chosen.First;
        var counts = (await EncounterFigures.CountAsync(desk.Db, first, first.AddMonths(3), cancel))
            .OrderBy(c => c.Key, StringComparer.Ordinal)
            .ToList();
        Lines = counts.ConvertAll(c => new EncounterLine(
            c.Key,
            c.Value.Sent,
            c.Value.Tally.Answers >= Disclosure.Fewest ? c.Value.Tally : null
        ));
        Themes = await ThemeBook.ListAsync(desk.Db, null, cancel);
    }
}
