using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Publishing;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Publishing;

/// <summary>The publications of the reader's unit and of those below it.</summary>
[Authorize(Policies.Handler)]
public sealed class IndexModel(Desk desk, PublicationBook book) : PageModel
{
    private const int Most = 100;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyList<PublicationLine> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Lines = await book.ListAsync(desk.Db, desk.Scope, Most, cancel);
    }
}
