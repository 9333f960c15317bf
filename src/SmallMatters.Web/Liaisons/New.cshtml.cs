using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Liaisons;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Liaisons;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Liaisons;

/// <summary>A unit's leader appoints a volunteer, whose link is shown once.</summary>
[Authorize(Policies.Supervisor)]
public sealed class NewModel(Desk desk, LiaisonBook book) : PageModel
{
    [BindProperty]
    public OfferForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>The volunteer's address: shown once.</summary>
    public string? Link { get; private set; }

    public IEnumerable<Choice> Areas =>
        Jurisdiction.Areas.Values.Select(a => new Choice(a.Code, a.Name)).Prepend(Choice.Of("", "请选择", "Choose"));

    public async Task OnGetAsync(CancellationToken cancel) => Jurisdiction = await desk.JurisdictionAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        var (done, _, secret) = await book.OfferAsync(
            new OfferLiaison(Form.Name, Form.Phone, Form.Area, Form.Until),
            desk.Scope.Actor,
            cancel
        );
        if (done is Acted.Refused refused)
        {
            ModelState.Refuse(refused.Why, desk.Speech, nameof(Form));
            return Page();
        }
        Link = $"{Request.Scheme}://{Request.Host}{LiaisonLinks.Mine(secret)}";
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    /// <summary>An appointment as it is typed.</summary>
    public sealed class OfferForm
    {
        public string? Name { get; set; }
        public string? Phone { get; set; }
        public string? Area { get; set; }
        public DateOnly? Until { get; set; }
    }
}
