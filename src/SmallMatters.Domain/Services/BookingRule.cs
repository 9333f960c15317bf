using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Services;

/// <summary>
/// Decides on bookings. Whether a time still has room is decided where it is written, since only there two who want the last
/// place meet.
/// </summary>
public static class BookingRule
{
    /// <summary>So long before its beginning whoever booked is reminded.</summary>
    public static readonly TimeSpan RemindedBefore = TimeSpan.FromHours(24);

    /// <summary>The longest reason for calling off, in characters.</summary>
    public const int LongestReason = 200;

    /// <summary>What is told when the last place went to somebody else.</summary>
    public static Refusal Full { get; } =
        Refusal.Of("slot-full", "这个时间刚刚约满，请另选一个。", "This time has just been taken. Choose another.", "Slot");

    /// <summary>A time is booked. What became of earlier bookings is asked of nobody.</summary>
    public static BookingDecision Book(BookedSlot slot, DateTimeOffset now) => slot.From <= now ? Past : new BookingMade(slot);

    /// <summary>Another time is taken instead.</summary>
    public static BookingDecision Move(Booking booking, BookedSlot slot, DateTimeOffset now) =>
        Begun(booking, now) is { } closed ? closed
        : slot.From <= now ? Past
        : slot.Id == booking.Slot.Id ? Refusal.Of("slot-the-same", "这就是您现在约的时间。", "This is the time you have.", "Slot")
        : new BookingMoved(slot);

    /// <summary>The resident calls it off; no reason is asked for.</summary>
    public static BookingDecision Cancel(Booking booking, DateTimeOffset now) =>
        Begun(booking, now) is { } closed ? closed : new BookingCancelled(ByUnit: false, null);

    /// <summary>The unit calls it off, with the reason that the resident is told.</summary>
    public static BookingDecision CallOff(Booking booking, string words, DateTimeOffset now)
    {
        if (Begun(booking, now) is { } closed)
        {
            return closed;
        }
        var (text, missing) = Refusals.WorkWords(
            words,
            "Words",
            LongestReason,
            "请写明为什么取消，居民会看到。",
            "Say why it is called off; the resident reads it."
        );
        return missing is not null ? missing : new BookingCancelled(ByUnit: true, text);
    }

    /// <summary>It took place.</summary>
    public static BookingDecision Serve(Booking booking, DateTimeOffset now) =>
        NotBegun(booking, now) is { } early ? early : new BookingServed();

    /// <summary>It did not take place. Nothing follows for the resident.</summary>
    public static BookingDecision Miss(Booking booking, DateTimeOffset now) =>
        NotBegun(booking, now) is { } early ? early : new BookingMissed();

    private static Refusal Past { get; } =
        Refusal.Of("slot-past", "这个时间已经过了，请另选一个。", "This time is over. Choose another.", "Slot");

    private static Refusal Ended { get; } = Refusal.Of("booking-ended", "这个预约已经结束。", "This booking has ended.");

    private static Refusal? Begun(Booking booking, DateTimeOffset now) =>
        booking is not Booking.Made ? Ended
        : booking.Slot.From <= now
            ? Refusal.Of(
                "booking-begun",
                "预约的时间已经到了，不能再改。没有赶上的，可以重新预约，不影响什么。",
                "The booked time has begun and is not changed any more. If you missed it, book again; nothing is held against you."
            )
        : null;

    private static Refusal? NotBegun(Booking booking, DateTimeOffset now) =>
        booking is not Booking.Made ? Ended
        : booking.Slot.From > now ? Refusal.Of("booking-not-begun", "预约的时间还没有到。", "The booked time has not begun.")
        : null;
}
