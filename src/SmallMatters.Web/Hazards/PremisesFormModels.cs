using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Hazards;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Hazards;

/// <summary>A page with the form of premises.</summary>
public interface IPremisesFormPage
{
    PremisesForm Form { get; }
    IEnumerable<Choice> Kinds { get; }
    IEnumerable<Choice> Areas { get; }
    IEnumerable<Choice> Units { get; }
}

/// <summary>What entering and changing premises share.</summary>
public abstract class PremisesFormModel(Desk desk, PremisesBook book) : PageModel, IPremisesFormPage
{
    private Jurisdiction? _jurisdiction;

    [BindProperty]
    public PremisesForm Form { get; set; } = new();

    public IEnumerable<Choice> Kinds => PremisesChoices.Kinds.Prepend(Choose);

    public IEnumerable<Choice> Areas => PremisesChoices.Areas(_jurisdiction!, desk.Scope).Prepend(Choose);

    public IEnumerable<Choice> Units => PremisesChoices.Units(_jurisdiction!, desk.Scope).Prepend(Choose);

    protected Desk Desk => desk;

    protected PremisesBook Book => book;

    protected PremisesKeeper Keeper => PremisesKeeper.Of(desk.Scope);

    private static Choice Choose => Choice.Of("", "请选择", "Choose");

    protected async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        _jurisdiction = await desk.JurisdictionAsync(cancel);
        return Page();
    }

    protected async Task<IActionResult> DoneAsync(Acted done, Guid id, CancellationToken cancel)
    {
        switch (done)
        {
            case Acted.Written:
                TempData.Flash("已记录。", "It is recorded.");
                return Redirect(PremisesLinks.Of(id));
            case Acted.Refused refused:
                ModelState.Refuse(refused.Why, desk.Speech, nameof(Form));
                return await ShowAsync(cancel);
            case Acted.NotFound:
                return NotFound();
            default:
                ModelState.AddModelError(
                    "",
                    desk.Speech[
                        "您打开以后别人改过，没有写入。请看一眼现在的登记，再保存一次。",
                        "Somebody changed it since you opened it and nothing was written. Look at the entry as it is now and save again."
                    ]
                );
                return await ShowAsync(cancel);
        }
    }
}

/// <summary>A supervisor enters premises of their unit.</summary>
[Authorize(Policies.Supervisor)]
public sealed class NewModel(Desk desk, PremisesBook book) : PremisesFormModel(desk, book)
{
    public Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Form.Unit = Desk.Scope.Unit;
        return ShowAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var (done, id) = await Book.EnterAsync(Keeper, Form.Command, cancel);
        return await DoneAsync(done, id, cancel);
    }
}

/// <summary>A supervisor changes what the register says of premises.</summary>
[Authorize(Policies.Supervisor)]
public sealed class ChangeModel(Desk desk, PremisesBook book, PremisesReader reader) : PremisesFormModel(desk, book)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public int Seen { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await reader.OpenAsync(Id, Desk.Scope, cancel) is not { Keeps: true } page)
        {
            return NotFound();
        }
        (Form, Seen) = (PremisesForm.Of(page), page.Seen);
        return await ShowAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        await DoneAsync(await Book.ChangeAsync(Keeper, Id, Form.Command, Seen, cancel), Id, cancel);
}
