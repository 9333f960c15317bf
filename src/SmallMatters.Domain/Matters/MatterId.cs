namespace SmallMatters.Domain.Matters;

/// <summary>
/// Internal key of a matter, never shown to people. Ordered by creation: the upper 41 bits are milliseconds since
/// 2020-01-01T00:00:00Z, the lower 22 bits are random. The default value is no matter.
/// </summary>
public readonly record struct MatterId(long Value)
{
    private static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A new key.</summary>
    /// <param name="now">The instant of creation, not before 2020.</param>
    /// <param name="random">Any random number; its lower 22 bits are used.</param>
    public static MatterId At(DateTimeOffset now, int random) =>
        new(((long)(now - Epoch).TotalMilliseconds << 22) | (uint)(random & 0x3F_FFFF));

    /// <summary>Whether a matter was raised before another.</summary>
    public static bool operator <(MatterId left, MatterId right) => left.Value < right.Value;

    /// <summary>Whether a matter was raised after another.</summary>
    public static bool operator >(MatterId left, MatterId right) => left.Value > right.Value;

    /// <summary>Whether a matter was raised before another, or is it.</summary>
    public static bool operator <=(MatterId left, MatterId right) => left.Value <= right.Value;

    /// <summary>Whether a matter was raised after another, or is it.</summary>
    public static bool operator >=(MatterId left, MatterId right) => left.Value >= right.Value;
}

/// <summary>Key of a person's part in one matter. A person has a new one in every matter, so that matters cannot be joined by person.</summary>
public readonly record struct ParticipantId(Guid Value);

/// <summary>Key of a member of staff.</summary>
public readonly record struct StaffId(Guid Value);
