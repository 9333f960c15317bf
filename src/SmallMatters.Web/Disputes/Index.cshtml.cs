using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Disputes;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Disputes;

/// <summary>The disputes that the reader's units deal with. Who the parties are and what they say is on their own page only.</summary>
[Authorize(Policies.Handler)]
public sealed class IndexModel(Desk desk) : PageModel
{
    private const int Most = 200;

    [BindProperty(SupportsGet = true, Name = "ended")]
    public bool Ended { get; set; }

    /// <summary>Whether what was handed over to other units is asked for.</summary>
    [BindProperty(SupportsGet = true, Name = "sent")]
    public bool Sent { get; set; }

    public IReadOnlyList<SentLine> HandedOver { get; private set; } = [];

    public IReadOnlyList<DisputeLine> Lines { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateOnly Today => Jurisdiction.Calendar.DayOf(desk.Now);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (Sent)
        {
            HandedOver = await SentDisputes.ListAsync(desk.Db, desk.Scope, Most, cancel);
            return;
        }
        Lines = await DisputeLists.ListAsync(desk.Db, desk.Scope, Ended, Most, cancel);
    }
}
