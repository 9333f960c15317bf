using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.SchoolGates;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.SchoolGates;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.SchoolGates;

/// <summary>The shifts of today that the reader may see, gates that stand empty first, and the schools.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk) : PageModel
{
    private const int Most = 200;

    public IReadOnlyList<GateShift> Shifts { get; private set; } = [];

    public IReadOnlyList<JointLine> Rooms { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Shifts = await GateBook.ShiftsAsync(desk.Db, desk.Scope, Jurisdiction.Calendar.DayOf(desk.Now), cancel);
        Rooms = await JointLists.OfKindAsync<CampusRoom>(desk.Db, desk.Scope, new JointFilter(), Most, cancel);
    }
}
