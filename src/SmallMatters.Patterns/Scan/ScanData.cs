using SmallMatters.Patterns.Places;
using SmallMatters.Patterns.Sampling;

namespace SmallMatters.Patterns.Scan;

/// <summary>Which probability model a scan statistic assumes when nothing unusual happens.</summary>
public enum ScanModel
{
    /// <summary>Cases only: the times of the cases are exchangeable (Kulldorff, Heffernan, Hartman, Assunção and Mostashari 2005, PLoS Medicine 2(3) e59).</summary>
    SpaceTimePermutation,

    /// <summary>Cases are Poisson with a mean proportional to a known population or expectation (Kulldorff 1997, Communications in Statistics 26(6)).</summary>
    Poisson,

    /// <summary>Each individual is a case or a control (Kulldorff 1997).</summary>
    Bernoulli,
}

/// <summary>Which windows are scanned.</summary>
public enum ScanWindows
{
    /// <summary>Circles over the whole period.</summary>
    Space,

    /// <summary>Stretches of time over the whole area, anywhere in the period.</summary>
    Time,

    /// <summary>Circles × stretches of time anywhere in the period (retrospective).</summary>
    SpaceTime,

    /// <summary>Circles × stretches of time that last until the end of the period: what is happening now.</summary>
    ProspectiveSpaceTime,

    /// <summary>Stretches of time over the whole area that last until the end of the period.</summary>
    ProspectiveTime,
}

/// <summary>What kind of cluster is looked for.</summary>
public enum ScanFor
{
    /// <summary>More cases than expected.</summary>
    High,

    /// <summary>Fewer cases than expected.</summary>
    Low,

    /// <summary>Either.</summary>
    Both,
}

/// <summary>Counts by location and period. Arrays over cells are ordered location by location: index = location × periods + period.</summary>
/// <param name="Locations">Names, in file order, which also settles ties in distance.</param>
/// <param name="X">East coordinate or longitude of each location.</param>
/// <param name="Y">North coordinate or latitude.</param>
/// <param name="Metric">Euclidean or great-circle.</param>
/// <param name="Periods">Number of equal time periods, at least 1.</param>
/// <param name="Cases">Cases of each cell, not negative.</param>
/// <param name="Measure">
/// Poisson: the expectation of each cell up to a factor (population, or population adjusted for covariates).
/// Bernoulli: cases and controls together. Permutation: null.
/// </param>
public sealed record ScanData(
    IReadOnlyList<string> Locations,
    double[] X,
    double[] Y,
    Metric Metric,
    int Periods,
    int[] Cases,
    double[]? Measure = null
)
{
    /// <summary>Centres of the circles where they are not the locations themselves.</summary>
    public (double[] X, double[] Y)? Grid { get; init; }

    internal void Check(ScanModel model)
    {
        CoordinateCheck.Require(X, Y, Metric);
        if (Grid is { } grid)
        {
            CoordinateCheck.Require(grid.X, grid.Y, Metric);
        }
        var cells = (long)Locations.Count * Periods;
        if (Periods < 1 || X.Length != Locations.Count || Cases.Length != cells || Cases.Any(c => c < 0))
        {
            throw new ArgumentException("Cases need one count, not negative, for each location and period.");
        }
        if (Cases.All(c => c == 0))
        {
            throw new ArgumentException("There is no case to scan.");
        }
        if (model == ScanModel.SpaceTimePermutation)
        {
            return;
        }
        if (Measure is null || Measure.Length != cells || Measure.Any(m => !(m >= 0) || double.IsInfinity(m)))
        {
            throw new ArgumentException(
                "This model needs a population or total, finite and not negative, for each location and period."
            );
        }
        for (var cell = 0; cell < cells; cell++)
        {
            if (
                model == ScanModel.Bernoulli
                    ? Measure[cell] < Cases[cell] || Measure[cell] != Math.Floor(Measure[cell])
                    : Cases[cell] > 0 && Measure[cell] == 0
            )
            {
                throw new ArgumentException($"Location {Locations[(int)(cell / Periods)]} has cases where it has no population.");
            }
        }
    }
}

