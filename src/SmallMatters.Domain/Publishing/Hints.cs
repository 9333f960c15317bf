using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace SmallMatters.Domain.Publishing;

/// <summary>What a hint looks like.</summary>
public enum HintKind
{
    /// <summary>电话号码.</summary>
    Phone,

    /// <summary>身份证件号码, with a right check digit.</summary>
    Identification,

    /// <summary>车牌号.</summary>
    Vehicle,

    /// <summary>电子邮箱.</summary>
    Email,

    /// <summary>当事人姓名.</summary>
    PartyName,

    /// <summary>门牌号: finer than a building.</summary>
    Door,

    /// <summary>称呼: a surname with a form of address, such as 张先生.</summary>
    Address,

    /// <summary>微信号、QQ 号.</summary>
    Account,
}

/// <summary>A place in the words that looks as if it told who somebody is.</summary>
/// <param name="Kind">What it looks like.</param>
/// <param name="Where">Title or words.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Text">What stands there.</param>
public sealed record Hint(HintKind Kind, ManuscriptPart Where, int Start, string Text);

/// <summary>
/// Finds what looks personal, in Chinese and in English, with full-width digits and with blanks or dashes between digits. It
/// is a help for two people who read, and no proof that nothing is there.
/// </summary>
public static partial class Hints
{
    private const string Respect =
        "先生|女士|小姐|太太|大爷|大妈|大伯|大叔|大姐|大哥|大嫂|阿姨|叔叔|伯伯|师傅|老师|奶奶|爷爷|婆婆|医生|老板|经理|同学";

    // The hundred and more most frequent surnames, without those with which a trade or a school subject ends (文 of 语文老师).
    private const string Surname =
        "(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|"
        + "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾韦夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎贺陶毛郝顾龚邵覃武钱戴严莫孔常汤康易乔赖庞樊殷施洪翟倪傅俞葛岳齐尤辛耿牛岑宁祁温庄芦柯纪舒屈项祝阮闵季麦柳])";

    // Words that end with a sign that is a surname too: 关于老师 is about teachers, and names none.
    private const string NoSurname =
        "(?<!关于|对于|由于|属于|位于|等于|处于|在于|主任|责任|担任|信任|提高|经常|日常|平常|非常|地方|对方|双方|警方|官方|各方|明白|资金|现金|阶段"
        + "|路段|时段|其余|业余|多余|四季|工程|过程|课程|全程|流程|日程|付钱|花钱|收钱|交钱|措施|设施|事项|各项|一项|体温|健康|立马)";

    private const string Spoken = "[零〇洞一幺壹二两贰三叁四肆五伍六陆七拐柒八捌九玖0-9]";

    private const string Numeral = @"(?:[0-9]{1,4}|[一二三四五六七八九十百零〇两]{1,5})";

    /// <summary>The hints of a manuscript, in the order in which one reads it.</summary>
    public static ImmutableArray<Hint> In(Manuscript manuscript) =>
        [
            .. In(manuscript.Title, ManuscriptPart.Title, manuscript.PartyNames),
            .. In(manuscript.Words, ManuscriptPart.Words, manuscript.PartyNames),
        ];

    /// <summary>The hints of one text; where several overlap, the longest.</summary>
    public static ImmutableArray<Hint> In(string text, ManuscriptPart where, IReadOnlyList<string> partyNames)
    {
        var plain = Narrow(text);
        var found = new List<(HintKind Kind, int Start, int Length)>();
        Add(HintKind.Email, Email().Matches(plain));
        Add(HintKind.Identification, Identification().Matches(plain).Where(m => IsIdentification(m.Value)));
        Add(HintKind.Phone, Mobile().Matches(plain));
        Add(HintKind.Phone, Landline().Matches(plain));
        Add(HintKind.Phone, SpokenMobile().Matches(plain));
        Add(HintKind.Account, WeChat().Matches(plain));
        Add(HintKind.Account, Qq().Matches(plain));
        Add(HintKind.Vehicle, Vehicle().Matches(plain));
        Add(HintKind.Door, Door().Matches(plain));
        Add(HintKind.Door, EnglishDoor().Matches(plain));
        foreach (var name in partyNames.Where(n => n.Length >= 2))
        {
            for (
                var at = plain.IndexOf(name, StringComparison.OrdinalIgnoreCase);
                at >= 0;
                at = plain.IndexOf(name, at + name.Length, StringComparison.OrdinalIgnoreCase)
            )
            {
                found.Add((HintKind.PartyName, at, name.Length));
            }
            if (IsHan(name[0]))
            {
                Add(HintKind.PartyName, Regex.Matches(plain, Regex.Escape(name[..1]) + "(?:某某|某|" + Respect + ")"));
            }
        }
        Add(HintKind.Address, Called().Matches(plain));
        Add(HintKind.Address, EnglishCalled().Matches(plain));
        return
        [
            .. found
                .Where(f =>
                    !found.Any(o =>
                        o != f && o.Start <= f.Start && o.Start + o.Length >= f.Start + f.Length && o.Length > f.Length
                    )
                )
                // Of two that are one place the first, which knows more.
                .DistinctBy(f => (f.Start, f.Length))
                .OrderBy(f => f.Start)
                .Select(f => new Hint(f.Kind, where, f.Start, text.Substring(f.Start, f.Length))),
        ];

        void Add(HintKind kind, IEnumerable<Match> matches) => found.AddRange(matches.Select(m => (kind, m.Index, m.Length)));
    }

