using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.JointHandling;

/// <summary>A line of a list of joint files.</summary>
/// <param name="Id">Key.</param>
/// <param name="Kind">Name of its type.</param>
/// <param name="Title">One line.</param>
/// <param name="Unit">Code of the unit whose file it is.</param>
/// <param name="Area">Area code.</param>
/// <param name="Standing">Name of where it stands.</param>
/// <param name="IsOver">Whether nothing more happens to it.</param>
/// <param name="BeganAt">When it began, UTC.</param>
/// <param name="DueAt">The earliest end of an open clock of it, UTC.</param>
public sealed record JointLine(
    Guid Id,
    string Kind,
    string Title,
    string Unit,
    string Area,
    string Standing,
    bool IsOver,
    DateTimeOffset BeganAt,
    DateTimeOffset? DueAt
);

/// <summary>Something that waits for a unit in a joint file.</summary>
/// <param name="File">Key of the file.</param>
/// <param name="Kind">Name of its type.</param>
/// <param name="Title">One line.</param>
/// <param name="For">What has to be done.</param>
/// <param name="Unit">Code of the unit that is bound.</param>
/// <param name="GoneUpTo">Code of the unit that it has gone up to, if any.</param>
/// <param name="DueAt">Until when, UTC.</param>
public sealed record DutyLine(
    Guid File,
    string Kind,
    string Title,
    DutyFor For,
    string Unit,
    string? GoneUpTo,
    DateTimeOffset DueAt
)
{
    /// <summary>References of the matters that the file is about, as numbers.</summary>
    public ImmutableArray<long> About { get; init; } = [];
}

/// <summary>A matter as every unit concerned with a joint file sees it: that it exists, not what it says.</summary>
/// <param name="Number">Its reference, as a number.</param>
/// <param name="Category">Category code.</param>
/// <param name="Area">Area code.</param>
/// <param name="Owner">Code of its owner.</param>
/// <param name="Kind">What the resident wants.</param>
/// <param name="Stage">Where it stands.</param>
public sealed record MatterBeside(long Number, string Category, string Area, string Owner, Domain.Units.Kind Kind, Stage Stage);

/// <summary>Which joint files of a kind are asked for.</summary>
/// <param name="Over">Those that are over instead of those that go on.</param>
/// <param name="Area">Only those of an area.</param>
/// <param name="Unit">Only those that a unit has to do with.</param>
public sealed record JointFilter(bool Over = false, string? Area = null, string? Unit = null);

/// <summary>Lists of joint files and of what waits in them, for those who may read them.</summary>
public static class JointLists
{
    /// <summary>The files of a kind, the latest changed first.</summary>
    public static async Task<IReadOnlyList<JointLine>> OfKindAsync<T>(
        Db db,
        StaffScope scope,
        JointFilter filter,
        int take,
        CancellationToken cancel = default
    )
        where T : JointFile
    {
        var kind = typeof(T).Name;
        var rows = Seen(db, scope).Where(f => f.Kind == kind && f.IsOver == filter.Over);
        if (filter.Area is { } area)
        {
            rows = rows.Where(f => f.Area == area);
        }
        if (filter.Unit is { } unit)
        {
            rows = rows.Where(f => db.Set<JointReaderRow>().Any(r => r.FileId == f.Id && r.Unit == unit));
        }
        return await Lines(db, rows.OrderByDescending(f => f.ChangedAt).ThenBy(f => f.Id).Take(take)).ToListAsync(cancel);
    }

    /// <summary>The files of a kind by their keys, of those that the reader may see.</summary>
    public static async Task<IReadOnlyDictionary<Guid, T>> ByKeyAsync<T>(
        Db db,
        StaffScope scope,
        IReadOnlyCollection<Guid> keys,
        CancellationToken cancel = default
    )
        where T : JointFile
    {
        var kind = typeof(T).Name;
        var files = Seen(db, scope).Where(f => f.Kind == kind && keys.Contains(f.Id));
        return (await StatesAsync(db, files, null, keys.Count, cancel)).Cast<T>().ToDictionary(f => f.Key);
    }

    /// <summary>The files about a matter that the reader may see, the latest first.</summary>
    public static async Task<IReadOnlyList<JointLine>> AboutAsync(
        Db db,
        StaffScope scope,
        Reference matter,
        CancellationToken cancel = default
    )
    {
        var number = matter.Value;
        return await Lines(
                db,
                Seen(db, scope)
                    .Where(f => db.Set<JointMatterRow>().Any(m => m.FileId == f.Id && m.Number == number))
                    .OrderByDescending(f => f.BeganAt)
                    .ThenBy(f => f.Id)
            )
            .ToListAsync(cancel);
    }

