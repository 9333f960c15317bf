using System.CommandLine;
using System.Globalization;
using SmallMatters.Domain.Language;
using SmallMatters.Patterns.Pictures;
using SmallMatters.Patterns.Places;
using SmallMatters.Patterns.Sampling;
using SmallMatters.Patterns.Scan;

namespace SmallMatters.Web.CommandLine.Patterns;

/// <summary><c>scan</c>: scan statistics on SaTScan's own files, or by its parameter file.</summary>
internal static class ScanVerb
{
    private static readonly Option<string?> Cases = new("--cases")
    {
        Description = ".cas file: location, cases, time, covariates",
    };
    private static readonly Option<string?> Geography = new("--geo")
    {
        Description = ".geo file: location, latitude, longitude; or location, x, y",
    };
    private static readonly Option<string?> Population = new("--population") { Description = ".pop file (Poisson)" };
    private static readonly Option<string?> Controls = new("--controls") { Description = ".ctl file (Bernoulli)" };
    private static readonly Option<string?> Centres = new("--grid") { Description = ".grd file: centres of the circles" };
    private static readonly Option<string?> Parameters = new("--prm")
    {
        Description = "SaTScan parameter file; other options are then ignored, except --permutations and --seed",
    };
    private static readonly Option<string> Model = Choice("--model", "permutation", "permutation", "poisson", "bernoulli");
    private static readonly Option<string> Analysis = Choice(
        "--analysis",
        "auto",
        "auto",
        "space",
        "time",
        "spacetime",
        "prospective",
        "prospective-time"
    );
    private static readonly Option<string> Coordinates = Choice("--coordinates", "auto", "auto", "latlong", "cartesian");
    private static readonly Option<ScanTimeUnit> Unit = new("--time-unit")
    {
        Description = "none, year, month, day or generic",
        DefaultValueFactory = _ => ScanTimeUnit.Day,
    };
    private static readonly Option<int> Length = new("--time-length")
    {
        Description = "Units in a period",
        DefaultValueFactory = _ => 1,
    };
    private static readonly Option<string?> Start = new("--start") { Description = "First time of the study" };
    private static readonly Option<string?> End = new("--end") { Description = "Last time of the study" };
    private static readonly Option<double> MaxShare = new("--max-share")
    {
        Description = "Largest share of the population at risk in a circle",
        DefaultValueFactory = _ => 0.5,
    };
    private static readonly Option<double> MaxRadius = new("--max-radius")
    {
        Description = "Largest radius, metres for latitude and longitude",
        DefaultValueFactory = _ => double.PositiveInfinity,
    };
    private static readonly Option<int> MaxTime = new("--max-time")
    {
        Description = "Longest stretch in periods; 0 for half of the study",
    };
    private static readonly Option<ScanFor> Rates = new("--rates")
    {
        Description = "high, low or both",
        DefaultValueFactory = _ => ScanFor.High,
    };
    private static readonly Option<int?> Replicas = new("--permutations", "--replicas")
    {
        Description = "Replicas; 999 unless said",
    };
    private static readonly Option<int> StopAfter = new("--stop-after")
    {
        Description = "Stop after so many replicas reach the observed maximum; 0 never",
    };

    public static Command Create()
    {
        var command = new Command("scan", "扫描统计 / Scan statistics: permutation, Poisson, Bernoulli")
        {
            Cases,
            Geography,
            Population,
            Controls,
            Centres,
            Parameters,
            Model,
            Analysis,
            Coordinates,
            Unit,
            Length,
            Start,
            End,
            MaxShare,
            MaxRadius,
            MaxTime,
            Rates,
            Replicas,
            StopAfter,
            PatternsOutput.Seed,
            Doubts.Anyway,
            PatternsOutput.Json,
            PatternsOutput.Picture,
        };
        command.SetAction(result => PatternsOutput.Run(result, () => Answer(result, new Doubts(result))));
        return command;
    }

