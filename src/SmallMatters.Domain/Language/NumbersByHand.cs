using System.Text.RegularExpressions;

namespace SmallMatters.Domain.Language;

/// <summary>
/// Numbers of identity cards, bank cards and passports in words that have no use for them: on papers they are blanks that people fill by
/// hand. A telephone number is not among them: how to reach somebody may have to be said. A help against slips, no proof.
/// </summary>
public static partial class NumbersByHand
{
    /// <summary>The refusal of words with such a number, and what to do instead.</summary>
    public static Refusal Refused(string field) =>
        Refusal.Of(
            "identity-number",
            "这里不写身份证号、银行卡号和护照号，请删去。文书上要用的，打印以后由本人手写。",
            "No number of an identity card, bank card or passport stands here; take it out. Where a paper needs it, its owner writes it on the print by hand.",
            field
        );

    /// <summary>Whether such a number stands in words, in full-width digits or set apart as well.</summary>
    public static bool In(string? words)
    {
        if (words is null)
        {
            return false;
        }
        var narrow = NarrowSigns.Of(words);
        return TravelPaper().IsMatch(narrow)
            || Long().Matches(narrow).Any(m => Closed(m.Value) is var digits && (IsCitizens(digits) || IsCard(digits)));
    }

    private static string Closed(string typed) =>
        typed.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    // GB 11643: a date of birth and, as the last sign, the check digit of ISO 7064 MOD 11-2.
    private static bool IsCitizens(string digits)
    {
        if (digits.Length != 18 || !Birth().IsMatch(digits))
        {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            sum += (digits[i] - '0') * ((1 << (17 - i)) % 11);
        }
        return "10X98765432"[sum % 11] == char.ToUpperInvariant(digits[17]);
    }

    // Sixteen to nineteen digits with the check digit of ISO/IEC 7812 (Luhn), begun as payment cards are.
    private static bool IsCard(string digits)
    {
        if (digits.Length is < 16 or > 19 || digits[0] is < '3' or > '6' || !digits.All(char.IsAsciiDigit))
        {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : (digit * 2 / 10) + (digit * 2 % 10);
        }
        return sum % 10 == 0;
    }

    [GeneratedRegex("(?<![0-9A-Za-z])[0-9](?:[ -]?[0-9]){14,17}[ -]?[0-9Xx](?![0-9A-Za-z])")]
    private static partial Regex Long();

    [GeneratedRegex("^[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]$")]
    private static partial Regex Birth();

    // Ordinary, official and diplomatic passports (E, G, P, S, D), the later ordinary ones with a second letter, and passes H, M, C.
    [GeneratedRegex("(?<![0-9A-Za-z])(?:[EGPSDHMC][0-9]{8}|E[A-HJ-NP-Z][0-9]{7})(?![0-9A-Za-z])", RegexOptions.IgnoreCase)]
    private static partial Regex TravelPaper();
}