    /// <summary>
    /// Whether eighteen signs are a citizen's number: a date in it, and the last the check digit of the others (GB 11643-1999,
    /// ISO 7064 MOD 11-2).
    /// </summary>
    public static bool IsIdentification(string text)
    {
        var signs = string.Concat(text.Where(c => c is not (' ' or '-'))).ToUpperInvariant();
        if (signs.Length != 18)
        {
            return false;
        }
        ReadOnlySpan<int> weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            if (!char.IsAsciiDigit(signs[i]))
            {
                return false;
            }
            sum += (signs[i] - '0') * weights[i];
        }
        return "10X98765432"[sum % 11] == signs[17]
            && DateOnly.TryParseExact(signs[6..14], "yyyyMMdd", out var born)
            && born.Year is >= 1850 and <= 2100;
    }

    // One sign for one sign, so that a place in the one is the same place in the other.
    private static string Narrow(string text) =>
        string.Create(
            text.Length,
            text,
            static (span, from) =>
            {
                for (var i = 0; i < from.Length; i++)
                {
                    span[i] = from[i] switch
                    {
                        >= '！' and <= '～' => (char)(from[i] - '！' + '!'),
                        '　' or '\u00a0' => ' ',
                        '‐' or '‑' or '–' or '—' or '−' => '-',
                        var c => c,
                    };
                }
            }
        );

    private static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff';

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"(?<![0-9])(?:[0-9][ -]?){17}[0-9Xx](?![0-9A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Identification();

    [GeneratedRegex(@"(?<![0-9])(?:\+?86[ -]?)?1[3-9](?:[ -]?[0-9]){9}(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Mobile();

    // Eleven signs of which the first is a one; those of plain digits are found above.
    [GeneratedRegex(
        $@"(?<!{Spoken})[一幺壹1][ -]?[三叁四肆五伍六陆七拐柒八捌九玖3-9](?:[ -]?{Spoken}){{9}}(?!{Spoken})",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex SpokenMobile();

    // An account without a sign of its own that it is one (a digit, a dash) must have 号 or a colon before it.
    [GeneratedRegex(
        @"(?:微信|薇信|威信|(?<![A-Za-z])(?:wechat|weixin|wx|vx|v信))(?!公众) ?(?:(?:(?:号码?|账号|帐号|id) ?(?:是|为|:)?|是|为|:) ?[A-Za-z][A-Za-z0-9_-]{5,19}|(?=[A-Za-z_-]*[0-9_-])[A-Za-z][A-Za-z0-9_-]{5,19})(?![A-Za-z0-9_-])|(?<![A-Za-z0-9_])wxid_[A-Za-z0-9]{6,}",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex WeChat();

    [GeneratedRegex(
        @"(?:(?<![A-Za-z])QQ|扣扣) ?(?:号码?|群号?|账号|帐号)? ?(?:是|为|:)? ?[1-9][0-9]{4,10}(?![0-9])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Qq();

    [GeneratedRegex(
        $"{Surname}{NoSurname}(?:某某|某(?![些种个处地天日年月市区县])|(?:{Respect}))",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Called();

    [GeneratedRegex(@"\b(?:Mr|Mrs|Ms|Miss|Uncle|Aunt|Auntie|Grandma|Grandpa)\.? [A-Z][a-z]+\b", RegexOptions.CultureInvariant)]
    private static partial Regex EnglishCalled();

    [GeneratedRegex(
        @"(?<![0-9])(?:\+?86[ -]?)?\(?0[0-9]{2,3}\)?[ -]?[2-9][0-9]{2,3}[ -]?[0-9]{4}(?![0-9])",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Landline();

    [GeneratedRegex(
        @"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z][ ·•・.-]?[A-HJ-NP-Za-hj-np-z0-9]{5,6}(?![A-Za-z0-9])",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Vehicle();

    // A building alone is public enough; an entrance, a floor's door or a room is somebody's home.
    [GeneratedRegex(
        $@"(?:{Numeral} ?(?:号楼|栋|幢|座|号院|弄|号) ?)?(?:(?:{Numeral}|[A-Za-z甲乙丙丁东西南北]) ?(?:单元|门洞) ?(?:{Numeral} ?(?:室|户|号))?|{Numeral} ?(?:室|户(?!外|籍|型|口)))|(?<![0-9-])[0-9]{{1,3}}-[0-9]{{1,2}}-[0-9]{{3,4}}(?![0-9-])|{Numeral} ?(?:号楼|栋|幢) ?[0-9]{{3,4}}(?![0-9])",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Door();

    [GeneratedRegex(
        @"\b(?:flat|room|unit|apt\.?|apartment|entrance|door|suite) *(?:no\.? *)?#?[0-9]+[A-Za-z]?\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex EnglishDoor();
}
