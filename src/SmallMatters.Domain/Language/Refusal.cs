namespace SmallMatters.Domain.Language;

/// <summary>
/// What a person asked for cannot be done, and why. Pages, the programming interface and tests use the same refusal;
/// exceptions are for what only a programming error can do.
/// </summary>
/// <param name="Code">Stable, kebab-case, for machines and tests, such as <c>matter-already-closed</c>.</param>
/// <param name="Sentence">What a person is told, in plain words.</param>
/// <param name="Field">The command's property that the sentence belongs beside, or null when it is about the whole.</param>
public sealed record Refusal(string Code, Bilingual Sentence, string? Field = null)
{
    /// <summary>A refusal from two sentences.</summary>
    public static Refusal Of(string code, string zh, string en, string? field = null) => new(code, new Bilingual(zh, en), field);
}
