using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Hazards;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Hazards;

/// <summary>The draw of a unit for a month. Written once, never edited.</summary>
[NotPersonal(
    "codes of a unit and of places, a seed and a share",
    nameof(InspectionDrawRow.Unit),
    nameof(InspectionDrawRow.Type),
    nameof(InspectionDrawRow.Body)
)]
internal sealed class InspectionDrawRow
{
    public required string Unit { get; init; }
    public DateOnly Month { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid Staff { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }
}

internal sealed class InspectionDrawMap : IEntityTypeConfiguration<InspectionDrawRow>
{
    public void Configure(EntityTypeBuilder<InspectionDrawRow> builder)
    {
        builder.ToTable("InspectionDraw");
        builder.HasKey(d => new { d.Unit, d.Month });
    }
}

/// <summary>A place with what moves its next inspection.</summary>
/// <param name="Id">Key.</param>
/// <param name="Details">What is said of it.</param>
/// <param name="History">What is known of it.</param>
public sealed record PlaceKnown(Guid Id, PremisesDetails Details, PlaceHistory History);

/// <summary>How long a finding was open.</summary>
/// <param name="Kind">Type of the premises.</param>
/// <param name="Days">Days from finding to end, or until now.</param>
/// <param name="Ended">Whether it has ended.</param>
public sealed record FindingOpenFor(PremisesKind Kind, double Days, bool Ended);

/// <summary>A draw with what has come of it.</summary>
/// <param name="Draw">The draw.</param>
/// <param name="At">When it was made, UTC.</param>
/// <param name="Inspected">How many of the drawn were inspected because of it.</param>
/// <param name="Having">In how many of these something failed.</param>
public sealed record DrawKept(InspectionsDrawn Draw, DateTimeOffset At, int Inspected, int Having);

/// <summary>Which places were looked at, which are next, and what was drawn: for those who may read the premises.</summary>
public sealed class CoverageBook(
    IDbContextFactory<Db> databases,
    HazardRules rules,
    JurisdictionSource jurisdictions,
    TimeProvider time
)
{
    /// <summary>Every place on the register that somebody may read, with what moves its next date.</summary>
    public async Task<(IReadOnlyList<PlaceKnown> Places, IReadOnlyList<FindingOpenFor> Findings)> PlacesAsync(
        StaffScope scope,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow();
        var calendar = (await jurisdictions.CurrentAsync(cancel)).Calendar;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await PremisesReader.Seen(db, scope).Where(p => !p.Withdrawn).ToListAsync(cancel);
        var ids = PremisesReader.Seen(db, scope).Where(p => !p.Withdrawn).Select(p => p.Id);
        var last = await db.Set<InspectionRow>()
            .Where(i => ids.Contains(i.PremisesId))
            .GroupBy(i => i.PremisesId)
            .Select(g => new { g.Key, At = g.Max(i => i.At) })
            .ToDictionaryAsync(g => g.Key, g => g.At, cancel);
        var since = await db.Set<PremisesFactRow>()
            .Where(f => ids.Contains(f.PremisesId) && f.Type == nameof(PremisesEntered))
            .GroupBy(f => f.PremisesId)
            .Select(g => new { g.Key, At = g.Max(f => f.At) })
            .ToDictionaryAsync(g => g.Key, g => g.At, cancel);
        var findings = await db.Set<FindingRow>().AsNoTracking().Where(f => ids.Contains(f.PremisesId)).ToListAsync(cancel);
        var there = findings.ToLookup(f => f.PremisesId);
        return (
            rows.ConvertAll(row => new PlaceKnown(
                row.Id,
                row.Details,
                new PlaceHistory(
                    row.Kind,
                    calendar.DayOf(since[row.Id]),
                    last.TryGetValue(row.Id, out var at) ? calendar.DayOf(at) : null,
                    there[row.Id].Count(f => f.EndedAt is null && !f.Major),
                    there[row.Id].Count(f => f.EndedAt is null && f.Major),
                    Median([.. there[row.Id].Where(f => f.EndedAt is not null).Select(f => Days(f, now)).Order()])
                )
            )),
            findings.ConvertAll(f => new FindingOpenFor(f.Kind, Days(f, now), f.EndedAt is not null))
        );
    }

    /// <summary>The draws of a unit, the latest first, with what has come of each within its month and the next.</summary>
    public async Task<IReadOnlyList<DrawKept>> DrawsAsync(string unit, int take, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await db.Set<InspectionDrawRow>()
            .AsNoTracking()
            .Where(d => d.Unit == unit)
            .OrderByDescending(d => d.Month)
            .Take(take)
            .ToListAsync(cancel);
        var draws = new List<DrawKept>();
        foreach (var row in rows)
        {
            var draw = (InspectionsDrawn)PlainFacts<InspectionFact>.Read(row.Type, row.Body);
            IReadOnlyList<string> drawn = draw.Drawn;
            var (since, until) = (row.At, row.At.AddDays(62));
            var came = await (
                from i in db.Set<InspectionRow>()
                join p in db.Set<PremisesEntryRow>() on i.PremisesId equals p.Id
                where i.Cause == InspectionCause.Drawn && i.ReceivedAt >= since && i.ReceivedAt < until && drawn.Contains(p.Code)
                group i by p.Code into g
                select new { g.Key, Failed = g.Max(i => i.Failed) }
            ).ToListAsync(cancel);
            draws.Add(new DrawKept(draw, row.At, came.Count, came.Count(c => c.Failed > 0)));
        }
        return draws;
    }

    /// <summary>Draws the month's share of the premises of the reader's unit, once.</summary>
    public async Task<Acted> DrawAsync(StaffScope scope, CancellationToken cancel = default)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var today = jurisdiction.Calendar.DayOf(now);
        var (unit, month) = (scope.Unit, new DateOnly(today.Year, today.Month, 1));
        await using var db = await databases.CreateDbContextAsync(cancel);
        var kept = db.Set<InspectionDrawRow>().Where(d => d.Unit == unit && d.Month == month);
        var codes = await db.Set<PremisesEntryRow>()
            .Where(p => p.Unit == unit && !p.Withdrawn)
            .Select(p => p.Code)
            .ToListAsync(cancel);
        var (fact, why) = DrawInspectionsRule.Decide(
            codes,
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            await kept.AnyAsync(cancel),
            scope.Actor,
            rules,
            jurisdiction,
            now
        );
        if (fact is null)
        {
            return new Acted.Refused(why!);
        }
        db.Add(
            new InspectionDrawRow
            {
                Unit = unit,
                Month = month,
                At = now,
                Staff = scope.Id.Value,
                Type = PlainFacts<InspectionFact>.NameOf(fact),
                Body = PlainFacts<InspectionFact>.Write(fact),
            }
        );
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Acted.Written();
        }
        catch (DbUpdateException)
        {
            // Somebody drew in this very moment: there is one draw, and it is theirs.
            db.ChangeTracker.Clear();
            if (await kept.AnyAsync(cancel))
            {
                return new Acted.ChangedMeanwhile();
            }
            throw;
        }
    }

    private static double Days(FindingRow finding, DateTimeOffset now) =>
        Math.Max(0, ((finding.EndedAt ?? now) - finding.FoundAt).TotalDays);

    private static double? Median(double[] ordered) =>
        ordered.Length == 0 ? null : (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
}
