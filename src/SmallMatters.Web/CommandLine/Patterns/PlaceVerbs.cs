using System.CommandLine;
using SmallMatters.Patterns.Density;
using SmallMatters.Patterns.Forecast;
using SmallMatters.Patterns.Pictures;
using SmallMatters.Patterns.Places;

namespace SmallMatters.Web.CommandLine.Patterns;

/// <summary><c>kde</c> and <c>evaluate</c>: where do events gather, and would a forecast have been right?</summary>
internal static class PlaceVerbs
{
    private const int MostCells = 4_000;
    private const double MostCountedCells = 20_000_000;

    private static readonly Option<double> Bandwidth = new("--bandwidth")
    {
        Description = "In the coordinates' unit; metres for greatcircle",
        Required = true,
    };

    public static Command Density()
    {
        var cells = new Option<int>("--cells") { Description = "Cells along the longer side", DefaultValueFactory = _ => 128 };
        var kernel = new Option<Kernel>("--kernel")
        {
            Description = "gaussian or quartic",
            DefaultValueFactory = _ => Kernel.Quartic,
        };
        var edge = new Option<bool>("--edge") { Description = "Correct for the part of each hill outside the window" };
        var binned = new Option<bool>("--binned") { Description = "Faster, with points shared out among cells first" };
        return FileVerb.Of(
            "kde",
            "核密度 / Kernel density on a grid",
            [FileVerb.X, FileVerb.Y, Bandwidth, cells, kernel, edge, binned, PatternsOutput.Distance],
            (result, file, doubts) =>
            {
                var many = Bounds.Whole("--cells", result.GetValue(cells), 1, MostCells);
                var width = Bounds.Positive("--bandwidth", result.GetValue(Bandwidth));
                var (x, y, toDegrees) = Plane(result, file, doubts);
                var size = Math.Max(x.Max() - x.Min(), y.Max() - y.Min()) / many;
                if (width < size / 2)
                {
                    throw PatternsFile.Refuse(
                        "kde-bandwidth",
                        $"--bandwidth {width:G6} 还不到一格（{size:0.###}）的一半，密度会从格子中间漏掉：请加宽带宽，或增加 --cells。",
                        $"--bandwidth {width:G6} is less than half a cell ({size:0.###}), so that density falls between the cells: use a wider one, or more --cells."
                    );
                }
                var grid = Grid.Covering(x, y, size);
                var correction = result.GetValue(edge) ? EdgeCorrection.Uniform : EdgeCorrection.None;
                var density = result.GetValue(binned)
                    ? KernelDensity.Binned(x, y, grid, width, result.GetValue(kernel), correction)
                    : KernelDensity.Exact(x, y, grid, width, result.GetValue(kernel), correction);
                var peaks = Enumerable
                    .Range(0, grid.Count)
                    .OrderByDescending(c => density[c])
                    .Take(10)
                    .Select(c =>
                        (At: toDegrees(grid.CentreX(c % grid.Columns), grid.CentreY(c / grid.Columns)), Value: density[c])
                    )
                    .ToList();
                return new PatternsAnswer(
                    new
                    {
                        grid.Columns,
                        grid.Rows,
                        grid.MinX,
                        grid.MinY,
                        grid.MaxX,
                        grid.MaxY,
                        Points = x.Length,
                        Values = density,
                    },
                    PatternsOutput.Table(
                        ["高处 peak", "x", "y", "密度 density"],
                        peaks.Select(
                            (p, i) =>
                                (IReadOnlyList<string>)[$"{i + 1}", $"{p.At.X:0.#####}", $"{p.At.Y:0.#####}", $"{p.Value:G5}"]
                        )
                    ),
                    () => Picture.Field($"核密度 kernel density, {x.Length} points", grid, density),
                    doubts.Warnings
                );
            }
        );
    }

