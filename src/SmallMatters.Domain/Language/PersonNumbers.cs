using System.Text.RegularExpressions;

namespace SmallMatters.Domain.Language;

/// <summary>
/// Numbers by which a person is known, recognised in what is kept under nobody's key and never erased. A help against slips, no
/// proof.
/// </summary>
public static partial class PersonNumbers
{
    /// <summary>The refusal of words that are kept under nobody's key and hold such a number.</summary>
    public static Refusal Refused(string field) =>
        Refusal.Of(
            "number-of-a-person",
            "这里不能写身份证号或手机号，请删去。需要联系谁，写在诉求里。",
            "No identity number or phone number may stand here; take it out. Whom to reach belongs in the matter.",
            field
        );

    /// <summary>Whether a citizen's number or a mobile phone's stands in words, in full-width digits or set apart as well.</summary>
    public static bool In(string? words) => words is not null && NumberOfAPerson().IsMatch(NarrowSigns.Of(words));

    /// <summary>
    /// Whether a code of a register is the number of a person: a mobile phone's, or a citizen's with its date of birth (GB 11643),
    /// so that the eighteen signs of a unified social credit code (GB 32100) may be one.
    /// </summary>
    public static bool IsOne(string code) => CodeOfAPerson().IsMatch(NarrowSigns.Of(code));

    // A citizen's number of eighteen signs, or a mobile number of eleven; blanks and dashes between the digits do not hide it.
    [GeneratedRegex(@"(?<![0-9])(?:[1-9](?:[ -]?[0-9]){16}[ -]?[0-9Xx]|1[ -]?[3-9](?:[ -]?[0-9]){9})(?![0-9])")]
    private static partial Regex NumberOfAPerson();

    [GeneratedRegex(
        @"(?<![0-9])(?:[1-9][0-9]{5}-?(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])-?[0-9]{3}[0-9Xx]|1[3-9][0-9]{9})(?![0-9])"
    )]
    private static partial Regex CodeOfAPerson();
}
