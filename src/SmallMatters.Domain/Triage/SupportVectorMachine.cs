namespace SmallMatters.Domain.Triage;

/// <summary>
/// A two-class linear support vector machine with squared hinge loss, solved in its dual by coordinate descent
/// (Hsieh, Chang, Lin, Keerthi and Sundararajan, ICML 2008, algorithm 3 with shrinking).
/// </summary>
internal static class SupportVectorMachine
{
    private const int MostRounds = 60;
    private const double Tolerance = 0.1;

    /// <summary>Learns from the named rows.</summary>
    /// <param name="rows">All examples.</param>
    /// <param name="used">Indices of the examples to learn from.</param>
    /// <param name="positive">For each example, whether it is of the class.</param>
    /// <param name="cost">For each example, what an error on it costs.</param>
    /// <param name="seed">Decides the order of visits.</param>
    /// <returns>A weight per column and, as the last element, the constant.</returns>
    public static float[] Learn(SparseRows rows, int[] used, bool[] positive, double[] cost, ulong seed)
    {
        var weights = new float[rows.Width + 1];
        var alpha = new double[rows.Count];
        var square = new double[rows.Count];
        foreach (var row in used)
        {
            var sum = 1.0;
            for (var at = rows.Starts[row]; at < rows.Starts[row + 1]; at++)
            {
                sum += rows.Values[at] * rows.Values[at];
            }
            square[row] = sum + (0.5 / cost[row]);
        }

        var order = used.ToArray();
        var active = order.Length;
        var random = new SeededOrder(seed);
        var highestBefore = double.PositiveInfinity;
        for (var round = 0; round < MostRounds; round++)
        {
            var highest = double.NegativeInfinity;
            var lowest = double.PositiveInfinity;
            random.Shuffle(order.AsSpan(0, active));
            for (var i = 0; i < active; i++)
            {
                var row = order[i];
                var sign = positive[row] ? 1.0 : -1.0;
                var gradient = (sign * (rows.Dot(row, weights) + weights[^1])) - 1 + (alpha[row] * 0.5 / cost[row]);
                if (alpha[row] == 0 && gradient > highestBefore)
                {
                    (order[i], order[active - 1]) = (order[active - 1], order[i]);
                    active--;
                    i--;
                    continue;
                }
                var projected = alpha[row] == 0 ? Math.Min(gradient, 0) : gradient;
                highest = Math.Max(highest, projected);
                lowest = Math.Min(lowest, projected);
                if (Math.Abs(projected) < 1e-12)
                {
                    continue;
                }
                var before = alpha[row];
                alpha[row] = Math.Max(before - (gradient / square[row]), 0);
                Add(rows, row, (float)((alpha[row] - before) * sign), weights);
            }
            if (highest - lowest <= Tolerance)
            {
                if (active == order.Length)
                {
                    break;
                }
                // The shrunk problem is solved: look once more at everything that was set aside.
                active = order.Length;
                highestBefore = double.PositiveInfinity;
                continue;
            }
            highestBefore = highest > 0 ? highest : double.PositiveInfinity;
        }
        return weights;
    }

    private static void Add(SparseRows rows, int row, float step, float[] weights)
    {
        for (var at = rows.Starts[row]; at < rows.Starts[row + 1]; at++)
        {
            weights[rows.Columns[at]] += step * rows.Values[at];
        }
        weights[^1] += step;
    }
}
