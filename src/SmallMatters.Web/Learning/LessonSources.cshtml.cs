using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Learning;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>The verdicts whose residents agreed, for reviewers who did not deal with the matter.</summary>
[Authorize(Policies.Reviewer)]
public sealed class LessonSourcesModel(Desk desk, LessonBook book) : PageModel
{
    private const int Most = 50;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyList<LessonCandidate> Candidates { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Candidates = await book.CandidatesAsync(desk.Db, desk.Scope, Most, cancel);
    }
}
