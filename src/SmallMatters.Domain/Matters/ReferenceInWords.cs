using System.Text.RegularExpressions;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>Finds a matter's reference in words that must not lead back to it. A help against slips, no proof.</summary>
public static partial class ReferenceInWords
{
    /// <summary>The refusal of words that hold one; null where they hold none.</summary>
    /// <param name="words">The words; null is none.</param>
    /// <param name="field">The field that they were typed into.</param>
    public static Refusal? Refused(string? words, string field) =>
        words is not null && Groups().Matches(NarrowSigns.Of(words)).Any(found => Reference.TryParse(found.Value, out _))
            ? Refusal.Of(
                "reference-in-words",
                "这里有诉求编号，凭它能找到是哪一件。请删去。",
                "This has a matter’s reference, which leads to the matter: take it out.",
                field
            )
            : null;

    [GeneratedRegex(@"(?<![0-9])[0-9](?:[ -]?[0-9]){11}(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Groups();
}
