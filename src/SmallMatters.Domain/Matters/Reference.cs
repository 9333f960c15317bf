using System.Diagnostics.CodeAnalysis;

namespace SmallMatters.Domain.Matters;

/// <summary>
/// 编号: the one public number of a matter, for life and across every hand-over. Twelve digits, the first never 0, written
/// in groups of four so that it can be read on the phone: <c>4821 0937 5564</c>.
/// Ten digits are the payload, which the caller draws from a cryptographic random source: a reference tells nothing about
/// how many matters there are, nor what the next one is. The last two are check digits after ISO/IEC 7064 MOD 97-10 (the
/// whole number leaves 1 when divided by 97; check digits run from 02 to 98), which catch every single wrong digit and every
/// swap of two neighbours.
/// The default value is no reference: <see cref="Value"/> is 0, and it is never parsed, stored or shown.
/// </summary>
public readonly record struct Reference : IParsable<Reference>, IComparable<Reference>
{
    /// <summary>The smallest payload: ten digits, the first of them not 0.</summary>
    public const long FirstPayload = 1_000_000_000;

    /// <summary>The largest payload. The caller draws evenly from <see cref="FirstPayload"/> to this, both included.</summary>
    public const long LastPayload = 9_999_999_999;

    private const int Digits = 12;

    // Twelve digits with a separator between any two, and some blanks pasted around them. Longer text is not a reference.
    private const int LongestText = 64;

    private Reference(long value) => Value = value;

    /// <summary>All twelve digits as one number; what is stored, and what addresses carry.</summary>
    public long Value { get; }

    /// <summary>A reference for a drawn payload, with its check digits.</summary>
    /// <param name="payload">Ten digits, <see cref="FirstPayload"/> to <see cref="LastPayload"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The payload has not ten digits.</exception>
    public static Reference From(long payload)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(payload, FirstPayload);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload, LastPayload);
        var shifted = payload * 100;
        return new Reference(shifted + 98 - (shifted % 97));
    }

    /// <summary>The reference behind a stored <see cref="Value"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The stored number is not a reference: the record is damaged.</exception>
    public static Reference FromValue(long value) =>
        IsValid(value)
            ? new Reference(value)
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Not a reference: wrong length or check digits.");

    /// <summary>
    /// Reads what a person typed, pasted or dictated. Forgiven: spaces and dashes of any width, full-width digits,
    /// Chinese numerals digit by digit (〇 and 零 for 0, 幺 for 1 as it is said on the phone), the letter O for zero.
    /// Anything else, a wrong length or wrong check digits is refused.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Reference result)
    {
        result = default;
        if (s is null || s.Length > LongestText)
        {
            return false;
        }

        var value = 0L;
        var count = 0;
        foreach (var sign in s)
        {
            if (IsSeparator(sign))
            {
                continue;
            }

            var digit = DigitOf(sign);
            if (digit < 0 || ++count > Digits)
            {
                return false;
            }

            value = (value * 10) + digit;
        }

        if (!IsValid(value))
        {
            return false;
        }

        result = new Reference(value);
        return true;
    }

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out Reference)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, out Reference result) => TryParse(s, null, out result);

    /// <summary>As <see cref="TryParse(string?, IFormatProvider?, out Reference)"/>, for text that must be a reference.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static Reference Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var result) ? result : throw new FormatException("Not a reference.");

    /// <summary>In groups of four with spaces, as it is shown and read aloud.</summary>
    public override string ToString()
    {
        var text = Value.ToString("D12");
        return $"{text[..4]} {text[4..8]} {text[8..]}";
    }

    /// <summary>By number, which says nothing about age: only so that lists can be put in a stable order.</summary>
    public int CompareTo(Reference other) => Value.CompareTo(other.Value);

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <(Reference left, Reference right) => left.Value < right.Value;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >(Reference left, Reference right) => left.Value > right.Value;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <=(Reference left, Reference right) => left.Value <= right.Value;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >=(Reference left, Reference right) => left.Value >= right.Value;

    // 00, 01 and 99 would leave the same remainder as 97, 98 and 02: the standard gives each payload one pair only.
    private static bool IsValid(long value) =>
        value is >= FirstPayload * 100 and <= (LastPayload * 100) + 99 && value % 97 == 1 && value % 100 is >= 2 and <= 98;

    private static bool IsSeparator(char sign) =>
        char.IsWhiteSpace(sign) || sign is '-' or (>= '\u2010' and <= '\u2015') or '\u2212' or '\uFF0D';

    private static int DigitOf(char sign) =>
        sign switch
        {
            >= '0' and <= '9' => sign - '0',
            >= '０' and <= '９' => sign - '０',
            'O' or 'o' or 'Ｏ' or 'ｏ' or '〇' or '零' => 0,
            '一' or '幺' => 1,
            '二' => 2,
            '三' => 3,
            '四' => 4,
            '五' => 5,
            '六' => 6,
            '七' => 7,
            '八' => 8,
            '九' => 9,
            _ => -1,
        };
}
