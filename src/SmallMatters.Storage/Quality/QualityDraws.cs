using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Quality;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;
using SmallMatters.Storage.Satisfaction;

namespace SmallMatters.Storage.Quality;

/// <summary>A closing whose answer may be read.</summary>
/// <param name="Closing">By what it is drawn.</param>
/// <param name="Matter">Its matter.</param>
/// <param name="Owner">Code of the unit that owns the matter now.</param>
/// <param name="Area">Code of its area.</param>
/// <param name="ClosedAt">When it was closed, UTC.</param>
internal sealed record QualityCandidate(
    CallCandidate Closing,
    MatterId Matter,
    string Owner,
    string Area,
    DateTimeOffset ClosedAt
);

/// <summary>Draws the answers of a month that are read, once, and ends the checks whose time is over.</summary>
public sealed class QualityDraws(
    IDbContextFactory<Db> databases,
    JurisdictionSource jurisdictions,
    QualityRules rules,
    TimeProvider time
)
{
    /// <summary>Numbers of a month begin at year and month times this.</summary>
    internal const int MostInMonth = 1_000_000;

    private const int MostAtOnce = 5000;

    // A resident who is written to again about an answer of a year ago is not helped by it.
    private const int MonthsMadeUpFor = 12;

    /// <summary>
    /// Draws the latest month that is over long enough, and those of the year before it that were missed since the first draw, while the
    /// program did not run.
    /// </summary>
    /// <returns>How many checks are to be made, second readings among them.</returns>
    public async Task<int> DrawAsync(CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var settled = jurisdiction.Calendar.DayOf(now).AddDays(-rules.DrawAfterDays);
        var latest = new DateOnly(settled.Year, settled.Month, 1).AddMonths(-1);
        DateOnly? first;
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            first = await db.Set<QualityDrawRow>().MinAsync(d => (DateOnly?)d.Month, cancel);
        }
        var made = 0;
        for (var back = MonthsMadeUpFor - 1; back >= 0; back--)
        {
            var month = latest.AddMonths(-back);
            if (back == 0 || first < month)
            {
                made += await DrawAsync(month, now, cancel);
            }
        }
        return made;
    }

    /// <summary>Draws one month as of an instant, unless it was drawn.</summary>
    internal async Task<int> DrawAsync(DateOnly month, DateTimeOffset now, CancellationToken cancel)
    {
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Set<QualityDrawRow>().AnyAsync(d => d.Month == month, cancel))
        {
            return 0;
        }
        var (from, to) = (jurisdiction.Calendar.StartOfDay(month), jurisdiction.Calendar.StartOfDay(month.AddMonths(1)));
        var frame = (await FrameAsync(db, from, to, cancel))
            .Where(c => jurisdiction.Units.ContainsKey(c.Closing.Unit) && jurisdiction.FindReviewer(c.Closing.Unit) is not null)
            .ToDictionary(c => c.Closing.Key);
        var seed = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var (draw, readings) = QualityDrawn.From([.. frame.Values.Select(c => c.Closing)], seed, rules);
        db.Add(
            new QualityDrawRow
            {
                Month = month,
                At = now,
                Type = PlainFacts<DrawOfQuality>.NameOf(draw),
                Body = PlainFacts<DrawOfQuality>.Write(draw),
            }
        );
        var parts = await HandledBy.PartsAsync(db, [.. readings.Select(r => frame[r.Closing.Key].Matter)], cancel);
        var until = jurisdiction.Calendar.DayOf(now).AddDays(rules.OpenDays);
        var number = ((month.Year * 100L) + month.Month) * MostInMonth;
        var made = 0;
        foreach (var (closing, second) in readings)
        {
            var of = frame[closing.Key];
            made += Add(db, of, second, [.. parts[of.Matter]], ++number, until, jurisdiction, now) ? 1 : 0;
        }
        await db.SaveChangesAsync(cancel);
        return made;
    }

    /// <summary>Ends the checks whose time is over, and leaves those out whose matter is none any more that is read.</summary>
    public async Task LapseAsync(CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var today = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var tellable = Tellable.Of(db);
        var waiting = db.Set<QualityCheckRow>().Where(c => c.Stage == QualityStage.Waiting);
        var not = await waiting
            .Where(c => !tellable.Any(m => m.Id == c.MatterId))
            .OrderBy(c => c.Number)
            .Take(MostAtOnce)
            .ToListAsync(cancel);
        foreach (var row in not)
        {
            Put(db, row, CheckQualityRule.LeaveOut(new QualityCheck.Waiting(row.OpenUntil)), now);
        }
        var left = not.Select(c => c.Number).ToHashSet();
        var over = await waiting.Where(c => c.OpenUntil < today).OrderBy(c => c.Number).Take(MostAtOnce).ToListAsync(cancel);
        foreach (var row in over.Where(c => !left.Contains(c.Number)))
        {
            Put(db, row, CheckQualityRule.Lapse(new QualityCheck.Waiting(row.OpenUntil), today, nobodyNeutral: false), now);
        }
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The closings of a month whose answers may be read, as they stand now; to do a draw again.</summary>
    /// <param name="db">The database.</param>
    /// <param name="since">First instant of the month, UTC.</param>
    /// <param name="to">Its end, UTC; not included.</param>
    /// <param name="cancel">Cancels.</param>
    internal static async Task<List<QualityCandidate>> FrameAsync(
        Db db,
        DateTimeOffset since,
        DateTimeOffset to,
        CancellationToken cancel
    )
    {
        var rows = await (
            from c in db.Set<ClosingRow>().AsNoTracking()
            join m in Tellable.Of(db) on c.MatterId equals m.Id
            where
                c.ClosedAt >= since
                && c.ClosedAt < to
                && c.Kind != Kind.Conduct
                && c.Origin != Origin.Staff
                && c.Stands != ClosingStands.Ended
            select new
            {
                m.Number,
                c.Nth,
                c.Unit,
                c.Category,
                m.Id,
                m.OwnerUnit,
                c.Area,
                c.ClosedAt,
            }
        ).ToListAsync(cancel);
        return rows.ConvertAll(r => new QualityCandidate(
            new CallCandidate(r.Number, r.Nth, r.Unit, r.Category),
            r.Id,
            r.OwnerUnit,
            r.Area,
            r.ClosedAt
        ));
    }

    // Whether there is somebody to read it.
    private static bool Add(
        Db db,
        QualityCandidate of,
        bool second,
        string[] parts,
        long number,
        DateOnly until,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        string[] handled = [.. parts.Append(of.Closing.Unit).Append(of.Owner).Distinct().Order(StringComparer.Ordinal)];
        var checker = HandledBy.NeutralTo(handled, jurisdiction);
        // Another unit reads it the second time where there is one, else another person of the same.
        checker = second && checker is { } first ? HandledBy.NeutralTo([.. handled, first], jurisdiction) ?? first : checker;
        var row = new QualityCheckRow
        {
            Number = number,
            MatterId = of.Matter,
            Nth = of.Closing.Nth,
            ClosedAt = of.ClosedAt,
            Second = second,
            Unit = of.Closing.Unit,
            Handled = string.Join(',', handled),
            Area = of.Area,
            Category = of.Closing.Category,
            Checker = checker ?? "",
            Stage = QualityStage.Waiting,
            OpenUntil = until,
        };
        db.Add(row);
        QualityDesk.Put(db, row, new QualityDue(until), null, now);
        if (checker is null)
        {
            var day = jurisdiction.Calendar.DayOf(now);
            Put(db, row, CheckQualityRule.Lapse(new QualityCheck.Waiting(until), day, nobodyNeutral: true), now);
        }
        return checker is not null;
    }

    private static void Put(Db db, QualityCheckRow row, QualityDecision decision, DateTimeOffset now)
    {
        if (decision.Fact is { } fact)
        {
            QualityDesk.Put(db, row, fact, null, now);
        }
    }
}
