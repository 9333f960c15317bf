using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Publishing;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Following;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Raising;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.News;

/// <summary>Ask to be told of what is published for an area.</summary>
[Authorize(Policies.Everybody)]
public sealed class SubscribeModel(Subscriptions subscriptions, JurisdictionSource source, Speech speech, GuessLimit limit)
    : PageModel
{
    [BindProperty]
    public SubscribeForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>Whether the link that confirms it was sent.</summary>
    public bool Asked { get; private set; }

    public IEnumerable<Choice> Areas =>
        Jurisdiction.Areas.Values.Select(a => new Choice(a.Code, a.Name)).Prepend(Choice.Of("", "所有片区", "All areas"));

    public async Task OnGetAsync(string? area)
    {
        Jurisdiction = await source.CurrentAsync(HttpContext.RequestAborted);
        Form.Area = area is not null && Jurisdiction.Areas.ContainsKey(area) ? area : null;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Jurisdiction = await source.CurrentAsync(HttpContext.RequestAborted);
        var area = string.IsNullOrEmpty(Form.Area) ? null : Form.Area;
        if (area is not null && !Jurisdiction.Areas.ContainsKey(area))
        {
            ModelState.AddModelError("Form.Area", speech["请选择片区", "Choose the area"]);
        }
        var typed = new ContactForm { Phone = Form.Phone, Email = Form.Email };
        if (typed.Read(ModelState, nameof(Form), speech) is not { } given)
        {
            return Page();
        }
        if (given is { Phone: null, Email: null })
        {
            ModelState.AddModelError(
                "Form.Phone",
                speech["请填写手机号或者电子邮箱", "Give a mobile number or an e-mail address"]
            );
            return Page();
        }
        // Anybody can type anybody's number here.
        if (!limit.Allows(HttpContext))
        {
            ModelState.AddModelError("", speech["太频繁了，请过一分钟再试", "Too often; try again in a minute"]);
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Page();
        }
        await subscriptions.AskAsync(area, given.Phone, given.Email, speech.Tongue, HttpContext.RequestAborted);
        Asked = true;
        return Page();
    }

    /// <summary>Which area, and where to be reached.</summary>
    public sealed class SubscribeForm
    {
        public string? Area { get; set; }

        public string? Phone { get; set; }

        public string? Email { get; set; }
    }
}
