using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Calendar;

/// <summary>The paper that says which days of a year are off.</summary>
/// <param name="Title">Its title, in the language it was published in.</param>
/// <param name="Number">Its document number, or null where the number is not known for certain.</param>
/// <param name="Published">The day on which it was made public.</param>
public sealed record CalendarSource(string Title, string? Number, DateOnly Published);

/// <summary>Days off in one run, weekend days inside it included.</summary>
/// <param name="From">First day off.</param>
/// <param name="To">Last day off, itself included.</param>
/// <param name="Name">The holiday.</param>
public sealed record DaysOff(DateOnly From, DateOnly To, Bilingual Name);

/// <summary>
/// The holidays of one year as a notice fixes them: days off, and weekend days that are worked to make up (调休).
/// A notice may also speak of the last days of December of the year before.
/// </summary>
/// <param name="Year">The year that the notice is about.</param>
/// <param name="Confirmed">True when an official notice fixes the days; false when they are only expected.</param>
/// <param name="Note">What a reader should know about a provisional year, or null.</param>
/// <param name="Sources">The papers behind it, never empty.</param>
/// <param name="Off">Runs of days off, in order.</param>
/// <param name="Work">Make-up workdays, in order; each falls on a weekend.</param>
public sealed record CalendarYear(
    int Year,
    bool Confirmed,
    Bilingual? Note,
    ImmutableArray<CalendarSource> Sources,
    ImmutableArray<DaysOff> Off,
    ImmutableArray<DateOnly> Work
)
{
    private const int LongestRun = 20;

    /// <summary>
    /// Reads a year's file (<c>data/rules/calendar/YYYY.json</c>): <c>year</c>, <c>status</c> (confirmed or provisional),
    /// <c>sources</c> (title, number, published), <c>off</c> (runs <c>FROM/TO</c> with a name in both languages) and
    /// <c>work</c>. Gives the refusal instead when the file cannot be right.
    /// </summary>
    public static CalendarYear? TryRead(string json, out Refusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(json);
        CalendarYear year;
        try
        {
            using var document = JsonDocument.Parse(json);
            year = Parse(document.RootElement);
        }
        catch (Exception wrong)
            when (wrong
                    is JsonException
                        or FormatException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or IndexOutOfRangeException
            )
        {
            refusal = Unreadable(wrong.Message);
            return null;
        }

        refusal = year.Fault();
        return refusal is null ? year : null;
    }

    private static CalendarYear Parse(JsonElement root)
    {
        var status = Text(root, "status");
        if (status is not ("confirmed" or "provisional"))
        {
            throw new FormatException($"status '{status}'");
        }

        return new CalendarYear(
            root.GetProperty("year").GetInt32(),
            status == "confirmed",
            root.TryGetProperty("note", out var note) ? new Bilingual(Text(note, "zh"), Text(note, "en")) : null,
            [
                .. root.GetProperty("sources")
                    .EnumerateArray()
                    .Select(s => new CalendarSource(
                        Text(s, "title"),
                        s.TryGetProperty("number", out var number) ? number.GetString() : null,
                        Day(Text(s, "published"))
                    )),
            ],
            [.. root.GetProperty("off").EnumerateArray().Select(Run)],
            [.. root.GetProperty("work").EnumerateArray().Select(w => Day(w.GetString() ?? ""))]
        );
    }

    private static DaysOff Run(JsonElement run)
    {
        var ends = Text(run, "days").Split('/');
        if (ends.Length != 2)
        {
            throw new FormatException($"days '{Text(run, "days")}'");
        }

        return new DaysOff(Day(ends[0]), Day(ends[1]), new Bilingual(Text(run, "zh"), Text(run, "en")));
    }

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Refusal? Fault()
    {
        if (Year is < 1950 or > 2200)
        {
            return Unreadable($"year {Year}");
        }

        if (Sources.IsEmpty)
        {
            return Refusal.Of("calendar-without-source", "节假日文件没有写明依据。", "The calendar file names no source.");
        }

        // A notice reaches back into the last days of December at most: the New Year run and its make-up day.
        var earliest = new DateOnly(Year - 1, 12, 24);
        var latest = new DateOnly(Year, 12, 31);
        DateOnly? last = null;
        foreach (var run in Off)
        {
            if (
                run.To < run.From
                || run.From < earliest
                || run.To > latest
                || run.To.DayNumber - run.From.DayNumber >= LongestRun
                || run.From <= last
            )
            {
                return Impossible(run.From);
            }

            last = run.To;
        }

        last = null;
        foreach (var day in Work)
        {
            if (
                day < earliest
                || day > latest
                || day <= last
                || Off.Any(run => day >= run.From && day <= run.To)
                || day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
            )
            {
                return Impossible(day);
            }

            last = day;
        }

        return null;
    }

    private static Refusal Unreadable(string what) =>
        Refusal.Of("calendar-unreadable", $"节假日文件无法读取：{what}", $"The calendar file cannot be read: {what}");

    private static Refusal Impossible(DateOnly day) =>
        Refusal.Of(
            "calendar-day-impossible",
            $"节假日文件中的日期 {day:yyyy-MM-dd} 有误：顺序、年份、长度不对，或补班日不在周末。",
            $"The calendar file is wrong at {day:yyyy-MM-dd}: out of order, in another year, too long, or a make-up workday that is not on a weekend."
        );
}
