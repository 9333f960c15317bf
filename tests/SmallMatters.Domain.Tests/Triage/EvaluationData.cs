using System.Text;
using Xunit;

namespace SmallMatters.Domain.Tests.Triage;

/// <summary>Real data, which are no part of the project: whoever wants them skips with the reason where they are absent.</summary>
internal static class EvaluationData
{
    /// <summary>Where the file is; skips the test when it is not here.</summary>
    public static string File(string folder, string name)
    {
        var all = Environment.GetEnvironmentVariable("SMALLMATTERS_EVALUATION_DATA") ?? BesideTheRepository();
        var file = all is null ? null : Path.Combine(all, folder, name);
        if (file is null || !System.IO.File.Exists(file))
        {
            Assert.Skip($"The real data of {folder} are not here; SMALLMATTERS_EVALUATION_DATA names their folder.");
        }
        return file;
    }

    /// <summary>The domain knows no CSV library: fields in quotes, doubled quotes, line breaks inside quotes.</summary>
    public static List<List<string>> Rows(string csv)
    {
        List<List<string>> rows = [];
        List<string> row = [];
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < csv.Length; i++)
        {
            var c = csv[i];
            if (quoted)
            {
                if (c != '"')
                {
                    field.Append(c);
                }
                else if (i + 1 < csv.Length && csv[i + 1] == '"')
                {
                    field.Append(csv[++i]);
                }
                else
                {
                    quoted = false;
                }
                continue;
            }
            switch (c)
            {
                case '"':
                    quoted = true;
                    break;
                case ',' or '\n':
                    row.Add(field.ToString());
                    field.Clear();
                    if (c == '\n')
                    {
                        rows.Add(row);
                        row = [];
                    }
                    break;
                default:
                    field.Append(c);
                    break;
            }
        }
        return rows;
    }

    private static string? BesideTheRepository()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(at.FullName, "SmallMatters.slnx")))
            {
                return Path.Combine(at.FullName, "..", "shared", "data");
            }
        }
        return null;
    }
}
