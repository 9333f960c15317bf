using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Encounters;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Supervision;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Encounters;
using SmallMatters.Storage.Patterns;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Encounters;

/// <summary>One theme: its grounds, the promise of the unit rated, and the look of the neutral unit.</summary>
[Authorize(Policies.Matters)]
public sealed class ThemeModel(Desk desk, ThemeBook book, EncounterRules rules) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "theme")]
    public string? Key { get; set; }

    [BindProperty]
    public PromiseForm Form { get; set; } = new();

    public Guid Id { get; private set; }

    public CorrectionTheme Shown { get; private set; } = null!;

    public IReadOnlyList<KeptFact<ThemeFact>> Facts { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateOnly Today => Jurisdiction.Calendar.DayOf(desk.Now);

    public bool MayPromise =>
        Shown is CorrectionTheme.Named && desk.Scope.Unit == Shown.File.Unit && desk.Scope.Actor.Is(StaffRole.Supervisor);

    public bool MayKeep =>
        Shown is CorrectionTheme.Promised && desk.Scope.Unit == Shown.File.Neutral && desk.Scope.Actor.Is(StaffRole.Reviewer);

    public static IEnumerable<Choice> Measures =>
        Enum.GetValues<CorrectionMeasure>().Select(m => new Choice(m.ToString(), m.Said()));

    public static IEnumerable<Choice> Posts => Enum.GetValues<LeaderPost>().Select(p => new Choice(p.ToString(), p.Said()));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostPromiseAsync(CancellationToken cancel) =>
        ActAsync(
            (theme, today) =>
                CorrectionRule.Promise(
                    theme,
                    new PromiseCorrection(Form.Measure, Form.Post, Form.DueOn),
                    desk.Scope.Actor,
                    rules,
                    today
                ),
            cancel
        );

    public Task<IActionResult> OnPostKeepAsync(CancellationToken cancel) =>
        ActAsync((theme, today) => CorrectionRule.Keep(theme, desk.Scope.Actor, today), cancel);

    private async Task<IActionResult> ActAsync(Func<CorrectionTheme, DateOnly, ThemeDecision> decide, CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        var done = await book.DecideAsync(Id, desk.Scope.Actor, decide, cancel);
        if (done is Acted.Refused { Why: var why })
        {
            ModelState.Refuse(why, desk.Speech, nameof(Form));
            return Page();
        }
        if (done is Acted.ChangedMeanwhile)
        {
            TempData.Flash("别人刚刚改过，请再看一下。", "Somebody has just changed this; look again.");
        }
        return Redirect(EncounterLinksTo.Theme(Id));
    }

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (!Guid.TryParseExact(Key, "N", out var id) || await ThemeBook.FindAsync(desk.Db, id, cancel) is not var (theme, facts))
        {
            return false;
        }
        (Id, Shown, Facts) = (id, theme, facts);
        return true;
    }

    /// <summary>The promise.</summary>
    public sealed class PromiseForm
    {
        public CorrectionMeasure? Measure { get; set; }

        public LeaderPost? Post { get; set; }

        public DateOnly? DueOn { get; set; }
    }
}
