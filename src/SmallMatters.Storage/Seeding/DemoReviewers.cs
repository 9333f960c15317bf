using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Seeding;

/// <summary>Who reviews in the demonstration.</summary>
internal static class DemoReviewers
{
    /// <summary>Accounts of reviewers by their unit, always in the same order.</summary>
    public static async Task<ILookup<string, Guid>> ByUnitAsync(Db db, CancellationToken cancel) =>
        (
            await db
                .Appointments.Where(a => a.Role == StaffRole.Reviewer)
                .OrderBy(a => a.AccountId)
                .Select(a => new { a.Unit, a.AccountId })
                .ToListAsync(cancel)
        ).ToLookup(a => a.Unit, a => a.AccountId);
}
