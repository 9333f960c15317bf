namespace SmallMatters.Patterns.Knox;

/// <summary>
/// Thrown before the pairs that are near in space are gathered, when there would be more of them than fit into memory.
/// Narrower distances, or fewer events, make fewer pairs.
/// </summary>
/// <param name="pairs">How many there would be, about.</param>
public sealed class TooManyPairsException(long pairs)
    : ArgumentException($"About {pairs} pairs are near in space; at most {Most} are gathered.")
{
    /// <summary>Most pairs: about a gigabyte, and any 20,000 events whatever the distance.</summary>
    public const long Most = 250_000_000;

    /// <summary>How many pairs there would be, about.</summary>
    public long Pairs { get; } = pairs;
}
