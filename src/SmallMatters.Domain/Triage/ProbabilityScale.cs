namespace SmallMatters.Domain.Triage;

/// <summary>
/// Turns the classes' scores into probabilities: softmax of slope · score + offset of the class, fitted by likelihood on held-out
/// scores (Platt 1999, for several classes at once).
/// </summary>
internal sealed record ProbabilityScale(double Slope, double[] Offsets)
{
    private const double Ridge = 0.01;
    private const int MostRounds = 50;

    /// <summary>A higher score never means a lower probability, even where a handful of examples says so by chance.</summary>
    private const double LeastSlope = 0.1;

    public double[] Probabilities(ReadOnlySpan<double> scores)
    {
        var result = new double[scores.Length];
        var highest = double.NegativeInfinity;
        for (var c = 0; c < result.Length; c++)
        {
            result[c] = (Slope * scores[c]) + Offsets[c];
            highest = Math.Max(highest, result[c]);
        }
        var sum = 0.0;
        for (var c = 0; c < result.Length; c++)
        {
            result[c] = Math.Exp(result[c] - highest);
            sum += result[c];
        }
        for (var c = 0; c < result.Length; c++)
        {
            result[c] /= sum;
        }
        return result;
    }

    /// <summary>Newton's method, with steps shortened until they help, on the ridge-penalised likelihood, which is convex.</summary>
    /// <param name="scores">One row of class scores per held-out example.</param>
    /// <param name="truth">For each, the indices of its right classes; the likelihood is shared between them.</param>
    /// <param name="classes">Number of classes.</param>
    public static ProbabilityScale Fit(double[][] scores, int[][] truth, int classes)
    {
        var scale = new ProbabilityScale(1, new double[classes]);
        var loss = scale.Loss(scores, truth);
        for (var round = 0; round < MostRounds; round++)
        {
            var (gradient, curvature) = Derivatives(scale, scores, truth, classes);
            var step = Solve(curvature, gradient);
            var (next, nextLoss) = (scale, loss);
            for (var share = 1.0; share > 1e-6 && nextLoss >= loss; share /= 2)
            {
                next = scale.Moved(step, share);
                nextLoss = next.Loss(scores, truth);
            }
            if (nextLoss > loss - (1e-10 * (1 + Math.Abs(loss))))
            {
                break;
            }
            (scale, loss) = (next, nextLoss);
        }
        return scale;
    }

    private ProbabilityScale Moved(double[] step, double share) =>
        new(Math.Max(Slope - (share * step[0]), LeastSlope), [.. Offsets.Select((offset, c) => offset - (share * step[c + 1]))]);

    private double Loss(double[][] scores, int[][] truth)
    {
        var loss = Ridge * (((Slope - 1) * (Slope - 1)) + Offsets.Sum(offset => offset * offset)) / 2;
        for (var i = 0; i < scores.Length; i++)
        {
            var p = Probabilities(scores[i]);
            foreach (var c in truth[i])
            {
                loss -= Math.Log(Math.Max(p[c], 1e-300)) / truth[i].Length;
            }
        }
        return loss;
    }

    private static (double[] Gradient, double[,] Curvature) Derivatives(
        ProbabilityScale scale,
        double[][] scores,
        int[][] truth,
        int classes
    )
    {
        var gradient = new double[classes + 1];
        var curvature = new double[classes + 1, classes + 1];
        for (var i = 0; i < scores.Length; i++)
        {
            var p = scale.Probabilities(scores[i]);
            var mean = 0.0;
            for (var c = 0; c < classes; c++)
            {
                mean += p[c] * scores[i][c];
            }
            for (var c = 0; c < classes; c++)
            {
                var target = truth[i].Contains(c) ? 1.0 / truth[i].Length : 0;
                gradient[0] += (p[c] - target) * scores[i][c];
                gradient[c + 1] += p[c] - target;
                curvature[0, 0] += p[c] * (scores[i][c] - mean) * scores[i][c];
                var cross = p[c] * (scores[i][c] - mean);
                curvature[0, c + 1] += cross;
                curvature[c + 1, 0] += cross;
                for (var d = 0; d < classes; d++)
                {
                    curvature[c + 1, d + 1] += p[c] * ((c == d ? 1 : 0) - p[d]);
                }
            }
        }
        gradient[0] += Ridge * (scale.Slope - 1);
        curvature[0, 0] += Ridge;
        for (var c = 0; c < classes; c++)
        {
            gradient[c + 1] += Ridge * scale.Offsets[c];
            curvature[c + 1, c + 1] += Ridge;
        }
        return (gradient, curvature);
    }

    /// <summary>Gaussian elimination with pivoting; the ridge keeps the matrix regular.</summary>
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        for (var column = 0; column < n; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < n; row++)
            {
                pivot = Math.Abs(matrix[row, column]) > Math.Abs(matrix[pivot, column]) ? row : pivot;
            }
            for (var k = 0; k < n; k++)
            {
                (matrix[column, k], matrix[pivot, k]) = (matrix[pivot, k], matrix[column, k]);
            }
            (right[column], right[pivot]) = (right[pivot], right[column]);
            for (var row = column + 1; row < n; row++)
            {
                var factor = matrix[row, column] / matrix[column, column];
                for (var k = column; k < n; k++)
                {
                    matrix[row, k] -= factor * matrix[column, k];
                }
                right[row] -= factor * right[column];
            }
        }
        for (var row = n - 1; row >= 0; row--)
        {
            for (var k = row + 1; k < n; k++)
            {
                right[row] -= matrix[row, k] * right[k];
            }
            right[row] /= matrix[row, row];
        }
        return right;
    }
}