    private static PatternsAnswer Answer(ParseResult result, Doubts doubts)
    {
        var asked = result.GetValue(Parameters) is { } prm
            ? ScanParameters.Read(ScanFile.Open(prm), Path.GetDirectoryName(Path.GetFullPath(prm))!)
            : FromOptions(result, doubts);
        asked = asked with
        {
            Settings = asked.Settings with
            {
                MonteCarlo = new MonteCarlo(
                    result.GetValue(Replicas) ?? asked.Settings.MonteCarlo.Replicas,
                    result.GetResult(PatternsOutput.Seed) is { Implicit: false }
                        ? result.GetValue(PatternsOutput.Seed)
                        : asked.Settings.MonteCarlo.Seed
                ),
            },
        };
        Bounds.Whole("--permutations", asked.Settings.MonteCarlo.Replicas, 0, Bounds.MostPermutations);
        LookAtTimes(asked, doubts);
        var (data, calendar, settings) = asked.Load();
        LookAtPlaces(asked, data, doubts);
        var found = PatternsOutput.Progress(p => ScanStatistic.Run(data, settings, p));
        var clusters = found
            .Clusters.Select(c => new
            {
                Locations = c.Members.Select(m => data.Locations[m]).ToArray(),
                Centre = asked.Geographic ? [c.CentreY, c.CentreX] : new[] { c.CentreX, c.CentreY },
                c.Radius,
                Start = calendar.Unit == ScanTimeUnit.None ? null : calendar.Write(calendar.FirstUnit(c.FirstPeriod)),
                End = calendar.Unit == ScanTimeUnit.None ? null : calendar.Write(calendar.LastUnit(c.LastPeriod)),
                c.Observed,
                c.Expected,
                RelativeRisk = PatternsOutput.Number(c.RelativeRisk),
                Llr = c.LogLikelihoodRatio,
                c.P,
                RecurrenceInterval = c.RecurrencePeriods * calendar.Length,
            })
            .ToList();
        return new PatternsAnswer(
            new
            {
                Clusters = clusters,
                Model = settings.Model.ToString(),
                Windows = settings.Windows.ToString(),
                Coordinates = asked.Geographic ? "latlong" : "cartesian",
                found.TotalCases,
                found.TotalMeasure,
                data.Periods,
                found.Replicas,
                found.StoppedEarly,
                settings.MonteCarlo.Seed,
            },
            PatternsOutput.Table(
                [
                    "聚集 cluster",
                    "地点 locations",
                    "半径 radius",
                    "起 from",
                    "止 to",
                    "观察 observed",
                    "期望 expected",
                    "LLR",
                    "p",
                ],
                clusters
                    .Take(20)
                    .Select(
                        (c, i) =>
                            (IReadOnlyList<string>)
                                [
                                    $"{i + 1}",
                                    $"{c.Locations.Length}",
                                    $"{c.Radius:0.##}",
                                    c.Start ?? "",
                                    c.End ?? "",
                                    $"{c.Observed}",
                                    $"{c.Expected:0.00}",
                                    $"{c.Llr:0.000}",
                                    c.P is { } p ? $"{p:0.0000}" : "",
                                ]
                    )
            ),
            () =>
                Picture.Map(
                    "扫描统计 scan statistic",
                    data.X,
                    data.Y,
                    [
                        .. found
                            .Clusters.Take(10)
                            .Select(c => new MapRing(
                                c.CentreX,
                                c.CentreY,
                                asked.Geographic ? c.Radius / 111_195 : c.Radius,
                                $"LLR {c.LogLikelihoodRatio:0.0}, p {c.P:0.000}",
                                c.P
                            )),
                    ],
                    asked.Geographic ? Math.Cos(double.DegreesToRadians(data.Y.Average())) : 1
                ),
            doubts.Warnings
        );
    }

    private static ScanParameters FromOptions(ParseResult result, Doubts doubts)
    {
        if (result.GetValue(Cases) is not { } cases || result.GetValue(Geography) is not { } geography)
        {
            throw new PatternsRefusedException(
                Refusal.Of("scan-files", "需要 --cases 与 --geo，或 --prm。", "--cases and --geo are needed, or --prm.")
            );
        }
        var model = result.GetValue(Model) switch
        {
            "poisson" => ScanModel.Poisson,
            "bernoulli" => ScanModel.Bernoulli,
            _ => ScanModel.SpaceTimePermutation,
        };
        var unit = result.GetValue(Unit);
        var windows = result.GetValue(Analysis) switch
        {
            "space" => ScanWindows.Space,
            "time" => ScanWindows.Time,
            "spacetime" => ScanWindows.SpaceTime,
            "prospective" => ScanWindows.ProspectiveSpaceTime,
            "prospective-time" => ScanWindows.ProspectiveTime,
            _ => unit == ScanTimeUnit.None ? ScanWindows.Space : ScanWindows.SpaceTime,
        };
        return new ScanParameters
        {
            CaseFile = cases,
            CoordinatesFile = geography,
            PopulationFile = result.GetValue(Population),
            ControlFile = result.GetValue(Controls),
            GridFile = result.GetValue(Centres),
            Geographic = result.GetValue(Coordinates) switch
            {
                "latlong" => true,
                "cartesian" => false,
                _ => LooksGeographic(geography, doubts),
            },
            Unit = windows == ScanWindows.Space ? ScanTimeUnit.None : unit,
            PeriodLength = Bounds.Whole("--time-length", result.GetValue(Length), 1, 100_000),
            Start = result.GetValue(Start),
            End = result.GetValue(End),
            Settings = new ScanSettings
            {
                Model = model,
                Windows = windows,
                For = result.GetValue(Rates),
                MaxShare = Bounds.Share("--max-share", result.GetValue(MaxShare)),
                MaxRadius =
                    result.GetValue(MaxRadius) is var radius && double.IsPositiveInfinity(radius)
                        ? radius
                        : Bounds.Positive("--max-radius", radius),
                MaxPeriods = Bounds.Whole("--max-time", result.GetValue(MaxTime), 0, int.MaxValue),
                StopAfter = Bounds.Whole("--stop-after", result.GetValue(StopAfter), 0, int.MaxValue),
            },
        };
    }

