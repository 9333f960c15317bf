using System.Collections.Immutable;

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
    /// <summary>What else is wrong with the same form, so that a person mends all of it at once.</summary>
    public ImmutableArray<Refusal> Others { get; init; } = [];

    /// <summary>This one and the others, in the order of the form.</summary>
    public IEnumerable<Refusal> Each => Others.Prepend(this);

    /// <summary>Several as one: the first, with the rest beside it. Null when none is one.</summary>
    public static Refusal? All(params ReadOnlySpan<Refusal?> whys)
    {
        var all = ImmutableArray.CreateBuilder<Refusal>();
        foreach (var why in whys)
        {
            all.AddRange(why?.Each.Select(w => w with { Others = [] }) ?? []);
        }
        return all.Count switch
        {
            0 => null,
            1 => all[0],
            _ => all[0] with { Others = all.ToImmutable().RemoveAt(0) },
        };
    }

    /// <summary>A refusal from two sentences.</summary>
    public static Refusal Of(string code, string zh, string en, string? field = null) => new(code, new Bilingual(zh, en), field);
}
