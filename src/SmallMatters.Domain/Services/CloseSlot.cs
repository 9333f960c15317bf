using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Services;

/// <summary>Decides on closing a time that a unit opened.</summary>
public static class CloseSlotRule
{
    /// <summary>The reason as whoever booked reads it, or why the time is not closed. A time that has begun is not.</summary>
    /// <param name="item">The service.</param>
    /// <param name="slot">Its time.</param>
    /// <param name="words">Why.</param>
    /// <param name="by">Who closes it.</param>
    /// <param name="now">UTC.</param>
    public static (string? Words, Refusal? Why) Decide(
        ServiceItem item,
        BookedSlot slot,
        string words,
        Actor.Staff by,
        DateTimeOffset now
    )
    {
        if (ServiceRule.Keeps(item, by) is { } notYours)
        {
            return (null, notYours);
        }
        if (slot.From <= now)
        {
            return (
                null,
                Refusal.Of(
                    "slot-begun",
                    "这个时间已经到了，不能再关闭。",
                    "This time has begun and is not closed any more.",
                    "Slot"
                )
            );
        }
        return Refusals.WorkWords(
            words,
            "CloseWords",
            BookingRule.LongestReason,
            "请写明为什么关闭，约了的居民会看到。",
            "Say why it is closed; whoever booked it reads it."
        );
    }
}
