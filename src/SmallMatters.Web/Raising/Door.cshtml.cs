using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Raising;

/// <summary>What is not taken here has a door that is right for it.</summary>
[Authorize(Policies.Everybody)]
public sealed class DoorModel : PageModel
{
    public Kind Kind { get; private set; }

    public Bilingual Words { get; private set; }

    public IActionResult OnGet(string subject)
    {
        if (Subjects.OtherDoor(subject) is not { } kind || RaiseRule.RightDoor(kind) is not { } door)
        {
            return NotFound();
        }
        (Kind, Words) = (kind, door.Sentence);
        return Page();
    }
}
