namespace SmallMatters.Patterns.Scan;

/// <summary>
/// Expected cases from a population file: in each covariate class the population of a place and period times the class's
/// rate over the whole study (indirect standardisation), the population changing linearly between the times given.
/// </summary>
internal static class PopulationMeasure
{
    public static double[] Read(
        ScanFile file,
        Dictionary<string, int> names,
        ScanCalendar calendar,
        Dictionary<string, long> casesByCovariate
    )
    {
        var series = new Dictionary<(int Location, string Covariate), SortedList<double, double>>();
        foreach (var (line, fields) in file.Records(3))
        {
            if (!names.TryGetValue(fields[0], out var location))
            {
                throw file.At(line, ScanFileFault.UnknownLocation, $"location {fields[0]} has no position", fields[0]);
            }
            var population = ScanFiles.Number(file, line, fields[2]);
            if (population < 0)
            {
                throw file.At(line, ScanFileFault.Negative, "a population is not negative", fields[2]);
            }
            var key = (location, string.Join('\t', fields.Skip(3)));
            if (!series.TryGetValue(key, out var points))
            {
                series.Add(key, points = []);
            }
            var time = Time(fields[1], calendar) ?? throw ScanFiles.NoTime(file, line, fields[1]);
            points[time] = points.GetValueOrDefault(time) + population;
        }
        var periods = calendar.Periods;
        var cells = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var ((location, covariate), points) in series)
        {
            if (!cells.TryGetValue(covariate, out var values))
            {
                cells.Add(covariate, values = new double[names.Count * periods]);
            }
            for (var period = 0; period < periods; period++)
            {
                var (first, last) = (calendar.FirstUnit(period), calendar.LastUnit(period));
                values[location * periods + period] += At(points, (first + last + 1) / 2.0) * (last - first + 1);
            }
        }
        var expected = new double[names.Count * periods];
        foreach (var (covariate, count) in casesByCovariate)
        {
            if (count == 0)
            {
                continue;
            }
            if (!cells.TryGetValue(covariate, out var values) || values.Sum() is var total && !(total > 0))
            {
                throw file.At(
                    0,
                    ScanFileFault.NoPopulation,
                    covariate.Length == 0
                        ? "no population is given without a covariate, but cases are"
                        : $"no population is given for the covariates '{covariate.Replace('\t', ' ')}'",
                    covariate.Replace('\t', ' ')
                );
            }
            for (var cell = 0; cell < expected.Length; cell++)
            {
                expected[cell] += values[cell] / total * count;
            }
        }
        return expected;
    }

    // A year alone means its middle, a month alone its middle, as in a census.
    private static double? Time(string text, ScanCalendar calendar)
    {
        var parts = text.Split(['/', '-'], StringSplitOptions.RemoveEmptyEntries).Length;
        return calendar.Unit switch
        {
            ScanTimeUnit.None => 0,
            ScanTimeUnit.Day when parts < 3 => ScanCalendar.Read(text, calendar.Unit) + (parts == 1 ? 182.5 : 15),
            ScanTimeUnit.Month when parts == 1 => ScanCalendar.Read(text, calendar.Unit) + 6,
            _ => ScanCalendar.Read(text, calendar.Unit) + 0.5,
        };
    }

    private static double At(SortedList<double, double> points, double time)
    {
        var keys = points.Keys;
        if (time <= keys[0])
        {
            return points.Values[0];
        }
        for (var i = 1; i < keys.Count; i++)
        {
            if (time <= keys[i])
            {
                var share = (time - keys[i - 1]) / (keys[i] - keys[i - 1]);
                return points.Values[i - 1] + share * (points.Values[i] - points.Values[i - 1]);
            }
        }
        return points.Values[^1];
    }
}
