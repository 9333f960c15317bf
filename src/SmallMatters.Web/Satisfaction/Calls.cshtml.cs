using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Satisfaction;

/// <summary>The calls that the reader's neutral unit has to make; no name, no reference, no telephone.</summary>
[Authorize(Policies.Reviewer)]
public sealed class CallsModel(Desk desk, CallRules rules) : PageModel
{
    private const int Most = 50;

    [BindProperty(SupportsGet = true)]
    public bool Over { get; set; }

    /// <summary>The last number of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public long After { get; set; }

    public IReadOnlyList<CallLine> Lines { get; private set; } = [];

    public long? Next { get; private set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public CallRules Rules => rules;

    public DateTimeOffset Now => desk.Now;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        (Lines, Next) = await CallDesk.ListAsync(desk.Db, desk.Scope, Over, After, Most, cancel);
    }
}
