using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Matters;

/// <summary>How urgent a due time is.</summary>
public enum Urgency
{
    /// <summary>There is no due time.</summary>
    None,

    /// <summary>There is time.</summary>
    InTime,

    /// <summary>It ends today or tomorrow.</summary>
    Soon,

    /// <summary>It is past.</summary>
    Overdue,
}

/// <summary>A due time in words, with a sign that does not depend on colour.</summary>
public static class DueWords
{
    /// <summary>How urgent it is.</summary>
    public static Urgency Of(DateTimeOffset? dueAt, DateTimeOffset now, WorkingCalendar calendar) =>
        dueAt switch
        {
            null => Urgency.None,
            { } due when due <= now => Urgency.Overdue,
            { } due when LastDay(due, calendar) <= calendar.DayOf(now).AddDays(1) => Urgency.Soon,
            _ => Urgency.InTime,
        };

    /// <summary>The last local day in time: an end at 24:00 is written as the next day's 00:00.</summary>
    public static DateOnly LastDay(DateTimeOffset dueAt, WorkingCalendar calendar) => calendar.DayOf(dueAt.AddTicks(-1));

    /// <summary>The sign before the words; hidden from screen readers, which have the words.</summary>
    public static string Sign(this Urgency urgency) =>
        urgency switch
        {
            Urgency.Overdue => "■",
            Urgency.Soon => "▲",
            _ => "",
        };

    /// <summary>The last local day on which the resident may judge what was closed then.</summary>
    public static DateOnly JudgedBy(DateTimeOffset closedAt, Jurisdiction jurisdiction)
    {
        var rule = jurisdiction.ClockRules.RuleFor(CloseRule.Window, jurisdiction.Calendar.DayOf(closedAt));
        return DeadlineRule.Compute(rule, closedAt, jurisdiction.Calendar).DueOn;
    }

    /// <summary>The words, such as "3 days overdue" or "ends today".</summary>
    public static string Words(Speech speech, DateTimeOffset? dueAt, DateTimeOffset now, WorkingCalendar calendar)
    {
        if (dueAt is not { } due)
        {
            return speech["没有时限", "no time limit"];
        }
        var days = LastDay(due, calendar).DayNumber - calendar.DayOf(now).DayNumber;
        return Of(due, now, calendar) switch
        {
            Urgency.Overdue when days == 0 => speech["今天已超期", "overdue since today"],
            Urgency.Overdue => speech[$"超期 {-days} 天", days == -1 ? "1 day overdue" : $"{-days} days overdue"],
            Urgency.Soon when days == 0 => speech["今天到期", "due today"],
            Urgency.Soon => speech["明天到期", "due tomorrow"],
            _ => speech[$"还有 {days} 天", $"{days} days left"],
        };
    }
}
