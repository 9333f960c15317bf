using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Quality;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Quality;

/// <summary>
/// Computes the kept figures of quality checks again from their facts: how each stands, what was said, and that a month holds as many as its
/// draw says.
/// </summary>
public sealed class QualityVerification(IDbContextFactory<Db> databases)
{
    private const int Page = 2000;

    /// <summary>Computes everything again.</summary>
    public async Task<FiguresChecked> RunAsync(CancellationToken cancel = default)
    {
        var compared = new FigureComparison();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var drawn = new Dictionary<long, int>();
        var after = 0L;
        while (true)
        {
            var rows = await db.Set<QualityCheckRow>()
                .AsNoTracking()
                .Where(c => c.Number > after)
                .OrderBy(c => c.Number)
                .Take(Page)
                .ToListAsync(cancel);
            if (rows.Count == 0)
            {
                break;
            }
            var last = rows[^1].Number;
            var facts = (
                await db.Set<QualityCheckFactRow>()
                    .AsNoTracking()
                    .Where(f => f.Number > after && f.Number <= last)
                    .OrderBy(f => f.Seq)
                    .ToListAsync(cancel)
            ).ToLookup(f => f.Number);
            foreach (var row in rows)
            {
                Compare(compared, row, QualityDesk.Replayed(facts[row.Number]));
                if (!row.Second)
                {
                    var month = row.Number / QualityDraws.MostInMonth;
                    drawn[month] = drawn.GetValueOrDefault(month) + 1;
                }
            }
            after = last;
        }
        foreach (var row in await db.Set<QualityDrawRow>().AsNoTracking().OrderBy(d => d.Month).ToListAsync(cancel))
        {
            var draw = (QualityDrawn)PlainFacts<DrawOfQuality>.Read(row.Type, row.Body);
            var month = (row.Month.Year * 100L) + row.Month.Month;
            compared.Add("drawn", $"{row.Month:yyyy-MM}", draw.Drawn, drawn.GetValueOrDefault(month));
        }
        return compared.Of(new("质量抽查", "quality checks"));
    }

    private static void Compare(FigureComparison compared, QualityCheckRow row, QualityCheck check)
    {
        var where = $"check {row.Number}";
        compared.Add("stage", where, $"{row.Stage}", $"{check.Stage}");
        var read = check as QualityCheck.Read;
        compared.Add("sheet", where, row.Sheet, read?.Sheet);
        compared.Add("said", where, row.Said, read is null ? null : QualityDesk.ColumnsOf(read).Said);
        compared.Add("holds", where, $"{row.Holds}", $"{read?.Holds}");
    }
}
