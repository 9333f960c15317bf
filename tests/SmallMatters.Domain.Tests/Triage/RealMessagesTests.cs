using System.Text;
using SmallMatters.Domain.Triage;
using Xunit;

namespace SmallMatters.Domain.Tests.Triage;

/// <summary>On real messages, which are no part of the project: skipped with the reason where they are absent.</summary>
public sealed class RealMessagesTests
{
    [Fact]
    public void Real_messages_of_seven_departments_are_told_apart()
    {
        var rows = Rows(File.ReadAllText(EvaluationFile()));
        var header = rows[0];
        int Column(string name) => header.IndexOf(name);
        TriageExample[] Part(string split) =>
            [
                .. rows.Skip(1)
                    .Where(row => row[Column("split")] == split)
                    .Select(row => new TriageExample(row[Column("title")], row[Column("text")], row[Column("label")].Split('|'))),
            ];

        var model = TriageTrainer.Train(Part("train"), new TriageOptions());
        var evaluation = TriageEvaluation.Of(model, Part("dev"));

        Assert.True(evaluation.MacroF1 >= 0.90, $"macro-F1 {evaluation.MacroF1:F4}");
        Assert.True(model.HeldOut.MacroF1 >= 0.89, $"held out in training {model.HeldOut.MacroF1:F4}");
        Assert.True(evaluation.CalibrationError <= 0.05, $"calibration {evaluation.CalibrationError:F4}");
        using var saved = new MemoryStream();
        model.Save(saved);
        Assert.InRange(saved.Length, 1, 20_000_000);
    }

    private static string EvaluationFile()
    {
        if (Environment.GetEnvironmentVariable("SMALLMATTERS_LONG_TESTS") != "1")
        {
            Assert.Skip("Learning from the real messages takes half a minute unoptimised; SMALLMATTERS_LONG_TESTS=1 runs it.");
        }
        var folder = Environment.GetEnvironmentVariable("SMALLMATTERS_EVALUATION_DATA") ?? BesideTheRepository();
        var file = folder is null ? null : Path.Combine(folder, "citizen-messages", "labelled.csv");
        if (file is null || !File.Exists(file))
        {
            Assert.Skip("The real messages are not here; SMALLMATTERS_EVALUATION_DATA names their folder.");
        }
        return file;
    }

    private static string? BesideTheRepository()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "SmallMatters.slnx")))
            {
                return Path.Combine(at.FullName, "..", "shared", "data");
            }
        }
        return null;
    }

    /// <summary>The domain knows no CSV library: fields in quotes, doubled quotes, line breaks inside quotes.</summary>
    private static List<List<string>> Rows(string csv)
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
}
