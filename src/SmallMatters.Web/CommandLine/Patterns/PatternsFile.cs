using System.Globalization;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.CommandLine.Patterns;

/// <summary>A CSV file as columns. What is wrong with it is thrown as <see cref="PatternsRefusedException"/> with the row that shows it.</summary>
internal sealed class PatternsFile
{
    private readonly string name;
    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);
    private readonly List<string[]> rows = [];
    private readonly List<int> lines = [];
    private readonly HashSet<string> twice = new(StringComparer.Ordinal);
    private readonly DateOrder? order;

    /// <param name="path">CSV in UTF-8, also compressed as .gz.</param>
    /// <param name="hasHeader">Whether the first line names the columns; without, columns are numbered from 1.</param>
    /// <param name="conditions">column=value or column!=value; rows that do not meet all are left out.</param>
    /// <param name="order">How dates with the year last are written; null to see it from each column.</param>
    public PatternsFile(string path, bool hasHeader, IReadOnlyList<string> conditions, DateOrder? order)
    {
        this.order = order;
        name = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            throw Refuse("patterns-file-missing", $"找不到文件 {path}。", $"There is no file {path}.");
        }
        using (var csv = CsvRows.Open(path))
        {
            try
            {
                Fill(csv, hasHeader, [.. conditions.Select(Condition)]);
            }
            catch (InvalidDataException)
            {
                throw Refuse(
                    "patterns-file-not-compressed",
                    $"{name} 不是 gzip 压缩文件，或已损坏；未压缩的 CSV 文件名不要以 .gz 结尾。",
                    $"{name} is not a gzip file, or is damaged. A plain CSV file must not be named .gz."
                );
            }
        }
        if (rows.Count == 0)
        {
            throw Refuse("patterns-file-empty", $"{name} 没有可用的行。", $"{name} has no usable row.");
        }
    }

    /// <summary>Leaves out the rows where one of the columns is blank, and says how many.</summary>
    public void OnlyFilled(Doubts doubts, params string[] needed)
    {
        var at = needed.Select(Column).ToArray();
        LeaveOut(doubts, row => at.Any(c => c >= row.Length || string.IsNullOrWhiteSpace(row[c])));
    }

    /// <summary>Leaves out the rows where all of the columns are blank, and says how many.</summary>
    public void OnlyPartlyFilled(Doubts doubts, params string[] needed)
    {
        var at = needed.Select(Column).ToArray();
        LeaveOut(doubts, row => at.All(c => c >= row.Length || string.IsNullOrWhiteSpace(row[c])));
    }

    private void LeaveOut(Doubts doubts, Func<string[], bool> isBlank)
    {
        var blank = Enumerable.Range(0, rows.Count).Where(i => isBlank(rows[i])).ToHashSet();
        if (blank.Count == 0)
        {
            return;
        }
        if (blank.Count == rows.Count)
        {
            throw Refuse(
                "patterns-file-empty",
                $"{name} 没有可用的行：{rows.Count} 行都缺少数值。",
                $"{name} has no usable row: all {rows.Count} rows are without values."
            );
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
        doubts.Warn(
            "rows-without-values",
            $"{name}：{blank.Count} 行缺少数值，未使用。",
            $"{name}: {blank.Count} rows without values were not used."
        );
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
                    var column = hasHeader ? csv.Fields[c].Trim() : (c + 1).ToString(CultureInfo.InvariantCulture);
                    if (!columns.TryAdd(column, c))
                    {
                        twice.Add(column);
                    }
                }
                if (hasHeader)
                {
                    RequireReadable(columns.Keys);
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

    /// <summary>How many columns the first line has.</summary>
    public int Width => columns.Count;

    /// <summary>Whole rows, to tell whether they are equal.</summary>
    public IEnumerable<string> Rows => rows.Select(r => string.Join('\u001f', r));

    /// <summary>Where a row stands, for a message: file and line, zh or en alike.</summary>
    public string At(int row) => $"{name}:{lines[row]}";

    /// <summary>The line of a row in the file, from 1, blank lines counted.</summary>
    public int Line(int row) => lines[row];

    public string[] Texts(string column)
    {
        var at = Column(column);
        return [.. rows.Select(r => at < r.Length ? r[at] : "")];
    }

    public double[] Numbers(string column) => Finite(column, Values<double>(column, "数字", "number", Number));

    /// <summary>Numbers as they are; dates as day numbers; dates with a time as day numbers with a fraction, the zone left aside.</summary>
    public double[] Times(string column)
    {
        var written = OrderIn(column);
        return Finite(
            column,
            Values<double>(
                column,
                "时间",
                "time",
                text =>
                    Number(text) ?? (Dates.Read(text, written) is { } moment ? moment.Ticks / (double)TimeSpan.TicksPerDay : null)
            )
        );
    }

    public DateTime[] Moments(string column)
    {
        var written = OrderIn(column);
        return Values<DateTime>(column, "日期", "date", text => Dates.Read(text, written));
    }

    public static PatternsRefusedException Refuse(string code, string zh, string en) => new(Refusal.Of(code, zh, en));

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private DateOrder? OrderIn(string column) => order ?? Dates.OrderOf(name, column, Texts(column).Zip(lines));

    private double[] Finite(string column, double[] values)
    {
        // Beyond this a day more or less is lost in rounding, and so is every pattern.
        const double Largest = 1e15;
        var bad = Enumerable.Range(0, values.Length).Where(i => !(Math.Abs(values[i]) <= Largest)).ToList();
        if (bad.Count > 0)
        {
            var text = Texts(column)[bad[0]];
            throw Refuse(
                "coordinates-not-finite",
                $"{name} 第 {lines[bad[0]]} 行的 {column} 列“{text}”不是有限数，或大得没有意义；共 {bad.Count} 行如此。",
                $"{name}, line {lines[bad[0]]}, column {column}: \"{text}\" is not a finite number, or senselessly large; {bad.Count} rows are so."
            );
        }
        return values;
    }

    private void RequireReadable(IEnumerable<string> header)
    {
        if (header.Any(h => h.Contains('\uFFFD', StringComparison.Ordinal)))
        {
            throw Refuse(
                "patterns-file-encoding",
                $"{name} 的编码不是 UTF-8（可能是 GBK）：请另存为“CSV UTF-8”。",
                $"{name} is not in UTF-8 (it may be GBK): save it as \"CSV UTF-8\"."
            );
        }
    }

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

    private int Column(string column)
    {
        if (twice.Contains(column))
        {
            throw Refuse(
                "patterns-column-twice",
                $"{name} 有两列都叫 {column}：请改名，或用 --no-header 按列号指明。",
                $"{name} has two columns {column}: rename one, or name columns by number with --no-header."
            );
        }
        if (columns.TryGetValue(column, out var at))
        {
            return at;
        }
        if (columns.Keys.FirstOrDefault(k => k.Equals(column, StringComparison.OrdinalIgnoreCase)) is { } alike)
        {
            return columns[alike];
        }
        var separator =
            columns.Count == 1 ? columns.Keys.Single().FirstOrDefault(c => c is ';' or '\t' or '|' or '，' or '；') : '\0';
        if (separator != '\0')
        {
            var shown = separator == '\t' ? ("制表符", "tabs") : ($"“{separator}”", $"\"{separator}\"");
            throw Refuse(
                "patterns-file-separator",
                $"{name} 的列像是用{shown.Item1}分隔的：请另存为用逗号分隔的 CSV。",
                $"{name} seems to be separated by {shown.Item2}: save it as CSV with commas."
            );
        }
        throw Refuse(
            "patterns-column-missing",
            $"{name} 没有 {column} 列；有：{string.Join("、", columns.Keys)}。",
            $"{name} has no column {column}; it has: {string.Join(", ", columns.Keys)}."
        );
    }
}
