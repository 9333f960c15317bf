using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Services;

/// <summary>
/// A booking (预约) of one time of a service for one matter. Who it is for stands with the matter, and nowhere here. That
/// somebody did not come ends this booking and is counted nowhere: they book again like anybody else.
/// </summary>
public abstract record Booking(BookedSlot Slot)
{
    private Booking(BookedSlot slot, bool _)
        : this(slot) { }

    /// <summary>The time is theirs.</summary>
    public sealed record Made(BookedSlot Slot) : Booking(Slot, true);

    /// <summary>It is off, and the time is free again.</summary>
    public sealed record Cancelled(BookedSlot Slot, bool ByUnit) : Booking(Slot, true);

    /// <summary>They were served.</summary>
    public sealed record Served(BookedSlot Slot) : Booking(Slot, true);

    /// <summary>Nobody came, or nobody opened.</summary>
    public sealed record Missed(BookedSlot Slot) : Booking(Slot, true);

    /// <summary>The state without its data, for lists.</summary>
    public BookingStage Stage =>
        this switch
        {
            Made => BookingStage.Made,
            Cancelled => BookingStage.Cancelled,
            Served => BookingStage.Served,
            Missed => BookingStage.Missed,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

/// <summary>A state of a booking without its data.</summary>
public enum BookingStage
{
    /// <summary>已预约.</summary>
    Made,

    /// <summary>已取消.</summary>
    Cancelled,

    /// <summary>已办.</summary>
    Served,

    /// <summary>没有办成.</summary>
    Missed,
}

/// <summary>One time of a service, as it was when it was booked.</summary>
/// <param name="Id">Key of the time.</param>
/// <param name="Way">At the window or at the door.</param>
/// <param name="From">Begins, UTC.</param>
/// <param name="Until">Ends, UTC.</param>
public sealed record BookedSlot(Guid Id, ServiceWay Way, DateTimeOffset From, DateTimeOffset Until);

/// <summary>Something that happened to a booking.</summary>
public abstract record BookingFact
{
    /// <summary>The booking after it.</summary>
    /// <exception cref="InvalidOperationException">It does not fit the state: the chain is damaged.</exception>
    public abstract Booking Apply(Booking? booking);

    /// <summary>What a fact that does not fit throws.</summary>
    protected InvalidOperationException DoesNotFit(Booking? booking) =>
        new($"{GetType().Name} does not fit a booking that is {booking?.Stage.ToString() ?? "not there"}");
}

/// <summary>It was booked.</summary>
public sealed record BookingMade(BookedSlot Slot) : BookingFact
{
    /// <inheritdoc/>
    public override Booking Apply(Booking? booking) => booking is null ? new Booking.Made(Slot) : throw DoesNotFit(booking);
}

/// <summary>It was moved to another time of the same service.</summary>
public sealed record BookingMoved(BookedSlot Slot) : BookingFact
{
    /// <inheritdoc/>
    public override Booking Apply(Booking? booking) =>
        booking is Booking.Made ? new Booking.Made(Slot) : throw DoesNotFit(booking);
}

/// <summary>It was called off, by the resident without a reason or by the unit with one.</summary>
public sealed record BookingCancelled(bool ByUnit, string? Words) : BookingFact
{
    /// <inheritdoc/>
    public override Booking Apply(Booking? booking) =>
        booking is Booking.Made ? new Booking.Cancelled(booking.Slot, ByUnit) : throw DoesNotFit(booking);
}

/// <summary>It took place.</summary>
public sealed record BookingServed : BookingFact
{
    /// <inheritdoc/>
    public override Booking Apply(Booking? booking) =>
        booking is Booking.Made ? new Booking.Served(booking.Slot) : throw DoesNotFit(booking);
}

/// <summary>It did not take place, since nobody came or opened.</summary>
public sealed record BookingMissed : BookingFact
{
    /// <inheritdoc/>
    public override Booking Apply(Booking? booking) =>
        booking is Booking.Made ? new Booking.Missed(booking.Slot) : throw DoesNotFit(booking);
}

/// <summary>What came of a decision.</summary>
public sealed record BookingDecision(BookingFact? Fact, Refusal? Why)
{
    /// <summary>A fact is a decision.</summary>
    public static implicit operator BookingDecision(BookingFact fact) => new(fact, null);

    /// <summary>A refusal is a decision.</summary>
    public static implicit operator BookingDecision(Refusal why) => new(null, why);
}
