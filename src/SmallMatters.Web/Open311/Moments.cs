using System.Globalization;
using System.Text.RegularExpressions;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Open311;

/// <summary>
/// Dates on the wire: the W3C's profile of ISO 8601 with an offset, such as <c>2026-03-02T10:00:00+08:00</c>. Read leniently:
/// a date alone is its first instant, a missing offset is the jurisdiction's, and a plus that a client forgot to escape comes
/// as a blank.
/// </summary>
internal static partial class Moments
{
    private static readonly string[] WithOffset =
    [
        "yyyy-MM-dd'T'HH:mm:sszzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd'T'HH:mmzzz",
    ];

    private static readonly string[] Local =
    [
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd",
    ];

    private static readonly string[] Months =
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];

    public static string Write(DateTimeOffset instant, WorkingCalendar calendar) =>
        TimeZoneInfo.ConvertTime(instant, calendar.Zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>The last second of a local day.</summary>
    public static string WriteEndOf(DateOnly day, WorkingCalendar calendar) =>
        Write(calendar.EndOfDay(day).AddSeconds(-1), calendar);

    /// <summary>The instant in UTC.</summary>
    public static bool TryRead(string text, WorkingCalendar calendar, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length > 40)
        {
            return false;
        }
        var spelled = LostPlus().Replace(text.Trim(), "+$1");
        if (spelled.EndsWith('Z') || spelled.EndsWith('z'))
        {
            spelled = $"{spelled[..^1]}+00:00";
        }
        if (
            DateTimeOffset.TryParseExact(
                spelled,
                WithOffset,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal,
                out instant
            )
        )
        {
            return true;
        }
        if (
            !DateTime.TryParseExact(spelled, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            || calendar.Zone.IsInvalidTime(local)
            // The ends of the calendar have no instant in every zone.
            || local.Year is < 2 or > 9998
        )
        {
            return false;
        }
        instant = new DateTimeOffset(local, calendar.Zone.GetUtcOffset(local)).ToUniversalTime();
        return true;
    }

    /// <summary>2026年3月2日 / 2 March 2026.</summary>
    public static Bilingual Say(DateOnly day) =>
        new($"{day.Year}年{day.Month}月{day.Day}日", $"{day.Day} {Months[day.Month - 1]} {day.Year}");

    [GeneratedRegex(@"(?<=T[\d:.]+) (\d\d:\d\d)$")]
    private static partial Regex LostPlus();
}
