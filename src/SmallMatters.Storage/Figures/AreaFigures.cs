using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Figures;

/// <summary>What an area's page says in numbers, for one category or for all of them.</summary>
/// <param name="Area">Area code; empty for the whole jurisdiction.</param>
/// <param name="Category">Category code; empty for all.</param>
/// <param name="At">When it was counted, UTC.</param>
/// <param name="Open">Open now.</param>
/// <param name="Answered">Closed with an outcome of the unit's in the year before (neither withdrawn nor merged).</param>
/// <param name="Typical">Half of those answered took no longer; null under <see cref="AreaFigures.Fewest"/>.</param>
/// <param name="NineInTen">Nine in ten of those answered took no longer; null under <see cref="AreaFigures.Fewest"/>.</param>
/// <param name="WithDate">Of those answered, how many had a promised day.</param>
/// <param name="InTime">Of those with a promised day, how many were answered by its end.</param>
/// <param name="Outcomes">Of those answered, how many with each outcome.</param>
/// <param name="Settled">Settled in the year before by a verdict, its missing, or a review.</param>
/// <param name="Judged">Of those settled, how many were judged by their resident.</param>
/// <param name="SaidSolved">Of those judged: it is solved.</param>
/// <param name="SaidPartly">Of those judged: partly.</param>
/// <param name="SaidNotSolved">Of those judged: not solved.</param>
public sealed record AreaFigure(
    string Area,
    string Category,
    DateTimeOffset At,
    int Open,
    int Answered,
    TimeSpan? Typical,
    TimeSpan? NineInTen,
    int WithDate,
    int InTime,
    IReadOnlyDictionary<OutcomeCode, int> Outcomes,
    int Settled,
    int Judged,
    int SaidSolved,
    int SaidPartly,
    int SaidNotSolved
);

/// <summary>
/// Counts the figures of areas and reads them. Counting passes once over all matters, so that pages do not: a job does it
/// every hour. Matters of conduct are not counted, since the public has none.
/// </summary>
public static class AreaFigures
{
    /// <summary>Under so many answered matters no times and no rates are published: they would say more of a person than of the work.</summary>
    public const int Fewest = 10;

    /// <summary>How far back the figures look.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(365);

    /// <summary>Counts everything anew and replaces what was counted before, in one transaction.</summary>
    /// <param name="db">The database.</param>
    /// <param name="now">UTC.</param>
    /// <param name="dayOf">The local day on which an instant falls, as promised days are local.</param>
    /// <param name="cancel">Cancels; the figures stay as they were.</param>
    /// <returns>How many figures there are now.</returns>
    public static async Task<int> RefreshAsync(
        Db db,
        DateTimeOffset now,
        Func<DateTimeOffset, DateOnly> dayOf,
        CancellationToken cancel = default
    )
    {
        var since = now - Window;
        var tallies = new AreaTallies(dayOf);
        var matters = db.Set<MatterRow>()
            .AsNoTracking()
            .Where(m => m.Kind != Kind.Conduct && (m.Stage == Stage.Open || m.ClosedAt >= since))
            .Select(m => new CountedMatter(
                m.Area,
                m.Category,
                m.Stage,
                m.RaisedAt,
                m.ClosedAt,
                m.PromisedOn,
                m.OutcomeCode,
                m.SettledBy,
                m.VerdictSolved
            ));
        await foreach (var matter in matters.AsAsyncEnumerable().WithCancellation(cancel))
        {
            tallies.Add(matter);
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Set<AreaFigureRow>().ExecuteDeleteAsync(cancel);
        var rows = tallies.ToRows(now);
        db.AddRange(rows);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        return rows.Count;
    }

    /// <summary>All figures of an area (empty for the jurisdiction), by category; the one for all categories has the empty code.</summary>
    public static async Task<IReadOnlyDictionary<string, AreaFigure>> OfAsync(
        Db db,
        string area,
        CancellationToken cancel = default
    ) =>
        (await db.Set<AreaFigureRow>().AsNoTracking().Where(f => f.Area == area).ToListAsync(cancel)).ToDictionary(
            f => f.Category,
            Shown
        );

    /// <summary>The figures over all categories, by area.</summary>
    public static async Task<IReadOnlyDictionary<string, AreaFigure>> OfAllAreasAsync(
        Db db,
        CancellationToken cancel = default
    ) =>
        (await db.Set<AreaFigureRow>().AsNoTracking().Where(f => f.Category == "").ToListAsync(cancel)).ToDictionary(
            f => f.Area,
            Shown
        );

    /// <summary>
    /// The figure that best tells how long a matter will take: of its area and category, else of the category everywhere;
    /// null while neither has enough.
    /// </summary>
    public static async Task<AreaFigure?> TimesAsync(Db db, string area, string category, CancellationToken cancel = default)
    {
        var rows = await db.Set<AreaFigureRow>()
            .AsNoTracking()
            .Where(f => f.Category == category && (f.Area == area || f.Area == "") && f.TypicalMinutes != null)
            .ToListAsync(cancel);
        return rows.OrderBy(f => f.Area == area ? 0 : 1).Select(Shown).FirstOrDefault();
    }

    private static AreaFigure Shown(AreaFigureRow row) =>
        new(
            row.Area,
            row.Category,
            row.At,
            row.Open,
            row.Answered,
            row.TypicalMinutes is { } typical ? TimeSpan.FromMinutes(typical) : null,
            row.LongMinutes is { } longer ? TimeSpan.FromMinutes(longer) : null,
            row.WithDate,
            row.InTime,
            new Dictionary<OutcomeCode, int>
            {
                [OutcomeCode.Solved] = row.Solved,
                [OutcomeCode.PartlySolved] = row.PartlySolved,
                [OutcomeCode.CannotBeSolved] = row.CannotBeSolved,
                [OutcomeCode.NotOurs] = row.NotOurs,
                [OutcomeCode.AnotherDoor] = row.AnotherDoor,
            },
            row.Settled,
            row.Judged,
            row.SaidSolved,
            row.SaidPartly,
            row.SaidNotSolved
        );
}
