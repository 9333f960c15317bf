using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Calendar;
using SmallMatters.Storage.Learning;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>What the handlers of the reader's unit noticed in a quarter, under nobody's name.</summary>
[Authorize(Policies.Matters)]
public sealed class NoticedModel(Desk desk) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "quarter")]
    public string? QuarterTyped { get; set; }

    public Quarter Quarter { get; private set; }

    /// <summary>Whether a later quarter can be looked at.</summary>
    public bool HasNext { get; private set; }

    public IReadOnlyList<string> Sentences { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var current = Quarter.Of((await desk.JurisdictionAsync(cancel)).Calendar.DayOf(desk.Now));
        if (Quarter.Read(QuarterTyped) is not { } quarter)
        {
            if (!string.IsNullOrEmpty(QuarterTyped))
            {
                return NotFound();
            }
            quarter = current;
        }
        (Quarter, HasNext) = (quarter, quarter.First < current.First);
        Sentences = await SwapBook.SentencesAsync(desk.Db, desk.Scope.Unit, quarter, cancel);
        return Page();
    }
}
