using SmallMatters.Domain.Triage;
using Xunit;

namespace SmallMatters.Domain.Tests.Triage;

/// <summary>On real messages, which are no part of the project: skipped with the reason where they are absent.</summary>
public sealed class RealMessagesTests
{
    [Fact]
    public void Real_messages_of_seven_departments_are_told_apart()
    {
        var rows = EvaluationData.Rows(File.ReadAllText(EvaluationFile()));
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
        return EvaluationData.File("citizen-messages", "labelled.csv");
    }
}
