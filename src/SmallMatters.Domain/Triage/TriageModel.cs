using System.Diagnostics.CodeAnalysis;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Triage;

/// <summary>
/// A trained classifier: immutable, safe to share between threads. Made by <see cref="TriageTrainer"/> or read from a file.
/// </summary>
public sealed class TriageModel
{
    private readonly string[] labels;

    internal TriageModel(
        string[] labels,
        FeatureSpace space,
        ClassScores scores,
        ProbabilityScale probabilities,
        HeldOutFigures heldOut
    )
    {
        this.labels = labels;
        Space = space;
        Scores = scores;
        Probabilities = probabilities;
        HeldOut = heldOut;
    }

    /// <summary>The classes, in ordinal order.</summary>
    public IReadOnlyList<string> Labels => labels;

    /// <summary>Number of pieces of text that the model knows.</summary>
    public int Features => Space.Keys.Length;

    /// <summary>How the model did on examples held out while it was trained.</summary>
    public HeldOutFigures HeldOut { get; }

    internal FeatureSpace Space { get; }

    internal ClassScores Scores { get; }

    internal ProbabilityScale Probabilities { get; }

    /// <summary>The classes for a message with their probabilities, and the words behind the first of them.</summary>
    /// <param name="title">The title, or empty.</param>
    /// <param name="text">The message; any text, also an empty one, for which the classes' overall frequencies decide.</param>
    public TriageSuggestion Suggest(string title, string text)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(text);
        var message = Message.Read(title, text, Space.Options);
        var terms = Space.Vector(message);
        var ranked = Rank(terms);
        var first = Array.IndexOf(labels, ranked[0].Label);
        return new TriageSuggestion(ranked, SpokenWords.Behind(first, message, terms, Space, Scores));
    }

    /// <summary>Writes the model in its own format, which begins with a version and ends with a checksum.</summary>
    public void Save(Stream stream) => TriageModelFile.Write(this, stream);

    /// <summary>Reads a model that <see cref="Save"/> wrote.</summary>
    /// <returns>False, with the reason, for anything else: another file, another version, a damaged or shortened file.</returns>
    public static bool TryLoad(
        Stream stream,
        [NotNullWhen(true)] out TriageModel? model,
        [NotNullWhen(false)] out Refusal? refusal
    ) => TriageModelFile.TryRead(stream, out model, out refusal);

    /// <summary>Reads a model that must be good.</summary>
    /// <exception cref="InvalidDataException">Where <see cref="TryLoad"/> refuses, with its sentence.</exception>
    public static TriageModel Load(Stream stream) =>
        TryLoad(stream, out var model, out var refusal) ? model : throw new InvalidDataException(refusal.Sentence.ToString());

    internal RankedClass[] Rank(string title, string text) => Rank(Space.Vector(Message.Read(title, text, Space.Options)));

    private RankedClass[] Rank(List<FeatureSpace.Term> terms)
    {
        var probabilities = Probabilities.Probabilities(Scores.Of(terms));
        return
        [
            .. labels
                .Select((label, c) => new RankedClass(label, probabilities[c]))
                .OrderByDescending(ranked => ranked.Probability)
                .ThenBy(ranked => ranked.Label, StringComparer.Ordinal),
        ];
    }
}

/// <summary>How a model did on examples held out while it was trained: each example was judged by a model that had not seen it.</summary>
/// <param name="Examples">Number of examples.</param>
/// <param name="Accuracy">Share of them, 0–1, whose most probable class was right.</param>
/// <param name="MacroF1">Mean of the classes' F1, 0–1.</param>
/// <param name="Routing">
/// The largest share of them that could be routed on the suggestion with the precision asked for; its threshold is what a reader of
/// suggestions may use. Null where no threshold gives that precision.
/// </param>
public sealed record HeldOutFigures(int Examples, double Accuracy, double MacroF1, RoutingFigures? Routing);

/// <summary>What comes of routing every message whose first class has at least a certain probability.</summary>
/// <param name="Threshold">The least probability, 0–1.</param>
/// <param name="Share">Share of all messages that are routed, 0–1.</param>
/// <param name="Precision">Share of the routed ones whose class is right, 0–1; 1 when none is routed.</param>
public sealed record RoutingFigures(double Threshold, double Share, double Precision);
