using System.Globalization;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Convenings;

/// <summary>A local day and a time of day as people write it, such as 14:30.</summary>
public static class LocalTimes
{
    /// <summary>The instant, UTC; null when the day or the time is missing, and why not when the time cannot be read.</summary>
    public static (DateTimeOffset? At, Refusal? Why) Read(DateOnly? day, string? time, string field, WorkingCalendar calendar)
    {
        var typed = time?.Trim().Replace('：', ':');
        if (day is not { } on || string.IsNullOrEmpty(typed))
        {
            return (null, null);
        }
        return TimeOnly.TryParseExact(typed, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var of)
            ? (calendar.StartOfDay(on) + of.ToTimeSpan(), null)
            : (null, Refusal.Of("unreadable-time", "请按 14:30 的样子填写时间。", "Write the time like 14:30.", field));
    }
}
