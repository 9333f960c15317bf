using System.Diagnostics;
using SmallMatters.Patterns.Density;
using SmallMatters.Patterns.HotIssues;
using SmallMatters.Patterns.Knox;
using SmallMatters.Patterns.Places;
using SmallMatters.Patterns.Sampling;
using SmallMatters.Patterns.Scan;

namespace SmallMatters.Bench.Patterns;

/// <summary>
/// <c>./smallmatters bench patterns [part …]</c>: times the methods on made-up events and, where Python with numpy and scipy
/// or R with spatstat is installed, the same work done there, in one run. Ratios count, not seconds: machines differ.
/// </summary>
public static class PatternsBench
{
    /// <summary>Runs the named parts, or all.</summary>
    public static int Run(string[] parts)
    {
        var all = new (string Name, Action Work)[]
        {
            ("knox", Knox),
            ("knox-large", KnoxLarge),
            ("knox-growth", KnoxGrowth),
            ("scan", Scan),
            ("kde", Density),
            ("hotissues", HotIssues),
        };
        foreach (var (name, work) in all.Where(a => parts.Length == 0 || parts.Contains(a.Name)))
        {
            Console.WriteLine($"== {name} ({Environment.ProcessorCount} cores)");
            work();
        }
        return 0;
    }

    private static void Knox()
    {
        var (x, y, t) = Events(20_000, 20_000, 365);
        var own = Best(3, () => KnoxTest.Run(x, y, t, 300, 7));
        Console.WriteLine($"Knox, 20,000 events, 300 m, 7 days, 999 permutations: {own:0.000} s");
        PeerScripts.Compare("numpy + scipy cKDTree", PeerScripts.KnoxInPython, x, y, t, own);
    }

    private static void KnoxLarge()
    {
        var (x, y, t) = Events(200_000, 20_000, 365);
        var before = Process.GetCurrentProcess().PeakWorkingSet64;
        var watch = Stopwatch.StartNew();
        var found = KnoxTest.Run(x, y, t, 300, 7);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(
            $"Knox, 200,000 events, {found.SpacePairs:N0} pairs near in space, 999 permutations: {watch.Elapsed.TotalSeconds:0.00} s, "
                + $"peak {process.PeakWorkingSet64 / 1e6:0} MB (before {before / 1e6:0} MB)"
        );
    }

    private static void KnoxGrowth()
    {
        foreach (var metres in (double[])[150, 300, 600])
        {
            var (x, y, t) = Events(50_000, 20_000, 365);
            KnoxResult? found = null;
            var seconds = Best(2, () => found = KnoxTest.Run(x, y, t, metres, 7));
            Console.WriteLine(
                $"Knox, 50,000 events, {metres} m: {found!.SpacePairs, 10:N0} pairs near in space, {seconds:0.000} s"
            );
        }
    }

    private static void Scan()
    {
        var random = new SeededStream(4);
        var (x, y, _) = Events(500, 20_000, 365);
        var cases = new int[500 * 365];
        for (var i = 0; i < 10_000; i++)
        {
            cases[random.NextInt(500) * 365 + random.NextInt(365)]++;
        }
        var data = new ScanData([.. Enumerable.Range(0, 500).Select(i => $"{i}")], x, y, Metric.Euclidean, 365, cases);
        foreach (
            var (windows, longest) in new[]
            {
                (ScanWindows.ProspectiveSpaceTime, 182),
                (ScanWindows.SpaceTime, 7),
                (ScanWindows.SpaceTime, 182),
            }
        )
        {
            var settings = new ScanSettings { Windows = windows, MaxPeriods = longest };
            var watch = Stopwatch.StartNew();
            var processor = Environment.CpuUsage.TotalTime;
            var result = ScanStatistic.Run(data, settings);
            Console.WriteLine(
                $"Space-time permutation scan, 10,000 cases, 500 places, 365 days, {windows}, at most {longest} days, 999 replicas: "
                    + $"{watch.Elapsed.TotalSeconds:0.0} s, {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0.0} s of processor time (p {result.Clusters[0].P:0.000})"
            );
        }
    }

    private static void Density()
    {
        var (x, y, t) = Events(200_000, 20_000, 365);
        var grid = new Grid(0, 0, 20_000, 20_000, 256, 256);
        void Tell(string what, double seconds) =>
            Console.WriteLine($"Kernel density, 200,000 points on 256 × 256, {what}: {seconds:0.0000} s");
        Tell("Gaussian of 250 m, exact", Best(5, () => KernelDensity.Exact(x, y, grid, 250)));
        var exact = Best(10, () => KernelDensity.Exact(x, y, grid, 2500));
        Tell("Gaussian of 2500 m, exact", exact);
        PeerScripts.Compare("spatstat density.ppp, Gaussian", PeerScripts.GaussianInR, x, y, t, exact);
        var quartic = Best(5, () => KernelDensity.Exact(x, y, grid, 500, Kernel.Quartic));
        Tell("quartic of 500 m, exact", quartic);
        PeerScripts.Compare("spatstat density.ppp, quartic of 500 m", PeerScripts.QuarticInR(500), x, y, t, quartic);
        quartic = Best(3, () => KernelDensity.Exact(x, y, grid, 2500, Kernel.Quartic));
        Tell("quartic of 2500 m, exact", quartic);
        PeerScripts.Compare("spatstat density.ppp, quartic of 2500 m", PeerScripts.QuarticInR(2500), x, y, t, quartic);
        Tell("quartic of 500 m, binned", Best(10, () => KernelDensity.Binned(x, y, grid, 500, Kernel.Quartic)));
        var binned = Best(20, () => KernelDensity.Binned(x, y, grid, 2500));
        Tell("Gaussian of 2500 m, binned", binned);
        PeerScripts.Compare("numpy histogram2d + scipy fftconvolve", PeerScripts.DensityInPython, x, y, t, binned);
    }

    private static void HotIssues()
    {
        var messages = MadeUpMessages.Make(100_000);
        var watch = Stopwatch.StartNew();
        var processor = Environment.CpuUsage.TotalTime;
        var issues = HotIssueFinder.Find(messages);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(
            $"Hot issues over 100,000 messages: {watch.Elapsed.TotalSeconds:0.0} s, {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0.0} s of processor time, "
                + $"peak {process.PeakWorkingSet64 / 1e6:0} MB, {issues.Count:N0} groups, the hottest of {issues[0].Heat.Volume} messages"
        );
    }

    private static (double[] X, double[] Y, double[] T) Events(int n, double size, int days)
    {
        var random = new SeededStream(1, (ulong)n);
        var (x, y, t) = (new double[n], new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            (x[i], y[i], t[i]) = (random.NextDouble() * size, random.NextDouble() * size, random.NextInt(days));
        }
        return (x, y, t);
    }

    private static double Best(int times, Action work)
    {
        var best = double.MaxValue;
        for (var i = 0; i < times; i++)
        {
            var watch = Stopwatch.StartNew();
            work();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }
        return best;
    }
}
