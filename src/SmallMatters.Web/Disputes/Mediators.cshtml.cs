using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Disputes;

/// <summary>The unit's register of mediators; its supervisor keeps it.</summary>
[Authorize(Policies.Handler)]
public sealed class MediatorsModel(Desk desk) : PageModel
{
    [BindProperty]
    public MediatorForm Form { get; set; } = new();

    public IReadOnlyList<MediatorLine> Lines { get; private set; } = [];

    public DateOnly Today { get; private set; }

    public string Unit { get; private set; } = "";

    /// <summary>Whether the reader keeps the register.</summary>
    public bool Keeps => desk.Scope.Actor.Is(StaffRole.Supervisor);

    public IEnumerable<Choice> People { get; private set; } = [];

    public static IEnumerable<Choice> Kinds => Enum.GetValues<DisputeKind>().Select(k => new Choice($"{k}", k.Said()));

    public static IEnumerable<Choice> Languages => Enum.GetValues<MediatorLanguage>().Select(l => new Choice($"{l}", l.Said()));

    public static IEnumerable<Choice> Days => Enum.GetValues<DayOfWeek>().Select(d => new Choice($"{d}", Mediator.On(d)));

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ShowAsync(cancel);
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var why = await MediatorBook.RegisterAsync(
            desk.Db,
            desk.Scope,
            new RegisterMediator(
                Guid.TryParseExact(Form.Account, "N", out var id) ? new StaffId(id) : null,
                Form.AppointedBy,
                Form.Letter,
                Form.From,
                Form.To,
                [.. Read<DisputeKind>(Form.Fields)],
                Form.TrainedOn,
                [.. Read<MediatorLanguage>(Form.Languages)],
                [.. Read<DayOfWeek>(Form.Days)]
            ),
            Today,
            desk.Now,
            cancel
        );
        if (why is not null)
        {
            ModelState.Refuse(why, desk.Speech, nameof(Form));
            return Page();
        }
        TempData.Flash("已记录。", "It is recorded.");
        return Redirect("/staff/mediators");
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        var jurisdiction = await desk.JurisdictionAsync(cancel);
        Today = jurisdiction.Calendar.DayOf(desk.Now);
        Unit = desk.Speech[jurisdiction.NameOf(desk.Scope.Unit)];
        Lines = await MediatorBook.OfUnitAsync(desk.Db, desk.Scope.Unit, cancel);
        People =
        [
            Choice.Of("", "请选择", "Choose"),
            .. (await Colleagues.OfUnitAsync(desk.Db, desk.Scope.Unit, Today, cancel)).Select(c => new Choice(
                c.Id.ToString("N"),
                new Bilingual(c.Name, c.Name)
            )),
        ];
    }

    private static IEnumerable<T> Read<T>(IEnumerable<string> typed)
        where T : struct, Enum => Enum.GetValues<T>().Where(v => typed.Contains(v.ToString()));
}

/// <summary>What the register asks for.</summary>
public sealed class MediatorForm
{
    public string? Account { get; set; }
    public string? AppointedBy { get; set; }
    public string? Letter { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
    public List<string> Fields { get; set; } = [];
    public DateOnly? TrainedOn { get; set; }
    public List<string> Languages { get; set; } = [];
    public List<string> Days { get; set; } = [];
}
