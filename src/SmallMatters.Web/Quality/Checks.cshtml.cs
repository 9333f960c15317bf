using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Quality;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Quality;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Quality;

/// <summary>The answers that the reader's neutral unit has to read; no name, no reference.</summary>
[Authorize(Policies.Reviewer)]
public sealed class ChecksModel(Desk desk, QualityRules rules) : PageModel
{
    private const int Most = 50;

    [BindProperty(SupportsGet = true)]
    public bool Over { get; set; }

    /// <summary>The last number of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public long Before { get; set; }

    public IReadOnlyList<QualityLine> Lines { get; private set; } = [];

    public long? Next { get; private set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public QualityRules Rules => rules;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        (Lines, Next) = await QualityDesk.ListAsync(desk.Db, desk.Scope, Over, Before, Most, cancel);
    }
}
