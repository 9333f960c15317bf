using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Knowledge;
using SmallMatters.Storage.Knowledge;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Knowledge;

/// <summary>What the reader's unit answers, and what residents searched for in vain.</summary>
[Authorize(Policies.Handler)]
public sealed class KeptModel(Desk desk) : PageModel
{
    private const int MostGaps = 30;

    public IReadOnlyList<KnowledgeEntry> Entries { get; private set; } = [];

    public IReadOnlyList<SearchGap> Gaps { get; private set; } = [];

    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Today = (await desk.JurisdictionAsync(cancel)).Calendar.DayOf(desk.Now);
        Entries = await KnowledgeBook.OfUnitAsync(desk.Db, desk.Scope.Unit, cancel);
        Gaps = await KnowledgeSearch.GapsAsync(desk.Db, MostGaps, cancel);
    }
}
