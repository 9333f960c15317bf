using System.Globalization;
using Xunit;

namespace SmallMatters.Domain.Tests.Calendar;

/// <summary>Days and times of Shanghai written as people read them, weekday included, so that a table cannot be off by one.</summary>
internal static class LocalTime
{
    /// <summary>"Sat 2026-02-14": fails when that day is not a Saturday.</summary>
    public static DateOnly Day(string text)
    {
        var day = DateOnly.ParseExact(text[4..], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(day.DayOfWeek.ToString()[..3], text[..3]);
        return day;
    }

    /// <summary>"Sat 2026-02-14 18:00" at UTC+8; "24:00" is the end of that day.</summary>
    public static DateTimeOffset Instant(string text)
    {
        var time = text[15..].Split(':').Select(int.Parse).ToArray();
        return new DateTimeOffset(Day(text[..14]), TimeOnly.MinValue, TimeSpan.FromHours(8))
            .AddHours(time[0])
            .AddMinutes(time[1])
            .ToUniversalTime();
    }

    /// <summary>The inverse of <see cref="Day"/>.</summary>
    public static string Text(DateOnly day) => $"{day.DayOfWeek.ToString()[..3]} {day:yyyy-MM-dd}";

    /// <summary>The inverse of <see cref="Instant"/>.</summary>
    public static string Text(DateTimeOffset instant)
    {
        var local = instant.ToOffset(TimeSpan.FromHours(8));
        return $"{Text(DateOnly.FromDateTime(local.DateTime))} {local:HH:mm}";
    }
}
