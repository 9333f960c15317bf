using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Problems;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Matters;

/// <summary>What the reader's unit has promised and not yet kept, by day.</summary>
[Authorize(Policies.Matters)]
public sealed class PromisesModel(Desk desk, OpenPromises promises) : PageModel
{
    private const int RowsOnAPage = 60;

    [BindProperty(SupportsGet = true, Name = "from")]
    public string? From { get; set; }

    public IReadOnlyList<OpenPromise> Promises { get; private set; } = [];

    /// <summary>What the unit promised in the joint plans of problems.</summary>
    public IReadOnlyList<CountermeasureLine> Countermeasures { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateOnly Today { get; private set; }

    public string? Later { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Today = Jurisdiction.Calendar.DayOf(desk.Now);
        string[] partners = [.. Jurisdiction.Partners.All.Select(p => p.Code)];
        var found = await promises.OfUnitAsync(
            desk.Db,
            desk.Scope,
            desk.Scope.Unit,
            partners,
            MarkOf(From),
            RowsOnAPage + 1,
            cancel
        );
        Promises = [.. found.Take(RowsOnAPage)];
        Countermeasures = await ProblemBook.PromisedByAsync(desk.Db, desk.Scope, desk.Scope.Unit, cancel);
        if (found.Count > RowsOnAPage)
        {
            var last = Promises[^1];
            Later = string.Create(CultureInfo.InvariantCulture, $"/staff/promises?from={last.DueOn:yyyyMMdd}-{last.Id:N}");
        }
    }

    private static (DateOnly Day, Guid After)? MarkOf(string? text) =>
        text?.Split('-') is [var day, var key]
        && DateOnly.TryParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
        && Guid.TryParseExact(key, "N", out var after)
            ? (read, after)
            : null;
}
