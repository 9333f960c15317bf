using System.Collections.Immutable;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Patterns;

/// <summary>
/// What patterns are made of: something was raised about a place at an hour, or a minor case happened there in a stretch of hours. It
/// has no reference, no person and no words.
/// </summary>
/// <param name="Category">Category code, or that of a kind of minor case (<see cref="PatternCategory"/>).</param>
/// <param name="Kind">What was wanted.</param>
/// <param name="Area">Area code.</param>
/// <param name="Building">Estate and building as one key, <c>estate/building</c> or <c>estate</c>; null where not given.</param>
/// <param name="Latitude">Rounded to about fifty metres; null where no position is known.</param>
/// <param name="Longitude">Rounded alike.</param>
/// <param name="Hour">The beginning of the hour in which it was raised, UTC; of a longer stretch the hour in its middle.</param>
/// <param name="Hours">How many hours the stretch has in which it can have happened; one where it was raised.</param>
[ProjectionFor(Audience.Analytics)]
[ShowsNothingPersonal(nameof(PatternEvent.Category), nameof(PatternEvent.Area))]
public sealed record PatternEvent(
    string Category,
    Kind Kind,
    string Area,
    [property: Shows(PersonalItem.Place)] string? Building,
    [property: Shows(PersonalItem.Position, WhenZh = "约五十米取整", WhenEn = "rounded to about fifty metres")] double? Latitude,
    [property: Shows(PersonalItem.Position, WhenZh = "约五十米取整", WhenEn = "rounded to about fifty metres")] double? Longitude,
    DateTimeOffset Hour,
    int Hours = 1
)
{
    /// <summary>The beginning of the first hour of the stretch, UTC.</summary>
    public DateTimeOffset First => Hour.AddHours(-((Hours - 1) / 2));

    /// <summary>The end of its last hour, UTC.</summary>
    public DateTimeOffset End => First.AddHours(Hours);
}

/// <summary>The same with the words, for grouping similar texts. Held in memory only; neither stored nor shown.</summary>
[ProjectionFor(Audience.Analytics)]
public sealed record PatternText(
    [property: Shows(PersonalItem.Place, PersonalItem.Position)] PatternEvent Event,
    [property: Shows(
        PersonalItem.Words,
        WhenZh = "只在内存中比较，不保存、不显示",
        WhenEn = "compared in memory; neither stored nor shown"
    )]
        string Title,
    [property: Shows(
        PersonalItem.Words,
        WhenZh = "只在内存中比较，不保存、不显示",
        WhenEn = "compared in memory; neither stored nor shown"
    )]
        string Text
);

/// <summary>
/// The one projection that feeds patterns. Whatever staff found by themselves is not in it: patrols would breed the hot spots
/// that send them back. Nor is what residents say of staff.
/// </summary>
public static class PatternEvents
{
    /// <summary>Degrees to which positions are rounded: about fifty metres, the reach of a building.</summary>
    public const double Rounding = 0.0005;

    /// <summary>The origins that may feed patterns. An origin that is added later feeds nothing until it is named here.</summary>
    public static readonly ImmutableArray<Origin> Feeding =
    [
        Origin.Resident,
        Origin.OnBehalf,
        Origin.Transferred,
        Origin.Volunteer,
    ];

    /// <summary>Kinds whose words are nobody's but those who deal with them.</summary>
    private static readonly ImmutableArray<Kind> WithoutWords = [Kind.Conduct, Kind.MinorCase, Kind.Dispute];

