namespace SmallMatters.Domain.Triage;

/// <summary>
/// A weight per feature and class, as 16-bit multiples of a step per class: a quarter of the size of doubles, and the same answers
/// before saving as after loading.
/// </summary>
/// <param name="Weights">The weight of feature f for class c is Weights[f · classes + c] · Steps[c].</param>
/// <param name="Steps">The step of each class.</param>
/// <param name="Constants">What each class starts from.</param>
internal sealed record ClassScores(short[] Weights, float[] Steps, float[] Constants)
{
    public int Classes => Steps.Length;

    /// <param name="weights">For each class, a weight per feature and the constant as the last element.</param>
    public static ClassScores Quantise(float[][] weights)
    {
        var classes = weights.Length;
        var features = weights[0].Length - 1;
        var steps = Array.ConvertAll(
            weights,
            of =>
            {
                var largest = of.AsSpan(0, features).ToArray().Select(Math.Abs).DefaultIfEmpty().Max();
                return largest == 0 ? 1f : largest / short.MaxValue;
            }
        );
        var quantised = new short[features * classes];
        for (var c = 0; c < classes; c++)
        {
            for (var f = 0; f < features; f++)
            {
                quantised[(f * classes) + c] = (short)
                    Math.Clamp(MathF.Round(weights[c][f] / steps[c]), -short.MaxValue, short.MaxValue);
            }
        }
        return new ClassScores(quantised, steps, Array.ConvertAll(weights, of => of[^1]));
    }

    public double[] Of(List<FeatureSpace.Term> terms)
    {
        var scores = new double[Classes];
        foreach (var term in terms)
        {
            for (var c = 0; c < scores.Length; c++)
            {
                scores[c] += term.Value * Weights[(term.Column * Classes) + c];
            }
        }
        for (var c = 0; c < scores.Length; c++)
        {
            scores[c] = (scores[c] * Steps[c]) + Constants[c];
        }
        return scores;
    }

    /// <summary>What a unit of the feature says for the class more than for the classes on average.</summary>
    public double Favour(int feature, int favoured)
    {
        var sum = 0.0;
        for (var c = 0; c < Classes; c++)
        {
            sum += Weights[(feature * Classes) + c] * (double)Steps[c];
        }
        return (Weights[(feature * Classes) + favoured] * (double)Steps[favoured]) - (sum / Classes);
    }
}
