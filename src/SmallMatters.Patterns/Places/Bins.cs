namespace SmallMatters.Patterns.Places;

/// <summary>Which end of an interval belongs to it.</summary>
public enum Closed
{
    /// <summary>(a, b], and the lowest break belongs to the first bin: [a, b].</summary>
    Right,

    /// <summary>[a, b).</summary>
    Left,
}

/// <summary>
/// Consecutive intervals given by their breaks, turned into thresholds θ so that "below or equal θ" is the only question
/// asked of a distance, whichever end of an interval is closed.
/// </summary>
internal sealed class Bins
{
    public Bins(IReadOnlyList<double> breaks, Closed closed)
    {
        if (breaks.Count < 2)
        {
            throw new ArgumentException("At least two breaks are needed.", nameof(breaks));
        }
        for (var i = 0; i < breaks.Count; i++)
        {
            if (double.IsNaN(breaks[i]) || breaks[i] < 0 || (i > 0 && breaks[i] <= breaks[i - 1]))
            {
                throw new ArgumentException("Breaks must be rising and not negative.", nameof(breaks));
            }
        }
        EndsOpen = double.IsPositiveInfinity(breaks[^1]);
        Count = breaks.Count - 1;
        StartsAboveZero = breaks[0] > 0;
        var finite = EndsOpen ? breaks.Count - 1 : breaks.Count;
        Thresholds = new double[finite];
        for (var i = 0; i < finite; i++)
        {
            Thresholds[i] = i == 0 || closed == Closed.Left ? Math.BitDecrement(breaks[i]) : breaks[i];
        }
    }

    /// <summary>How many bins there are, an unbounded last one included.</summary>
    public int Count { get; }

    /// <summary>Whether the last bin has no upper end.</summary>
    public bool EndsOpen { get; }

    /// <summary>Whether values below the first break are possible.</summary>
    public bool StartsAboveZero { get; }

    /// <summary>Thresholds of the finite breaks; threshold i + 1 closes bin i, threshold 0 lies just below the first bin.</summary>
    public double[] Thresholds { get; }

    /// <summary>Highest finite threshold.</summary>
    public double Reach => Thresholds[^1];

    /// <summary>Index of the first threshold that is not below the value (0 = before the first bin); the count if none.</summary>
    public int Slot(double value)
    {
        var slot = 0;
        while (slot < Thresholds.Length && value > Thresholds[slot])
        {
            slot++;
        }
        return slot;
    }
}
