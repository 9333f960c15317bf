using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Hazards;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.SchoolGates;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.SchoolGates;

/// <summary>The work with one school of the register: begun here, or found where it goes on.</summary>
[Authorize(Policies.Matters)]
public sealed class BeginModel(Desk desk, PremisesReader premises, GateBook gates) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public PremisesDetails School { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        !await ShowAsync(cancel) ? NotFound()
        : await GateBook.OfSchoolAsync(desk.Db, Id, cancel) is { } room ? Redirect(GateLinks.Room(room))
        : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        var (done, id) = await gates.OpenAsync(Id, desk.Scope, cancel);
        if (done is Acted.Written)
        {
            TempData.Flash("已设立，请排班。", "It is set up; set the roster next.");
            return Redirect(GateLinks.Room(id));
        }
        if (done is Acted.Refused refused)
        {
            ModelState.Refuse(refused.Why, desk.Speech);
        }
        return Page();
    }

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (await premises.PlaceAsync(Id, desk.Scope, cancel) is not { Kind: PremisesKind.School } school)
        {
            return false;
        }
        School = school;
        return true;
    }
}