    /// <summary>What waits for a unit, or has gone up to it; the most urgent first. Nothing of a unit that the reader does not see.</summary>
    public static async Task<IReadOnlyList<DutyLine>> DutiesAsync(
        Db db,
        StaffScope scope,
        string unit,
        int take,
        CancellationToken cancel = default
    )
    {
        if (!scope.Sees.Contains(unit))
        {
            return [];
        }
        var lines = await (
            from d in db.Set<JointDutyRow>().AsNoTracking()
            join f in Seen(db, scope) on d.FileId equals f.Id
            where (d.Unit == unit && d.For != DutyFor.Rate) || d.GoneUpTo == unit
            orderby d.DueAt, d.Id
            select new DutyLine(f.Id, f.Kind, f.Title, d.For, d.Unit, d.GoneUpTo, d.DueAt)
        )
            .Take(take)
            .ToListAsync(cancel);
        var files = lines.Select(l => l.File).Distinct().ToList();
        var about = (
            await db.Set<JointMatterRow>().AsNoTracking().Where(m => files.Contains(m.FileId)).ToListAsync(cancel)
        ).ToLookup(m => m.FileId, m => m.Number);
        return lines.ConvertAll(l => l with { About = [.. about[l.File].Order()] });
    }

    /// <summary>Matters by their references, as other units may see them; matters of conduct are left out.</summary>
    public static async Task<IReadOnlyList<MatterBeside>> MattersAsync(
        Db db,
        IReadOnlyCollection<long> numbers,
        CancellationToken cancel = default
    ) =>
        numbers.Count == 0
            ? []
            : await db.Set<MatterRow>()
                .AsNoTracking()
                .Where(m => numbers.Contains(m.Number) && m.UnitConcerned == null && m.Kind != Domain.Units.Kind.Conduct)
                .OrderBy(m => m.Number)
                .Select(m => new MatterBeside(m.Number, m.Category, m.Area, m.OwnerUnit, m.Kind, m.Stage))
                .ToListAsync(cancel);

    /// <summary>The states of some files, those that began last first, for readers that have their own rule of what they show.</summary>
    /// <param name="db">The database.</param>
    /// <param name="which">Which files.</param>
    /// <param name="before">Key of the file after which to go on; null for the first page.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancel">Cancels.</param>
    internal static async Task<IReadOnlyList<JointFile>> StatesAsync(
        Db db,
        IQueryable<JointFileRow> which,
        Guid? before,
        int most,
        CancellationToken cancel
    )
    {
        if (before is { } last)
        {
            var at = await which.Where(f => f.Id == last).Select(f => (DateTimeOffset?)f.BeganAt).FirstOrDefaultAsync(cancel);
            which = which.Where(f => f.BeganAt < at);
        }
        var keys = await which
            .OrderByDescending(f => f.BeganAt)
            .ThenBy(f => f.Id)
            .Select(f => f.Id)
            .Take(most)
            .ToListAsync(cancel);
        var facts = (
            await db.Set<JointFactRow>()
                .AsNoTracking()
                .Where(f => keys.Contains(f.FileId))
                .OrderBy(f => f.Seq)
                .Select(f => new
                {
                    f.FileId,
                    f.Type,
                    f.Body,
                })
                .ToListAsync(cancel)
        ).ToLookup(f => f.FileId, f => PlainFacts<JointFact>.Read(f.Type, f.Body));
        return keys.ConvertAll(key => facts[key].Aggregate((JointFile?)null, (it, fact) => fact.Apply(it))!);
    }

    private static IQueryable<JointFileRow> Seen(Db db, StaffScope scope)
    {
        var (whole, parts) = (scope.Whole, scope.Parts);
        return db.Set<JointFileRow>()
            .AsNoTracking()
            .Where(f =>
                db.Set<JointReaderRow>()
                    .Any(r => r.FileId == f.Id && (whole.Contains(r.Unit) || parts.Contains(r.Unit + "/" + f.Area)))
            );
    }

    private static IQueryable<JointLine> Lines(Db db, IQueryable<JointFileRow> rows) =>
        rows.Select(f => new JointLine(
            f.Id,
            f.Kind,
            f.Title,
            f.Unit,
            f.Area,
            f.Standing,
            f.IsOver,
            f.BeganAt,
            db.Set<JointDutyRow>().Where(d => d.FileId == f.Id).Min(d => (DateTimeOffset?)d.DueAt)
        ));
}
