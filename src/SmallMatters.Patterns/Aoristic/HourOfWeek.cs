namespace SmallMatters.Patterns.Aoristic;

/// <summary>Where an event that is known only to an interval is counted.</summary>
public enum IntervalRule
{
    /// <summary>Shared out over the whole interval, in proportion to time (the aoristic method).</summary>
    Spread,

    /// <summary>At the beginning.</summary>
    Start,

    /// <summary>In the middle.</summary>
    Middle,

    /// <summary>At the end.</summary>
    End,
}

/// <summary>
/// Events by hour of the week: 168 values, Monday 00:00–01:00 first. Times are wall-clock times of the jurisdiction, so
/// that an evening is an evening in summer and in winter.
/// </summary>
/// <remarks>
/// Ratcliffe and McCullagh (1998), "Aoristic crime analysis", International Journal of Geographical Information Science
/// 12(7), 751–764.
/// </remarks>
public static class HourOfWeek
{
    /// <summary>Hours in a week.</summary>
    public const int Hours = 168;

    /// <summary>Adds the events up; the 168 values sum to the number of events that were used.</summary>
    /// <param name="from">Earliest possible time of each event.</param>
    /// <param name="to">Latest possible time of each, same length; equal to <paramref name="from"/> when it is known.</param>
    /// <param name="rule">How an interval is counted.</param>
    /// <param name="longest">Longer intervals say too little and are left out; null keeps all.</param>
    /// <exception cref="ArgumentException">Ragged input, or an interval that ends before it begins.</exception>
    public static double[] Distribution(
        IReadOnlyList<DateTime> from,
        IReadOnlyList<DateTime> to,
        IntervalRule rule = IntervalRule.Spread,
        TimeSpan? longest = null
    )
    {
        if (from.Count != to.Count)
        {
            throw new ArgumentException("One beginning and one end for each event.");
        }
        var week = new double[Hours];
        for (var i = 0; i < from.Count; i++)
        {
            if (to[i] < from[i])
            {
                throw new ArgumentException($"Event {i} ends before it begins.");
            }
            var length = to[i] - from[i];
            if (length > longest)
            {
                continue;
            }
            if (rule == IntervalRule.Spread && length > TimeSpan.Zero)
            {
                Spread(week, from[i], length);
                continue;
            }
            week[
                HourOf(
                    rule switch
                    {
                        IntervalRule.Middle => from[i] + length / 2,
                        IntervalRule.End => to[i],
                        _ => from[i],
                    }
                )
            ]++;
        }
        return week;
    }

    /// <summary>The hour of the week a moment lies in: 0 is Monday 00:00–01:00.</summary>
    public static int HourOf(DateTime moment) => ((int)moment.DayOfWeek + 6) % 7 * 24 + moment.Hour;

    private static void Spread(double[] week, DateTime from, TimeSpan length)
    {
        var rate = 1 / length.TotalHours;
        var wholeWeeks = Math.Floor(length.TotalHours / Hours);
        if (wholeWeeks > 0)
        {
            for (var hour = 0; hour < Hours; hour++)
            {
                week[hour] += wholeWeeks * rate;
            }
        }
        var left = length.TotalHours - wholeWeeks * Hours;
        var hourNow = HourOf(from);
        var toNextHour = 1 - (from.Minute * 60 + from.Second + from.Millisecond / 1000.0) / 3600;
        while (left > 1e-12)
        {
            var part = Math.Min(left, toNextHour);
            week[hourNow] += part * rate;
            left -= part;
            toNextHour = 1;
            hourNow = (hourNow + 1) % Hours;
        }
    }
}
