using System.Globalization;
using SmallMatters.Patterns.Places;

namespace SmallMatters.Patterns.Scan;

/// <summary>How times are written and grouped.</summary>
public enum ScanTimeUnit
{
    /// <summary>No time: one period.</summary>
    None,

    /// <summary>Calendar years.</summary>
    Year,

    /// <summary>Calendar months.</summary>
    Month,

    /// <summary>Days.</summary>
    Day,

    /// <summary>Whole numbers without a calendar.</summary>
    Generic,
}

/// <summary>
/// The study period and its division. Periods are counted back from the end, so that the latest is whole; the first may
/// be shorter.
/// </summary>
/// <param name="Start">First time unit (day number, month number = year × 12 + month − 1, year, or generic).</param>
/// <param name="End">Last time unit, inclusive.</param>
/// <param name="Length">Units in one period.</param>
/// <param name="Unit">What a unit is.</param>
public sealed record ScanCalendar(int Start, int End, int Length, ScanTimeUnit Unit)
{
    /// <summary>Number of periods.</summary>
    public int Periods => Unit == ScanTimeUnit.None ? 1 : (End - Start + Length) / Length;

    /// <summary>The period of a time unit, or −1 outside the study.</summary>
    public int PeriodOf(int unit) =>
        Unit == ScanTimeUnit.None ? 0
        : unit < Start || unit > End ? -1
        : Periods - 1 - (End - unit) / Length;

    /// <summary>First time unit of a period.</summary>
    public int FirstUnit(int period) => Math.Max(Start, End - (Periods - period) * Length + 1);

    /// <summary>Last time unit of a period.</summary>
    public int LastUnit(int period) => End - (Periods - 1 - period) * Length;

    /// <summary>A time unit as it is written in files.</summary>
    public string Write(int unit) =>
        Unit switch
        {
            ScanTimeUnit.Year => unit.ToString(CultureInfo.InvariantCulture),
            ScanTimeUnit.Month => $"{unit / 12}/{unit % 12 + 1}",
            ScanTimeUnit.Day => DateOnly.FromDayNumber(unit) is var d ? $"{d.Year}/{d.Month}/{d.Day}" : "",
            _ => unit.ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>Reads a date such as 2005/11/3, 2005-11-03, 11/3/2005, 2005/11, 2005, or a whole number; null if it is none.</summary>
    /// <param name="text">As written.</param>
    /// <param name="unit">What unit is wanted; a date with too little for it stands for the first day.</param>
    public static int? Read(string text, ScanTimeUnit unit)
    {
        var parts = text.Split(['/', '-'], StringSplitOptions.RemoveEmptyEntries);
        if (text.Contains('T', StringComparison.Ordinal))
        {
            return Read(text[..text.IndexOf('T', StringComparison.Ordinal)], unit);
        }
        var numbers = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }
        if (unit == ScanTimeUnit.Generic)
        {
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
        }
        if (numbers.Length is < 1 or > 3)
        {
            return null;
        }
        // The American order puts the year last.
        var (year, month, day) =
            numbers.Length == 3 && numbers[2] > 31
                ? (numbers[2], numbers[0], numbers[1])
                : (numbers[0], numbers.Length > 1 ? numbers[1] : 1, numbers.Length > 2 ? numbers[2] : 1);
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }
        return unit switch
        {
            ScanTimeUnit.Year => year,
            ScanTimeUnit.Month => year * 12 + month - 1,
            _ => new DateOnly(year, month, day).DayNumber,
        };
    }
}

/// <summary>
/// Reads the file formats of SaTScan (www.satscan.org, user guide, "Input Data"): white-space separated columns, one
/// record a line, identifiers in double quotes where they contain spaces.
/// </summary>
public static class ScanFiles
{
    /// <summary>Most locations times periods.</summary>
    public const int MostCells = 20_000_000;

