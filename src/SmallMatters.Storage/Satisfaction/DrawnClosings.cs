using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Satisfaction;

/// <summary>What somebody does about a closing that was drawn: a satisfaction call, or a check of its quality.</summary>
internal interface IOfDrawnClosing
{
    /// <summary>Year and month, then the place in the draw.</summary>
    long Number { get; }
    MatterId MatterId { get; }

    /// <summary>Which closing of the matter.</summary>
    int Nth { get; }
}

/// <summary>A fact of it.</summary>
internal interface IFactOfDrawnClosing
{
    long Number { get; }
    int Seq { get; }
}

/// <summary>Goes through all that was drawn.</summary>
internal static class DrawnClosings
{
    private const int Page = 2000;

    /// <summary>Each in the order of its number, with its closing, null where that is gone, and its facts in their order.</summary>
    public static async IAsyncEnumerable<(TRow Row, ClosingRow? Closing, List<TFact> Facts)> AllAsync<TRow, TFact>(
        Db db,
        [EnumeratorCancellation] CancellationToken cancel
    )
        where TRow : class, IOfDrawnClosing
        where TFact : class, IFactOfDrawnClosing
    {
        var after = 0L;
        while (true)
        {
            var rows = await db.Set<TRow>()
                .AsNoTracking()
                .Where(c => c.Number > after)
                .OrderBy(c => c.Number)
                .Take(Page)
                .GroupJoin(
                    db.Set<ClosingRow>(),
                    c => new { c.MatterId, c.Nth },
                    c => new { c.MatterId, c.Nth },
                    (row, closings) => new { row, closings }
                )
                .SelectMany(x => x.closings.DefaultIfEmpty(), (x, closing) => new { Row = x.row, Closing = closing })
                .OrderBy(x => x.Row.Number)
                .ToListAsync(cancel);
            if (rows.Count == 0)
            {
                yield break;
            }
            var last = rows[^1].Row.Number;
            var facts = (
                await db.Set<TFact>()
                    .AsNoTracking()
                    .Where(f => f.Number > after && f.Number <= last)
                    .OrderBy(f => f.Seq)
                    .ToListAsync(cancel)
            ).ToLookup(f => f.Number);
            foreach (var row in rows)
            {
                yield return (row.Row, row.Closing, [.. facts[row.Row.Number]]);
            }
            after = last;
        }
    }
}
