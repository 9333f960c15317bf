using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.DataProtection;

/// <summary>The register of incidents, and writing one down.</summary>
[Authorize(Policies.DataProtection)]
public sealed class IncidentsModel(Desk desk, IncidentBook book) : PageModel
{
    [BindProperty]
    public IncidentForm Form { get; set; } = new();

    public IReadOnlyList<Incident> Incidents { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateTimeOffset Now => desk.Now;

    public bool MayWrite => WriteAssessmentRule.Writers.Any(desk.Scope.Is);

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var (done, id) = await book.OpenAsync(desk.Scope.Actor, new OpenIncident(Form.What, Form.Touches, Form.Harm), cancel);
        if (done is Acted.Refused { Why: var why })
        {
            ModelState.Refuse(why, desk.Speech, "Form");
            await ShowAsync(cancel);
            return Page();
        }
        TempData.Flash("已登记。先控制住，再报告主管部门。", "Written down. Contain it first, then tell the authority.");
        return Redirect($"/staff/data-protection/incidents/{id:N}");
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Incidents = await IncidentBook.ListAsync(desk.Db, cancel);
    }

    /// <summary>What happened.</summary>
    public sealed class IncidentForm
    {
        public string? What { get; set; }
        public string? Touches { get; set; }
        public string? Harm { get; set; }
    }
}
