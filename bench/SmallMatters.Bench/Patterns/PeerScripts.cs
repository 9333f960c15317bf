using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace SmallMatters.Bench.Patterns;

/// <summary>The same work in Python and R, timed inside the script so that starting the interpreter does not count.</summary>
internal static class PeerScripts
{
    // The distribution's own interpreter has the distribution's numpy; another one on the path may not.
    private static readonly string Python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    public static readonly (string Program, string Code) KnoxInPython = (
        Python,
        """
        import sys, time, numpy as np
        from scipy.spatial import cKDTree
        d = np.loadtxt(sys.argv[1], delimiter=',')
        best = 1e9
        for _ in range(2):
            a = time.perf_counter()
            pairs = cKDTree(d[:, :2]).query_pairs(300, output_type='ndarray')
            t = d[:, 2].astype(np.int16)
            i, j = np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1])
            rng = np.random.default_rng(1)
            observed = np.count_nonzero(np.abs(t[i] - t[j]) <= 7)
            more = 0
            for _ in range(999):
                s = rng.permutation(t)
                more += np.count_nonzero(np.abs(s[i] - s[j]) <= 7) >= observed
            best = min(best, time.perf_counter() - a)
        print(best)
        """
    );

    public static readonly (string Program, string Code) DensityInPython = (
        Python,
        """
        import sys, time, numpy as np
        from scipy.signal import fftconvolve
        d = np.loadtxt(sys.argv[1], delimiter=',')
        g = np.arange(-255, 256) * 20000 / 256
        best = 1e9
        for _ in range(4):
            a = time.perf_counter()
            h, _, _ = np.histogram2d(d[:, 0], d[:, 1], bins=256, range=[[0, 20000], [0, 20000]])
            k = np.exp(-(g[:, None] ** 2 + g[None, :] ** 2) / (2 * 2500 ** 2)) / (2 * np.pi * 2500 ** 2)
            fftconvolve(h, k, mode='same')
            best = min(best, time.perf_counter() - a)
        print(best)
        """
    );

    public static readonly (string Program, string Code) GaussianInR = DensityInR("sigma = 2500");

    /// <summary>spatstat names a kernel by its standard deviation, which is h / √8 for a quartic hill that ends at h.</summary>
    public static (string Program, string Code) QuarticInR(int metres) =>
        DensityInR($"kernel = 'quartic', sigma = {metres} / sqrt(8)");

    // density.ppp counts points by pixels and filters the counts by the Fourier transform: less exact than what it is beside.
    private static (string Program, string Code) DensityInR(string kernel) =>
        (
            "Rscript",
            $"""
            suppressMessages(library(spatstat.geom))
            suppressMessages(library(spatstat.explore))
            d <- read.csv(commandArgs(TRUE)[1], header = FALSE)
            p <- ppp(d$V1, d$V2, window = owin(c(0, 20000), c(0, 20000)), check = FALSE)
            best <- min(replicate(5, system.time(density.ppp(p, {kernel}, dimyx = 256, edge = FALSE))[["elapsed"]]))
            cat(best, "\n")
            """
        );

    /// <summary>Times the script on the same events and prints the ratio, or why it was not run.</summary>
    public static void Compare(string name, (string Program, string Code) script, double[] x, double[] y, double[] t, double own)
    {
        var folder = Directory.CreateTempSubdirectory("smallmatters-bench-");
        try
        {
            var data = Path.Combine(folder.FullName, "events.csv");
            var file = Path.Combine(folder.FullName, script.Program == "Rscript" ? "peer.R" : "peer.py");
            File.WriteAllLines(
                data,
                x.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"{x[i]:R},{y[i]:R},{t[i]:R}"))
            );
            File.WriteAllText(file, script.Code);
            var start = new ProcessStartInfo(script.Program, [file, data])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                Console.WriteLine($"  {name}: not run ({error.Result.Trim().Split('\n')[^1]})");
                return;
            }
            var peer = double.Parse(output.Trim().Split('\n')[^1], CultureInfo.InvariantCulture);
            Console.WriteLine($"  {name}: {peer:0.000} s; ours takes {own / peer:0.00} × that");
        }
        catch (Win32Exception absent)
        {
            Console.WriteLine($"  {name}: not run ({absent.Message})");
        }
        finally
        {
            folder.Delete(true);
        }
    }
}
