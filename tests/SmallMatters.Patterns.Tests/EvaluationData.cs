using System.IO.Compression;
using System.Text;
using Xunit;

namespace SmallMatters.Patterns.Tests;

/// <summary>Real data to try the methods on, found beside the repository; a test that needs it skips with a reason where it is absent.</summary>
internal static class EvaluationData
{
    public static string Path(string file)
    {
        var folder = Environment.GetEnvironmentVariable("SMALLMATTERS_EVALUATION_DATA") ?? BesideRepository();
        var path = folder is null ? null : System.IO.Path.Combine(folder, file);
        Assert.SkipWhen(
            path is null || !File.Exists(path),
            $"The evaluation data {file} is not here; set SMALLMATTERS_EVALUATION_DATA to its folder."
        );
        return path!;
    }

    public static List<Dictionary<string, string>> Rows(string file, params string[] headerWhenMissing)
    {
        using var raw = File.OpenRead(Path(file));
        using Stream stream = file.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(raw, CompressionMode.Decompress)
            : raw;
        using var reader = new StreamReader(stream);
        var records = Records(reader.ReadToEnd()).ToList();
        var header = headerWhenMissing.Length > 0 ? headerWhenMissing : records[0];
        return
        [
            .. records
                .Skip(headerWhenMissing.Length > 0 ? 0 : 1)
                .Select(r => header.Zip(r).ToDictionary(p => p.First, p => p.Second)),
        ];
    }

    public static double[] Numbers(this IEnumerable<Dictionary<string, string>> rows, string column) =>
        [.. rows.Select(r => double.Parse(r[column]))];

    public static double[] Days(this IEnumerable<Dictionary<string, string>> rows, string column) =>
        [.. rows.Select(r => (double)DateOnly.Parse(r[column]).DayNumber)];

    private static string? BesideRepository()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(at.FullName, "SmallMatters.slnx")))
            {
                return at.Parent is null ? null : System.IO.Path.Combine(at.Parent.FullName, "shared", "data");
            }
        }
        return null;
    }

    private static IEnumerable<string[]> Records(string text)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"')
                {
                    field.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c is ',' or '\n')
            {
                fields.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    yield return [.. fields];
                    fields.Clear();
                }
            }
            else if (c != '\r')
            {
                field.Append(c);
            }
        }
        if (field.Length > 0 || fields.Count > 0)
        {
            fields.Add(field.ToString());
            yield return [.. fields];
        }
    }
}
