using SmallMatters.Patterns.Places;
using SmallMatters.Patterns.Sampling;

namespace SmallMatters.Patterns.Scan;

/// <summary>
/// Kulldorff's scan statistic: every circle around every centre, and every stretch of time, is compared with what chance
/// would put there; the p-value of the most unusual one already accounts for having looked everywhere.
/// </summary>
/// <remarks>
/// Kulldorff (1997), Communications in Statistics: Theory and Methods 26(6), 1481–1496; Kulldorff (2001), Journal of the
/// Royal Statistical Society A 164(1), 61–72 (prospective); Kulldorff et al. (2005), PLoS Medicine 2(3), e59
/// (permutation). A circle grows one location at a time; locations at equal distance enter in file order.
/// </remarks>
public static class ScanStatistic
{
    /// <summary>Runs the scan. The same seed gives the same answer whatever the number of cores.</summary>
    /// <param name="data">Counts by location and period.</param>
    /// <param name="settings">Model, windows and replicas.</param>
    /// <param name="progress">Told the share done, 0 … 1.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <exception cref="UnusableCoordinatesException">The locations cannot be used.</exception>
    /// <exception cref="ArgumentException">Counts do not fit the model.</exception>
    public static ScanResult Run(
        ScanData data,
        ScanSettings settings,
        IProgress<double>? progress = null,
        CancellationToken cancel = default
    )
    {
        data.Check(settings.Model);
        CheckSettings(settings);
        var original = data;
        var timeOnly = settings.Windows is ScanWindows.Time or ScanWindows.ProspectiveTime;
        data = Collapse(data, settings.Windows);
        var total = data.Cases.Sum();
        var measure = settings.Model == ScanModel.SpaceTimePermutation ? null : data.Measure;
        var totalMeasure = measure?.Sum() ?? total;
        var byPeriod = new int[data.Periods];
        var byLocation = new int[data.Locations.Count];
        for (var cell = 0; cell < data.Cases.Length; cell++)
        {
            byPeriod[cell % data.Periods] += data.Cases[cell];
            byLocation[cell / data.Periods] += data.Cases[cell];
        }
        var nested = Circles(data, settings, measure, byLocation);
        var spatialOnly = settings.Windows == ScanWindows.Space;
        var limits = new WindowWalker.TimeSpanLimits(
            data.Periods,
            spatialOnly ? 1 : settings.MinPeriods,
            MaxPeriods(data.Periods, settings),
            settings.Windows is ScanWindows.ProspectiveSpaceTime or ScanWindows.ProspectiveTime or ScanWindows.Space
        );
        var likelihood = new LogLikelihood(settings.Model, settings.For, total, totalMeasure, settings.MinCases);
        var permutation =
            settings is { Model: ScanModel.SpaceTimePermutation, For: ScanFor.High }
            && limits.Min <= limits.Max
            && total <= PermutationWindows.MostCases;
        Func<WindowWalker> walker = permutation
            ? new PermutationWindows(nested, byPeriod, byLocation, limits, likelihood).NewWalker
            : new WindowScanner(nested, measure, byPeriod, byLocation, limits, likelihood).NewWalker;

        var found = Observed(walker, nested.Length, data.Cases, settings.MonteCarlo, cancel);
        if (found.Count == 0)
        {
            return new ScanResult([], total, totalMeasure, 0, false);
        }
        var (maxima, stopped) = Replicate(
            walker,
            nested.Length,
            ScanReplicas.For(settings.Model, data.Cases, measure, data.Periods),
            data.Cases.Length,
            found[0].Ratio,
            settings,
            progress,
            cancel
        );
        var prospective = settings.Windows is ScanWindows.ProspectiveSpaceTime or ScanWindows.ProspectiveTime;
        var clusters = new List<ScanCluster>();
        var taken = new HashSet<int>();
        foreach (var best in found)
        {
            var members = nested[best.Centre].AsSpan(0, best.Size).ToArray();
            if (members.Any(taken.Contains) || clusters.Count == settings.MaxClusters)
            {
                continue;
            }
            taken.UnionWith(members);
            var whole = settings.Windows == ScanWindows.Space ? best with { LastPeriod = original.Periods - 1 } : best;
            clusters.Add(
                Describe(
                    original,
                    whole,
                    timeOnly ? null : members,
                    total,
                    totalMeasure,
                    PValue(maxima, best.Ratio, stopped && clusters.Count == 0),
                    prospective
                )
            );
        }
        return new ScanResult(clusters, total, totalMeasure, maxima.Length, stopped);
    }

