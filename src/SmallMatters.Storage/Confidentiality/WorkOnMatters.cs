using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Confidentiality;

/// <summary>What somebody who sees a unit's matters opens one of them for.</summary>
internal static class WorkOnMatters
{
    // What a leader does as one who looks after others' work. Whatever else somebody of the owner writes is work on the matter.
    private static readonly string[] LookingAfter =
    [
        nameof(Assigned),
        nameof(ClockExtended),
        nameof(Designated),
        nameof(IdentityOpeningAsked),
        nameof(IdentityOpeningDecided),
        nameof(IdentityShown),
        nameof(Noted),
        nameof(ThreatRecorded),
    ];

    /// <summary>
    /// Handling, when the matter was given to them, when they are a handler of its owner, or when they work for the owner and
    /// have done some of the work themselves, leaders too; else overseeing.
    /// </summary>
    public static async Task<AccessPurpose> PurposeAsync(Db db, MatterRow head, StaffScope scope, CancellationToken cancel)
    {
        if (scope.Handles(head.OwnerUnit, head.Area, head.Handler))
        {
            return AccessPurpose.Handling;
        }
        if (!scope.Units.Contains(head.OwnerUnit))
        {
            return AccessPurpose.Overseeing;
        }
        var me = new Actor.Staff(scope.Id, scope.Unit, []).Code;
        return await db.Set<HistoryRow>()
            .AnyAsync(
                h => h.MatterId == head.Id && h.Actor == me && h.Unit == head.OwnerUnit && !LookingAfter.Contains(h.Type),
                cancel
            )
            ? AccessPurpose.Handling
            : AccessPurpose.Overseeing;
    }
}
