using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.RaisingForSomebody;

/// <summary>The reference to read out, with who owns the matter and by when it is answered.</summary>
[Authorize(Policies.Matters)]
public sealed class DoneModel(Desk desk) : PageModel
{
    public Reference Reference { get; private set; }

    public string Owner { get; private set; } = "";

    public DateOnly? PromisedOn { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        if (!Reference.TryParse(reference, out var read))
        {
            return NotFound();
        }
        var (page, other) = await desk.ReadAsync(read, cancel);
        if (page is null && other is null)
        {
            return NotFound();
        }
        var jurisdiction = await desk.JurisdictionAsync(cancel);
        Reference = read;
        Owner = new FactWords(desk.Speech, jurisdiction, new Dictionary<Guid, string>()).UnitName(
            page?.Matter.File.Owner ?? other!.OwnerUnit
        );
        PromisedOn = page is null ? other!.PromisedOn : page.Matter.File.Running(ClockFor.Handle)?.Clock.Deadline.DueOn;
        return Page();
    }
}
