using System.Globalization;
using SmallMatters.Domain.Language;
using SmallMatters.Patterns.Places;

namespace SmallMatters.Web.CommandLine.Patterns;

/// <summary>A CSV file as columns. What is wrong with it is thrown as <see cref="PatternsRefusedException"/> with the row that shows it.</summary>
internal sealed class PatternsFile
{
    private readonly string name;
    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);
    private readonly List<string[]> rows = [];
    private readonly List<int> lines = [];

    /// <param name="path">CSV in UTF-8, also compressed as .gz.</param>
    /// <param name="hasHeader">Whether the first line names the columns; without, columns are numbered from 1.</param>
    /// <param name="conditions">column=value or column!=value; rows that do not meet all are left out.</param>
    public PatternsFile(string path, bool hasHeader, IReadOnlyList<string> conditions)
    {
        name = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            throw Refuse("patterns-file-missing", $"找不到文件 {path}。", $"There is no file {path}.");
        }
        using (var csv = CsvRows.Open(path))
        {
            Fill(csv, hasHeader, [.. conditions.Select(Condition)]);
        }
        if (rows.Count == 0)
        {
            throw Refuse("patterns-file-empty", $"{name} 没有可用的行。", $"{name} has no usable row.");
        }
    }

    /// <summary>Leaves out the rows where one of the columns is blank, and says how many.</summary>
    public IReadOnlyList<Refusal> OnlyFilled(params string[] needed)
    {
        var at = needed.Select(Column).ToArray();
        var blank = Enumerable
            .Range(0, rows.Count)
            .Where(i => at.Any(c => c >= rows[i].Length || string.IsNullOrWhiteSpace(rows[i][c])))
            .ToHashSet();
        if (blank.Count == 0)
        {
            return [];
        }
        if (blank.Count == rows.Count)
        {
            throw Refuse("patterns-file-empty", $"{name} 没有可用的行。", $"{name} has no usable row.");
        }
        var kept = Enumerable
            .Range(0, rows.Count)
            .Where(i => !blank.Contains(i))
            .Select(i => (Row: rows[i], Line: lines[i]))
            .ToList();
        rows.Clear();
        lines.Clear();
        rows.AddRange(kept.Select(k => k.Row));
        lines.AddRange(kept.Select(k => k.Line));
        return
        [
            Refusal.Of(
                "rows-without-values",
                $"{name}：{blank.Count} 行缺少数值，未使用。",
                $"{name}: {blank.Count} rows without values were not used."
            ),
        ];
    }

    private static (string Column, string Value, bool Equal) Condition(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at < 1)
        {
            throw Refuse(
                "patterns-where",
                $"--where 应为 列=值 或 列!=值：{text}",
                $"--where is column=value or column!=value: {text}"
            );
        }
        return text[at - 1] == '!' ? (text[..(at - 1)], text[(at + 1)..], false) : (text[..at], text[(at + 1)..], true);
    }

    private void Fill(CsvRows csv, bool hasHeader, List<(string Column, string Value, bool Equal)> filters)
    {
        while (csv.Next())
        {
            if (csv.IsBroken)
            {
                throw new PatternsRefusedException(csv.Malformed("patterns-file-malformed", name));
            }
            if (columns.Count == 0)
            {
                for (var c = 0; c < csv.Fields.Count; c++)
                {
                    columns.TryAdd(hasHeader ? csv.Fields[c] : (c + 1).ToString(CultureInfo.InvariantCulture), c);
                }
                if (hasHeader)
                {
                    continue;
                }
            }
            string[] fields = [.. csv.Fields];
            if (filters.All(f => fields.ElementAtOrDefault(Column(f.Column)) == f.Value == f.Equal))
            {
                rows.Add(fields);
                lines.Add(csv.Line);
            }
        }
    }

    public int Count => rows.Count;

    public string[] Texts(string column)
    {
        var at = Column(column);
        return [.. rows.Select(r => at < r.Length ? r[at] : "")];
    }

    public double[] Numbers(string column) =>
        Values<double>(
            column,
            "数字",
            "number",
            text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null
        );

    /// <summary>Numbers as they are; dates as day numbers; dates with a time as day numbers with a fraction, the zone left aside.</summary>
    public double[] Times(string column) =>
        Values<double>(
            column,
            "时间",
            "time",
            text =>
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
                : Moment(text) is { } moment ? moment.Ticks / (double)TimeSpan.TicksPerDay
                : null
        );

    public DateTime[] Moments(string column) => Values<DateTime>(column, "时间", "time", Moment);

    public static PatternsRefusedException Refuse(string code, string zh, string en) => new(Refusal.Of(code, zh, en));

    private static DateTime? Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.DateTime
            : null;

    private T[] Values<T>(string column, string zh, string en, Func<string, T?> read)
        where T : struct
    {
        var at = Column(column);
        var values = new T[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            var text = at < rows[i].Length ? rows[i][at] : "";
            values[i] =
                read(text)
                ?? throw Refuse(
                    "patterns-value-unreadable",
                    $"{name} 第 {lines[i]} 行的 {column} 列不是{zh}：“{text}”。",
                    $"{name}, line {lines[i]}, column {column} is not a {en}: \"{text}\"."
                );
        }
        return values;
    }

    private int Column(string column) =>
        columns.TryGetValue(column, out var at) ? at
        : columns.Keys.FirstOrDefault(k => k.Equals(column, StringComparison.OrdinalIgnoreCase)) is { } alike ? columns[alike]
        : throw Refuse(
            "patterns-column-missing",
            $"{name} 没有 {column} 列；有：{string.Join("、", columns.Keys)}。",
            $"{name} has no column {column}; it has: {string.Join(", ", columns.Keys)}."
        );
}

/// <summary>Ends a verb with a refusal.</summary>
internal sealed class PatternsRefusedException(Refusal refusal) : Exception(refusal.Sentence.En)
{
    public Refusal Refusal { get; } = refusal;

    public static Refusal From(CoordinateFinding finding) =>
        finding.Fault switch
        {
            CoordinateFault.Empty => Refusal.Of("coordinates-empty", "没有可分析的点。", "There is no point to analyse."),
            CoordinateFault.NotFinite => Refusal.Of(
                "coordinates-not-finite",
                $"第 {finding.Row + 1} 个记录的坐标或时间不是有限数，共 {finding.Count} 个。",
                $"Record {finding.Row + 1} has a coordinate or time that is not a finite number; {finding.Count} records do."
            ),
            CoordinateFault.Constant => Refusal.Of(
                "coordinates-constant",
                "所有点都在同一位置，无法分析空间规律。",
                "All points stand at the same place, so that no pattern in space can be measured."
            ),
            CoordinateFault.PiledUp => Refusal.Of(
                "coordinates-duplicated",
                $"有 {finding.Count} 个点在同一位置，可能是定位失败的默认坐标。",
                $"{finding.Count} points share one place, which may be where failed geocoding puts them."
            ),
            CoordinateFault.Misprojected => Refusal.Of(
                "coordinates-misprojected",
                "坐标与距离方式不符：经纬度请用 --metric greatcircle，平面距离需要投影坐标（米）。",
                "The coordinates do not fit the metric: longitude and latitude need --metric greatcircle, plane distances need projected coordinates (metres)."
            ),
            _ => Refusal.Of("coordinates-ragged", "各列长度不同。", "The columns have different lengths."),
        };
}
