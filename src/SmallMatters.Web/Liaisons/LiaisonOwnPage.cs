using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Liaisons;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Liaisons;

/// <summary>What the pages behind a volunteer's link share. It is kept by no cache and found by no search.</summary>
[Authorize(Policies.Everybody)]
public abstract class LiaisonOwnPage(LiaisonBook book, JurisdictionSource jurisdictions, TimeProvider time, Speech speech)
    : PageModel
{
    [BindProperty(SupportsGet = true, Name = "secret")]
    public string Secret { get; set; } = "";

    public LiaisonMine Mine { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateOnly Today => Jurisdiction.Calendar.DayOf(time.GetUtcNow());

    /// <summary>Whether the volunteer serves today.</summary>
    public bool Serves => Mine.Role.ServesOn(Today);

    protected LiaisonBook Book => book;

    protected Speech Speech => speech;

    protected TimeProvider Time => time;

    protected async Task<bool> ShowAsync(CancellationToken cancel)
    {
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        Response.Headers.CacheControl = "no-store";
        if (await book.ByLinkAsync(Secret, cancel) is not { } mine)
        {
            return false;
        }
        (Mine, Jurisdiction) = (mine, await jurisdictions.CurrentAsync(cancel));
        return true;
    }
}
