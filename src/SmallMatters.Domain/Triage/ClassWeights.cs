namespace SmallMatters.Domain.Triage;

/// <summary>
/// One class against the others: a plain support vector machine and one whose features are scaled by their naive-Bayes
/// log-count ratio (Wang and Manning, ACL 2012). Both are linear in the same features, so that their mean is one weight each.
/// </summary>
internal static class ClassWeights
{
    private const double Smoothing = 1;

    public static float[] Learn(SparseRows rows, int[] used, bool[] positive, TriageOptions options, ulong seed)
    {
        var cost = Costs(used, positive, rows.Count, options.RareClassExponent);
        var weights = new float[rows.Width + 1];
        if (options.RatioShare < 1)
        {
            var plain = SupportVectorMachine.Learn(rows, used, positive, Array.ConvertAll(cost, c => c * options.Cost), seed);
            Accumulate(weights, plain, null, 1 - options.RatioShare);
        }
        if (options.RatioShare > 0)
        {
            var ratios = Ratios(rows, used, positive);
            var scaled = SupportVectorMachine.Learn(
                rows.Scaled(ratios),
                used,
                positive,
                Array.ConvertAll(cost, c => c * options.RatioCost),
                seed
            );
            Accumulate(weights, scaled, ratios, options.RatioShare);
        }
        return weights;
    }

    private static void Accumulate(float[] sum, float[] weights, float[]? factors, double share)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            var factor = factors is null || i == factors.Length ? 1 : factors[i];
            sum[i] += (float)(share * factor * weights[i]);
        }
    }

    private static double[] Costs(int[] used, bool[] positive, int count, double exponent)
    {
        var of = used.Count(row => positive[row]);
        var rare = of == 0 || of == used.Length ? 1 : Math.Pow((used.Length - of) / (double)of, exponent);
        var cost = new double[count];
        foreach (var row in used)
        {
            cost[row] = positive[row] ? rare : 1;
        }
        return cost;
    }

    private static float[] Ratios(SparseRows rows, int[] used, bool[] positive)
    {
        var of = new double[rows.Width];
        var others = new double[rows.Width];
        foreach (var row in used)
        {
            var counts = positive[row] ? of : others;
            for (var at = rows.Starts[row]; at < rows.Starts[row + 1]; at++)
            {
                counts[rows.Columns[at]]++;
            }
        }
        var ofAll = of.Sum() + (Smoothing * rows.Width);
        var othersAll = others.Sum() + (Smoothing * rows.Width);
        var ratios = new float[rows.Width];
        for (var i = 0; i < ratios.Length; i++)
        {
            ratios[i] = (float)(Math.Log((of[i] + Smoothing) / ofAll) - Math.Log((others[i] + Smoothing) / othersAll));
        }
        return ratios;
    }
}
