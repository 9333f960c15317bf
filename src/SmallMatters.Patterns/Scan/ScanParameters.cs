using System.Globalization;
using SmallMatters.Patterns.Sampling;

namespace SmallMatters.Patterns.Scan;

/// <summary>
/// A scan as it is asked for: files, study period and settings. Reads SaTScan's parameter file (.prm, "Key=value" lines
/// in sections) for the part this library can do, and refuses what it cannot do rather than doing something else.
/// </summary>
public sealed record ScanParameters
{
    /// <summary>Most periods of a study: thirteen years of days. Longer studies are scanned by weeks or months.</summary>
    public const int MostPeriods = 5_000;

    /// <summary>Path of the case file.</summary>
    public string? CaseFile { get; init; }

    /// <summary>Path of the control file.</summary>
    public string? ControlFile { get; init; }

    /// <summary>Path of the population file.</summary>
    public string? PopulationFile { get; init; }

    /// <summary>Path of the coordinates file.</summary>
    public string? CoordinatesFile { get; init; }

    /// <summary>Path of the grid file.</summary>
    public string? GridFile { get; init; }

    /// <summary>Whether coordinates are latitude and longitude.</summary>
    public bool Geographic { get; init; }

    /// <summary>First date of the study as written, or null for the first case.</summary>
    public string? Start { get; init; }

    /// <summary>Last date of the study as written, or null for the last case.</summary>
    public string? End { get; init; }

    /// <summary>What a unit of time is.</summary>
    public ScanTimeUnit Unit { get; init; } = ScanTimeUnit.Day;

    /// <summary>Units in a period.</summary>
    public int PeriodLength { get; init; } = 1;

    /// <summary>Longest stretch as a share of the study, where <see cref="ScanSettings.MaxPeriods"/> is 0.</summary>
    public double MaxTimeShare { get; init; } = 0.5;

    /// <summary>Everything else.</summary>
    public ScanSettings Settings { get; init; } = new();

    /// <summary>Reads a .prm file; relative paths in it are relative to <paramref name="folder"/>.</summary>
    /// <exception cref="ScanFileException">A value is not understood, or asks for what is not done here.</exception>
    public static ScanParameters Read(ScanFile file, string folder)
    {
        var values = new Dictionary<string, (int Line, string Value)>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < file.Lines.Count; i++)
        {
            var line = file.Lines[i].Trim();
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (line.Length > 0 && line[0] is not (';' or '[') && equals > 0)
            {
                values.TryAdd(line[..equals].Trim(), (i + 1, line[(equals + 1)..].Trim()));
            }
        }
        string? Text(string key) => values.TryGetValue(key, out var v) && v.Value.Length > 0 ? v.Value : null;
        string? FilePath(string key) =>
            Text(key) is { } p ? Path.Combine(folder, p.Replace('\\', Path.DirectorySeparatorChar)) : null;
        double Number(string key, double otherwise) =>
            Text(key) is not { } text ? otherwise
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n
            : throw file.At(values[key].Line, ScanFileFault.NotANumber, $"{key} is not a number", text);
        bool Yes(string key) => Text(key) is "y" or "Y" or "1";
        ScanFileException NotDone(string key)
        {
            var setting = $"{key}={values[key].Value}";
            return file.At(values[key].Line, ScanFileFault.NotDone, $"{setting} is not done here", setting);
        }

