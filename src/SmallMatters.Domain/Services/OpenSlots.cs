using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Services;

/// <summary>Open times of a service on one local day, one after the other.</summary>
/// <param name="Day">The local day; null when none was given.</param>
/// <param name="FromHour">First full hour, 0 to 23.</param>
/// <param name="UntilHour">Last full hour, to which the last time runs, 1 to 24.</param>
/// <param name="Minutes">How long each is.</param>
/// <param name="Places">How many can be served in each.</param>
/// <param name="Way">At the window or at the door.</param>
public sealed record OpenSlots(DateOnly? Day, int? FromHour, int? UntilHour, int? Minutes, int? Places, ServiceWay Way);

/// <summary>Decides on times that a unit opens.</summary>
public static class OpenSlotsRule
{
    /// <summary>So many days ahead times can be opened.</summary>
    public const int MostDays = 60;

    /// <summary>So many can be served in one time.</summary>
    public const int MostPlaces = 50;

    /// <summary>The times, each with beginning and end in local hours and minutes of the day, or why there are none.</summary>
    public static (IReadOnlyList<(TimeSpan From, TimeSpan Until)>? Times, Refusal? Why) Decide(
        ServiceItem item,
        OpenSlots command,
        Actor.Staff by,
        DateOnly today
    )
    {
        if (ServiceRule.Closed(item, by) is { } closed)
        {
            return (null, closed);
        }
        var wrong = Refusal.All(
            command.Day is { } day && day > today && day <= today.AddDays(MostDays)
                ? null
                : Refusal.Of(
                    "slot-day",
                    $"日期：请写明天起 {MostDays} 天以内的一天。",
                    $"Day: from tomorrow on, within {MostDays} days.",
                    nameof(command.Day)
                ),
            command is { FromHour: >= 0 and <= 23, UntilHour: <= 24 } && command.UntilHour > command.FromHour
                ? null
                : Refusal.Of(
                    "slot-hours",
                    "请写几点到几点，例如 9 到 11。",
                    "Write from which hour until which, such as 9 to 11.",
                    nameof(command.FromHour)
                ),
            command.Minutes is >= 10 and <= 240
                ? null
                : Refusal.Of(
                    "slot-minutes",
                    "每个时间：请写 10 到 240 分钟。",
                    "Each time: 10 to 240 minutes.",
                    nameof(command.Minutes)
                ),
            command.Places is >= 1 and <= MostPlaces
                ? null
                : Refusal.Of(
                    "slot-places",
                    $"人数：请写 1 到 {MostPlaces}。",
                    $"Places: 1 to {MostPlaces}.",
                    nameof(command.Places)
                ),
            item.File.Sheet.Offers(command.Way)
                ? null
                : Refusal.Of("slot-way", "这项服务不这样办。", "This service is not rendered in this way.", nameof(command.Way))
        );
        if (wrong is not null)
        {
            return (null, wrong);
        }
        var each = TimeSpan.FromMinutes(command.Minutes!.Value);
        var end = TimeSpan.FromHours(command.UntilHour!.Value);
        var times = new List<(TimeSpan, TimeSpan)>();
        for (var from = TimeSpan.FromHours(command.FromHour!.Value); from + each <= end; from += each)
        {
            times.Add((from, from + each));
        }
        return times.Count > 0
            ? (times, null)
            : (
                null,
                Refusal.Of(
                    "slot-minutes",
                    "这段时间不够办一次。",
                    "The hours are too short for one time.",
                    nameof(command.Minutes)
                )
            );
    }
}