/// <summary>How a scan is run.</summary>
public sealed record ScanSettings
{
    /// <summary>Probability model.</summary>
    public ScanModel Model { get; init; } = ScanModel.SpaceTimePermutation;

    /// <summary>Which windows.</summary>
    public ScanWindows Windows { get; init; } = ScanWindows.ProspectiveSpaceTime;

    /// <summary>High, low or both.</summary>
    public ScanFor For { get; init; } = ScanFor.High;

    /// <summary>Largest share of the population at risk (cases, population, or cases and controls) within a circle, 0 … 1.</summary>
    public double MaxShare { get; init; } = 0.5;

    /// <summary>Largest radius, in the coordinates' unit (metres for great-circle); infinite for no limit.</summary>
    public double MaxRadius { get; init; } = double.PositiveInfinity;

    /// <summary>Longest stretch of time in periods; 0 for half of all periods.</summary>
    public int MaxPeriods { get; init; }

    /// <summary>Shortest stretch of time in periods.</summary>
    public int MinPeriods { get; init; } = 1;

    /// <summary>Fewest cases that make a cluster of high rates.</summary>
    public int MinCases { get; init; } = 2;

    /// <summary>Replicas and seed.</summary>
    public MonteCarlo MonteCarlo { get; init; } = new();

    /// <summary>
    /// Stop once so many replicas reach the observed maximum, and report p = that number / replicas drawn (Besag and
    /// Clifford 1991, Biometrika 78(2)): clearly unremarkable data then cost little. 0 never stops early.
    /// </summary>
    public int StopAfter { get; init; }

    /// <summary>Most clusters reported.</summary>
    public int MaxClusters { get; init; } = 100;
}

/// <summary>One cluster.</summary>
/// <param name="Centre">Index of the centre: a location, or a point of the grid where one was given.</param>
/// <param name="CentreX">Its east coordinate or longitude.</param>
/// <param name="CentreY">Its north coordinate or latitude.</param>
/// <param name="Members">Indexes of the locations inside, nearest first.</param>
/// <param name="Radius">Distance to the farthest of them, in the metric's unit.</param>
/// <param name="FirstPeriod">First period inside, counted from 0.</param>
/// <param name="LastPeriod">Last period inside, inclusive.</param>
/// <param name="Observed">Cases inside.</param>
/// <param name="Expected">Expected cases inside.</param>
/// <param name="RelativeRisk">Rate inside over rate outside; infinite when all cases are inside.</param>
/// <param name="LogLikelihoodRatio">The statistic.</param>
/// <param name="P">Monte Carlo p-value, already adjusted for all windows scanned; null without replicas.</param>
/// <param name="RecurrencePeriods">For prospective scans repeated every period: how often such a signal comes by chance, 1 / p periods.</param>
public sealed record ScanCluster(
    int Centre,
    double CentreX,
    double CentreY,
    IReadOnlyList<int> Members,
    double Radius,
    int FirstPeriod,
    int LastPeriod,
    int Observed,
    double Expected,
    double RelativeRisk,
    double LogLikelihoodRatio,
    double? P,
    double? RecurrencePeriods
);

/// <summary>What a scan found.</summary>
/// <param name="Clusters">Most likely first; no two share a location.</param>
/// <param name="TotalCases">All cases.</param>
/// <param name="TotalMeasure">All population, or cases and controls; all cases for the permutation model.</param>
/// <param name="Replicas">Replicas that were drawn.</param>
/// <param name="StoppedEarly">Whether the early stop was taken.</param>
public sealed record ScanResult(
    IReadOnlyList<ScanCluster> Clusters,
    int TotalCases,
    double TotalMeasure,
    int Replicas,
    bool StoppedEarly
);
