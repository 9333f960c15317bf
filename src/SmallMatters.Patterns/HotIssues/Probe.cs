namespace SmallMatters.Patterns.HotIssues;

/// <summary>The message that is being compared, laid out so that a gram is found, or known to be absent, at the first look.</summary>
internal sealed class Probe
{
    private readonly GramTable<float> weights = new(1024);

    public Term[] Vector { get; private set; } = [];

    /// <summary>Squared length: one, or less for a message of common words.</summary>
    public double Norm2 { get; private set; }

    public void Take(Term[] vector)
    {
        weights.Clear();
        Norm2 = 0;
        foreach (var term in vector)
        {
            weights.At(term.Hash) = term.Weight;
            Norm2 += (double)term.Weight * term.Weight;
        }
        Vector = vector;
    }

    public float WeightOf(ulong gram) => weights.Get(gram);
}
