using System.Globalization;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Documents;

/// <summary>Days and times as documents say them.</summary>
public static class DocumentDays
{
    /// <summary>2026年11月2日 / 2 November 2026.</summary>
    public static Bilingual Said(DateOnly day) =>
        new(
            $"{day.Year}年{day.Month}月{day.Day}日",
            $"{day.Day} {CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(day.Month)} {day.Year}"
        );

    /// <summary>The day and the time of the clock on it.</summary>
    /// <param name="local">Local time of the jurisdiction.</param>
    public static Bilingual Said(DateTime local)
    {
        var (day, time) = (Said(DateOnly.FromDateTime(local)), local.ToString("HH:mm", CultureInfo.InvariantCulture));
        return new Bilingual($"{day.Zh} {time}", $"{day.En}, {time}");
    }

    /// <summary>A place for a day by hand.</summary>
    public static Line Blank { get; } =
        Line.Of(
            new Piece.Blank(3),
            new Bilingual("年", " / "),
            new Piece.Blank(2),
            new Bilingual("月", " / "),
            new Piece.Blank(2),
            new Bilingual("日", "")
        );

    /// <summary>The day, or a place for it.</summary>
    public static Line OrBlank(DateOnly? day) => day is { } known ? Said(known) : Blank;
}