    public static Command Evaluate()
    {
        var t = new Option<string>("--t") { Description = "Column of the time", DefaultValueFactory = _ => "t" };
        var period = new Option<double>("--period")
        {
            Description = "Days (or units of the time column) in a period",
            DefaultValueFactory = _ => 7,
        };
        var from = new Option<int>("--from")
        {
            Description = "First period to forecast; by default the second half",
            DefaultValueFactory = _ => 0,
        };
        var cell = new Option<double>("--cell") { Description = "Side of a cell", Required = true };
        var share = new Option<double>("--area") { Description = "Share of the area to mark", DefaultValueFactory = _ => 0.05 };
        return FileVerb.Of(
            "evaluate",
            "预测检验 / Forecast evaluation against baselines, forward in time",
            [FileVerb.X, FileVerb.Y, t, period, from, cell, share, Bandwidth, PatternsOutput.Distance],
            (result, file, doubts) =>
            {
                var length = Bounds.Positive("--period", result.GetValue(period));
                var side = Bounds.Positive("--cell", result.GetValue(cell));
                var marked = Bounds.Share("--area", result.GetValue(share));
                var width = Bounds.Positive("--bandwidth", result.GetValue(Bandwidth));
                var (x, y, _) = Plane(result, file, doubts, result.GetRequiredValue(t));
                var times = file.Times(result.GetRequiredValue(t));
                doubts.LookAtTimes(times, file.At);
                var first = times.Min();
                var many = Math.Floor((times.Max() - first) / length) + 1;
                var across = Math.Floor((x.Max() - x.Min()) / side) + 1;
                var down = Math.Floor((y.Max() - y.Min()) / side) + 1;
                Bounds.Room(
                    across * down * many,
                    MostCountedCells,
                    (
                        "格数乘以时段数（加大 --cell 或 --period 可减少）",
                        "cells times periods (a larger --cell or --period makes fewer)"
                    )
                );
                if (many < 2)
                {
                    throw PatternsFile.Refuse(
                        "evaluate-periods",
                        $"全部事件都在一个时段（--period {length:0.###}）之内，没有过去可以用来预测。",
                        $"All events lie within one period (--period {length:0.###}): there is no past to forecast from."
                    );
                }
                int[] periods = [.. times.Select(v => (int)((v - first) / length))];
                var start =
                    result.GetValue(from) == 0 ? (int)many / 2 : Bounds.Whole("--from", result.GetValue(from), 1, (int)many - 1);
                var grid = Grid.Covering(x, y, side);
                var scores = ForecastEvaluation.Evaluate(x, y, periods, grid, start, marked, ForecastEvaluation.Baselines(width));
                return new PatternsAnswer(
                    new
                    {
                        Methods = scores.Select(s => new
                        {
                            s.Method,
                            s.AreaShare,
                            s.Hits,
                            s.Events,
                            HitRate = s.HitRate.Share,
                            s.HitRate.Low,
                            s.HitRate.High,
                            s.Pai,
                            s.PeiStar,
                            Rri = PatternsOutput.Number(s.Rri),
                        }),
                        Periods = periods.Max() + 1,
                        FirstForecast = start,
                        Cells = grid.Count,
                    },
                    PatternsOutput.Table(
                        ["方法 method", "命中 hits", "事件 events", "命中率 hit rate", "95 %", "PAI", "PEI*", "RRI"],
                        scores.Select(s =>
                            (IReadOnlyList<string>)
                                [
                                    s.Method,
                                    $"{s.Hits}",
                                    $"{s.Events}",
                                    $"{s.HitRate.Share:0.000}",
                                    $"{s.HitRate.Low:0.000}–{s.HitRate.High:0.000}",
                                    $"{s.Pai:0.00}",
                                    $"{s.PeiStar:0.000}",
                                    $"{s.Rri:0.00}",
                                ]
                        )
                    ),
                    () => Picture.Bars("预测检验 forecast: PAI", [.. scores.Select(s => (s.Method, s.Pai))]),
                    doubts.Warnings
                );
            }
        );
    }

    // Longitude and latitude become metres around their middle (equirectangular): good for a city.
    private static (double[] X, double[] Y, Func<double, double, (double X, double Y)> Back) Plane(
        ParseResult result,
        PatternsFile file,
        Doubts doubts,
        params string[] further
    )
    {
        var (columnX, columnY) = (result.GetRequiredValue(FileVerb.X), result.GetRequiredValue(FileVerb.Y));
        file.OnlyFilled(doubts, [columnX, columnY, .. further]);
        var (x, y, metric) = (file.Numbers(columnX), file.Numbers(columnY), result.GetValue(PatternsOutput.Distance));
        doubts.LookAt(x, y, metric);
        if (file.Width > 2)
        {
            // Two columns are a place and nothing else, and many events may have the same.
            doubts.LookAtCopies(file.Rows, ("的全部各列", "values in all columns"));
        }
        if (metric != Metric.GreatCircle)
        {
            return (x, y, (a, b) => (a, b));
        }
        var degree = double.DegreesToRadians(Distances.EarthRadius);
        var across = degree * Math.Cos(double.DegreesToRadians((y.Min() + y.Max()) / 2));
        return ([.. x.Select(v => v * across)], [.. y.Select(v => v * degree)], (a, b) => (a / across, b / degree));
    }
}
