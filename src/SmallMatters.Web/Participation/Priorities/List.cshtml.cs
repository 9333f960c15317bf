using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;
using StaffDesk = SmallMatters.Web.Matters.Desk;

namespace SmallMatters.Web.Participation.Priorities;

/// <summary>Priorities that the reader's unit answers, and appeals that a reviewer may decide.</summary>
[Authorize(Policies.Matters)]
public sealed class ListModel(StaffDesk desk, PriorityReader reader) : PageModel
{
    private const int Rows = 30;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyList<PriorityPage> Shown { get; private set; } = [];

    public IReadOnlyList<PriorityPage> Appeals { get; private set; } = [];

    public bool Ended { get; private set; }

    public string? Older { get; private set; }

    public string? Newest { get; private set; }

    public bool MayPropose => desk.Scope.Actor.Is(StaffRole.Handler) || desk.Scope.Actor.Is(StaffRole.Supervisor);

    public async Task OnGetAsync(bool ended, string? before, CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Ended = ended;
        var after = Guid.TryParseExact(before, "N", out var key) ? key : (Guid?)null;
        if (MayPropose)
        {
            var found = await reader.OfUnitAsync(desk.Db, desk.Scope.Unit, ended, after, Rows + 1, cancel);
            Shown = [.. found.Take(Rows)];
            var of = $"{PriorityLinks.List}?ended={(ended ? "true" : "false")}";
            Older = found.Count > Rows ? $"{of}&before={Shown[^1].Id:N}" : null;
            Newest = after is null ? null : of;
        }
        Appeals = desk.Scope.Actor.Is(StaffRole.Reviewer)
            ? await reader.AppealsAsync(desk.Db, desk.Scope.Unit, Rows, cancel)
            : [];
    }
}
