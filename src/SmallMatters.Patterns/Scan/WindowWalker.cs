namespace SmallMatters.Patterns.Scan;

/// <summary>Walks all windows of one data set after another; used by one thread.</summary>
internal abstract class WindowWalker
{
    /// <summary>Takes the cases of a data set, one count a cell.</summary>
    public abstract void Load(int[] cases);

    /// <summary>The best window around a centre, or <paramref name="best"/> when none there is better.</summary>
    public abstract void Scan(int centre, ref Best best);

    /// <summary>The best window so far.</summary>
    internal readonly record struct Best(
        double Ratio,
        int Centre,
        int Size,
        int FirstPeriod,
        int LastPeriod,
        int Cases,
        double Measure
    );

    /// <summary>Limits on stretches of time, in periods.</summary>
    internal readonly record struct TimeSpanLimits(int Periods, int Min, int Max, bool Prospective);
}
