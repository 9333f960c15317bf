namespace SmallMatters.Domain.Triage;

/// <summary>A message that a model has judged.</summary>
/// <param name="Right">The classes that are right; never empty.</param>
/// <param name="Chosen">The class the model found most probable.</param>
/// <param name="Confidence">Its probability, 0–1.</param>
public readonly record struct JudgedMessage(IReadOnlyList<string> Right, string Chosen, double Confidence)
{
    /// <summary>Whether the choice is one of the right classes.</summary>
    public bool IsRight => Right.Contains(Chosen, StringComparer.Ordinal);

    /// <summary>The class the message counts for: the chosen one when it is right, else the first of the right ones.</summary>
    public string CountsFor => IsRight ? Chosen : Right[0];
}

/// <summary>How good a model is on messages it has not learned from. All shares are 0–1.</summary>
/// <param name="Messages">Number of messages.</param>
/// <param name="Accuracy">Share whose chosen class is right.</param>
/// <param name="MacroF1">Mean of F1 over the classes that were right or chosen at least once.</param>
/// <param name="Classes">Per class, in ordinal order.</param>
/// <param name="Confusion">How often each right class was taken for each chosen class; pairs that never occurred are left out.</param>
/// <param name="CalibrationError">
/// Expected calibration error: mean over the messages of |confidence − share right| of their bin (Naeini et al., AAAI 2015).
/// </param>
/// <param name="Bins">Ten bins of equal width of confidence; empty ones are left out.</param>
/// <param name="Routing">With the threshold that was chosen on held-out training messages: the honest figure. Null without one.</param>
/// <param name="BestRouting">
/// With the threshold chosen on these same messages: what hindsight would have allowed. Null when none gives the precision.
/// </param>
/// <param name="RoutingPrecision">The precision that was asked for.</param>
public sealed record TriageEvaluation(
    int Messages,
    double Accuracy,
    double MacroF1,
    IReadOnlyList<ClassFigures> Classes,
    IReadOnlyList<ConfusionCount> Confusion,
    double CalibrationError,
    IReadOnlyList<ReliabilityBin> Bins,
    RoutingFigures? Routing,
    RoutingFigures? BestRouting,
    double RoutingPrecision
)
{
    private const int BinCount = 10;

    /// <summary>Judges every example with the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="examples">Messages the model has not learned from; at least one.</param>
    /// <param name="routingPrecision">Precision asked of routed messages.</param>
    public static TriageEvaluation Of(TriageModel model, IReadOnlyList<TriageExample> examples, double routingPrecision = 0.98)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(examples);
        var judged = new JudgedMessage[examples.Count];
        Parallel.For(
            0,
            judged.Length,
            i =>
            {
                var first = model.Rank(examples[i].Title, examples[i].Text)[0];
                judged[i] = new JudgedMessage(examples[i].Labels, first.Label, first.Probability);
            }
        );
        return Of(judged, model.HeldOut.Routing?.Threshold, routingPrecision);
    }

    /// <summary>The figures of messages already judged.</summary>
    /// <param name="judged">At least one.</param>
    /// <param name="threshold">Least confidence at which a message would be routed, chosen elsewhere; or null.</param>
    /// <param name="routingPrecision">Precision asked of routed messages.</param>
    /// <exception cref="ArgumentException">There are no messages.</exception>
    public static TriageEvaluation Of(IReadOnlyList<JudgedMessage> judged, double? threshold, double routingPrecision = 0.98)
    {
        ArgumentNullException.ThrowIfNull(judged);
        if (judged.Count == 0)
        {
            throw new ArgumentException("There are no messages to judge.", nameof(judged));
        }
        var classes = judged
            .SelectMany(message => new[] { message.CountsFor, message.Chosen })
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(label => ClassFigures.Of(label, judged))
            .ToArray();
        var bins = Reliability(judged);
        return new TriageEvaluation(
            judged.Count,
            judged.Count(message => message.IsRight) / (double)judged.Count,
            classes.Average(of => of.F1),
            classes,
            Confused(judged),
            bins.Sum(bin => bin.Messages * Math.Abs(bin.MeanConfidence - bin.ShareRight)) / judged.Count,
            bins,
            threshold is { } least ? RoutedFrom(judged, least) : null,
            Best(judged, routingPrecision),
            routingPrecision
        );
    }

    private static ConfusionCount[] Confused(IReadOnlyList<JudgedMessage> judged) =>
        [
            .. judged
                .GroupBy(message => (message.CountsFor, message.Chosen))
                .Select(group => new ConfusionCount(group.Key.CountsFor, group.Key.Chosen, group.Count()))
                .OrderBy(count => count.Right, StringComparer.Ordinal)
                .ThenBy(count => count.Chosen, StringComparer.Ordinal),
        ];

    private static ReliabilityBin[] Reliability(IReadOnlyList<JudgedMessage> judged) =>
        [
            .. judged
                .GroupBy(message => Math.Min((int)(message.Confidence * BinCount), BinCount - 1))
                .OrderBy(group => group.Key)
                .Select(group => new ReliabilityBin(
                    group.Key / (double)BinCount,
                    (group.Key + 1) / (double)BinCount,
                    group.Count(),
                    group.Average(message => message.Confidence),
                    group.Count(message => message.IsRight) / (double)group.Count()
                )),
        ];

    private static RoutingFigures RoutedFrom(IReadOnlyList<JudgedMessage> judged, double threshold)
    {
        var routed = judged.Where(message => message.Confidence >= threshold).ToArray();
        var precision = routed.Length == 0 ? 1 : routed.Count(message => message.IsRight) / (double)routed.Length;
        return new RoutingFigures(threshold, routed.Length / (double)judged.Count, precision);
    }

    private static RoutingFigures? Best(IReadOnlyList<JudgedMessage> judged, double precision)
    {
        var sorted = judged.OrderByDescending(message => message.Confidence).ToArray();
        RoutingFigures? best = null;
        var right = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            right += sorted[i].IsRight ? 1 : 0;
            var endsTie = i + 1 == sorted.Length || sorted[i + 1].Confidence < sorted[i].Confidence;
            if (endsTie && right >= precision * (i + 1))
            {
                best = new RoutingFigures(sorted[i].Confidence, (i + 1) / (double)sorted.Length, right / (double)(i + 1));
            }
        }
        return best;
    }
}

