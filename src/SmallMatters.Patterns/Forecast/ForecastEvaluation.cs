using SmallMatters.Patterns.ControlCharts;
using SmallMatters.Patterns.Density;

namespace SmallMatters.Patterns.Forecast;

/// <summary>Says where the next events are likelier, from the events before.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Score">
/// From the periods before (oldest first, one count a cell each, and the events themselves) one score a cell; the
/// highest are marked.
/// </param>
public sealed record ForecastMethod(string Name, Func<ForecastHistory, double[]> Score);

/// <summary>What a method may know: nothing from the period it forecasts.</summary>
/// <param name="Grid">Cells.</param>
/// <param name="Periods">Counts of each earlier period, oldest first.</param>
/// <param name="X">East coordinates of all earlier events, oldest period first.</param>
/// <param name="Y">North coordinates.</param>
public sealed record ForecastHistory(Grid Grid, IReadOnlyList<int[]> Periods, double[] X, double[] Y);

/// <summary>How a method did, over all forecast periods together.</summary>
/// <param name="Method">Its name.</param>
/// <param name="AreaShare">Share of the cells that were marked.</param>
/// <param name="Hits">Events in marked cells.</param>
/// <param name="Events">All events.</param>
/// <param name="HitRate">Hits over events, with Wilson's 95 % interval.</param>
/// <param name="Pai">Prediction accuracy index: hit rate over area share (Chainey, Tompson and Uhlig 2008, Security Journal 21).</param>
/// <param name="PeiStar">Prediction efficiency index: hits over the most that marking as many cells could have hit (Hunt 2016; Joshi and others 2021).</param>
/// <param name="Rri">Recapture rate index: hits per marked event of the last period, relative to all events (Levine 2008, Security Journal 21); NaN if the marked cells were empty before.</param>
public sealed record ForecastScore(
    string Method,
    double AreaShare,
    long Hits,
    long Events,
    ShareInterval HitRate,
    double Pai,
    double PeiStar,
    double Rri
);

/// <summary>
/// Judges forecasts on places by time-forward splits: each period is forecast from earlier ones only. A method that does
/// not beat last period, moving average and kernel density is not worth showing.
/// </summary>
public static class ForecastEvaluation
{
    /// <summary>Last period's counts.</summary>
    public static ForecastMethod LastPeriod { get; } = new("last period", h => [.. h.Periods[^1].Select(c => (double)c)]);

    /// <summary>Mean of the latest periods.</summary>
    /// <param name="periods">How many, at least 1; fewer are used where there are fewer.</param>
    public static ForecastMethod MovingAverage(int periods) =>
        new(
            $"moving average of {periods}",
            h =>
            {
                var score = new double[h.Grid.Count];
                foreach (var period in h.Periods.Skip(Math.Max(0, h.Periods.Count - periods)))
                {
                    for (var cell = 0; cell < score.Length; cell++)
                    {
                        score[cell] += period[cell];
                    }
                }
                return score;
            }
        );

    /// <summary>Kernel density of all earlier events.</summary>
    /// <param name="bandwidth">In the coordinates' unit.</param>
    /// <param name="kernel">Shape.</param>
    public static ForecastMethod KernelDensity(double bandwidth, Kernel kernel = Kernel.Quartic) =>
        new(
            $"kernel density {bandwidth:0.###}",
            h => h.X.Length == 0 ? new double[h.Grid.Count] : Density.KernelDensity.Binned(h.X, h.Y, h.Grid, bandwidth, kernel)
        );

    /// <summary>The three baselines with their usual settings.</summary>
    public static IReadOnlyList<ForecastMethod> Baselines(double bandwidth) =>
        [LastPeriod, MovingAverage(4), KernelDensity(bandwidth)];

    /// <summary>Evaluates the methods.</summary>
    /// <param name="x">East coordinates of the events.</param>
    /// <param name="y">North coordinates.</param>
    /// <param name="period">Period of each event, from 0.</param>
    /// <param name="grid">Cells; events outside are left out.</param>
    /// <param name="firstForecast">First period to forecast; at least 1, so that there is a past.</param>
    /// <param name="areaShare">Share of the cells that is marked, 0 … 1; at least one cell.</param>
    /// <param name="methods">Methods to judge.</param>
    /// <exception cref="ArgumentException">Ragged input, no period to forecast, or a share out of range.</exception>
    public static IReadOnlyList<ForecastScore> Evaluate(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<int> period,
        Grid grid,
        int firstForecast,
        double areaShare,
        IReadOnlyList<ForecastMethod> methods
    )
    {
        if (x.Length != y.Length || x.Length != period.Length || x.Length == 0)
        {
            throw new ArgumentException("One position and one period for each event, and at least one event.");
        }
        if (!(areaShare is > 0 and <= 1))
        {
            throw new ArgumentException("A share of the area lies between 0 and 1.", nameof(areaShare));
        }
        var periods = 0;
        foreach (var p in period)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(p, nameof(period));
            periods = Math.Max(periods, p + 1);
        }
        if (firstForecast < 1 || firstForecast >= periods)
        {
            throw new ArgumentException(
                "The first period to forecast lies after the first and within the data.",
                nameof(firstForecast)
            );
        }
        var counts = new int[periods][];
        var events = new List<int>[periods];
        for (var p = 0; p < periods; p++)
        {
            (counts[p], events[p]) = (new int[grid.Count], []);
        }
        for (var i = 0; i < x.Length; i++)
        {
            var cell = grid.CellOf(x[i], y[i]);
            if (cell >= 0)
            {
                counts[period[i]][cell]++;
                events[period[i]].Add(i);
            }
        }
        var tallies = methods.Select(_ => new Tally()).ToArray();
        var marked = Math.Max(1, (int)Math.Round(areaShare * grid.Count));
        var (pastX, pastY) = (new List<double>(), new List<double>());
        for (var p = 0; p < periods; p++)
        {
            if (p >= firstForecast)
            {
                var history = new ForecastHistory(grid, counts[..p], [.. pastX], [.. pastY]);
                for (var m = 0; m < methods.Count; m++)
                {
                    tallies[m].Add(Marked(methods[m].Score(history), marked), counts[p], counts[p - 1], marked);
                }
            }
            foreach (var i in events[p])
            {
                pastX.Add(x[i]);
                pastY.Add(y[i]);
            }
        }
        var share = (double)marked / grid.Count;
        return [.. methods.Select((method, m) => tallies[m].Score(method.Name, share))];
    }

    // Highest scores first; equal scores in the order of the cells, so that the answer is always the same.
    private static int[] Marked(double[] score, int count) =>
        [.. Enumerable.Range(0, score.Length).OrderByDescending(cell => score[cell]).Take(count)];

    private sealed class Tally
    {
        private long hits;
        private long total;
        private long best;
        private long before;
        private long totalBefore;

        public void Add(int[] cells, int[] actual, int[] last, int marked)
        {
            hits += cells.Sum(cell => (long)actual[cell]);
            before += cells.Sum(cell => (long)last[cell]);
            total += actual.Sum();
            totalBefore += last.Sum();
            best += actual.OrderByDescending(c => c).Take(marked).Sum(c => (long)c);
        }

        public ForecastScore Score(string method, double share)
        {
            var rate = Wilson.Interval(hits, total);
            return new ForecastScore(
                method,
                share,
                hits,
                total,
                rate,
                total == 0 ? double.NaN : rate.Share / share,
                best == 0 ? double.NaN : (double)hits / best,
                before == 0 || totalBefore == 0 || total == 0 ? double.NaN : (double)hits / before / ((double)total / totalBefore)
            );
        }
    }
}
