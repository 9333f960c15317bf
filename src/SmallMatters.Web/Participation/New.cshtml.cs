using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Participation;

/// <summary>A resident proposes a priority.</summary>
[Authorize(Policies.Everybody)]
public sealed class NewModel(ParticipationAsks asks, JurisdictionSource source, Speech speech, WishLimit limit) : PageModel
{
    [BindProperty]
    public WishForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>Whether the link that confirms it was sent.</summary>
    public bool Asked { get; private set; }

    public IEnumerable<Choice> Areas =>
        Jurisdiction.Areas.Values.Select(a => new Choice(a.Code, a.Name)).Prepend(Choice.Of("", "请选择", "Choose"));

    public async Task OnGetAsync(string? area, CancellationToken cancel)
    {
        Jurisdiction = await source.CurrentAsync(cancel);
        Form.Area = area;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Jurisdiction = await source.CurrentAsync(cancel);
        // Both are read before anything is said, so that everything that is wrong is.
        var contact = Form.Contact(ModelState, speech);
        if (ProposePriorityRule.Read(Form.Proposal, Jurisdiction).Why is { } why)
        {
            ModelState.Refuse(why, speech, nameof(Form));
        }
        if (contact is not var (phone, email) || !ModelState.IsValid)
        {
            return Page();
        }
        if (!limit.Allows(HttpContext))
        {
            ModelState.AddModelError("", speech["太频繁了，请过一会儿再试", "Too often; try again later"]);
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Page();
        }
        var (done, _) = await asks.ProposeAsync(Form.Proposal, phone, email, speech.Tongue, cancel);
        if (done is Acted.Refused refused)
        {
            ModelState.Refuse(refused.Why, speech, nameof(Form));
            return Page();
        }
        Asked = true;
        return Page();
    }
}