/// <summary>How a model did on one class.</summary>
/// <param name="Label">The class.</param>
/// <param name="Precision">Share of the messages chosen for it that belong to it; 0 when none was chosen.</param>
/// <param name="Recall">Share of the messages that belong to it that were chosen for it; 0 when none belongs.</param>
/// <param name="F1">Harmonic mean of the two; 0 when both are.</param>
/// <param name="Support">Number of messages that belong to it.</param>
public sealed record ClassFigures(string Label, double Precision, double Recall, double F1, int Support)
{
    internal static ClassFigures Of(string label, IReadOnlyList<JudgedMessage> judged)
    {
        var support = judged.Count(message => message.CountsFor == label);
        var chosen = judged.Count(message => message.Chosen == label);
        var both = judged.Count(message => message.Chosen == label && message.CountsFor == label);
        var f1 = support + chosen == 0 ? 0 : 2.0 * both / (support + chosen);
        return new ClassFigures(
            label,
            chosen == 0 ? 0 : both / (double)chosen,
            support == 0 ? 0 : both / (double)support,
            f1,
            support
        );
    }
}

/// <summary>How often messages of one class were taken for another, or for their own.</summary>
/// <param name="Right">The class they belong to.</param>
/// <param name="Chosen">The class the model chose.</param>
/// <param name="Messages">Number of messages.</param>
public sealed record ConfusionCount(string Right, string Chosen, int Messages);

/// <summary>Messages of similar confidence, and how many of them were right: equal numbers mean that probabilities can be believed.</summary>
/// <param name="From">Least confidence, 0–1.</param>
/// <param name="To">Greatest confidence, 0–1.</param>
/// <param name="Messages">Number of messages.</param>
/// <param name="MeanConfidence">Mean confidence of them.</param>
/// <param name="ShareRight">Share of them whose chosen class was right.</param>
public sealed record ReliabilityBin(double From, double To, int Messages, double MeanConfidence, double ShareRight);
