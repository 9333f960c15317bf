using System.CommandLine;
using System.Globalization;
using SmallMatters.Patterns.Knox;
using SmallMatters.Patterns.NearRepeat;
using SmallMatters.Patterns.Pictures;
using SmallMatters.Patterns.Places;
using SmallMatters.Patterns.Sampling;

namespace SmallMatters.Web.CommandLine.Patterns;

/// <summary><c>knox</c> and <c>nearrepeat</c>: are events near in place also near in time?</summary>
internal static class InteractionVerbs
{
    private const double MostReplicaCells = 50_000_000;

    private static readonly Option<string> T = new("--t")
    {
        Description = "Column of the time: a number, a date or a date with a time",
        DefaultValueFactory = _ => "t",
    };
    private static readonly Option<int> Permutations = new("--permutations")
    {
        Description = "Permutations of the times",
        DefaultValueFactory = _ => 999,
    };

    public static Command Knox()
    {
        var space = new Option<double>("--space") { Description = "Close in space: this far or nearer", Required = true };
        var time = new Option<double>("--time")
        {
            Description = "Close in time: so many days (or units of the column) or fewer",
            Required = true,
        };
        return FileVerb.Of(
            "knox",
            "时空邻近检验 / Knox test",
            [FileVerb.X, FileVerb.Y, T, space, time, PatternsOutput.Distance, Permutations, PatternsOutput.Seed],
            (result, file, doubts) =>
            {
                var (near, soon) = (
                    Bounds.NotNegative("--space", result.GetValue(space)),
                    Bounds.NotNegative("--time", result.GetValue(time))
                );
                var (x, y, t, metric, monteCarlo) = Events(result, file, doubts);
                var found = PatternsOutput.Progress(p => KnoxTest.Run(x, y, t, near, soon, metric, monteCarlo, p));
                LookAtPairs(found, x, y, t, soon, doubts);
                return new PatternsAnswer(
                    new
                    {
                        found.ClosePairs,
                        found.Expected,
                        found.P,
                        Ratio = PatternsOutput.Number(found.Ratio),
                        found.Events,
                        found.SpacePairs,
                        found.TimePairs,
                        Permutations = monteCarlo.Replicas,
                        monteCarlo.Seed,
                    },
                    [
                        $"事件 events                {found.Events}",
                        $"时空邻近对 close pairs      {found.ClosePairs}",
                        $"期望 expected              {found.Expected:0.00}",
                        $"比值 ratio                 {found.Ratio:0.000}",
                        $"p                          {found.P:0.0000}",
                    ],
                    () => Histogram(found),
                    doubts.Warnings
                );
            }
        );
    }

