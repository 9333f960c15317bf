using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.JointHandling;

/// <summary>What waits for the reader's unit in the files that units share, and where all of them are.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk) : PageModel
{
    private const int Most = 100;

    public DutiesShown Duties { get; private set; } = null!;

    public static IReadOnlyList<(string Href, Bilingual Said, Bilingual Hint)> Places { get; } =
    [
        (
            "/staff/convenings",
            new("吹哨报到", "Convenings"),
            new("叫几个单位到现场商量，各自在时限内答复", "Call units together; each answers within its clock")
        ),
    ];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var unit = desk.Scope.Unit;
        Duties = new DutiesShown(
            await JointLists.DutiesAsync(desk.Db, desk.Scope, unit, Most, cancel),
            unit,
            desk.Now,
            await desk.JurisdictionAsync(cancel)
        );
    }
}
