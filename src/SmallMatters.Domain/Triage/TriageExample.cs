namespace SmallMatters.Domain.Triage;

/// <summary>A message whose class a person has settled: what the classifier learns from and is measured on.</summary>
/// <param name="Title">The title as written, or empty when the channel has none.</param>
/// <param name="Text">The message as written; it may or may not repeat the title at its beginning.</param>
/// <param name="Labels">One class, or several where more than one is right. Never empty.</param>
public sealed record TriageExample(string Title, string Text, IReadOnlyList<string> Labels);
