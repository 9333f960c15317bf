using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Participation;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.NeighbourNotes;

/// <summary>The notes that one can give a neighbour.</summary>
[Authorize(Policies.Everybody)]
public sealed class IndexModel : PageModel;

/// <summary>One note, to print or to send by its address.</summary>
[Authorize(Policies.Everybody)]
public sealed class OneModel : PageModel
{
    public NeighbourNote Note { get; private set; } = null!;

    public IActionResult OnGet(string? note)
    {
        if (NeighbourNote.Find(note) is not { } found)
        {
            return NotFound();
        }
        Note = found;
        return Page();
    }
}