    public static Command NearRepeat()
    {
        var spaceBreaks = new Option<string>("--space-breaks")
        {
            Description = "Rising distances, such as 0,1,101,201,301; inf is allowed last",
            Required = true,
        };
        var timeBreaks = new Option<string>("--time-breaks")
        {
            Description = "Rising times, such as 0,8,15,22; inf is allowed last",
            Required = true,
        };
        var rightOpen = new Option<bool>("--right-open")
        {
            Description = "Bins are [a, b); otherwise (a, b] with the lowest break in the first bin",
        };
        return FileVerb.Of(
            "nearrepeat",
            "近重复分析 / Near-repeat table",
            [
                FileVerb.X,
                FileVerb.Y,
                T,
                spaceBreaks,
                timeBreaks,
                rightOpen,
                PatternsOutput.Distance,
                Permutations,
                PatternsOutput.Seed,
            ],
            (result, file, doubts) =>
            {
                var (distances, times) = (
                    Breaks("--space-breaks", result.GetRequiredValue(spaceBreaks)),
                    Breaks("--time-breaks", result.GetRequiredValue(timeBreaks))
                );
                var (x, y, t, metric, monteCarlo) = Events(result, file, doubts);
                Bounds.Room(
                    (distances.Length - 1.0) * (times.Length - 1) * monteCarlo.Replicas,
                    MostReplicaCells,
                    ("表格数乘以 --permutations ", "cells of the table times --permutations")
                );
                var closed = result.GetValue(rightOpen) ? Closed.Left : Closed.Right;
                var table = PatternsOutput.Progress(p =>
                    NearRepeatTable.Compute(x, y, t, distances, times, closed, metric, monteCarlo, p)
                );
                var rows = Labels(table.SpaceBreaks, closed);
                var columns = Labels(table.TimeBreaks, closed);
                return new PatternsAnswer(
                    new
                    {
                        table.Observed,
                        Ratio = PatternsOutput.Numbers(table.Ratio),
                        P = PatternsOutput.Numbers(table.P),
                        Expected = PatternsOutput.Numbers(table.Expected),
                        SimulatedRatio = PatternsOutput.Numbers(table.SimulatedRatio),
                        PAdjusted = PatternsOutput.Numbers(table.PAdjusted),
                        SpaceBins = rows,
                        TimeBins = columns,
                        Events = x.Length,
                        Permutations = monteCarlo.Replicas,
                        monteCarlo.Seed,
                    },
                    PatternsOutput
                        .Table(
                            ["距离 distance \\ 时间 time", .. columns],
                            rows.Select(
                                (r, i) =>
                                    (IReadOnlyList<string>)
                                        [
                                            r,
                                            .. columns.Select(
                                                (_, j) =>
                                                    $"{table.Observed[i][j]} ×{table.Ratio[i][j]:0.00} p={table.P[i][j]:0.000}{(table.PAdjusted[i][j] <= 0.05 ? "*" : " ")}"
                                            ),
                                        ]
                            )
                        )
                        .Append("* 多重检验校正后 p ≤ 0.05 / p ≤ 0.05 after correction for all cells"),
                    () =>
                        Picture.Table(
                            "近重复 near repeat: 观察/期望 observed over expected",
                            rows,
                            columns,
                            [
                                .. table.Ratio.Select(
                                    (r, i) =>
                                        r.Select((v, j) => table.PAdjusted[i][j] <= 0.05 ? Math.Clamp(v / 3, 0.3, 1) : 0.05)
                                            .ToArray()
                                ),
                            ],
                            [
                                .. table.Ratio.Select(
                                    (r, i) =>
                                        r.Select((v, j) => $"{v:0.00}{(table.PAdjusted[i][j] <= 0.05 ? "*" : "")}").ToArray()
                                ),
                            ]
                        ),
                    doubts.Warnings
                );
            }
        );
    }

    private static (double[] X, double[] Y, double[] T, Metric Metric, MonteCarlo MonteCarlo) Events(
        ParseResult result,
        PatternsFile file,
        Doubts doubts
    )
    {
        var permutations = Bounds.Whole("--permutations", result.GetValue(Permutations), 0, Bounds.MostPermutations);
        var (columnX, columnY, columnT) = (
            result.GetRequiredValue(FileVerb.X),
            result.GetRequiredValue(FileVerb.Y),
            result.GetRequiredValue(T)
        );
        file.OnlyFilled(doubts, columnX, columnY, columnT);
        var (x, y, t) = (file.Numbers(columnX), file.Numbers(columnY), file.Times(columnT));
        if (x.Length < 2)
        {
            throw PatternsFile.Refuse(
                "events-too-few",
                "只有一个事件，没有成对的事件可比。",
                "There is only one event, and so no pair to compare."
            );
        }
        var metric = result.GetValue(PatternsOutput.Distance);
        doubts.LookAt(x, y, metric);
        if (t.All(v => v == t[0]))
        {
            throw PatternsFile.Refuse(
                "times-constant",
                $"所有事件的时间都相同（{columnT} 列），无法判断时间上的邻近。",
                $"All events have the same time (column {columnT}), so that nothing can be said about nearness in time."
            );
        }
        doubts.LookAtTimes(t, file.At);
        doubts.LookAtCopies(x.Zip(y, t), ("的地点和时间", "place and time"));
        return (x, y, t, metric, new MonteCarlo(permutations, result.GetValue(PatternsOutput.Seed)));
    }