    // Latitude and longitude unless a value could be neither; --coordinates settles the doubtful case.
    private static bool LooksGeographic(string path, Doubts doubts)
    {
        var points = ScanFile
            .Open(path)
            .Lines.Select(l => l.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries))
            .Where(f => f.Length >= 3)
            .Select(f => (First: Number(f[^2]), Second: Number(f[^1])))
            .Where(p => double.IsFinite(p.First) && double.IsFinite(p.Second))
            .ToList();
        if (points.All(p => Math.Abs(p.First) <= 90 && Math.Abs(p.Second) <= 180))
        {
            return true;
        }
        var faults = CoordinateCheck.Look([.. points.Select(p => p.First)], [.. points.Select(p => p.Second)], Metric.Euclidean);
        if (faults.Any(f => f.Fault == CoordinateFault.Misprojected))
        {
            doubts.Raise(
                "coordinates-swapped",
                $"{Path.GetFileName(path)} 的坐标像是经度在前、纬度在后：这里纬度在前。请对调两列；若是平面坐标，请用 --coordinates cartesian。",
                $"{Path.GetFileName(path)} seems to have the longitude before the latitude; here the latitude comes first. Exchange the columns; for a plane use --coordinates cartesian."
            );
        }
        return false;
    }

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static void LookAtPlaces(ScanParameters asked, ScanData data, Doubts doubts)
    {
        var findings = CoordinateCheck.Look(data.X, data.Y, data.Metric);
        if (
            findings.FirstOrDefault(f => f.IsFatal) is
            { Fault: not CoordinateFault.Swapped and not CoordinateFault.Misprojected } fatal
        )
        {
            throw new PatternsRefusedException(PatternsRefusedException.From(fatal, data.Metric));
        }
        var file = Path.GetFileName(asked.CoordinatesFile);
        foreach (var finding in findings)
        {
            switch (finding.Fault)
            {
                case CoordinateFault.Swapped when data.Metric == Metric.GreatCircle:
                case CoordinateFault.Misprojected when data.Metric == Metric.GreatCircle:
                    var (zh, en) = (
                        $"{file} 的坐标不像“纬度 经度”：像是两列写反了，或是以米为单位的投影坐标（--coordinates cartesian）。",
                        $"{file} does not look like latitude and longitude in this order: exchanged columns, or projected metres (--coordinates cartesian)."
                    );
                    if (finding.IsFatal)
                    {
                        throw PatternsFile.Refuse("coordinates-swapped", zh, en);
                    }
                    doubts.Raise("coordinates-swapped", zh, en);
                    break;
                case CoordinateFault.Swapped:
                case CoordinateFault.Misprojected:
                    doubts.Raise(
                        "coordinates-misprojected",
                        $"{file} 的坐标像是经纬度（度），却按平面计算：请把纬度写在前、经度写在后，并用 --coordinates latlong。",
                        $"{file} looks like degrees but would be taken for a plane: put the latitude first and the longitude second, with --coordinates latlong."
                    );
                    break;
                default:
                    var said = PatternsRefusedException.From(finding, data.Metric).Sentence;
                    doubts.Warn("coordinates-duplicated", said.Zh, said.En);
                    break;
            }
        }
    }

    // A study that begins with a slip of the pen is long, slow, and empty.
    private static void LookAtTimes(ScanParameters asked, Doubts doubts)
    {
        if (asked.Unit == ScanTimeUnit.None || asked.CaseFile is null || (asked.Start is not null && asked.End is not null))
        {
            return;
        }
        var cases = ScanFile.Open(asked.CaseFile);
        var times = cases
            .Lines.Select((text, i) => (Line: i + 1, Fields: text.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries)))
            .Where(r => r.Fields.Length >= 3)
            .Select(r => (r.Line, Unit: ScanCalendar.Read(r.Fields[2], asked.Unit)))
            .Where(r => r.Unit is not null)
            .ToList();
        doubts.LookAtTimes([.. times.Select(r => (double)r.Unit!.Value)], i => $"{cases.Name}:{times[i].Line}");
    }

    private static Option<string> Choice(string name, string otherwise, params string[] values)
    {
        var option = new Option<string>(name) { Description = string.Join(", ", values), DefaultValueFactory = _ => otherwise };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
