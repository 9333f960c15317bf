using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.MinorCases;
using SmallMatters.Web.Rooms;

namespace SmallMatters.Web.CaseFollowing;

/// <summary>Asks for a minor case by the number and the query code of the receipt.</summary>
[Authorize(Policies.Everybody)]
public sealed class QueryModel(CaseServices own) : PageModel
{
    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public void OnGet() => RoomLinks.Guard(HttpContext);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        RoomLinks.Guard(HttpContext);
        if (await own.Reader.LinkOfAsync(Number, Code, cancel) is { } link)
        {
            return Redirect(CaseLinks.ToPerson(link));
        }
        ModelState.AddModelError(
            nameof(Code),
            own.Speech[
                "编号和查询码不相符。请照回执填写；回执丢了，请到派出所补打。",
                "Number and code do not fit. Write them as on the receipt; if it is lost, the station prints another."
            ]
        );
        return Page();
    }
}
