namespace SmallMatters.House.Tests;

using System.Text.RegularExpressions;
using Xunit;

public partial class LanguageTests
{
    private static readonly Dictionary<string, string> Exceptions = [];

    /// <summary>
    /// Chinese on a page stands in one of three shapes: a pair of strings (Chinese, English), an attribute zh with its
    /// partner en in the same tag, or an element that says lang="zh-Hans" because it is a name in its own language.
    /// </summary>
    [Fact]
    public void Every_chinese_text_on_a_page_has_its_english_partner()
    {
        var pages = Repo.Under("src", ".cshtml").ToList();
        Assert.NotEmpty(pages);
        Rule.Holds(pages.SelectMany(Lonely), Exceptions);
    }

    [Theory]
    [InlineData("<p>你好</p>", true)]
    [InlineData("""<p>@S["你好", "Hello"]</p>""", false)]
    [InlineData("""<p>@S["你好", "你好"]</p>""", true)]
    [InlineData("""<gov-x zh="你好" en="Hello" />""", false)]
    [InlineData("""<gov-x zh="你好" />""", true)]
    [InlineData("""<gov-x hint-zh="你好" en="Hello" />""", true)]
    [InlineData("@* 你好 *@", false)]
    [InlineData("""<a lang="zh-Hans">你好</a>""", false)]
    [InlineData("""@S[$"还有 {n} 件", $"{n} more"]""", false)]
    public void A_lonely_chinese_text_is_noticed(string markup, bool lonely) =>
        Assert.Equal(lonely, Chinese().IsMatch(Strip(markup)));

    private static IEnumerable<Finding> Lonely(string file)
    {
        var left = Strip(Repo.Read(file)).Split('\n');
        return left.Select((text, index) => (Text: text, Number: index + 1))
            .Where(line => Chinese().IsMatch(line.Text))
            .Select(line => new Finding(file, $"{file}:{line.Number} has Chinese without English: {line.Text.Trim()}"));
    }

    /// <summary>Takes away what is well said; the line breaks stay so that line numbers do.</summary>
    private static string Strip(string markup)
    {
        foreach (var shape in (Regex[])[Comment(), CodeComment(), Pair(), OwnName()])
        {
            markup = shape.Replace(markup, Breaks);
        }
        return Tag()
            .Replace(
                markup,
                tag =>
                    ZhAttribute()
                        .Replace(
                            tag.Value,
                            zh =>
                                Regex.IsMatch(tag.Value, $@"\s{zh.Groups[1].Value}en=""[^""]*[A-Za-z@][^""]*""")
                                    ? Breaks(zh)
                                    : zh.Value
                        )
            );
    }

    private static string Breaks(Match match) => new('\n', match.Value.Count(c => c == '\n'));

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<![:""'])//.*$", RegexOptions.Multiline)]
    private static partial Regex CodeComment();

    [GeneratedRegex(@"\$?""(?:[^""\\\n]|\\.)*""\s*,\s*\$?""(?:[^""\\\n\u4e00-\u9fff]|\\.)*""")]
    private static partial Regex Pair();

    [GeneratedRegex(@"<(\w+)[^>]*\blang=""zh-Hans""[^>]*>[^<]*</\1>")]
    private static partial Regex OwnName();

    [GeneratedRegex(@"<[a-zA-Z][^<]*?/?>", RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s((?:[a-z]+-)*)zh=""[^""]*""")]
    private static partial Regex ZhAttribute();

    [GeneratedRegex(@"[\u4e00-\u9fff]")]
    private static partial Regex Chinese();
}
