using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using SmallMatters.Patterns.Knox;
using SmallMatters.Patterns.Outbreak;
using SmallMatters.Patterns.Sampling;
using Xunit;

namespace SmallMatters.Patterns.Tests.Outbreak;

/// <summary>R's package surveillance does the same work; skipped where R or the package is absent.</summary>
public class SecondOpinionTests
{
    private static readonly int[] Weeks = OutbreakTests.Seasonal(5, 52 * 6 + 30);

    [Fact]
    public void R_agrees_on_the_bounds_of_EARS()
    {
        var numbers = FromR(
            $$"""
            s <- sts(c({{string.Join(',', Weeks)}}), frequency = 52)
            for (m in c("C1", "C2", "C3")) cat(m, as.numeric(upperbound(earsC(s, control = list(method = m)))), "\n")
            """
        );
        foreach (var (method, name) in new[] { (EarsMethod.C1, "C1"), (EarsMethod.C2, "C2"), (EarsMethod.C3, "C3") })
        {
            var own = Ears.Detect(Weeks, method);
            var theirs = numbers[name];
            Assert.Equal(own.Count, theirs.Length);
            for (var i = 0; i < own.Count; i++)
            {
                // R hangs the C3 bound on the count of the day, the published definition on the mean before it.
                var shift = method == EarsMethod.C3 ? own[i].Observed - own[i].Expected : 0;
                Assert.Equal(
                    theirs[i],
                    method == EarsMethod.C3 ? Math.Max(0, own[i].UpperBound + shift) : own[i].UpperBound,
                    1e-9
                );
            }
        }
    }

    [Theory]
    [InlineData("nbPlugin", FarringtonThreshold.NegativeBinomial, 10, 26)]
    [InlineData("nbPlugin", FarringtonThreshold.NegativeBinomial, 1, 3)]
    public void R_agrees_on_the_flexible_Farrington_detector(
        string method,
        FarringtonThreshold threshold,
        int seasons,
        int leaveOut
    )
    {
        var numbers = FromR(
            $$"""
            s <- sts(c({{string.Join(',', Weeks)}}), frequency = 52, start = c(2010, 1))
            f <- farringtonFlexible(s, control = list(range = 300:340, b = 5, w = 3, noPeriods = {{seasons}}, pastWeeksNotIncluded = {{leaveOut}},
              pThresholdTrend = 1, alpha = 0.01, thresholdMethod = "{{method}}", glmWarnings = FALSE))
            cat("upper", as.numeric(upperbound(f)), "\n"); cat("phi", f@control$phiVector, "\n"); cat("expected", f@control$expected, "\n")
            """
        );
        var own = FarringtonFlexible
            .Detect(
                Weeks,
                new FarringtonSettings
                {
                    Seasons = seasons,
                    LeaveOut = leaveOut,
                    Threshold = threshold,
                    Alpha = 0.01,
                },
                299
            )
            .Take(41)
            .ToList();
        Assert.Equal(numbers["upper"], own.Select(p => p.UpperBound));
        Assert.All(numbers["phi"].Zip(own), pair => Assert.Equal(pair.First, pair.Second.Dispersion, 1e-5));
        Assert.All(numbers["expected"].Zip(own), pair => Assert.Equal(pair.First, pair.Second.Expected, 1e-4));
    }

    [Fact]
    public void R_agrees_on_the_Knox_count()
    {
        var (x, y, t) = Simulated.Events(150, 1000, 40, 7);
        var numbers = FromR(
            $$"""
            x <- c({{List(x)}}); y <- c({{List(y)}}); t <- c({{List(t)}})
            k <- knox(dt = dist(t), ds = dist(cbind(x, y)), eps.t = 4, eps.s = 120, simulate.p.value = FALSE)
            cat("knox", k$statistic, k$null.value, "\n")
            """
        );
        var own = KnoxTest.Run(x, y, t, 120, 4, monteCarlo: new MonteCarlo(0));
        Assert.Equal(numbers["knox"][0], own.ClosePairs);
        Assert.Equal(numbers["knox"][1], own.Expected, 1e-9);
    }

    private static string List(double[] values) =>
        string.Join(',', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));

    private static Dictionary<string, double[]> FromR(string code)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(
                file,
                "options(digits = 15); if (!requireNamespace('surveillance', quietly = TRUE)) quit(status = 9)\nsuppressMessages(library(surveillance))\n"
                    + code
            );
            using var process = Process.Start(
                new ProcessStartInfo("Rscript", ["--vanilla", file])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.SkipWhen(process.ExitCode == 9, "R is here, but not its package surveillance (Debian: r-cran-surveillance).");
            Assert.True(process.ExitCode == 0, error.Result);
            return output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .ToDictionary(
                    f => f[0],
                    f => f[1..].Select(v => v is "NA" ? double.NaN : double.Parse(v, CultureInfo.InvariantCulture)).ToArray()
                );
        }
        catch (Win32Exception)
        {
            Assert.Skip("R is not installed (Debian: r-base-core and r-cran-surveillance).");
            throw;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