    private static void CheckSettings(ScanSettings settings)
    {
        if (
            !(settings.MaxShare is > 0 and <= 1)
            || !(settings.MaxRadius > 0)
            || settings.MaxPeriods < 0
            || settings.MinPeriods < 1
            || settings.MonteCarlo.Replicas < 0
            || settings.StopAfter < 0
        )
        {
            throw new ArgumentException(
                "A share lies between 0 and 1; radius and periods are positive; replicas are not negative.",
                nameof(settings)
            );
        }
        if (
            settings.Model == ScanModel.SpaceTimePermutation
            && settings.Windows is not (ScanWindows.SpaceTime or ScanWindows.ProspectiveSpaceTime)
        )
        {
            throw new ArgumentException("The permutation model needs windows in space and time together.", nameof(settings));
        }
    }

    private static int MaxPeriods(int periods, ScanSettings settings) =>
        settings.Windows == ScanWindows.Space ? periods
        : settings.MaxPeriods > 0 ? Math.Min(settings.MaxPeriods, periods)
        : Math.Max(1, periods / 2);

    private static ScanData Collapse(ScanData data, ScanWindows windows)
    {
        if (windows == ScanWindows.Space)
        {
            return data with
            {
                Periods = 1,
                Cases = SumRows(data.Cases, data.Periods),
                Measure = data.Measure is { } rows ? SumRows(rows, data.Periods) : null,
            };
        }
        if (windows is ScanWindows.Time or ScanWindows.ProspectiveTime)
        {
            return new ScanData(
                ["*"],
                [0],
                [0],
                Metric.Euclidean,
                data.Periods,
                SumColumns(data.Cases, data.Periods),
                data.Measure is { } m ? SumColumns(m, data.Periods) : null
            );
        }
        return data;
    }

    private static T[] SumColumns<T>(T[] cells, int columns)
        where T : struct, System.Numerics.INumber<T>
    {
        var sums = new T[columns];
        for (var cell = 0; cell < cells.Length; cell++)
        {
            sums[cell % columns] += cells[cell];
        }
        return sums;
    }

    private static T[] SumRows<T>(T[] cells, int columns)
        where T : struct, System.Numerics.INumber<T> =>
        [.. cells.Chunk(columns).Select(row => row.Aggregate(T.Zero, (a, b) => a + b))];

    private static int[][] Circles(ScanData data, ScanSettings settings, double[]? measure, int[] byLocation)
    {
        var n = data.Locations.Count;
        if (settings.Windows is ScanWindows.Time or ScanWindows.ProspectiveTime)
        {
            return
            [
                [0],
            ];
        }
        var weight = new double[n];
        for (var l = 0; l < n; l++)
        {
            weight[l] = measure is null ? byLocation[l] : measure.AsSpan(l * data.Periods, data.Periods).ToArray().Sum();
        }
        var limit = settings.MaxShare * weight.Sum() * (1 + 1e-12);
        var (cx, cy) = data.Grid ?? (data.X, data.Y);
        var nested = new int[cx.Length][];
        Parallel.For(
            0,
            cx.Length,
            centre =>
            {
                var distance = new double[n];
                for (var l = 0; l < n; l++)
                {
                    distance[l] = Distances.Between(data.Metric, cx[centre], cy[centre], data.X[l], data.Y[l]);
                }
                var inside = new List<int>();
                var sum = 0.0;
                foreach (var l in Enumerable.Range(0, n).OrderBy(l => distance[l]))
                {
                    sum += weight[l];
                    if (sum > limit || distance[l] > settings.MaxRadius)
                    {
                        break;
                    }
                    inside.Add(l);
                }
                nested[centre] = [.. inside];
            }
        );
        return nested;
    }

