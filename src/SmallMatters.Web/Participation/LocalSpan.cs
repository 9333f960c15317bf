using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Language;
using SmallMatters.Web.Convenings;

namespace SmallMatters.Web.Participation;

/// <summary>A local day with a begin and an end, as people write them.</summary>
internal static class LocalSpan
{
    /// <summary>Both instants, UTC; null when something is missing or cannot be read, with the mistake of the latter.</summary>
    public static (DateTimeOffset? From, DateTimeOffset? Until, Refusal? Why) Read(
        DateOnly? day,
        string? from,
        string? until,
        WorkingCalendar calendar
    )
    {
        var (begin, noBegin) = LocalTimes.Read(day, from, "From", calendar);
        var (end, noEnd) = LocalTimes.Read(day, until, "Until", calendar);
        return (begin, end, Refusal.All(noBegin, noEnd));
    }
}
