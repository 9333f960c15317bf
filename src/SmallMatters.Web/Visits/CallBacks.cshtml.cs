using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Visits;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Visits;

/// <summary>The visits that were drawn for the reader's neutral unit, with what their residents said.</summary>
[Authorize(Policies.Reviewer)]
public sealed class CallBacksModel(Desk desk) : PageModel
{
    public IReadOnlyList<VisitLine> Lines { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public static Bilingual Said(bool? answer) =>
        answer switch
        {
            true => new("是", "Yes"),
            false => new("否", "No"),
            null => new("没有回答", "Not answered"),
        };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Lines = await VisitBook.DrawnAsync(desk.Db, desk.Scope.Unit, cancel);
    }
}