    // Whether rows that are equal in place and time, or one place alone, make the answer what it is.
    private static void LookAtPairs(KnoxResult found, double[] x, double[] y, double[] t, double soon, Doubts doubts)
    {
        static long Pairs<TKey>(IEnumerable<TKey> rows) => rows.GroupBy(r => r).Sum(g => (long)g.Count() * (g.Count() - 1) / 2);
        var copies = Pairs(x.Zip(y, t));
        if (found.P <= 0.05 && copies > 0)
        {
            var without = MonteCarlo.PValue(found.Simulated.Count(s => s >= found.ClosePairs - copies), found.Simulated.Count);
            if (without > 0.05)
            {
                doubts.Raise(
                    "rows-duplicated",
                    $"时空邻近对 {found.ClosePairs} 个中有 {copies} 个是地点和时间完全相同的两行；不算它们，p 约为 {without:0.00}，没有异常。请确认这些行不是重复记录。",
                    $"{copies} of the {found.ClosePairs} close pairs are rows with the same place and time; without them p is about {without:0.00}, nothing unusual. Make sure that they are not one event recorded twice."
                );
            }
        }
        var crowd = Enumerable.Range(0, x.Length).GroupBy(i => (x[i], y[i])).MaxBy(g => g.Count())!.ToArray();
        var ofOnePlace = (long)crowd.Length * (crowd.Length - 1) / 2;
        if (crowd.Length < 10 || !(found.P <= 0.05))
        {
            return;
        }
        var closeThere = crowd.Sum(i => crowd.Count(j => j < i && Math.Abs(t[i] - t[j]) <= soon));
        var likely = (double)ofOnePlace * found.TimePairs / ((double)x.Length * (x.Length - 1) / 2);
        var elsewhere = MonteCarlo.PValue(
            found.Simulated.Count(s => s >= found.ClosePairs - closeThere + likely),
            found.Simulated.Count
        );
        if (elsewhere > 0.05)
        {
            doubts.Raise(
                "coordinates-duplicated",
                $"时空邻近对 {found.ClosePairs} 个中有 {closeThere} 个来自同一点的 {crowd.Length} 行，这一点就决定了结果（若它平常，p 约为 {elsewhere:0.00}）：可能是定位失败时的默认坐标。",
                $"{closeThere} of the {found.ClosePairs} close pairs come from the {crowd.Length} rows at one point, which decides the answer (were it ordinary, p would be about {elsewhere:0.00}): it may be where failed geocoding puts them."
            );
        }
    }

    private static double[] Breaks(string option, string text)
    {
        double[] breaks =
        [
            .. text.Split(',', StringSplitOptions.TrimEntries)
                .Select(part =>
                    part is "inf" or "Inf" or "∞" ? double.PositiveInfinity
                    : double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
                    : throw PatternsFile.Refuse(
                        "patterns-breaks",
                        $"{option}：“{part}”不是数字；各数之间用逗号分开。",
                        $"{option}: \"{part}\" is not a number; numbers are separated by commas."
                    )
                ),
        ];
        if (breaks.Length < 2 || !(breaks[0] >= 0) || breaks.Zip(breaks.Skip(1)).Any(pair => !(pair.First < pair.Second)))
        {
            throw PatternsFile.Refuse(
                "patterns-breaks",
                $"{option} 至少要有两个数，不小于 0，从小到大：{text}。",
                $"{option} are two numbers or more, not negative and rising: {text}."
            );
        }
        return breaks;
    }

    private static string[] Labels(IReadOnlyList<double> breaks, Closed closed) =>
        [
            .. Enumerable
                .Range(0, breaks.Count - 1)
                .Select(i =>
                    closed == Closed.Left
                        ? $"[{breaks[i]:0.###}, {End(breaks[i + 1])})"
                        : $"{(i == 0 ? "[" : "(")}{breaks[i]:0.###}, {End(breaks[i + 1])}{(double.IsInfinity(breaks[i + 1]) ? ")" : "]")}"
                ),
        ];

    private static string End(double value) =>
        double.IsInfinity(value) ? "∞" : value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Histogram(KnoxResult found)
    {
        const int Bars = 40;
        var lowest = Math.Min(found.ClosePairs, found.Simulated.DefaultIfEmpty(found.ClosePairs).Min());
        var highest = Math.Max(found.ClosePairs, found.Simulated.DefaultIfEmpty(found.ClosePairs).Max());
        var width = Math.Max(1, (highest - lowest) / Bars + 1);
        var counts = new int[(highest - lowest) / width + 1];
        foreach (var value in found.Simulated)
        {
            counts[(value - lowest) / width]++;
        }
        return Picture.Bars(
            "Knox: 置换分布与观察值 permutations and observation",
            [.. counts.Select((c, i) => ($"{lowest + i * width}", (double)c))],
            ((found.ClosePairs - lowest) / (double)width, $"{found.ClosePairs}")
        );
    }
}
