using System.Collections.Immutable;
using System.Text.RegularExpressions;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Publishing;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Learning;

/// <summary>The verdict that a lesson is made from, as a reviewer reads it. It is compared with and kept nowhere beside its matter.</summary>
/// <param name="Words">What the resident wrote.</param>
/// <param name="Names">Names of the matter's people.</param>
/// <param name="Category">Category code of the matter.</param>
/// <param name="Satisfied">Whether the verdict asked for no second look.</param>
/// <param name="Owner">Code of the unit that dealt with it.</param>
public sealed record VerdictRead(string Words, ImmutableArray<string> Names, string Category, bool Satisfied, string Owner);

/// <summary>The resident's words as they stand in a lesson: left out and blacked out, and nothing added.</summary>
public static partial class LessonQuote
{
    /// <summary>The longest, in characters.</summary>
    public const int Longest = 2000;

    private const int Fewest = 4;

    /// <summary>The words with a bar in the place of all that is found to tell who somebody is; a start for the person who writes.</summary>
    public static string Proposed(VerdictRead verdict, Jurisdiction jurisdiction) =>
        Telling(verdict.Words, verdict.Names, jurisdiction)
            .OrderByDescending(t => t.Length)
            .Aggregate(
                verdict.Words,
                (words, telling) => words.Replace(telling, Redaction.Bar, StringComparison.OrdinalIgnoreCase)
            );

    /// <summary>Checks what was made of the words.</summary>
    /// <returns>The words, or all that is wrong with them.</returns>
    public static (string? Words, Refusal? Why) Read(string? typed, string field, VerdictRead verdict, Jurisdiction jurisdiction)
    {
        var (words, why) = Refusals.Words(
            typed,
            field,
            Longest,
            "请留下居民的原话，去掉能认出人的地方。",
            "Leave the resident’s words, without what tells who they are."
        );
        if (words is null)
        {
            return (null, why);
        }
        var telling = Telling(words, verdict.Names, jurisdiction);
        var wrong = Refusal.All(
            OnlyLeavesOut(words, verdict.Words)
                ? null
                : Refusal.Of(
                    "lesson-adds-nothing",
                    "居民的原话只能删去或者涂黑，不能改写、不能添加。",
                    "A resident’s words may be cut or blacked out, not rewritten and not added to.",
                    field
                ),
            telling.Length == 0
                ? null
                : Refusal.Of(
                    "lesson-tells-who",
                    $"这些能让人认出是谁，请涂黑或者删去：{string.Join("、", telling)}",
                    $"This tells who it was; black it out or cut it: {string.Join(", ", telling)}",
                    field
                )
        );
        return wrong is null ? (words, null) : (null, wrong);
    }

    // Whatever stands between bars and dots must stand in the original, in this order.
    private static bool OnlyLeavesOut(string words, string original)
    {
        var from = Plain(original);
        var at = 0;
        var letters = 0;
        foreach (var piece in Gaps().Split(words).Select(Plain).Where(p => p.Length > 0))
        {
            var found = from.IndexOf(piece, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }
            at = found + piece.Length;
            letters += piece.Count(char.IsLetterOrDigit);
        }
        return letters >= Fewest;
    }

    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static ImmutableArray<string> Telling(string words, ImmutableArray<string> names, Jurisdiction jurisdiction) =>
        [
            .. Hints
                .In(words, ManuscriptPart.Words, names)
                .Select(h => h.Text)
                .Concat(Dates().Matches(words).Select(m => m.Value))
                .Concat(Numbers().Matches(words).Select(m => m.Value))
                .Concat(
                    jurisdiction
                        .Areas.Values.Select(a => a.Name)
                        .Concat(jurisdiction.Units.Values.Select(u => u.Name))
                        .SelectMany(n => new[] { n.Zh, n.En })
                        .Where(n => n.Length > 1 && words.Contains(n, StringComparison.OrdinalIgnoreCase))
                )
                .Distinct(),
        ];

    [GeneratedRegex($@"(?:█+|…+|\.{{3,}})", RegexOptions.CultureInvariant)]
    private static partial Regex Gaps();

    [GeneratedRegex(
        @"(?:(?:[0-9]{2,4}|[〇零一二三四五六七八九]{4}) ?年)? ?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}) ?月 ?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}) ?[日号]"
            + @"|\b[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\b"
            + @"|\b[0-9]{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Dates();

    // A number of four digits or more is a reference, a bus, a meter or a year: none of them is needed to learn from it.
    [GeneratedRegex(@"[0-9](?:[ -]?[0-9]){3,}|(?<![0-9])[0-9]+ ?(?:号楼|栋|幢|弄|号院)", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
