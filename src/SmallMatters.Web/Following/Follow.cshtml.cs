using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Following;

/// <summary>The public status of a matter by its reference; or on to the page of a pasted link.</summary>
[Authorize(Policies.Everybody)]
public sealed class FollowModel(Db db, JurisdictionSource source, GuessLimit limit, Speech speech) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "ref")]
    public string? Ref { get; set; }

    public PublicMatter? Found { get; private set; }

    /// <summary>There is no such matter, or none that everybody may see: the same answer for both.</summary>
    public bool None { get; private set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        Jurisdiction = await source.CurrentAsync(HttpContext.RequestAborted);
        if (string.IsNullOrWhiteSpace(Ref))
        {
            return Page();
        }
        if (LinkIn(Ref) is { } token)
        {
            return Redirect(Links.Matter(token));
        }
        if (!limit.Allows(HttpContext))
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = "60";
            ModelState.AddModelError("ref", speech["查得太频繁了，请过一分钟再试", "Too many look-ups; try again in a minute"]);
            return Page();
        }
        if (!Reference.TryParse(Ref, out var reference))
        {
            ModelState.AddModelError(
                "ref",
                speech[
                    "这个编号不对，请核对。编号有 12 位数字，例如 4821 0937 5564",
                    "This is not a reference; check it. It has 12 digits, such as 4821 0937 5564"
                ]
            );
            return Page();
        }
        var publicSpace = Jurisdiction.Categories.Values.Where(c => c.PublicSpace).Select(c => c.Code).ToList();
        Found = await PublicMatters
            .Of(db, publicSpace)
            .FirstOrDefaultAsync(m => m.Number == reference.Value, HttpContext.RequestAborted);
        None = Found is null;
        return Page();
    }

    private static string? LinkIn(string text)
    {
        var at = text.LastIndexOf("/m/", StringComparison.Ordinal);
        var token = at < 0 ? "" : text[(at + 3)..].Split('/', '?', '#', ' ')[0].Trim();
        return token.Length == 43 && token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? token : null;
    }
}

/// <summary>A matter as everybody may see it, with what its codes mean.</summary>
public sealed record PublicMatterShown(PublicMatter Matter, Jurisdiction Jurisdiction);
