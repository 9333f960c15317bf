using System.Collections.Immutable;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Places;

namespace SmallMatters.Storage.Seeding;

/// <summary>What happened, where and when, before anybody has raised it.</summary>
internal sealed record Happening(
    DateTimeOffset At,
    CategoryFile Category,
    Estate Estate,
    Place Place,
    PositionGiven Position,
    string PlaceWords
);

/// <summary>
/// Draws what happens in the made-up place: more by day than by night, more on weekdays, with the seasons, now and then
/// again where it has just been, and at three planted hot spots that an analysis should find.
/// </summary>
internal sealed class Happenings(
    MadeUpPlace place,
    WorkingCalendar calendar,
    DateTimeOffset start,
    DateTimeOffset end,
    int count,
    int seed,
    Planted? planted = null
)
{
    private const double PreventedShare = 0.7;

    private readonly ImmutableArray<CategoryFile> _categories = place.Files.Categories;

    /// <summary>The n-th happening of all; they come roughly in the order of time.</summary>
    public Happening Nth(int n)
    {
        var drawn = Drawn.For(seed, n);
        var days = (end - start).TotalDays;
        var at = start.AddDays(days * Math.Min(1, (n + drawn.Share()) / count));
        var day = calendar.DayOf(at);
        if (!calendar.IsWorkday(day) && drawn.Happens(0.4))
        {
            day = calendar.FirstWorkdayOnOrAfter(day);
        }
        // A cluster is forty happenings in a row that share a place and a category, for the few of them that repeat.
        var cluster = Drawn.For(seed + 1, n / 40);
        var (category, estate, building) = HotSpot(n, day, drawn) ?? Draw(day, drawn.Happens(0.08) ? cluster : drawn);
        // What does not happen any more leaves room for what else does.
        while (
            planted is not null
            && planted.Prevents(category.Code, estate.Area, calendar.StartOfDay(day))
            && drawn.Happens(PreventedShare)
        )
        {
            (category, estate, building) = Draw(day, drawn);
        }
        var minute = MinuteOfDay(category, drawn);
        var instant = calendar.StartOfDay(day).AddMinutes(minute).AddSeconds(drawn.Below(60));
        if (instant > end)
        {
            instant = end.AddMinutes(-drawn.Below(600) - 1);
        }
        return At(instant, category, estate, building, drawn);
    }

    private static Happening At(DateTimeOffset at, CategoryFile category, Estate estate, int building, Drawn drawn)
    {
        var entrance =
            estate.Entrances == 0 || category.PublicSpace || drawn.Happens(0.3) ? 0 : 1 + drawn.Below(estate.Entrances);
        var parts = (
            Building: building == 0 ? null : $"{building}号楼",
            Entrance: entrance == 0 || building == 0 ? null : $"{entrance}单元"
        );
        if (!Place.TryCreate(estate.Name, parts.Building, parts.Entrance, out var where, out var why))
        {
            throw new InvalidOperationException(why.Code);
        }
        // Buildings stand in rows of four, forty metres apart; a public thing is somewhere near.
        var spread = category.PublicSpace ? 0.0004 : 0.00005;
        var latitude = estate.Latitude + (((building / 4) - 2) * 0.00036) + drawn.Between(-spread, spread);
        var longitude = estate.Longitude + (((building % 4) - 2) * 0.00042) + drawn.Between(-spread, spread);
        var given = PositionGiven.From(Math.Round(latitude, 6), Math.Round(longitude, 6), CoordinateSystem.Wgs84)!;
        return new Happening(at, category, estate, where, given, where.ToString());
    }

    private (CategoryFile, Estate, int)? HotSpot(int n, DateOnly day, Drawn drawn)
    {
        var ago = calendar.DayOf(end).DayNumber - day.DayNumber;
        return ago < 70 && drawn.Happens(0.09) ? (Category("ebike-charging"), Estate("青禾一村"), 3)
            : day.DayOfWeek is DayOfWeek.Friday or DayOfWeek.Saturday && day.Month is >= 5 and <= 10 && drawn.Happens(0.14)
                ? (Category("night-noise"), Estate("渡口老街"), 0)
            : day.DayOfWeek is >= DayOfWeek.Monday and <= DayOfWeek.Friday
            && day.Month is not (7 or 8 or 2)
            && drawn.Happens(0.02)
                ? (Category("vehicle-obstruct"), Estate("书院里"), 2)
            : null;
        // In a jurisdiction of several neighbourhoods the hot spots are the first one's.
        CategoryFile Category(string code) => _categories.First(c => c.Code == code);
        Estate Estate(string name) => place.Estates.First(e => e.Name == name);
    }

    private (CategoryFile Category, Estate Estate, int Building) Draw(DateOnly day, Drawn drawn)
    {
        Span<double> weights = stackalloc double[_categories.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] =
                _categories[i].Weight * Season(_categories[i].Season, day.Month) * Week(_categories[i].Days, day.DayOfWeek);
        }
        var category = _categories[drawn.ByWeight(weights)];
        var estate = drawn.Of(place.Estates);
        while (estate.Buildings == 0 && !category.PublicSpace)
        {
            estate = drawn.Of(place.Estates);
        }
        // Some buildings have more to tell than others.
        var share = drawn.Share();
        return (category, estate, estate.Buildings == 0 ? 0 : 1 + (int)(estate.Buildings * share * share));
    }

    private static double Season(string season, int month) =>
        season switch
        {
            "summer" => month is >= 6 and <= 9 ? 2.2 : 0.6,
            "winter" => month is 11 or 12 or 1 or 2 ? 1.8 : 0.8,
            "rain" => month is >= 5 and <= 8 ? 1.7 : 0.8,
            _ => 1,
        };

    private static double Week(string days, DayOfWeek day) =>
        days switch
        {
            "monday" => day == DayOfWeek.Monday ? 2.4 : 0.85,
            "weekend" => day is DayOfWeek.Friday or DayOfWeek.Saturday ? 2 : 0.7,
            "weekday" => day is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.3 : 1.2,
            _ => 1,
        };

    private static int MinuteOfDay(CategoryFile category, Drawn drawn)
    {
        var (low, high) = category.Hours switch
        {
            "morning" when drawn.Happens(0.7) => (6.5, 10.0),
            "evening" when drawn.Happens(0.7) => (18.0, 22.5),
            "night" when drawn.Happens(0.75) => (20.5, 23.9),
            "commute" when drawn.Happens(0.7) => drawn.Happens(0.5) ? (7.2, 8.8) : (16.3, 18.5),
            _ => drawn.Happens(0.55) ? (8.5, 12.0)
            : drawn.Happens(0.7) ? (13.5, 18.5)
            : (6.5, 23.0),
        };
        return (int)(drawn.Between(low, high) * 60);
    }
}
