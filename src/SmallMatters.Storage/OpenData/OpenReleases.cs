using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.OpenData;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.OpenData;

/// <summary>What a release is of.</summary>
public enum OpenDataSet
{
    /// <summary>Counts of a month by category and area.</summary>
    Counts,

    /// <summary>Counts of a quarter by cell of the grid.</summary>
    Cells,
}

/// <summary>One release as it went out. Never changed: a second release of the same period would tell of what came between.</summary>
[NotPersonal("counts of at least five, as they were released", nameof(OpenReleaseRow.Body))]
internal sealed class OpenReleaseRow
{
    public OpenDataSet DataSet { get; init; }
    public DateOnly Period { get; init; }
    public DateTimeOffset MadeAt { get; init; }
    public required string Body { get; init; }
}

internal sealed class OpenReleaseMap : IEntityTypeConfiguration<OpenReleaseRow>
{
    public void Configure(EntityTypeBuilder<OpenReleaseRow> builder)
    {
        builder.ToTable("OpenRelease");
        builder.HasKey(r => new { r.DataSet, r.Period });
    }
}

/// <summary>Makes the releases of open data, each once, and reads them. It counts what the public's projection shows and nothing else.</summary>
public sealed class OpenReleases(
    IDbContextFactory<Db> databases,
    JurisdictionSource jurisdictions,
    OutwardFlows flows,
    TimeProvider time
)
{
    private const int MostMonths = 36;

    /// <summary>The flow that an impact assessment must have permitted before a set is released.</summary>
    public static OutwardFlow FlowOf(OpenDataSet set) => new(OutwardFlowKind.OpenData, set.ToString().ToLowerInvariant());

    /// <summary>
    /// Releases every finished month and quarter that has matters and was not released yet, of the sets for which an impact
    /// assessment holds today.
    /// </summary>
    /// <returns>How many releases were made.</returns>
    public async Task<int> MakeAsync(CancellationToken cancel = default)
    {
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var counts = await flows.PermitAsync(db, FlowOf(OpenDataSet.Counts), cancel) is null;
        var cells = await flows.PermitAsync(db, FlowOf(OpenDataSet.Cells), cancel) is null;
        var first = await PublicMatters
            .Of(db, [])
            .OrderBy(m => m.Id)
            .Select(m => (DateTimeOffset?)m.RaisedAt)
            .FirstOrDefaultAsync(cancel);
        if (first is null)
        {
            return 0;
        }
        var month = FirstOf(jurisdiction.Calendar.DayOf(now));
        var from = FirstOf(jurisdiction.Calendar.DayOf(first.Value));
        from = from < month.AddMonths(-MostMonths) ? month.AddMonths(-MostMonths) : from;
        var before = (await db.Set<OpenReleaseRow>().Select(r => new { r.DataSet, r.Period }).ToListAsync(cancel))
            .Select(r => (r.DataSet, r.Period))
            .ToHashSet();
        var made = 0;
        for (var at = QuarterOf(from); at < month; at = at.AddMonths(1))
        {
            if (counts && at >= from && !before.Contains((OpenDataSet.Counts, at)))
            {
                var release = CountRelease.Of(
                    at,
                    [.. jurisdiction.Categories.Keys],
                    [.. jurisdiction.Areas.Keys],
                    await CountsAsync(db, jurisdiction, at, cancel)
                );
                made += await KeepAsync(OpenDataSet.Counts, at, JsonSerializer.Serialize(release), now, cancel);
            }
            if (cells && at.Month % 3 == 1 && at.AddMonths(3) <= month && !before.Contains((OpenDataSet.Cells, at)))
            {
                var released = CellRelease.Of(at, await CellsAsync(db, jurisdiction, at, cancel));
                made += await KeepAsync(OpenDataSet.Cells, at, JsonSerializer.Serialize(released), now, cancel);
            }
        }
        return made;
    }

    /// <summary>The released months, the oldest first.</summary>
    public static async Task<IReadOnlyList<CountRelease>> CountsAsync(Db db, CancellationToken cancel = default) =>
        (await BodiesAsync(db, OpenDataSet.Counts, cancel)).ConvertAll(b => JsonSerializer.Deserialize<CountRelease>(b)!);

    /// <summary>The released quarters, the oldest first.</summary>
    public static async Task<IReadOnlyList<CellRelease>> CellsAsync(Db db, CancellationToken cancel = default) =>
        (await BodiesAsync(db, OpenDataSet.Cells, cancel)).ConvertAll(b => JsonSerializer.Deserialize<CellRelease>(b)!);

    /// <summary>When each set was last released, UTC.</summary>
    public static async Task<IReadOnlyDictionary<OpenDataSet, (DateOnly Period, DateTimeOffset MadeAt)>> LatestAsync(
        Db db,
        CancellationToken cancel = default
    ) => (
            await db.Set<OpenReleaseRow>()
                .Select(r => new
                {
                    r.DataSet,
                    r.Period,
                    r.MadeAt,
                })
                .ToListAsync(cancel)
        ).GroupBy(r => r.DataSet).ToDictionary(g => g.Key, g => (g.Max(r => r.Period), g.Max(r => r.MadeAt)));

    private static async Task<List<string>> BodiesAsync(Db db, OpenDataSet set, CancellationToken cancel) =>
        await db.Set<OpenReleaseRow>()
            .AsNoTracking()
            .Where(r => r.DataSet == set)
            .OrderBy(r => r.Period)
            .Select(r => r.Body)
            .ToListAsync(cancel);

    private static async Task<Dictionary<(string, string), int>> CountsAsync(
        Db db,
        Jurisdiction jurisdiction,
        DateOnly month,
        CancellationToken cancel
    )
    {
        var counted = await Raised(db, jurisdiction, month, 1, [])
            .GroupBy(m => new { m.Category, m.Area })
            .Select(g => new
            {
                g.Key.Category,
                g.Key.Area,
                Count = g.Count(),
            })
            .ToListAsync(cancel);
        return counted.ToDictionary(c => (c.Category, c.Area), c => c.Count);
    }

    private static async Task<Dictionary<long, int>> CellsAsync(
        Db db,
        Jurisdiction jurisdiction,
        DateOnly quarter,
        CancellationToken cancel
    )
    {
        string[] open = [.. jurisdiction.Categories.Values.Where(c => c.PublicSpace).Select(c => c.Code)];
        var positions = await Raised(db, jurisdiction, quarter, 3, open)
            .Where(m => m.Latitude != null && m.Longitude != null)
            .Select(m => new { m.Latitude, m.Longitude })
            .ToListAsync(cancel);
        return positions
            .GroupBy(p => GridCell.Of(Position.At(p.Latitude!.Value, p.Longitude!.Value)).Key)
            .ToDictionary(g => g.Key, g => g.Count());
    }

    private static IQueryable<PublicMatter> Raised(
        Db db,
        Jurisdiction jurisdiction,
        DateOnly from,
        int months,
        IReadOnlyCollection<string> open
    ) =>
        PublicMatters
            .Of(db, open)
            .RaisedBetween(
                jurisdiction.Calendar.StartOfDay(from),
                jurisdiction.Calendar.StartOfDay(from.AddMonths(months)).AddTicks(-10)
            );

    // Another node may have been quicker: what it released stands.
    private async Task<int> KeepAsync(OpenDataSet set, DateOnly period, string body, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        db.Add(
            new OpenReleaseRow
            {
                DataSet = set,
                Period = period,
                MadeAt = now,
                Body = body,
            }
        );
        try
        {
            return await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await db.Set<OpenReleaseRow>().AnyAsync(r => r.DataSet == set && r.Period == period, cancel))
            {
                return 0;
            }
            throw;
        }
    }

    private static DateOnly QuarterOf(DateOnly month) => new(month.Year, month.Month - ((month.Month - 1) % 3), 1);

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
