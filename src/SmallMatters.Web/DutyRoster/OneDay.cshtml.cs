using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.DutyRoster;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Absences;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.DutyRoster;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.DutyRoster;

/// <summary>Who is on duty on one day, said by a supervisor.</summary>
[Authorize(Policies.Supervisor)]
public sealed class OneDayModel(Desk desk, RosterBook book) : PageModel
{
    private ImmutableHashSet<Guid> _away = [];

    [BindProperty(SupportsGet = true, Name = "day")]
    public string? DayTyped { get; set; }

    [BindProperty]
    public List<string> ByDay { get; set; } = [];

    [BindProperty]
    public List<string> ByNight { get; set; } = [];

    public DateOnly Day { get; private set; }

    public IReadOnlyList<Colleague> People { get; private set; } = [];

    /// <summary>Everybody of the unit, with who is away marked.</summary>
    public IEnumerable<Choice> Choices =>
        People.Select(p => new Choice(
            p.Id.ToString("N"),
            _away.Contains(p.Id) ? new Bilingual($"{p.Name}（那天离岗）", $"{p.Name} (away on that day)") : new(p.Name, p.Name)
        ));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        var entries = await RosterBook.OfUnitAsync(desk.Db, desk.Scope.Unit, Day, Day, cancel);
        (ByDay, ByNight) = (Kept(RosterPart.Day), Kept(RosterPart.Night));
        return Page();

        List<string> Kept(RosterPart part) =>
            [.. entries.Where(e => e.Part == part).SelectMany(e => e.People).Select(p => p.Value.ToString("N"))];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        var done = await book.SetAsync(desk.Scope, new SetRoster(Day, Chosen(ByDay), Chosen(ByNight)), cancel);
        if (done is Acted.Refused { Why: var why })
        {
            ModelState.Refuse(why, desk.Speech);
            return Page();
        }
        TempData.Flash(
            done is Acted.Written
                ? new Bilingual("已排好。", "It is set.")
                : new("没有记下：别人刚刚改过，请再看一下。", "Nothing was kept: somebody else has just changed it; look again.")
        );
        return Redirect(RosterLinks.List);
    }

    private async Task<bool> PrepareAsync(CancellationToken cancel)
    {
        var today = (await desk.JurisdictionAsync(cancel)).Calendar.DayOf(desk.Now);
        if (
            !DateOnly.TryParseExact(DayTyped, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || day < today
            || day > today.AddDays(SetRosterRule.DaysAhead)
        )
        {
            return false;
        }
        Day = day;
        People = await Colleagues.OfUnitAsync(desk.Db, desk.Scope.Unit, today, cancel);
        _away =
        [
            .. (await AbsenceBook.OfUnitAsync(desk.Db, desk.Scope.Unit, today, cancel))
                .Where(a => a.HoldsOn(day))
                .Select(a => a.Away.Value),
        ];
        return true;
    }

    // A key that is none is nobody of the unit, and refused as that.
    private static ImmutableArray<StaffId> Chosen(List<string> typed) =>
        [.. typed.Select(t => new StaffId(Guid.TryParseExact(t, "N", out var id) ? id : Guid.Empty))];
}
