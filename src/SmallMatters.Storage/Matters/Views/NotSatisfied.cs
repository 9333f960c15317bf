using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>
/// What residents were not satisfied with: results that a unit outside is reviewing, and matters that were opened again. It
/// says that it is so, and never who said what.
/// </summary>
public static class NotSatisfied
{
    private static readonly Stage[] Stages = [Stage.Open, Stage.UnderReview];

    /// <summary>Those that the unit answers for, the latest change first; nothing of a unit that the reader does not see.</summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who reads.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<UnitMatter>> OfUnitAsync(
        Db db,
        StaffScope scope,
        string unit,
        int take,
        CancellationToken cancel = default
    )
    {
        if (!scope.Sees.Contains(unit))
        {
            return [];
        }
        var rows = UnitMatters
            .Rows(db, scope)
            .AsNoTracking()
            // Said so that the index of unit and stage serves: what the unit has ever settled is not gone through.
            .Where(m => m.OwnerUnit == unit && Stages.Contains(m.Stage) && (m.Stage == Stage.UnderReview || m.Reopenings > 0));
        if (scope.Areas.TryGetValue(unit, out var only))
        {
            rows = rows.Where(m => only.Contains(m.Area));
        }
        var found = await rows.OrderByDescending(m => m.ChangedAt).ThenBy(m => m.Id).Take(take).ToListAsync(cancel);
        return found.ConvertAll(UnitMatters.Shown);
    }
}
