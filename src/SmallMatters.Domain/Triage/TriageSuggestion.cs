namespace SmallMatters.Domain.Triage;

/// <summary>
/// What the classifier would choose for a message, and why. It is shown to a person who decides; nothing is done by it alone.
/// </summary>
/// <param name="Ranked">Every class the model knows, the most probable first; the probabilities sum to one.</param>
/// <param name="Words">
/// The pieces of the message that spoke for the first class, the strongest first; empty when nothing in the message is known to
/// the model.
/// </param>
public sealed record TriageSuggestion(IReadOnlyList<RankedClass> Ranked, IReadOnlyList<SpokenWord> Words)
{
    /// <summary>The most probable class.</summary>
    public RankedClass First => Ranked[0];
}

/// <summary>A class and how sure the model is of it.</summary>
/// <param name="Label">The class as it stands in the examples.</param>
/// <param name="Probability">Calibrated on held-out messages: of the messages with 0.8, about four in five are of this class.</param>
public readonly record struct RankedClass(string Label, double Probability);

/// <summary>A piece of the message, exactly as it was written, that spoke for a class.</summary>
/// <param name="Text">The piece; it occurs in the title or the text that was asked about.</param>
/// <param name="Weight">Its share of all that spoke for the class, 0–1.</param>
public readonly record struct SpokenWord(string Text, double Weight);
