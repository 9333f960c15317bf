using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>A request about somebody's own data that waits for its answer. It holds no word of theirs.</summary>
/// <param name="Id">Key.</param>
/// <param name="Number">Reference of the matter, as a number.</param>
/// <param name="Category">Category code of the matter.</param>
/// <param name="Kind">Which right.</param>
/// <param name="Unit">Code of the unit that answers.</param>
/// <param name="DueAt">The end of its clock, UTC.</param>
/// <param name="EscalatedTo">Code of the unit that it has gone up to.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(RightLine.Category), nameof(RightLine.Unit), nameof(RightLine.EscalatedTo))]
public sealed record RightLine(
    Guid Id,
    long Number,
    string Category,
    RightKind Kind,
    string Unit,
    DateTimeOffset? DueAt,
    string? EscalatedTo
);

/// <summary>Lists of requests about residents' own data.</summary>
public static class RightRequests
{
    /// <summary>What waits for the reader's unit, and what is overdue elsewhere and has gone up to it; the most urgent first.</summary>
    public static async Task<IReadOnlyList<RightLine>> WaitingAsync(
        Db db,
        StaffScope scope,
        int take,
        CancellationToken cancel = default
    )
    {
        var (unit, sees) = (scope.Unit, scope.Sees.Contains(scope.Unit));
        var found = await (
            from r in db.Set<RightRequestRow>().AsNoTracking()
            join m in UnitMatters.Rows(db, scope) on r.MatterId equals m.Id
            where sees && r.State == RightState.Asked && (r.Unit == unit || r.EscalatedTo == unit)
            orderby r.DueAt, r.Id
            select new
            {
                Request = r,
                m.Number,
                m.Category,
                m.Area,
            }
        )
            .Take(take)
            .ToListAsync(cancel);
        return
        [
            .. found
                .Where(f => scope.SeesIn(unit, f.Area))
                .Select(f => new RightLine(
                    f.Request.Id,
                    f.Number,
                    f.Category,
                    f.Request.Kind,
                    f.Request.Unit,
                    f.Request.DueAt,
                    f.Request.EscalatedTo
                )),
        ];
    }
}
