using System.Diagnostics;
using SmallMatters.Domain.Calendar;

namespace SmallMatters.Domain.Clocks;

/// <summary>
/// Turns a rule and the instant of its starting event into a deadline.
/// </summary>
/// <remarks>
/// Hours run on the time line. Days are local days of the calendar's zone: the count takes the days from day one on,
/// leaves out those that a pause covers (the day on which it began is left out, the day on which it ended is counted) and,
/// for working days, those that are not worked; the last day counted is the last day of the period, and the period ends
/// at its 24:00. Calendar days and months may then roll to the first workday. Extensions add to the length before the
/// count. The 70 % and 90 % points are fractions of the counted time before a roll: of the seconds for hours, and for
/// days a whole number of counted days and a fraction of the next.
/// </remarks>
public static class DeadlineRule
{
    /// <summary>The deadline of a clock that was neither paused nor lengthened.</summary>
    public static Deadline Compute(ClockRule rule, DateTimeOffset startedAt, WorkingCalendar calendar) =>
        Compute(rule, startedAt, calendar, 0, []);

    /// <summary>The deadline with extensions (in the rule's unit, added up) and pauses, in the order in which they happened.</summary>
    public static Deadline Compute(
        ClockRule rule,
        DateTimeOffset startedAt,
        WorkingCalendar calendar,
        int extended,
        IReadOnlyList<Pause> pauses
    )
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(pauses);
        startedAt = startedAt.ToUniversalTime();
        return rule.Unit == ClockUnit.Hour
            ? InHours(rule, startedAt, calendar, extended, pauses)
            : InDays(rule, startedAt, calendar, extended, pauses);
    }

    private static Deadline InHours(
        ClockRule rule,
        DateTimeOffset startedAt,
        WorkingCalendar calendar,
        int extended,
        IReadOnlyList<Pause> pauses
    )
    {
        var length = TimeSpan.FromHours(rule.Length + extended);
        var due = After(startedAt, length, pauses);
        return new Deadline(
            due,
            After(startedAt, length * 0.7, pauses),
            After(startedAt, length * 0.9, pauses),
            calendar.DayOf(due),
            Provisional: false,
            rule.Code,
            rule.Version
        );
    }

    private static DateTimeOffset After(DateTimeOffset start, TimeSpan counted, IReadOnlyList<Pause> pauses)
    {
        var at = start + counted;
        foreach (var pause in pauses)
        {
            if (pause.Until is { } until && pause.From < at)
            {
                at += until - pause.From;
            }
        }

        return at;
    }

    private static Deadline InDays(
        ClockRule rule,
        DateTimeOffset startedAt,
        WorkingCalendar calendar,
        int extended,
        IReadOnlyList<Pause> pauses
    )
    {
        var dayOne = calendar.DayOf(startedAt).AddDays(rule.DayOne == DayOne.NextDay ? 1 : 0);
        var working = rule.Unit == ClockUnit.WorkingDay;
        var days = rule.Unit switch
        {
            ClockUnit.CalendarDay or ClockUnit.WorkingDay => rule.Length + extended,
            // From day one to the day before the same number in the later month, which with day one on the day after the
            // event is the event's own number.
            ClockUnit.Month => LastDayOfMonths(dayOne, rule.Length + extended).DayNumber - dayOne.DayNumber + 1,
            _ => throw new UnreachableException(),
        };

        var counted = Counted(days);
        var last = rule.EndOnHoliday == EndOnHoliday.RollsForward ? calendar.FirstWorkdayOnOrAfter(counted) : counted;
        return new Deadline(
            calendar.EndOfDay(last),
            Fraction(7),
            Fraction(9),
            last,
            rule.DependsOnCalendar && (calendar.IsProvisional(working ? dayOne : counted) || calendar.IsProvisional(last)),
            rule.Code,
            rule.Version
        );

        // The n-th counted day. Pauses come in order, so each moves the day by what it covers from day one on, and the
        // next is compared with the day so moved.
        DateOnly Counted(int n)
        {
            var day = working ? calendar.AddWorkdays(dayOne.AddDays(-1), n) : dayOne.AddDays(n - 1);
            foreach (var pause in pauses)
            {
                if (pause.Until is not { } end)
                {
                    continue;
                }

                var from = calendar.DayOf(pause.From);
                from = from < dayOne ? dayOne : from;
                var until = calendar.DayOf(end);
                if (from <= day && until > from)
                {
                    day = working
                        ? calendar.AddWorkdays(day, calendar.WorkdaysIn(from, until))
                        : day.AddDays(until.DayNumber - from.DayNumber);
                }
            }

            return day;
        }

        DateTimeOffset Fraction(int tenths)
        {
            var (whole, rest) = Math.DivRem(days * tenths, 10);
            if (rest == 0)
            {
                return calendar.EndOfDay(Counted(whole));
            }

            var day = Counted(whole + 1);
            var begin = calendar.StartOfDay(day);
            return begin + ((calendar.EndOfDay(day) - begin) * rest / 10);
        }
    }

    private static DateOnly LastDayOfMonths(DateOnly dayOne, int months)
    {
        // Counted from the day before day one, so that a month's end stays a month's end: 31 August and six months end on
        // the last day of February.
        var before = dayOne.AddDays(-1);
        return before.AddMonths(months);
    }
}
