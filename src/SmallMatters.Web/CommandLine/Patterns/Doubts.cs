using System.CommandLine;
using SmallMatters.Domain.Language;
using SmallMatters.Patterns.Places;

namespace SmallMatters.Web.CommandLine.Patterns;

/// <summary>
/// What makes data look wrong though they can be computed with. A grave doubt is refused unless the caller knows better
/// and says <c>--anyway</c>; then, and for lesser doubts, it is said beside the answer.
/// </summary>
internal sealed class Doubts(ParseResult result)
{
    /// <summary>A share of equal rows, or of rows at one place, above which they rather than the events are measured.</summary>
    private const double GraveShare = CoordinateCheck.PiledUpShare;
    private const int FewestAtOnePlace = 10;
    private const double FarShare = 0.01;

    public static readonly Option<bool> Anyway = new("--anyway")
    {
        Description = "数据看似有误也照算，只作提示 / Go on though the data look wrong, and only say so",
    };

    private readonly List<Refusal> warnings = [];

    public IReadOnlyList<Refusal> Warnings => warnings;

    /// <summary>Something to be said beside the answer.</summary>
    public void Warn(string code, string zh, string en) => warnings.Add(Refusal.Of(code, zh, en));

    /// <summary>Something that probably makes the answer wrong.</summary>
    public void Raise(string code, string zh, string en)
    {
        if (!result.GetValue(Anyway))
        {
            throw PatternsFile.Refuse(
                code,
                $"{zh}若确实无误，请加 --anyway。",
                $"{en} If it is right nevertheless, add --anyway."
            );
        }
        Warn(code, zh, en);
    }

    /// <summary>Whether the coordinates are of the kind that the metric measures, and apart from each other.</summary>
    public void LookAt(double[] x, double[] y, Metric metric)
    {
        var findings = CoordinateCheck.Look(x, y, metric);
        if (findings.FirstOrDefault(f => f.IsFatal) is { } fatal)
        {
            throw new PatternsRefusedException(PatternsRefusedException.From(fatal, metric));
        }
        foreach (var finding in findings.Where(f => f.Fault != CoordinateFault.PiledUp))
        {
            var said = PatternsRefusedException.From(finding, metric);
            Raise(said.Code, said.Sentence.Zh, said.Sentence.En);
        }
        LookAtOnePlace(x, y);
    }

    /// <summary>Whether rows are given more than once.</summary>
    /// <param name="rows">What makes two rows equal.</param>
    /// <param name="what">The same in words, zh and en.</param>
    public void LookAtCopies<T>(IEnumerable<T> rows, (string Zh, string En) what)
        where T : notnull
    {
        var (all, seen) = (0, new HashSet<T>());
        foreach (var row in rows)
        {
            all++;
            seen.Add(row);
        }
        var copies = all - seen.Count;
        if (copies == 0)
        {
            return;
        }
        var (zh, en) = (
            $"{all} 行中有 {copies} 行与前面某行{what.Zh}完全相同",
            $"{copies} of {all} rows have the same {what.En} as an earlier row"
        );
        if (copies > GraveShare * all)
        {
            Raise(
                "rows-duplicated",
                $"{zh}，超过 {GraveShare:P0}：像是同一事件记了多次，会造出并不存在的规律。请去掉重复行。",
                $"{en}, more than {GraveShare:P0}: it looks as if events are recorded more than once, which makes patterns that are not there. Remove the copies."
            );
        }
        else
        {
            Warn("rows-duplicated", $"{zh}。", $"{en}.");
        }
    }

    /// <summary>Whether a few times lie so far from all others that they look like mistakes of writing.</summary>
    public void LookAtTimes(double[] times, Func<int, string> place)
    {
        if (times.Length < FewestAtOnePlace)
        {
            return;
        }
        var order = Enumerable.Range(0, times.Length).OrderBy(i => times[i]).ToArray();
        var after = Enumerable.Range(1, order.Length - 1).MaxBy(k => times[order[k]] - times[order[k - 1]]);
        var gap = times[order[after]] - times[order[after - 1]];
        var late = order.Length - after < after;
        var (few, span) = late
            ? (order.Length - after, times[order[after - 1]] - times[order[0]])
            : (after, times[order[^1]] - times[order[after]]);
        if (few > Math.Max(1, FarShare * order.Length) || !(gap > 2 * span))
        {
            return;
        }
        var row = late ? order[^1] : order[0];
        Raise(
            "times-far-apart",
            $"{place(row)}的时间与其余相隔 {gap:0.##}，而其余全部在 {span:0.##} 之内（共 {few} 行如此）：像是写错了。",
            $"The time {place(row)} is {gap:0.##} away from all others, which lie within {span:0.##} ({few} rows are so): it looks like a slip of the pen."
        );
    }

    private void LookAtOnePlace(double[] x, double[] y)
    {
        var crowds = x.Zip(y).GroupBy(p => p).Select(g => (At: g.Key, Count: g.Count())).OrderByDescending(g => g.Count);
        var (first, second) = (crowds.First(), crowds.ElementAtOrDefault(1).Count);
        // Addresses of towers and markets hold many events; a place that fails to be found stands out from all of them.
        if (first.Count < FewestAtOnePlace || first.Count < 3 * second)
        {
            return;
        }
        var (zh, en) = (
            $"{x.Length} 行中有 {first.Count} 行在同一点（{first.At.First:0.######}，{first.At.Second:0.######}），其他点最多 {second} 行",
            $"{first.Count} of {x.Length} rows stand at one point ({first.At.First:0.######}, {first.At.Second:0.######}), no other point has more than {second}"
        );
        if (first.Count > GraveShare * x.Length)
        {
            Raise(
                "coordinates-duplicated",
                $"{zh}：像是定位失败时的默认坐标，会成为最“热”的地方。请用 --where 排除这些行。",
                $"{en}: it looks like where failed geocoding puts them, and would be the hottest place. Leave those rows out with --where."
            );
        }
        else
        {
            Warn(
                "coordinates-duplicated",
                $"{zh}；可能是定位失败时的默认坐标。",
                $"{en}; it may be where failed geocoding puts them."
            );
        }
    }
}
