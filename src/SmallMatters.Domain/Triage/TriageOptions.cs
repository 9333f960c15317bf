namespace SmallMatters.Domain.Triage;

/// <summary>
/// How the classifier learns. The defaults were chosen by cross-validation inside training sets (<c>docs/measurements.md</c>);
/// the same options, seed and examples give the same model, byte for byte, on any number of processors.
/// </summary>
public sealed record TriageOptions
{
    /// <summary>Decides the folds and the order in which examples are visited.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Longest piece of consecutive characters that is a feature; 1–8.</summary>
    public int LongestGram { get; init; } = 3;

    /// <summary>A feature must occur in at least this many examples.</summary>
    public int LeastExamples { get; init; } = 4;

    /// <summary>At most this many features are kept, those in the most examples first; this bounds the size of the model.</summary>
    public int MostFeatures { get; init; } = 400_000;

    /// <summary>Where a message has no title, this many characters at its beginning stand in for one.</summary>
    public int OpeningLength { get; init; } = 20;

    /// <summary>Weight of the title (or opening) beside the whole message, whose weight is 1.</summary>
    public double OpeningWeight { get; init; } = 0.4;

    /// <summary>Cost of a training error in the support vector machines; larger follows the examples more closely.</summary>
    public double Cost { get; init; } = 1;

    /// <summary>Share, 0–1, of the machine whose features are scaled by their naive-Bayes ratio, beside the plain one.</summary>
    public double RatioShare { get; init; } = 0.5;

    /// <summary>Cost of a training error in the machine with scaled features.</summary>
    public double RatioCost { get; init; } = 1;

    /// <summary>Exponent on the inverse frequency of a class in its cost: 0 treats examples alike, 1 treats classes alike.</summary>
    public double RareClassExponent { get; init; }

    /// <summary>Parts of the examples that are held out in turn to calibrate the probabilities; at least 2.</summary>
    public int Folds { get; init; } = 4;

    /// <summary>Precision that messages routed on the suggestion should have; the threshold is chosen on held-out messages.</summary>
    public double RoutingPrecision { get; init; } = 0.98;

    /// <summary>Only this many characters of a message are read; the rest of a longer one says nothing new about its class.</summary>
    public int LongestText { get; init; } = 10_000;
}
