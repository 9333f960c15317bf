using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using StaffDesk = SmallMatters.Web.Matters.Desk;

namespace SmallMatters.Web.Participation.Priorities;

/// <summary>A unit proposes a priority.</summary>
[Authorize(Policies.Matters)]
public sealed class ProposeModel(StaffDesk desk, PriorityBook book) : PageModel
{
    [BindProperty]
    public WishForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IEnumerable<Choice> Areas =>
        Jurisdiction.Areas.Values.Select(a => new Choice(a.Code, a.Name)).Prepend(Choice.Of("", "请选择", "Choose"));

    public async Task OnGetAsync(CancellationToken cancel) => Jurisdiction = await desk.JurisdictionAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        var (done, id) = await book.ProposeAsync(Form.Proposal, desk.Scope.Actor, cancel);
        if (done is Acted.Refused refused)
        {
            ModelState.Refuse(refused.Why, desk.Speech, nameof(Form));
            return Page();
        }
        TempData.Flash("已记下。", "It is recorded.");
        return Redirect(PriorityLinks.Of(id));
    }
}
