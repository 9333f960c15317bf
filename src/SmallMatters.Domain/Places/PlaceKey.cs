using System.Text;
using System.Text.RegularExpressions;

namespace SmallMatters.Domain.Places;

/// <summary>
/// Reduces ways of writing a place to one: half-width and lower case, no blanks or marks, Chinese numerals as digits,
/// no leading zeros, and no word for "building" or "entrance" behind a number.
/// </summary>
internal static partial class PlaceKey
{
    internal static string OfEstate(string text) => Plain(text).Replace("-", "");

    internal static string OfBuilding(string text) => WithoutOrdinal(BuildingWord().Replace(Plain(text), ""));

    internal static string OfEntrance(string text) => WithoutOrdinal(EntranceWord().Replace(Plain(text), ""));

    // 501室, 二单元501, 3-2-501: the last number names a household.
    internal static bool HasDoorNumber(string text) => DoorNumber().IsMatch(Plain(text));

    [GeneratedRegex("[号#]?(楼栋?|栋楼?|幢楼?|座)?$")]
    private static partial Regex BuildingWord();

    [GeneratedRegex("[号#]?(单元门?|门洞?)?$")]
    private static partial Regex EntranceWord();

    [GeneratedRegex("[0-9]号?[室房户]|(单元|门)-?[0-9]{3,4}$|[0-9a-z]+-[0-9a-z]+-[0-9]{2,4}$|[0-9]-[0-9]{3,4}$")]
    private static partial Regex DoorNumber();

    [GeneratedRegex("(?<![0-9])0+(?=[0-9])")]
    private static partial Regex LeadingZeros();

    [GeneratedRegex("[零〇一二两三四五六七八九十百]+")]
    private static partial Regex Numeral();

    private static string WithoutOrdinal(string key) => key.StartsWith('第') ? key[1..] : key;

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            var half = sign is >= '！' and <= '～' ? (char)(sign - 0xFEE0) : sign;
            if (half is '-' or (>= '\u2010' and <= '\u2015') or '\u2212' or '~' or '/')
            {
                plain.Append('-');
            }
            else if (half is '#' or '〇' || char.IsLetterOrDigit(half) || char.IsSurrogate(half))
            {
                plain.Append(char.ToLowerInvariant(half));
            }
        }

        var digits = Numeral().Replace(plain.ToString(), match => ToDigits(match.Value));
        return LeadingZeros().Replace(digits, "").Trim('-');
    }

    // Read as a number up to 999 where it is built like one (十二, 一百零三), digit by digit where it has no 十 or 百 (二〇三).
    // Anything else (百百, 十百) is a name and stays.
    private static string ToDigits(string numeral)
    {
        if (!numeral.AsSpan().ContainsAny('十', '百'))
        {
            return string.Concat(numeral.Select(DigitOf));
        }

        var built = NumberBelowThousand().Match(numeral);
        if (!built.Success)
        {
            return numeral;
        }

        var hundreds = built.Groups["h"].Success ? DigitOf(built.Groups["h"].Value[0]) : 0;
        var tens =
            !built.Groups["ten"].Success ? 0
            : built.Groups["t"].Success ? DigitOf(built.Groups["t"].Value[0])
            : 1;
        var ones = built.Groups["o"].Success ? DigitOf(built.Groups["o"].Value[0]) : 0;
        return ((hundreds * 100) + (tens * 10) + ones).ToString();
    }

    [GeneratedRegex(
        "^((?<h>[一二两三四五六七八九])百)?[零〇]?((?<t>[一二三四五六七八九])?(?<ten>十))?(?<o>[一二三四五六七八九])?$"
    )]
    private static partial Regex NumberBelowThousand();

    private static int DigitOf(char sign) =>
        sign switch
        {
            '零' or '〇' => 0,
            '一' => 1,
            '二' or '两' => 2,
            '三' => 3,
            '四' => 4,
            '五' => 5,
            '六' => 6,
            '七' => 7,
            '八' => 8,
            _ => 9,
        };
}
