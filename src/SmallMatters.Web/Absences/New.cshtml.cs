using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Absences;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Absences;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Absences;

/// <summary>Write down one's own absence; a supervisor, that of a colleague.</summary>
[Authorize(Policies.Matters)]
public sealed class NewModel(Desk desk, AbsenceBook book) : PageModel
{
    [BindProperty]
    public AbsenceForm Form { get; set; } = new();

    public IReadOnlyList<Choice> People { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await PrepareAsync(cancel);
        Form.Away = desk.Scope.Id.Value.ToString("N");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await PrepareAsync(cancel);
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var done = await book.RecordAsync(
            desk.Scope,
            new RecordAbsence(Read(Form.Away), Read(Form.StandIn), Form.From, Form.To),
            cancel
        );
        if (done is Acted.Refused { Why: var why })
        {
            ModelState.Refuse(why, desk.Speech, "Form");
            return Page();
        }
        TempData.Flash("已登记离岗。", "The absence is written down.");
        return Redirect("/staff/absences");
    }

    private async Task PrepareAsync(CancellationToken cancel)
    {
        var today = (await desk.JurisdictionAsync(cancel)).Calendar.DayOf(desk.Now);
        var people = await Colleagues.OfUnitAsync(desk.Db, desk.Scope.Unit, today, cancel);
        People =
        [
            Choice.Of("", "请选择", "Choose"),
            .. people.Select(p => new Choice(p.Id.ToString("N"), new Bilingual(p.Name, p.Name))),
        ];
    }

    private static StaffId? Read(string? typed) => Guid.TryParseExact(typed, "N", out var id) ? new StaffId(id) : null;

    public sealed class AbsenceForm
    {
        public string? Away { get; set; }
        public DateOnly? From { get; set; }
        public DateOnly? To { get; set; }
        public string? StandIn { get; set; }
    }
}
