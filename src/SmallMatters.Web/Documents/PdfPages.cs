using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace SmallMatters.Web.Documents;

/// <summary>
/// Finds on which page a place lies that a link of the page leads to, in a PDF as Chromium writes it: objects in clear, named
/// destinations, and a tree of pages.
/// </summary>
internal static partial class PdfPages
{
    /// <summary>The page of each place, from 1, in the order of the names.</summary>
    /// <exception cref="PrintingFailedException">A place is not in the file.</exception>
    public static ImmutableArray<int> Of(byte[] pdf, ImmutableArray<string> places)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var objects = new Dictionary<string, string>();
        foreach (Match found in Objects().Matches(text))
        {
            objects.TryAdd(found.Groups[1].Value, found.Groups[2].Value);
        }
        var root = objects.First(o => IsTree(o.Value) && !o.Value.Contains("/Parent", StringComparison.Ordinal)).Key;
        var pages = Leaves(root).ToList();
        return [.. places.Select(PageOf)];

        int PageOf(string place)
        {
            var found = Regex.Match(text, $@"/{Regex.Escape(place)} \[(\d+) 0 R /XYZ");
            var index = found.Success ? pages.IndexOf(found.Groups[1].Value) : -1;
            return index >= 0
                ? index + 1
                : throw new PrintingFailedException($"the printed file does not say on which page {place} begins");
        }

        IEnumerable<string> Leaves(string node) =>
            IsTree(objects[node])
                ? References().Matches(Kids().Match(objects[node]).Value).SelectMany(kid => Leaves(kid.Groups[1].Value))
                : [node];
    }

    private static bool IsTree(string node) => node.Contains("/Type /Pages", StringComparison.Ordinal);

    [GeneratedRegex(@"^(\d+) 0 obj\n(<<.*?>>)\s(?:endobj|stream)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Objects();

    [GeneratedRegex(@"/Kids \[[^\]]*\]")]
    private static partial Regex Kids();

    [GeneratedRegex(@"(\d+) 0 R")]
    private static partial Regex References();
}
