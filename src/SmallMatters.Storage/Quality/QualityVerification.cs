using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Quality;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Patterns;
using SmallMatters.Storage.Satisfaction;

namespace SmallMatters.Storage.Quality;

/// <summary>
/// Computes the kept figures of quality checks again: how each stands and what was said, from its facts; of which closing it is, from the
/// closings; and that a month holds as many as its draw says, and none without a draw. What is damaged is named.
/// </summary>
public sealed class QualityVerification(IDbContextFactory<Db> databases)
{
    /// <summary>Computes everything again.</summary>
    public async Task<FiguresChecked> RunAsync(CancellationToken cancel = default)
    {
        var compared = new FigureComparison();
        await using var db = await databases.CreateDbContextAsync(cancel);
        // In one instant: what is read or drawn meanwhile still fits its facts.
        await using var instant = await Verification.SnapshotAsync(db, cancel);
        var found = new Dictionary<long, int>();
        await foreach (var (row, closing, facts) in DrawnClosings.AllAsync<QualityCheckRow, QualityCheckFactRow>(db, cancel))
        {
            Compare(compared, row, closing, facts);
            if (!row.Second)
            {
                var month = row.Number / QualityDraws.MostInMonth;
                found[month] = found.GetValueOrDefault(month) + 1;
            }
        }
        foreach (var row in await db.Set<QualityDrawRow>().AsNoTracking().OrderBy(d => d.Month).ToListAsync(cancel))
        {
            var draw = (QualityDrawn)PlainFacts<DrawOfQuality>.Read(row.Type, row.Body);
            found.Remove((row.Month.Year * 100L) + row.Month.Month, out var checks);
            compared.Add("drawn", $"{row.Month:yyyy-MM}", draw.Drawn, checks);
        }
        foreach (var (month, checks) in found.OrderBy(f => f.Key))
        {
            compared.Differs("drawn", $"{month / 100:0000}-{month % 100:00}", "-", $"{checks}");
        }
        return compared.Of(new("质量抽查", "quality checks"));
    }

    private static void Compare(
        FigureComparison compared,
        QualityCheckRow row,
        ClosingRow? closing,
        List<QualityCheckFactRow> facts
    )
    {
        var where = $"check {row.Number}";
        compared.Add("closed at", where, $"{row.ClosedAt:O}", closing is null ? null : $"{closing.ClosedAt:O}");
        compared.Add("unit", where, row.Unit, closing?.Unit);
        compared.Add("area", where, row.Area, closing?.Area);
        compared.Add("category", where, row.Category, closing?.Category);
        var check = compared.Replayed(
            where,
            row.HeadSeq,
            facts,
            (QualityCheck? standing, QualityCheckFactRow fact) =>
                PlainFacts<QualityFact>.Read(fact.Type, fact.Body).Apply(standing)
        );
        if (check is null)
        {
            return;
        }
        var read = check as QualityCheck.Read;
        var reader = facts.Select(f => f.Staff).LastOrDefault(s => s is not null);
        compared.Add("stage", where, $"{row.Stage}", $"{check.Stage}");
        compared.Add("sheet", where, row.Sheet, read?.Sheet);
        compared.Add("said", where, row.Said, read is null ? null : QualityDesk.ColumnsOf(read).Said);
        compared.Add("holds", where, $"{row.Holds}", $"{read?.Holds}");
        compared.Add("reader", where, $"{row.Reader}", $"{reader}");
    }
}
