using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Disputes;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Disputes;

/// <summary>Where a dispute went that the reader's unit handed over, and the receipt for it.</summary>
[Authorize(Policies.Handler)]
public sealed class SentModel(Desk desk, SentDisputes sent) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "reference")]
    public string? ReferenceTyped { get; set; }

    public SentDispute Shown { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (
            !Reference.TryParse(ReferenceTyped, out var reference)
            || await sent.ReadAsync(desk.Db, reference, desk.Scope, cancel) is not { } found
        )
        {
            return NotFound();
        }
        (Shown, Jurisdiction) = (found, await desk.JurisdictionAsync(cancel));
        return Page();
    }
}
