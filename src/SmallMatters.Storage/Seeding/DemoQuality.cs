using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Quality;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Quality;

namespace SmallMatters.Storage.Seeding;

/// <summary>
/// The demonstration's quality checks: a year of months drawn as the program draws them, read by the reviewers; of the latest month two
/// answers of each unit that reads and all second readings wait.
/// </summary>
public sealed class DemoQuality(
    IDbContextFactory<Db> databases,
    JurisdictionSource jurisdictions,
    QualityDraws draws,
    QualityRules rules
)
{
    private const int Months = 12;
    private const int Waiting = 2;

    // How many of a hundred answers lack it, in the order of the questions.
    private static readonly int[] Lack = [8, 12, 10, 24, 6, 4];

    /// <summary>Makes them, where somebody reviews.</summary>
    public async Task MakeAsync(DateTimeOffset now, CancellationToken cancel = default)
    {
        var calendar = (await jurisdictions.CurrentAsync(cancel)).Calendar;
        var settled = calendar.DayOf(now).AddDays(-rules.DrawAfterDays);
        var latest = new DateOnly(settled.Year, settled.Month, 1).AddMonths(-1);
        var drawn = new Random(35);
        for (var back = Months - 1; back >= 0; back--)
        {
            var month = latest.AddMonths(-back);
            var at = calendar.StartOfDay(month.AddMonths(1).AddDays(rules.DrawAfterDays)).AddHours(3);
            await draws.DrawAsync(month, at, cancel);
            await ReadAsync(month, at.AddDays(6), back == 0, drawn, cancel);
        }
    }

    private async Task ReadAsync(DateOnly month, DateTimeOffset at, bool latest, Random drawn, CancellationToken cancel)
    {
        var first = ((month.Year * 100L) + month.Month) * QualityDraws.MostInMonth;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await db.Set<QualityCheckRow>()
            .Where(c => c.Number > first && c.Number < first + QualityDraws.MostInMonth && c.Stage == QualityStage.Waiting)
            .OrderBy(c => c.Second)
            .ThenBy(c => c.Number)
            .ToListAsync(cancel);
        var readers = await DemoReviewers.ByUnitAsync(db, cancel);
        var taken = new HashSet<(MatterId, int, Guid)>();
        // Of each unit that reads: else one could find nothing to read.
        var read = latest ? rows.Where(c => !c.Second).GroupBy(c => c.Checker).SelectMany(g => g.SkipLast(Waiting)) : rows;
        foreach (var row in read)
        {
            // The second reading is another one's.
            var reader = row.Second ? readers[row.Checker].LastOrDefault() : readers[row.Checker].FirstOrDefault();
            if (reader == Guid.Empty || !taken.Add((row.MatterId, row.Nth, reader)))
            {
                continue;
            }
            var by = new Actor.Staff(new StaffId(reader), row.Checker, [StaffRole.Reviewer]);
            QualityDesk.Put(db, row, new QualityRead(rules.SheetOn(month).Version, [.. Said(row, drawn)]), by, at);
        }
        await db.SaveChangesAsync(cancel);
    }

    // Two who read the same mostly say the same: what they find follows from the matter, and now and then one sees it otherwise.
    private IEnumerable<QualityAnswer> Said(QualityCheckRow row, Random drawn)
    {
        var same = new Random((int)(row.MatterId.Value % int.MaxValue));
        foreach (var (question, place) in rules.Sheets[0].Questions.Select((q, place) => (q, place)))
        {
            var (applies, lacks) = (same.Next(100) < 30 || !question.MayNotApply, same.Next(100) < Lack[place % Lack.Length]);
            lacks = drawn.Next(100) < 2 ? !lacks : lacks;
            yield return new QualityAnswer(
                question.Code,
                !applies ? QualityMark.NotApplicable
                    : lacks ? QualityMark.No
                    : QualityMark.Yes
            );
        }
    }
}