        var model = Number("ModelType", 0) switch
        {
            0 => ScanModel.Poisson,
            1 => ScanModel.Bernoulli,
            2 => ScanModel.SpaceTimePermutation,
            _ => throw NotDone("ModelType"),
        };
        var windows = Number("AnalysisType", 1) switch
        {
            1 => ScanWindows.Space,
            2 => ScanWindows.Time,
            3 => ScanWindows.SpaceTime,
            4 => ScanWindows.ProspectiveSpaceTime,
            6 => ScanWindows.ProspectiveTime,
            _ => throw NotDone("AnalysisType"),
        };
        if (Number("SpatialWindowShapeType", 0) != 0)
        {
            throw NotDone("SpatialWindowShapeType");
        }
        var precision = UnitOf(file, values, "PrecisionCaseTimes", Number("PrecisionCaseTimes", 3));
        var unit =
            windows == ScanWindows.Space
                ? ScanTimeUnit.None
                : UnitOf(file, values, "TimeAggregationUnits", Number("TimeAggregationUnits", (int)precision));
        var length = (int)Number("TimeAggregationLength", 1);
        var byUnits = Number("MaxTemporalSizeInterpretation", 0) == 1;
        return new ScanParameters
        {
            CaseFile = FilePath("CaseFile"),
            ControlFile = FilePath("ControlFile"),
            PopulationFile = FilePath("PopulationFile"),
            CoordinatesFile = FilePath("CoordinatesFile"),
            GridFile = Yes("UseGridFile") ? FilePath("GridFile") : null,
            Geographic = Number("CoordinatesType", 1) == 1,
            Start = Text("StartDate"),
            End = Text("EndDate"),
            Unit = unit,
            PeriodLength = length,
            MaxTimeShare = byUnits ? 0.5 : Number("MaxTemporalSize", 50) / 100,
            Settings = new ScanSettings
            {
                Model = model,
                Windows = windows,
                For = Number("ScanAreas", 1) switch
                {
                    1 => ScanFor.High,
                    2 => ScanFor.Low,
                    3 => ScanFor.Both,
                    _ => throw NotDone("ScanAreas"),
                },
                MaxShare = Number("MaxSpatialSizeInPopulationAtRisk", 50) / 100,
                MaxRadius = Yes("UseDistanceFromCenterOption")
                    ? Number("MaxSpatialSizeInDistanceFromCenter", 1) * (Number("CoordinatesType", 1) == 1 ? 1000 : 1)
                    : double.PositiveInfinity,
                MaxPeriods = byUnits ? Math.Max(1, (int)Number("MaxTemporalSize", 1) / Math.Max(1, length)) : 0,
                MinPeriods = Math.Max(1, (int)Math.Ceiling(Number("MinimumTemporalClusterSize", 1) / Math.Max(1, length))),
                MinCases = (int)Number("MinimumCasesInHighRateClusters", 2),
                MonteCarlo = new MonteCarlo((int)Number("MonteCarloReps", 999), (ulong)Number("RandomizationSeed", 1)),
                StopAfter = Number("PValueReportType", 0) == 2 ? (int)Number("EarlyTerminationThreshold", 50) : 0,
            },
        };
    }

    /// <summary>Reads the files named here and settles what depends on them.</summary>
    /// <exception cref="ScanFileException">A file or line cannot be read, or the study is too long.</exception>
    public (ScanData Data, ScanCalendar Calendar, ScanSettings Settings) Load()
    {
        var cases = ScanFile.Open(CaseFile ?? throw Needed("cases", "a case file is needed"));
        var geography = ScanFile.Open(CoordinatesFile ?? throw Needed("coordinates", "a coordinates file is needed"));
        var calendar = Calendar(cases);
        var data = ScanFiles.Read(
            cases,
            geography,
            OpenIf(ControlFile),
            OpenIf(PopulationFile),
            OpenIf(GridFile),
            Settings.Model,
            Geographic,
            calendar
        );
        var settings =
            Settings.MaxPeriods > 0
                ? Settings
                : Settings with
                {
                    MaxPeriods = Math.Max(1, (int)(MaxTimeShare * calendar.Periods)),
                };
        return (data, calendar, settings);
    }

    private static ScanFileException Needed(string which, string why) => new("-", 0, ScanFileFault.FileNeeded, why, which);

    private static ScanFile? OpenIf(string? path) => path is null ? null : ScanFile.Open(path);

    private static ScanTimeUnit UnitOf(
        ScanFile file,
        Dictionary<string, (int Line, string Value)> values,
        string key,
        double number
    ) =>
        number is >= 0 and <= 4 && number == Math.Floor(number)
            ? (ScanTimeUnit)(int)number
            : throw file.At(values[key].Line, ScanFileFault.NotDone, $"{key} is not known", key);

    private ScanCalendar Calendar(ScanFile cases)
    {
        if (Unit == ScanTimeUnit.None)
        {
            return new ScanCalendar(0, 0, 1, Unit);
        }
        int? Given(string? text) => text is null ? null : ScanCalendar.Read(text, Unit) ?? throw ScanFiles.NoTime(cases, 0, text);
        var (start, end) = (Given(Start), Given(End));
        if (start is null || end is null)
        {
            var times = cases
                .Records(3)
                .Select(r => ScanCalendar.Read(r.Fields[2], Unit) ?? throw ScanFiles.NoTime(cases, r.Line, r.Fields[2]))
                .ToList();
            if (times.Count == 0)
            {
                throw cases.At(0, ScanFileFault.Empty, "there is no case");
            }
            start ??= times.Min();
            end ??= times.Max();
        }
        if (end < start || PeriodLength < 1)
        {
            throw cases.At(0, ScanFileFault.Study, "the study must not end before it starts, and a period has a length");
        }
        var periods = ((long)end.Value - start.Value + PeriodLength) / PeriodLength;
        if (periods > MostPeriods)
        {
            throw cases.At(
                0,
                ScanFileFault.TooLarge,
                $"{periods} periods are more than the {MostPeriods} that are scanned; a shorter study or longer periods make fewer",
                $"{periods}",
                $"{MostPeriods}"
            );
        }
        return new ScanCalendar(start.Value, end.Value, PeriodLength, Unit);
    }
}
