using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Jurisdictions;

namespace SmallMatters.Web.Accounts.Administration;

/// <summary>All accounts of the staff, a page at a time, by user name.</summary>
[Authorize(Policies.SecurityAdministrator)]
public sealed class AccountsModel(Db db, JurisdictionSource jurisdictions, TimeProvider time) : PageModel
{
    private const int OnOnePage = 50;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Sought { get; set; }

    [BindProperty(SupportsGet = true, Name = "after")]
    public string? After { get; set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyList<Account> Accounts { get; private set; } = [];

    /// <summary>Appointments valid today, by account.</summary>
    public ILookup<Guid, Appointment> Posts { get; private set; } = null!;

    public string? Next { get; private set; }

    public async Task OnGetAsync()
    {
        var cancel = HttpContext.RequestAborted;
        Jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var today = Jurisdiction.Calendar.DayOf(time.GetUtcNow());
        var sought = db.Users.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(Sought))
        {
            var upper = Sought.Trim().ToUpperInvariant();
            sought = sought.Where(a => a.NormalizedUserName!.Contains(upper) || a.DisplayName.Contains(Sought.Trim()));
        }
        if (!string.IsNullOrEmpty(After))
        {
            sought = sought.Where(a => string.Compare(a.NormalizedUserName, After) > 0);
        }
        var found = await sought.OrderBy(a => a.NormalizedUserName).Take(OnOnePage + 1).ToListAsync(cancel);
        Accounts = [.. found.Take(OnOnePage)];
        if (found.Count > OnOnePage)
        {
            Next = $"?q={Uri.EscapeDataString(Sought ?? "")}&after={Uri.EscapeDataString(Accounts[^1].NormalizedUserName!)}";
        }
        var ids = Accounts.Select(a => a.Id).ToList();
        Posts = (
            await db
                .Appointments.AsNoTracking()
                .Where(p => ids.Contains(p.AccountId) && p.ValidFrom <= today && (p.ValidTo == null || p.ValidTo >= today))
                .ToListAsync(cancel)
        ).ToLookup(p => p.AccountId);
    }
}
