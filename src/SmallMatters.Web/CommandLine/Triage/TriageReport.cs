using System.Text.Encodings.Web;
using System.Text.Json;
using SmallMatters.Domain.Triage;

namespace SmallMatters.Web.CommandLine.Triage;

/// <summary>The figures as text for people and as JSON for programs. Labels stand last in a line, whatever their width.</summary>
internal static class TriageReport
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void WriteJson(TextWriter output, object document) =>
        output.WriteLine(JsonSerializer.Serialize(document, JsonOptions));

    public static object Evaluation(TriageModel model, TriageEvaluation evaluation, TimeSpan took) =>
        new
        {
            evaluation.Messages,
            evaluation.Accuracy,
            evaluation.MacroF1,
            PerClass = evaluation.Classes,
            evaluation.Confusion,
            Calibration = new { ExpectedError = evaluation.CalibrationError, evaluation.Bins },
            RoutedAtPrecision = new
            {
                Asked = evaluation.RoutingPrecision,
                ThresholdFromTraining = evaluation.Routing,
                ThresholdInHindsight = evaluation.BestRouting,
            },
            Training = new
            {
                Seconds = took.TotalSeconds,
                model.Features,
                HeldOut = model.HeldOut,
            },
        };

    public static object Suggestion(TriageModel model, TriageSuggestion suggestion) =>
        new
        {
            suggestion.Ranked,
            suggestion.Words,
            Routable = IsRoutable(model, suggestion),
        };

    public static void WriteTraining(TextWriter output, TriageModel model, TimeSpan took)
    {
        output.WriteLine(
            $"学习用时 trained in {took.TotalSeconds:F1} s · 特征 features {model.Features} · 分类 classes {model.Labels.Count}"
        );
        WriteHeldOut(output, model);
    }

    public static void WriteEvaluation(TextWriter output, TriageModel model, TriageEvaluation evaluation, TimeSpan took)
    {
        WriteTraining(output, model, took);
        output.WriteLine();
        output.WriteLine(
            $"检验 measured on {evaluation.Messages} · 准确率 accuracy {evaluation.Accuracy:F4} · 宏平均 macro-F1 {evaluation.MacroF1:F4}"
        );
        output.WriteLine();
        output.WriteLine("precision  recall      F1  support");
        foreach (var of in evaluation.Classes)
        {
            output.WriteLine($"{of.Precision, 9:F3} {of.Recall, 7:F3} {of.F1, 7:F3} {of.Support, 8}  {of.Label}");
        }
        output.WriteLine();
        output.WriteLine("误判 taken for another class");
        foreach (
            var count in evaluation
                .Confusion.Where(count => count.Right != count.Chosen)
                .OrderByDescending(count => count.Messages)
        )
        {
            output.WriteLine($"{count.Messages, 9}  {count.Right} → {count.Chosen}");
        }
        output.WriteLine();
        output.WriteLine($"校准误差 expected calibration error {evaluation.CalibrationError:F4}");
        output.WriteLine("confidence    messages   mean  right");
        foreach (var bin in evaluation.Bins)
        {
            output.WriteLine($"{bin.From:F1} – {bin.To:F1} {bin.Messages, 13} {bin.MeanConfidence, 6:F3} {bin.ShareRight, 6:F3}");
        }
        output.WriteLine();
        output.WriteLine($"可按建议分派 could be routed at precision {evaluation.RoutingPrecision:P0}");
        output.WriteLine($"  训练所定阈值 threshold from training:  {Routed(evaluation.Routing)}");
        output.WriteLine($"  事后最优阈值 threshold in hindsight:   {Routed(evaluation.BestRouting)}");
    }

    public static void WriteSuggestion(TextWriter output, TriageModel model, TriageSuggestion suggestion)
    {
        foreach (var ranked in suggestion.Ranked)
        {
            output.WriteLine($"{ranked.Probability, 6:F3}  {ranked.Label}");
        }
        output.WriteLine($"依据 words: {string.Join("、", suggestion.Words.Select(word => $"{word.Text} {word.Weight:F2}"))}");
        output.WriteLine(
            IsRoutable(model, suggestion)
                ? "把握较大，请人工确认。 Confident; a person confirms."
                : "把握不足，请人工判断。 Not confident; a person decides."
        );
    }

    private static void WriteHeldOut(TextWriter output, TriageModel model) =>
        output.WriteLine(
            $"训练内交叉检验 held out in training {model.HeldOut.Examples} · accuracy {model.HeldOut.Accuracy:F4}"
                + $" · macro-F1 {model.HeldOut.MacroF1:F4} · routed {Routed(model.HeldOut.Routing)}"
        );

    private static bool IsRoutable(TriageModel model, TriageSuggestion suggestion) =>
        model.HeldOut.Routing is { } routing && suggestion.First.Probability >= routing.Threshold;

    private static string Routed(RoutingFigures? routing) =>
        routing is null ? "—" : $"{routing.Share:P1} (precision {routing.Precision:P2}, threshold {routing.Threshold:F3})";
}
