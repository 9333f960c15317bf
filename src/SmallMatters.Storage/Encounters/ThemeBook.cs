using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Encounters;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Encounters;

/// <summary>A theme with its key.</summary>
public sealed record ThemeLine(Guid Id, CorrectionTheme Theme);

/// <summary>The one way in which themes are named, corrections promised, and both read.</summary>
public sealed class ThemeBook(IDbContextFactory<Db> databases, JurisdictionSource jurisdictions, TimeProvider time)
{
    /// <summary>So many themes stand on a page, the latest first.</summary>
    public const int Most = 100;

    /// <summary>Names a theme.</summary>
    public async Task<Acted> NameAsync(
        Actor.Staff by,
        Func<bool, Jurisdiction, DateOnly, ThemeDecision> decide,
        string unit,
        EncounterItem? item,
        string quarter,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow();
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var there = await db.Set<ThemeRow>().AnyAsync(t => t.Unit == unit && t.Quarter == quarter && t.Item == item, cancel);
        var decision = decide(there, jurisdiction, jurisdiction.Calendar.DayOf(now));
        if (decision.Fact is not ThemeNamed named)
        {
            return new Acted.Refused(decision.Why!);
        }
        var row = new ThemeRow
        {
            Id = Guid.CreateVersion7(now),
            Unit = named.File.Unit,
            Neutral = named.File.Neutral,
            Item = named.File.Item,
            Quarter = named.File.Quarter,
            Stage = ThemeStage.Named,
            HeadSeq = 1,
        };
        db.Add(row);
        db.Add(ToRow(row, named, by, now));
        return await SaveAsync(db, cancel);
    }

    /// <summary>Decides on a theme and writes what follows.</summary>
    public async Task<Acted> DecideAsync(
        Guid id,
        Actor.Staff by,
        Func<CorrectionTheme, DateOnly, ThemeDecision> decide,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow();
        var today = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Set<ThemeRow>().FirstOrDefaultAsync(t => t.Id == id, cancel) is not { } row)
        {
            return new Acted.NotFound();
        }
        var theme = Replayed(await FactsAsync(db, [id], cancel), id);
        var decision = decide(theme, today);
        if (decision.Fact is not { } fact)
        {
            return new Acted.Refused(decision.Why!);
        }
        row.Stage = fact.Apply(theme).Stage;
        row.HeadSeq++;
        db.Add(ToRow(row, fact, by, now));
        return await SaveAsync(db, cancel);
    }

    /// <summary>One theme; null when there is none.</summary>
    public static async Task<(CorrectionTheme Theme, IReadOnlyList<KeptFact<ThemeFact>> Facts)?> FindAsync(
        Db db,
        Guid id,
        CancellationToken cancel = default
    )
    {
        var facts = await FactsAsync(db, [id], cancel);
        return facts.Contains(id) ? (Replayed(facts, id), [.. facts[id]]) : null;
    }

    /// <summary>The themes of some units, the latest first; of all units when null.</summary>
    public static async Task<IReadOnlyList<ThemeLine>> ListAsync(
        Db db,
        IReadOnlyCollection<string>? units,
        CancellationToken cancel = default
    )
    {
        var rows = db.Set<ThemeRow>().AsNoTracking();
        if (units is not null)
        {
            rows = rows.Where(t => units.Contains(t.Unit));
        }
        var ids = await rows.OrderByDescending(t => t.Id).Take(Most).Select(t => t.Id).ToListAsync(cancel);
        var facts = await FactsAsync(db, ids, cancel);
        return ids.ConvertAll(id => new ThemeLine(id, Replayed(facts, id)));
    }

    private static async Task<Acted> SaveAsync(Db db, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Acted.Written();
        }
        catch (DbUpdateException)
        {
            return new Acted.ChangedMeanwhile();
        }
    }

    private static async Task<ILookup<Guid, KeptFact<ThemeFact>>> FactsAsync(Db db, List<Guid> ids, CancellationToken cancel) =>
        (
            await db.Set<ThemeFactRow>()
                .AsNoTracking()
                .Where(f => ids.Contains(f.ThemeId))
                .OrderBy(f => f.Seq)
                .ToListAsync(cancel)
        ).ToLookup(f => f.ThemeId, f => f.ToKept());

    private static CorrectionTheme Replayed(ILookup<Guid, KeptFact<ThemeFact>> facts, Guid id) =>
        facts[id].Aggregate((CorrectionTheme?)null, (theme, kept) => kept.Fact.Apply(theme))!;

    private static ThemeFactRow ToRow(ThemeRow row, ThemeFact fact, Actor.Staff by, DateTimeOffset now) =>
        new()
        {
            ThemeId = row.Id,
            Seq = row.HeadSeq,
            At = now,
            Staff = by.Id.Value,
            ByUnit = by.Unit,
            Type = PlainFacts<ThemeFact>.NameOf(fact),
            Body = PlainFacts<ThemeFact>.Write(fact),
        };
}