    /// <summary>Builds the counts from the files' lines.</summary>
    /// <param name="cases">.cas: location, number of cases, time, covariates.</param>
    /// <param name="geography">.geo: location, x and y; or latitude and longitude, in this order.</param>
    /// <param name="controls">.ctl: location, number of controls, time. Bernoulli only.</param>
    /// <param name="population">.pop: location, time, population, covariates. Poisson only; between two times it changes linearly.</param>
    /// <param name="grid">.grd: centres of the circles, as in .geo but without a name; null for the locations themselves.</param>
    /// <param name="model">Which model the counts are for.</param>
    /// <param name="geographic">Whether coordinates are latitude and longitude; distances are then metres.</param>
    /// <param name="calendar">Study period; records outside are left out.</param>
    /// <exception cref="ScanFileException">A line cannot be read.</exception>
    public static ScanData Read(
        ScanFile cases,
        ScanFile geography,
        ScanFile? controls,
        ScanFile? population,
        ScanFile? grid,
        ScanModel model,
        bool geographic,
        ScanCalendar calendar
    )
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var (xs, ys) = (new List<double>(), new List<double>());
        foreach (var (line, fields) in geography.Records(3))
        {
            var (x, y) = Position(geography, line, fields, 1, geographic);
            if (names.TryGetValue(fields[0], out var known))
            {
                if (xs[known] != x || ys[known] != y)
                {
                    throw geography.At(
                        line,
                        ScanFileFault.TwoPositions,
                        $"location {fields[0]} already has another position",
                        fields[0]
                    );
                }
                continue;
            }
            names.Add(fields[0], names.Count);
            xs.Add(x);
            ys.Add(y);
        }
        if (names.Count == 0)
        {
            throw geography.At(0, ScanFileFault.Empty, "there is no location");
        }
        var periods = calendar.Periods;
        if ((long)names.Count * periods > MostCells)
        {
            throw cases.At(
                0,
                ScanFileFault.TooLarge,
                $"{names.Count} locations times {periods} periods are more than the {MostCells} cells that are scanned; longer periods make fewer",
                $"{names.Count} × {periods}",
                $"{MostCells}"
            );
        }
        var counts = new int[names.Count * periods];
        var byCovariate = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (line, fields) in cases.Records(calendar.Unit == ScanTimeUnit.None ? 2 : 3))
        {
            if (Cell(cases, line, fields, names, calendar) is { } cell)
            {
                var count = Whole(cases, line, fields[1]);
                counts[cell] += count;
                var key = string.Join('\t', fields.Skip(3));
                byCovariate[key] = byCovariate.GetValueOrDefault(key) + count;
            }
        }
        double[]? measure = null;
        if (model == ScanModel.Bernoulli)
        {
            var file =
                controls
                ?? throw cases.At(0, ScanFileFault.FileNeeded, "the Bernoulli model needs a file of controls", "controls");
            measure = [.. counts.Select(c => (double)c)];
            foreach (var (line, fields) in file.Records(calendar.Unit == ScanTimeUnit.None ? 2 : 3))
            {
                if (Cell(file, line, fields, names, calendar) is { } cell)
                {
                    measure[cell] += Whole(file, line, fields[1]);
                }
            }
        }
        if (model == ScanModel.Poisson)
        {
            measure = PopulationMeasure.Read(
                population
                    ?? throw cases.At(0, ScanFileFault.FileNeeded, "the Poisson model needs a file of population", "population"),
                names,
                calendar,
                byCovariate
            );
        }
        return new ScanData(
            [.. names.Keys],
            [.. xs],
            [.. ys],
            geographic ? Metric.GreatCircle : Metric.Euclidean,
            periods,
            counts,
            measure
        )
        {
            Grid = grid is null ? null : Centres(grid, geographic),
        };
    }

    private static (double[] X, double[] Y) Centres(ScanFile grid, bool geographic)
    {
        var points = grid.Records(2).Select(r => Position(grid, r.Line, r.Fields, 0, geographic)).ToList();
        return ([.. points.Select(p => p.X)], [.. points.Select(p => p.Y)]);
    }

    private static (double X, double Y) Position(ScanFile file, int line, string[] fields, int at, bool geographic)
    {
        var first = Number(file, line, fields[at]);
        var second = Number(file, line, fields[at + 1]);
        // Latitude comes first in SaTScan's geographic files.
        return geographic ? (second, first) : (first, second);
    }

    private static int? Cell(ScanFile file, int line, string[] fields, Dictionary<string, int> names, ScanCalendar calendar)
    {
        if (!names.TryGetValue(fields[0], out var location))
        {
            throw file.At(line, ScanFileFault.UnknownLocation, $"location {fields[0]} has no position", fields[0]);
        }
        if (calendar.Unit == ScanTimeUnit.None)
        {
            return location;
        }
        var unit = ScanCalendar.Read(fields[2], calendar.Unit) ?? throw NoTime(file, line, fields[2]);
        var period = calendar.PeriodOf(unit);
        return period < 0 ? null : location * calendar.Periods + period;
    }

    internal static int Whole(ScanFile file, int line, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw file.At(
                line,
                text.StartsWith('-') ? ScanFileFault.Negative : ScanFileFault.NotANumber,
                $"'{text}' is not a whole number of 0 or more",
                text
            );

    internal static double Number(ScanFile file, int line, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw file.At(line, ScanFileFault.NotANumber, $"'{text}' is not a number", text);

    internal static ScanFileException NoTime(ScanFile file, int line, string text) =>
        file.At(line, ScanFileFault.NotATime, $"'{text}' is not a time", text);
}

/// <summary>The lines of one file, with its name for error messages.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Lines">Its lines.</param>
public sealed record ScanFile(string Name, IReadOnlyList<string> Lines)
{
    /// <summary>Reads a file from disk.</summary>
    public static ScanFile Open(string path) => new(Path.GetFileName(path), File.ReadAllLines(path));

    internal ScanFileException At(int line, ScanFileFault fault, string why, params string[] about) =>
        new(Name, line, fault, why, about);

    internal IEnumerable<(int Line, string[] Fields)> Records(int least)
    {
        for (var i = 0; i < Lines.Count; i++)
        {
            var fields = Split(Lines[i]);
            if (fields.Length == 0)
            {
                continue;
            }
            if (fields.Length < least)
            {
                throw At(
                    i + 1,
                    ScanFileFault.TooFewColumns,
                    $"{least} columns are needed, {fields.Length} found",
                    $"{least}",
                    $"{fields.Length}"
                );
            }
            yield return (i + 1, fields);
        }
    }

    private static string[] Split(string line)
    {
        var fields = new List<string>();
        var at = 0;
        while (true)
        {
            while (at < line.Length && (char.IsWhiteSpace(line[at]) || line[at] == ','))
            {
                at++;
            }
            if (at == line.Length)
            {
                return [.. fields];
            }
            var quoted = line[at] == '"';
            var start = quoted ? ++at : at;
            while (at < line.Length && (quoted ? line[at] != '"' : !char.IsWhiteSpace(line[at]) && line[at] != ','))
            {
                at++;
            }
            fields.Add(line[start..at]);
            at += quoted && at < line.Length ? 1 : 0;
        }
    }
}
