using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Patterns;

/// <summary>A promise to a resident that is due, without its words: what was promised to one person is not for a wall.</summary>
/// <param name="Number">Reference of the matter, as a number.</param>
/// <param name="Category">Category code of the matter.</param>
/// <param name="Unit">Code of the unit that promised.</param>
/// <param name="DueOn">For which local day.</param>
public sealed record PromiseDue(long Number, string Category, string Unit, DateOnly DueOn);

/// <summary>What the weekly plan of an area counts beyond the patterns.</summary>
public static class WeekOfArea
{
    /// <summary>Open promises to residents of an area that are due by a day, those past among them; the earliest first.</summary>
    public static async Task<IReadOnlyList<PromiseDue>> PromisesAsync(
        Db db,
        string area,
        DateOnly until,
        int take,
        CancellationToken cancel = default
    ) =>
        await (
            from p in db.Set<PromiseRow>().AsNoTracking()
            join m in db.Set<MatterRow>().AsNoTracking() on p.MatterId equals m.Id
            where m.Area == area && m.Kind != Domain.Units.Kind.Conduct && p.State == PromiseState.Open && p.DueOn <= until
            orderby p.DueOn, p.Id
            select new PromiseDue(m.Number, m.Category, p.Unit, p.DueOn)
        )
            .Take(take)
            .ToListAsync(cancel);
}
