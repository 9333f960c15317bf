namespace SmallMatters.Patterns.Sampling;

/// <summary>How a Monte Carlo test is run. The same settings give the same answer on one core and on sixty-four.</summary>
/// <param name="Replicas">Number of simulated data sets; 999 gives p-values down to 0.001. 0 computes no p-value.</param>
/// <param name="Seed">Names the family of random streams.</param>
/// <param name="Cores">Most threads at once; 0 means all cores of the machine.</param>
public sealed record MonteCarlo(int Replicas = 999, ulong Seed = 1, int Cores = 0)
{
    internal int Threads => Cores > 0 ? Cores : Environment.ProcessorCount;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Replicas);
        ArgumentOutOfRangeException.ThrowIfNegative(Cores);
    }

    /// <summary>
    /// The Monte Carlo p-value (1 + replicas at least as extreme) / (1 + replicas), which is valid at any number of
    /// replicas (Dwass 1957; Barnard 1963).
    /// </summary>
    public static double PValue(int atLeastAsExtreme, int replicas) => (1.0 + atLeastAsExtreme) / (1.0 + replicas);
}