    private static List<WindowWalker.Best> Observed(
        Func<WindowWalker> walker,
        int centres,
        int[] cases,
        MonteCarlo settings,
        CancellationToken cancel
    )
    {
        var best = new WindowWalker.Best[centres];
        Parallel.For(
            0,
            centres,
            Options(settings, cancel),
            () =>
            {
                var own = walker();
                own.Load(cases);
                return own;
            },
            (centre, _, own) =>
            {
                own.Scan(centre, ref best[centre]);
                return own;
            },
            _ => { }
        );
        return [.. best.Where(b => b.Ratio > 0).OrderByDescending(b => b.Ratio)];
    }

    private static (double[] Maxima, bool Stopped) Replicate(
        Func<WindowWalker> walker,
        int centres,
        ScanReplicas replicas,
        int cells,
        double observed,
        ScanSettings settings,
        IProgress<double>? progress,
        CancellationToken cancel
    )
    {
        var maxima = new double[settings.MonteCarlo.Replicas];
        var drawn = 0;
        var reached = 0;
        while (drawn < settings.MonteCarlo.Replicas)
        {
            // Without an early stop everything is one batch; with one, batches grow so that little is drawn in vain.
            var batch =
                settings.StopAfter == 0
                    ? settings.MonteCarlo.Replicas
                    : Math.Min(settings.MonteCarlo.Replicas - drawn, Math.Max(2 * settings.StopAfter, drawn / 4));
            var from = drawn;
            var done = drawn;
            Parallel.For(
                from,
                from + batch,
                Options(settings.MonteCarlo, cancel),
                () => (Walker: walker(), Cases: new int[cells], Scratch: (int[]?)null),
                (replica, _, local) =>
                {
                    var scratch = local.Scratch;
                    replicas.Draw(new SeededStream(settings.MonteCarlo.Seed, (ulong)replica), local.Cases, ref scratch);
                    local.Walker.Load(local.Cases);
                    var best = new WindowWalker.Best();
                    for (var centre = 0; centre < centres; centre++)
                    {
                        local.Walker.Scan(centre, ref best);
                    }
                    maxima[replica] = best.Ratio;
                    progress?.Report((double)Interlocked.Increment(ref done) / settings.MonteCarlo.Replicas);
                    return (local.Walker, local.Cases, scratch);
                },
                _ => { }
            );
            for (; drawn < from + batch; drawn++)
            {
                reached += Reaches(maxima[drawn], observed) ? 1 : 0;
                // The stop is decided in the order of the replicas, so that cores and batches cannot change it.
                if (settings.StopAfter > 0 && reached == settings.StopAfter)
                {
                    return (maxima[..(drawn + 1)], drawn + 1 < settings.MonteCarlo.Replicas);
                }
            }
        }
        return (maxima, false);
    }

    private static double? PValue(double[] maxima, double ratio, bool stopped)
    {
        if (maxima.Length == 0)
        {
            return null;
        }
        var atLeast = maxima.Count(m => Reaches(m, ratio));
        return stopped ? (double)atLeast / maxima.Length : MonteCarlo.PValue(atLeast, maxima.Length);
    }

    // Equal windows summed in another order differ in the last bits; a replica that ties counts as reaching.
    private static bool Reaches(double maximum, double observed) => maximum >= observed * (1 - 1e-9);

    private static ScanCluster Describe(
        ScanData data,
        WindowWalker.Best best,
        int[]? members,
        int total,
        double totalMeasure,
        double? p,
        bool prospective
    )
    {
        var (cx, cy) = data.Grid ?? (data.X, data.Y);
        // A scan over time alone has no circle: every location is inside, the centre is the first and the radius nought.
        var radius = members is null
            ? 0
            : members.Max(l => Distances.Between(data.Metric, cx[best.Centre], cy[best.Centre], data.X[l], data.Y[l]));
        var expected = total * (best.Measure / totalMeasure);
        var outside = (total - best.Cases) / (total - expected);
        return new ScanCluster(
            best.Centre,
            cx[best.Centre],
            cy[best.Centre],
            members ?? [.. Enumerable.Range(0, data.Locations.Count)],
            radius,
            best.FirstPeriod,
            best.LastPeriod,
            best.Cases,
            expected,
            outside > 0 ? best.Cases / expected / outside : double.PositiveInfinity,
            best.Ratio,
            p,
            prospective && p is > 0 ? 1 / p : null
        );
    }

    private static ParallelOptions Options(MonteCarlo settings, CancellationToken cancel) =>
        new() { MaxDegreeOfParallelism = settings.Threads, CancellationToken = cancel };
}
