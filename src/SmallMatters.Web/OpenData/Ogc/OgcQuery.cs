using System.Globalization;
using SmallMatters.Domain.Places;

namespace SmallMatters.Web.OpenData.Ogc;

/// <summary>What a program asks of items: OGC API – Features, part 1, requirements 21 to 27.</summary>
/// <param name="Box">Only what touches it, or null.</param>
/// <param name="From">Only what is not wholly before, UTC, or null.</param>
/// <param name="To">Only what is not wholly after, UTC, or null.</param>
/// <param name="Limit">How many at most.</param>
/// <param name="After">Where the page before ended, or null.</param>
internal sealed record OgcQuery(Box? Box, DateTimeOffset? From, DateTimeOffset? To, int Limit, string? After)
{
    public const int MostItems = 1000;
    public const int UsualItems = 100;

    /// <summary>Parameters that items take.</summary>
    public static readonly string[] OfItems = ["bbox", "datetime", "limit", "after", "f"];

    /// <summary>Reads the parameters; a sentence about what is wrong with them otherwise.</summary>
    public static (OgcQuery? Query, string? Why) Read(IQueryCollection given)
    {
        if (Unknown(given, OfItems) is { } unknown)
        {
            return (null, unknown);
        }
        Box? box = null;
        if (given["bbox"] is [{ } corners])
        {
            if (BoxOf(corners) is not { } read)
            {
                return (null, "bbox takes four numbers, west,south,east,north, or six with heights");
            }
            box = read;
        }
        DateTimeOffset? from = null,
            to = null;
        if (given["datetime"] is [{ } time] && !TryTime(time, out from, out to))
        {
            return (null, "datetime takes an instant or an interval of RFC 3339, such as 2026-01-01T00:00:00Z/..");
        }
        var limit = UsualItems;
        if (
            given["limit"] is [{ } most]
            && (!int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 1)
        )
        {
            return (null, "limit takes a whole number from 1");
        }
        return (new OgcQuery(box, from, to, Math.Min(limit, MostItems), given["after"].FirstOrDefault()), null);
    }

    /// <summary>Why the request is refused when it holds a parameter that is not known, or one twice; else null.</summary>
    public static string? Unknown(IQueryCollection given, params string[] known) =>
        given.Keys.FirstOrDefault(k => !known.Contains(k, StringComparer.Ordinal)) is { } unknown
            ? $"there is no parameter {unknown} here"
        : given.FirstOrDefault(g => g.Value.Count != 1).Key is { } twice ? $"{twice} is given more than once"
        : given["f"] is [{ } format] && format is not ("json" or "geojson") ? "f takes json"
        : null;

    private static Box? BoxOf(string corners)
    {
        var parts = corners.Split(',');
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (
                !double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || !double.IsFinite(numbers[i])
            )
            {
                return null;
            }
        }
        Box? box = numbers.Length switch
        {
            4 => new Box(numbers[1], numbers[0], numbers[3], numbers[2]),
            6 => new Box(numbers[1], numbers[0], numbers[4], numbers[3]),
            _ => null,
        };
        // Across the antimeridian lies no jurisdiction of this product; what is asked for there is nothing.
        return
            box is { } b
            && b.South <= b.North
            && b.South >= -90
            && b.North <= 90
            && b.West is >= -180 and <= 180
            && b.East is >= -180 and <= 180
            ? b
            : null;
    }

    private static bool TryTime(string text, out DateTimeOffset? from, out DateTimeOffset? to)
    {
        (from, to) = (null, null);
        var ends = text.Split('/');
        if (ends.Length == 1)
        {
            if (!TryEnd(ends[0], false, out from) || from is null)
            {
                return false;
            }
            return TryEnd(ends[0], true, out to);
        }
        return ends.Length == 2
            && TryEnd(ends[0], false, out from)
            && TryEnd(ends[1], true, out to)
            && (from is not null || to is not null)
            && !(from > to);
    }

    private static bool TryEnd(string text, bool last, out DateTimeOffset? at)
    {
        at = null;
        if (text is "" or "..")
        {
            return true;
        }
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            at =
                !last ? start
                : day == DateOnly.MaxValue ? DateTimeOffset.MaxValue
                : start.AddDays(1).AddTicks(-10);
            return true;
        }
        if (
            text.Length >= 20
            && text[10] is 'T' or 't'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
        )
        {
            at = instant.ToUniversalTime();
            return true;
        }
        return false;
    }
}
