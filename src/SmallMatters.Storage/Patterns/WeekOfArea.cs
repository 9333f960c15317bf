using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Patterns;

/// <summary>A promise to a resident that is due, without its words: what was promised to one person is not for a wall.</summary>
/// <param name="Number">Reference of the matter, as a number.</param>
/// <param name="Category">Category code of the matter.</param>
/// <param name="Unit">Code of the unit that promised.</param>
/// <param name="DueOn">For which local day.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(PromiseDue.Category), nameof(PromiseDue.Unit))]
public sealed record PromiseDue(long Number, string Category, string Unit, DateOnly DueOn);

/// <summary>What the weekly plan of an area counts beyond the patterns.</summary>
public static class WeekOfArea
{
    /// <summary>
    /// Open promises to residents of an area that are due by a day, those past among them, the earliest first: those that a
    /// unit made whose matters the reader sees, and of the others only how many there are.
    /// </summary>
    public static async Task<(IReadOnlyList<PromiseDue> Seen, int Others)> PromisesAsync(
        Db db,
        StaffScope scope,
        string area,
        DateOnly until,
        int take,
        CancellationToken cancel = default
    )
    {
        var due =
            from p in db.Set<PromiseRow>().AsNoTracking()
            join m in db.Set<MatterRow>().AsNoTracking() on p.MatterId equals m.Id
            where m.Area == area && m.Kind != Domain.Units.Kind.Conduct && p.State == PromiseState.Open && p.DueOn <= until
            select new { Promise = p, Matter = m };
        string[] units = [.. scope.Sees.Where(unit => scope.SeesIn(unit, area))];
        var seen = await due.Where(d => units.Contains(d.Promise.Unit))
            .OrderBy(d => d.Promise.DueOn)
            .ThenBy(d => d.Promise.Id)
            .Select(d => new PromiseDue(d.Matter.Number, d.Matter.Category, d.Promise.Unit, d.Promise.DueOn))
            .Take(take)
            .ToListAsync(cancel);
        return (seen, await due.CountAsync(d => !units.Contains(d.Promise.Unit), cancel));
    }
}
