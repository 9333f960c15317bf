using System.CommandLine;
using System.Text;
using SmallMatters.Patterns.HotIssues;
using SmallMatters.Patterns.Pictures;
using SmallMatters.Patterns.Places;

namespace SmallMatters.Web.CommandLine.Patterns;

/// <summary><c>hotissues</c>: groups of similar messages, hottest first.</summary>
internal static class HotIssuesVerb
{
    private static readonly Option<string> Id = new("--id")
    {
        Description = "Column of the key",
        DefaultValueFactory = _ => "id",
    };
    private static readonly Option<string?> Title = new("--title") { Description = "Column of the title" };
    private static readonly Option<string> Text = new("--text")
    {
        Description = "Column of the message",
        DefaultValueFactory = _ => "text",
    };
    private static readonly Option<string> T = new("--t")
    {
        Description = "Column of the time",
        DefaultValueFactory = _ => "time",
    };
    private static readonly Option<string?> Reporter = new("--reporter")
    {
        Description = "Column that tells reporters apart; only counted",
    };
    private static readonly Option<string?> Support = new("--support") { Description = "Column of support from others" };
    private static readonly Option<string?> X = new("--x") { Description = "Column of the east coordinate in metres" };
    private static readonly Option<string?> Y = new("--y") { Description = "Column of the north coordinate in metres" };
    private static readonly Option<double> Similarity = new("--similarity")
    {
        Description = "Least likeness to the issue, 0 to 1",
        DefaultValueFactory = _ => new HotIssueSettings().Similarity,
    };
    private static readonly Option<int> Top = new("--top") { Description = "How many issues", DefaultValueFactory = _ => 20 };

    public static Command Create()
    {
        return FileVerb.Of(
            "hotissues",
            "热点 / Groups of similar messages near in place and time",
            [Id, Title, Text, T, Reporter, Support, X, Y, Similarity, Top],
            (result, file, doubts) =>
            {
                var most = Bounds.Whole("--top", result.GetValue(Top), 1, int.MaxValue);
                var settings = new HotIssueSettings { Similarity = Bounds.Share("--similarity", result.GetValue(Similarity)) };
                var messages = Messages(result, file, doubts);
                var issues = PatternsOutput.Progress(p => HotIssueFinder.Find(messages, settings, p)).Take(most).ToList();
                return new PatternsAnswer(
                    new
                    {
                        Messages = messages.Count,
                        Issues = issues.Select(i => new
                        {
                            i.Words,
                            i.MessageIds,
                            i.Typical,
                            FirstDay = Day(i.FirstDay),
                            LastDay = Day(i.LastDay),
                            Heat = new
                            {
                                i.Heat.Score,
                                i.Heat.Volume,
                                i.Heat.Reporters,
                                i.Heat.Support,
                                i.Heat.Unsatisfied,
                                i.Heat.Recent,
                                i.Heat.Before,
                                i.Heat.Growth,
                            },
                        }),
                    },
                    PatternsOutput
                        .Table(
                            [
                                "名次 rank",
                                "热度 heat",
                                "条数 messages",
                                "人数 reporters",
                                "支持 support",
                                "近期 lately",
                                "起 from",
                                "止 to",
                                "词 words",
                            ],
                            issues.Select(
                                (i, rank) =>
                                    (IReadOnlyList<string>)
                                        [
                                            $"{rank + 1}",
                                            $"{i.Heat.Score:0.0}",
                                            $"{i.Heat.Volume}",
                                            $"{i.Heat.Reporters}",
                                            $"{i.Heat.Support}",
                                            $"{i.Heat.Recent}",
                                            Day(i.FirstDay),
                                            Day(i.LastDay),
                                            string.Join(' ', i.Words.Take(5)),
                                        ]
                            )
                        )
                        .Append(
                            issues.Count > 0
                                ? ""
                                : $"{messages.Count} 条中没有说同一件事的 / no two of {messages.Count} messages are about the same thing"
                        )
                        .Where(line => line.Length > 0),
                    () =>
                        Picture.Bars(
                            "热点 hot issues: 热度 heat",
                            [.. issues.Select(i => (string.Join(' ', i.Words.Take(2)), i.Heat.Score))]
                        ),
                    doubts.Warnings
                );
            }
        );
    }

    private static List<IssueMessage> Messages(ParseResult result, PatternsFile file, Doubts doubts)
    {
        var words = result.GetRequiredValue(Text);
        file.OnlyPartlyFilled(doubts, result.GetValue(Title) is { } title ? [words, title] : [words]);
        file.OnlyFilled(doubts, result.GetRequiredValue(T));
        string[]? Optional(Option<string?> option) => result.GetValue(option) is { } column ? file.Texts(column) : null;
        double[]? OptionalNumbers(Option<string?> option) => result.GetValue(option) is { } column ? file.Numbers(column) : null;
        var (ids, texts, days) = (
            file.Texts(result.GetRequiredValue(Id)),
            file.Texts(words),
            file.Times(result.GetRequiredValue(T))
        );
        doubts.LookAtCopies(ids, ($"的 {result.GetRequiredValue(Id)} 列", $"{result.GetRequiredValue(Id)}"));
        doubts.LookAtTimes(days, file.At);
        var (titles, reporters) = (Optional(Title), Optional(Reporter));
        var (support, x, y) = (OptionalNumbers(Support), OptionalNumbers(X), OptionalNumbers(Y));
        if (x is null != y is null)
        {
            throw PatternsFile.Refuse("hotissues-place", "--x 与 --y 要同时给出。", "--x and --y are given together.");
        }
        if (
            x is not null
            && y is not null
            && CoordinateCheck
                .Look(x, y, Metric.Euclidean)
                .Any(f => f.Fault is CoordinateFault.Misprojected or CoordinateFault.Swapped)
        )
        {
            doubts.Raise(
                "coordinates-misprojected",
                "--x 与 --y 像是经纬度（度），这里需要以米为单位的投影坐标。",
                "--x and --y look like degrees; projected coordinates in metres are needed here."
            );
        }
        return
        [
            .. ids.Select(
                (id, i) =>
                    new IssueMessage(
                        id,
                        titles?[i] ?? "",
                        texts[i],
                        days[i],
                        reporters is null ? (ulong)i : Opaque(reporters[i]),
                        (int)Math.Clamp(support?[i] ?? 0, 0, int.MaxValue),
                        false,
                        x is not null && y is not null ? (x[i], y[i]) : null
                    )
            ),
        ];
    }

    private static ulong Opaque(string reporter)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(reporter));
        return BitConverter.ToUInt64(hash);
    }

    private static string Day(double day) =>
        day is >= 1 and < 3_000_000 ? DateOnly.FromDayNumber((int)day).ToString("yyyy-MM-dd") : $"{day:0.##}";
}