    /// <summary>Events of a stretch of time, by hour.</summary>
    /// <param name="db">The database.</param>
    /// <param name="from">First instant, UTC.</param>
    /// <param name="to">End, UTC; not included.</param>
    /// <param name="area">Only this area, or null.</param>
    /// <param name="category">Only this category, or null.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<List<PatternEvent>> EventsAsync(
        Db db,
        DateTimeOffset from,
        DateTimeOffset to,
        string? area = null,
        string? category = null,
        CancellationToken cancel = default
    )
    {
        // A city's years are millions of events of a few thousand words: each word is held once.
        var words = new Dictionary<string, string>();
        var events = new List<PatternEvent>();
        await foreach (var row in Fed(db, from, to, area, category).Select(Picked).AsAsyncEnumerable().WithCancellation(cancel))
        {
            events.Add(row.ToEvent(words));
        }
        var cases = await CasesAsync(db, from, to, area, category, cancel);
        if (cases.Count > 0)
        {
            var positions = await PositionsAsync(db, from, to, area, category is null ? events : null, cancel);
            events.AddRange(
                cases.Select(c =>
                    c.Building is { } building && positions.TryGetValue(building, out var at)
                        ? c with
                        {
                            Latitude = at.Latitude,
                            Longitude = at.Longitude,
                        }
                        : c
                )
            );
        }
        return [.. events.OrderBy(e => e.Hour)];
    }

    /// <summary>Texts of a stretch of time, by hour; those that were erased are not among them.</summary>
    public static async Task<List<PatternText>> TextsAsync(
        Db db,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancel = default
    )
    {
        var (kinds, words) = (WithoutWords, new Dictionary<string, string>());
        var rows = await Fed(db, from, to, null, null)
            .Where(m => !kinds.Contains(m.Kind) && m.Description != null)
            .Select(m => new
            {
                Row = new Raw(m.Category, m.Kind, m.Area, m.PlaceKey, m.Latitude, m.Longitude, m.RaisedAt),
                m.Title,
                m.Description,
            })
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(r => new PatternText(r.Row.ToEvent(words), r.Title ?? "", r.Description!)).OrderBy(t => t.Event.Hour),
        ];
    }

    /// <summary>When the first event was; null when there is none.</summary>
    public static async Task<DateTimeOffset?> FirstAsync(Db db, CancellationToken cancel = default)
    {
        var matter = await Fed(db, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, null, null)
            .MinAsync(m => (DateTimeOffset?)m.RaisedAt, cancel);
        var minorCase = await db.Set<PatternFactRow>().MinAsync(p => (DateTimeOffset?)p.From, cancel);
        return matter < minorCase ? matter : minorCase ?? matter;
    }

    /// <summary>A coordinate rounded to what patterns may know.</summary>
    public static double Rounded(double degrees) => Math.Round(Math.Round(degrees / Rounding) * Rounding, 4);

    /// <summary>The building of a place's key, without the entrance.</summary>
    public static string? BuildingOf(string? placeKey) => placeKey is null ? null : string.Join('/', placeKey.Split('/').Take(2));

    // What left the case wall. When it was registered is not known here, and whoever replays history sees a case from its middle on.
    private static async Task<List<PatternEvent>> CasesAsync(
        Db db,
        DateTimeOffset from,
        DateTimeOffset to,
        string? area,
        string? category,
        CancellationToken cancel
    )
    {
        var kind = PatternCategory.KindOf(category);
        if (category is not null && kind is null)
        {
            return [];
        }
        var rows = db.Set<PatternFactRow>().AsNoTracking().Where(p => p.From < to && p.To > from);
        if (area is not null)
        {
            rows = rows.Where(p => p.Area == area);
        }
        if (kind is { } only)
        {
            rows = rows.Where(p => p.Kind == only);
        }
        var found = await rows.OrderBy(p => p.Id).ToListAsync(cancel);
        return
        [
            .. found
                .Select(p => (Row: p, Hours: Math.Max(1, (int)Math.Round((p.To - p.From).TotalHours))))
                .Select(p => new PatternEvent(
                    PatternCategory.Of(p.Row.Kind),
                    Kind.MinorCase,
                    p.Row.Area,
                    p.Row.Building,
                    null,
                    null,
                    p.Row.From.AddHours((p.Hours - 1) / 2),
                    p.Hours
                ))
                .Where(e => e.Hour >= from && e.Hour < to),
        ];
    }

    // A minor case brings no position along. It lies where residents point when they speak of its building, most of them at least.
    private static async Task<Dictionary<string, (double Latitude, double Longitude)>> PositionsAsync(
        Db db,
        DateTimeOffset from,
        DateTimeOffset to,
        string? area,
        IEnumerable<PatternEvent>? known,
        CancellationToken cancel
    )
    {
        var words = new Dictionary<string, string>();
        known ??= (
            await Fed(db, from, to, area, null)
                .Where(m => m.PlaceKey != null && m.Latitude != null)
                .Select(Picked)
                .ToListAsync(cancel)
        ).Select(row => row.ToEvent(words));
        return known
            .Where(e => e is { Building: not null, Latitude: not null, Longitude: not null })
            .GroupBy(e => e.Building!)
            .ToDictionary(
                g => g.Key,
                g =>
                    g.GroupBy(e => (e.Latitude!.Value, e.Longitude!.Value))
                        .OrderByDescending(p => p.Count())
                        .ThenBy(p => p.Key)
                        .First()
                        .Key
            );
    }

    private static Expression<Func<MatterRow, Raw>> Picked =>
        m => new Raw(m.Category, m.Kind, m.Area, m.PlaceKey, m.Latitude, m.Longitude, m.RaisedAt);

    private static IQueryable<MatterRow> Fed(Db db, DateTimeOffset from, DateTimeOffset to, string? area, string? category)
    {
        var feeding = Feeding;
        // What was raised since then has changed since then: the second condition is the one that an index answers.
        var rows = db.Set<MatterRow>()
            .AsNoTracking()
            .Where(m =>
                feeding.Contains(m.Origin)
                && m.Kind != Kind.Conduct
                && m.RaisedAt >= from
                && m.RaisedAt < to
                && m.ChangedAt >= from
            );
        if (area is not null)
        {
            rows = rows.Where(m => m.Area == area);
        }
        return category is null ? rows : rows.Where(m => m.Category == category);
    }

    private sealed record Raw(
        string Category,
        Kind Kind,
        string Area,
        string? PlaceKey,
        double? Latitude,
        double? Longitude,
        DateTimeOffset RaisedAt
    )
    {
        public PatternEvent ToEvent(Dictionary<string, string> words) =>
            new(
                Once(Category, words),
                Kind,
                Once(Area, words),
                BuildingOf(PlaceKey) is { } building ? Once(building, words) : null,
                Latitude is { } latitude ? Rounded(latitude) : null,
                Longitude is { } longitude ? Rounded(longitude) : null,
                new DateTimeOffset(RaisedAt.UtcTicks - (RaisedAt.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero)
            );

        private static string Once(string word, Dictionary<string, string> words)
        {
            if (!words.TryGetValue(word, out var held))
            {
                words[word] = held = word;
            }
            return held;
        }
    }
}
