using SmallMatters.Domain.Services;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Services;

public class BookingTests
{
    private static readonly DateTimeOffset Now = Given.Now;

    private static BookedSlot Slot(int hours, int number = 1) =>
        new(
            new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]),
            ServiceWay.Window,
            Now.AddHours(hours),
            Now.AddHours(hours).AddMinutes(30)
        );

    private static Booking Made(int hours = 5) => BookingRule.Book(Slot(hours), Now).Fact!.Apply(null);

    [Fact]
    public void A_time_that_is_over_cannot_be_booked() => Assert.Equal("slot-past", BookingRule.Book(Slot(-1), Now).Why!.Code);

    [Fact]
    public void A_booking_is_moved_and_called_off_until_it_begins_and_not_after()
    {
        Assert.Null(BookingRule.Move(Made(), Slot(9, 2), Now).Why);
        Assert.Null(BookingRule.Cancel(Made(), Now).Why);
        Assert.Equal("booking-begun", BookingRule.Move(Made(), Slot(9, 2), Now.AddHours(5)).Why!.Code);
        Assert.Equal("booking-begun", BookingRule.Cancel(Made(), Now.AddHours(5)).Why!.Code);
        Assert.Equal("slot-the-same", BookingRule.Move(Made(), Slot(5), Now).Why!.Code);
    }

    [Fact]
    public void Whoever_missed_a_time_books_the_next_like_anybody_else()
    {
        var missed = BookingRule.Miss(Made(), Now.AddHours(6)).Fact!.Apply(Made());
        Assert.Equal(BookingStage.Missed, missed.Stage);
        Assert.Null(BookingRule.Book(Slot(30), Now.AddHours(6)).Why);
    }

    [Fact]
    public void A_unit_that_calls_off_says_why() => Assert.Equal("Words", BookingRule.CallOff(Made(), " ", Now).Why!.Field);

    [Fact]
    public void Nothing_is_served_or_missed_before_it_begins()
    {
        Assert.Equal("booking-not-begun", BookingRule.Serve(Made(), Now).Why!.Code);
        Assert.Equal("booking-not-begun", BookingRule.Miss(Made(), Now).Why!.Code);
    }

    /// <summary>
    /// Thirty thousand random lives: an accepted step always fits the state, an ended booking never changes again, and whatever
    /// is refused leaves it as it was.
    /// </summary>
    [Fact]
    public void No_sequence_of_steps_breaks_a_booking()
    {
        var random = new Random(20261122);
        var ends = new Dictionary<BookingStage, int>();
        for (var life = 0; life < 30_000; life++)
        {
            var now = Now;
            Booking? booking = null;
            for (var step = random.Next(1, 14); step > 0; step--)
            {
                now = now.AddMinutes(random.Next(0, 600));
                var slot = Slot(random.Next(-5, 80), random.Next(1, 4));
                var decision = booking is null
                    ? BookingRule.Book(slot, now)
                    : random.Next(5) switch
                    {
                        0 => BookingRule.Move(booking, slot, now),
                        1 when random.Next(3) == 0 => BookingRule.Cancel(booking, now),
                        2 when random.Next(3) == 0 => BookingRule.CallOff(booking, random.Next(2) == 0 ? "" : "停电", now),
                        3 => BookingRule.Serve(booking, now),
                        _ => BookingRule.Miss(booking, now),
                    };
                Assert.True(decision.Fact is null ^ decision.Why is null);
                if (decision.Fact is not { } fact)
                {
                    continue;
                }
                Assert.True(booking is null or Booking.Made, $"{booking?.Stage} was followed by {fact.GetType().Name}");
                booking = fact.Apply(booking);
                if (booking.Stage is BookingStage.Served or BookingStage.Missed)
                {
                    Assert.True(booking.Slot.From <= now);
                }
                if (booking is Booking.Cancelled or Booking.Made)
                {
                    Assert.True(booking.Slot.From > now);
                }
            }
            if (booking is not null)
            {
                ends[booking.Stage] = ends.GetValueOrDefault(booking.Stage) + 1;
            }
        }
        Assert.All(Enum.GetValues<BookingStage>(), stage => Assert.True(ends.GetValueOrDefault(stage) > 100, $"{stage}"));
    }
}
