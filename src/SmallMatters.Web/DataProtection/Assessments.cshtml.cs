using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.DataProtection;

/// <summary>The register of impact assessments: what may go out, on whose word, until when.</summary>
[Authorize(Policies.DataProtection)]
public sealed class AssessmentsModel(Desk desk) : PageModel
{
    public IReadOnlyList<Assessment> Assessments { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateOnly Today { get; private set; }

    public bool MayWrite => WriteAssessmentRule.Writers.Any(desk.Scope.Is);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Today = Jurisdiction.Calendar.DayOf(desk.Now);
        Assessments = await AssessmentBook.ListAsync(desk.Db, cancel);
    }
}
