using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Absences;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Absences;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Absences;

/// <summary>Who of the unit is away, and the matters of those for whom the reader stands in.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk, AbsenceBook book) : PageModel
{
    private const int Most = 200;

    private IReadOnlyDictionary<Guid, string> _names = new Dictionary<Guid, string>();

    /// <summary>Key of the absence that is ended.</summary>
    [BindProperty]
    public string? End { get; set; }

    public IReadOnlyList<Absence> Absences { get; private set; } = [];

    public IReadOnlyList<(Absence Absence, IReadOnlyList<UnitMatter> Matters)> StandingIn { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateTimeOffset Now => desk.Now;

    public string NameOf(StaffId who) => _names.GetValueOrDefault(who.Value) ?? "";

    public bool MayEnd(Absence absence) => absence.Away == desk.Scope.Id || desk.Scope.Is(StaffRole.Supervisor);

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!Guid.TryParseExact(End, "N", out var id))
        {
            return NotFound();
        }
        switch (await book.EndAsync(desk.Scope, id, cancel))
        {
            case Acted.NotFound:
                return NotFound();
            case Acted.Refused { Why: var why }:
                ModelState.AddModelError("", desk.Speech[why.Sentence]);
                await ShowAsync(cancel);
                return Page();
            default:
                TempData.Flash("已结束离岗。", "The absence is ended.");
                return Redirect("/staff/absences");
        }
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        var today = Jurisdiction.Calendar.DayOf(desk.Now);
        Absences = await AbsenceBook.OfUnitAsync(desk.Db, desk.Scope.Unit, today, cancel);
        var standing = new List<(Absence, IReadOnlyList<UnitMatter>)>();
        foreach (var absence in await AbsenceBook.StandingInAsync(desk.Db, desk.Scope, today, cancel))
        {
            standing.Add((absence, await AbsenceBook.MattersAsync(desk.Db, desk.Scope, absence, today, Most, cancel)));
        }
        StandingIn = standing;
        var people = Absences.SelectMany(a => new[] { a.Away.Value, a.StandIn.Value }).Distinct().ToList();
        _names = await Colleagues.NamesAsync(desk.Db, people, cancel);
    }
}
