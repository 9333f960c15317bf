using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Convenings;

namespace SmallMatters.Web.Participation;

/// <summary>A local day with a begin and an end, as people write them in the fields Day, From and Until.</summary>
internal static class LocalSpan
{
    private static readonly DateOnly AnyDay = new(2000, 1, 1);

    /// <summary>Both instants, UTC; or all that is missing or cannot be read, each at its field.</summary>
    public static (DateTimeOffset? From, DateTimeOffset? Until, Refusal? Unread) Read(
        DateOnly? day,
        string? from,
        string? until,
        WorkingCalendar calendar
    )
    {
        // A time is looked at even where the day is not known yet, so that all is told at once.
        var (begin, noBegin) = LocalTimes.Read(day ?? AnyDay, from, "From", calendar);
        var (end, noEnd) = LocalTimes.Read(day ?? AnyDay, until, "Until", calendar);
        var unread = Refusal.All(
            day is null ? Refusals.Missing("Day", "请写哪一天。", "Say on which day.") : null,
            noBegin ?? (begin is null ? Refusals.Missing("From", "请写几点开始。", "Say when it begins.") : null),
            noEnd ?? (end is null ? Refusals.Missing("Until", "请写几点结束。", "Say when it ends.") : null)
        );
        return unread is null ? (begin, end, null) : (null, null, unread);
    }
}
