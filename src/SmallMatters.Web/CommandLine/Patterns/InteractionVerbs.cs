using System.CommandLine;
using System.Globalization;
using SmallMatters.Domain.Language;
using SmallMatters.Patterns.Knox;
using SmallMatters.Patterns.NearRepeat;
using SmallMatters.Patterns.Pictures;
using SmallMatters.Patterns.Places;
using SmallMatters.Patterns.Sampling;

namespace SmallMatters.Web.CommandLine.Patterns;

/// <summary><c>knox</c> and <c>nearrepeat</c>: are events near in place also near in time?</summary>
internal static class InteractionVerbs
{
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
            (result, file) =>
            {
                var (x, y, t, metric, monteCarlo, warnings) = Events(result, file);
                var found = PatternsOutput.Progress(p =>
                    KnoxTest.Run(x, y, t, result.GetValue(space), result.GetValue(time), metric, monteCarlo, p)
                );
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
                        Warnings = warnings.Select(w => w.Code),
                    },
                    [
                        $"事件 events                {found.Events}",
                        $"时空邻近对 close pairs      {found.ClosePairs}",
                        $"期望 expected              {found.Expected:0.00}",
                        $"比值 ratio                 {found.Ratio:0.000}",
                        $"p                          {found.P:0.0000}",
                    ],
                    () => Histogram(found),
                    warnings
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
            (result, file) =>
            {
                var (x, y, t, metric, monteCarlo, warnings) = Events(result, file);
                var closed = result.GetValue(rightOpen) ? Closed.Left : Closed.Right;
                var table = PatternsOutput.Progress(p =>
                    NearRepeatTable.Compute(
                        x,
                        y,
                        t,
                        Breaks(result.GetRequiredValue(spaceBreaks)),
                        Breaks(result.GetRequiredValue(timeBreaks)),
                        closed,
                        metric,
                        monteCarlo,
                        p
                    )
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
                        Warnings = warnings.Select(w => w.Code),
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
                    warnings
                );
            }
        );
    }

    private static (
        double[] X,
        double[] Y,
        double[] T,
        Metric Metric,
        MonteCarlo MonteCarlo,
        IReadOnlyList<Refusal> Warnings
    ) Events(ParseResult result, PatternsFile file)
    {
        var blank = file.OnlyFilled(
            result.GetRequiredValue(FileVerb.X),
            result.GetRequiredValue(FileVerb.Y),
            result.GetRequiredValue(T)
        );
        var (x, y, t) = (
            file.Numbers(result.GetRequiredValue(FileVerb.X)),
            file.Numbers(result.GetRequiredValue(FileVerb.Y)),
            file.Times(result.GetRequiredValue(T))
        );
        var metric = result.GetValue(PatternsOutput.Distance);
        return (
            x,
            y,
            t,
            metric,
            new MonteCarlo(result.GetValue(Permutations), result.GetValue(PatternsOutput.Seed)),
            [.. blank, .. PatternsOutput.Check(x, y, metric)]
        );
    }

    private static double[] Breaks(string text) =>
        [
            .. text.Split(',', StringSplitOptions.TrimEntries)
                .Select(part =>
                    part is "inf" or "Inf" or "∞" ? double.PositiveInfinity
                    : double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
                    : throw new PatternsRefusedException(
                        Refusal.Of("patterns-breaks", $"“{part}”不是数字。", $"\"{part}\" is not a number.")
                    )
                ),
        ];

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
        var lowest = Math.Min(found.ClosePairs, found.Simulated.DefaultIfEmpty(0).Min());
        var width = Math.Max(1, (Math.Max(found.ClosePairs, found.Simulated.DefaultIfEmpty(0).Max()) - lowest + Bars) / Bars);
        var counts = new int[Bars + 1];
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
