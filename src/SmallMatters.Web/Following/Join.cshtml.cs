using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Raising;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Following;

/// <summary>Joins an open matter, to be told like who raised it.</summary>
[Authorize(Policies.Everybody)]
public sealed class JoinModel(Db db, JurisdictionSource source, MatterBook book, GuessLimit limit, Speech speech) : PageModel
{
    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public ContactForm Contact { get; set; } = new();

    /// <summary>Key of this submission, drawn when the form was made.</summary>
    [BindProperty]
    public string? Submission { get; set; }

    public PublicMatter? Found { get; private set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long reference)
    {
        Contact.Tongue = speech.Tongue;
        Submission = SubmissionKey.Draw();
        await FindAsync(reference);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long reference)
    {
        await FindAsync(reference);
        if (Found is null)
        {
            return Page();
        }
        if (!SubmissionKey.IsOne(Submission))
        {
            return BadRequest();
        }
        if (Contact.Read(ModelState, nameof(Contact), speech) is not { } given)
        {
            return Page();
        }
        var (person, why) = await Joining.JoinAsync(
            book,
            Reference.FromValue(Found.Number),
            id => new Join(id, ContactForm.Of(id, given.Name, given.Phone, given.Email), given.Tongue ?? speech.Tongue, Words),
            Submission,
            HttpContext.RequestAborted
        );
        if (person is null)
        {
            ModelState.Refuse(why!, speech);
            return Page();
        }
        return Redirect($"/m/{Links.Secret(HttpContext, person.Value)}/receipt");
    }

    private async Task FindAsync(long reference)
    {
        Jurisdiction = await source.CurrentAsync(HttpContext.RequestAborted);
        if (!limit.Allows(HttpContext))
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }
        var publicSpace = Jurisdiction.Categories.Values.Where(c => c.PublicSpace).Select(c => c.Code).ToList();
        Found = await PublicMatters
            .Of(db, publicSpace)
            .FirstOrDefaultAsync(m => m.Number == reference && m.Stage == Stage.Open, HttpContext.RequestAborted);
        if (Found is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
