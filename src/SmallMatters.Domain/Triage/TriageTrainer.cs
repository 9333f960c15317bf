using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Triage;

/// <summary>
/// Learns a classifier from settled messages: TF-IDF over pieces of consecutive characters (no word list is needed, which suits
/// Chinese), one linear machine per class, and probabilities calibrated on messages that were held out.
/// </summary>
public static class TriageTrainer
{
    /// <summary>Why a set of examples cannot be learned from, or null.</summary>
    public static Refusal? Check(IReadOnlyList<TriageExample> examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (examples.Any(example => example.Labels.Count == 0 || example.Labels.Any(string.IsNullOrWhiteSpace)))
        {
            return Refusal.Of("triage-example-without-class", "有的样本没有分类。", "An example has no class.");
        }
        var labels = examples.SelectMany(example => example.Labels).Distinct(StringComparer.Ordinal).Count();
        return labels < 2
            ? Refusal.Of("triage-too-few-classes", "样本中至少要有两个分类。", "The examples must show at least two classes.")
            : null;
    }

    /// <summary>Learns; several processors are used, and the model does not depend on how many.</summary>
    /// <param name="examples">A set that <see cref="Check"/> does not refuse.</param>
    /// <param name="options">How to learn.</param>
    /// <param name="progress">Told the share of the work done, 0–1, or null.</param>
    /// <exception cref="ArgumentException">Where <see cref="Check"/> refuses.</exception>
    public static TriageModel Train(
        IReadOnlyList<TriageExample> examples,
        TriageOptions options,
        IProgress<double>? progress = null
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        if (Check(examples) is { } refusal)
        {
            throw new ArgumentException(refusal.Sentence.ToString(), nameof(examples));
        }
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Folds, 2);

        var labels = examples
            .SelectMany(example => example.Labels)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();
        var truth = examples.Select(example => example.Labels.Select(label => Array.IndexOf(labels, label)).ToArray()).ToArray();
        var (space, rows) = FeatureSpaceBuilder.Build(examples, options);
        var folds = HeldOutFolds.Assign(examples, truth, options);

        // Part k < Folds learns without fold k and judges it; the last part learns from everything and is the model.
        var parts = options.Folds + 1;
        var weights = new float[labels.Length][];
        var heldOut = examples.Select(_ => new double[labels.Length]).ToArray();
        var positive = labels.Select((_, c) => truth.Select(of => of.Contains(c)).ToArray()).ToArray();
        var done = 0;
        progress?.Report(0.1);
        Parallel.For(
            0,
            parts * labels.Length,
            task =>
            {
                var (part, c) = (task / labels.Length, task % labels.Length);
                var used = Enumerable.Range(0, examples.Count).Where(row => folds[row] != part).ToArray();
                var learned = ClassWeights.Learn(rows, used, positive[c], options, options.Seed + (ulong)task);
                if (part == options.Folds)
                {
                    weights[c] = learned;
                }
                else
                {
                    for (var row = 0; row < examples.Count; row++)
                    {
                        if (folds[row] == part)
                        {
                            heldOut[row][c] = rows.Dot(row, learned) + learned[^1];
                        }
                    }
                }
                progress?.Report(0.1 + (0.9 * Interlocked.Increment(ref done) / (parts * labels.Length)));
            }
        );

        var scale = ProbabilityScale.Fit(heldOut, truth, labels.Length);
        var figures = Figures(labels, examples, heldOut, scale, options.RoutingPrecision);
        return new TriageModel(labels, space, ClassScores.Quantise(weights), scale, figures);
    }

    private static HeldOutFigures Figures(
        string[] labels,
        IReadOnlyList<TriageExample> examples,
        double[][] scores,
        ProbabilityScale scale,
        double precision
    )
    {
        var judged = examples
            .Select(
                (example, i) =>
                {
                    var probabilities = scale.Probabilities(scores[i]);
                    var highest = probabilities.Max();
                    return new JudgedMessage(example.Labels, labels[Array.IndexOf(probabilities, highest)], highest);
                }
            )
            .ToArray();
        var evaluation = TriageEvaluation.Of(judged, null, precision);
        return new HeldOutFigures(judged.Length, evaluation.Accuracy, evaluation.MacroF1, evaluation.BestRouting);
    }
}
