namespace SmallMatters.Patterns.Outbreak;

/// <summary>A log-linear model with variance proportional to the mean, fitted by iteratively reweighted least squares.</summary>
internal sealed class QuasiPoisson
{
    private readonly double[][] inverse;

    private QuasiPoisson(double[] coefficients, double[] fitted, double[] hat, double dispersion, int freedom, double[][] inverse)
    {
        Coefficients = coefficients;
        Fitted = fitted;
        Hat = hat;
        Dispersion = dispersion;
        Freedom = freedom;
        this.inverse = inverse;
    }

    public double[] Coefficients { get; }

    public double[] Fitted { get; }

    /// <summary>Diagonal of the hat matrix.</summary>
    public double[] Hat { get; }

    /// <summary>Pearson estimate, not bounded below.</summary>
    public double Dispersion { get; }

    public int Freedom { get; }

    /// <summary>Standard error of the linear predictor at a row of the design.</summary>
    public double StandardError(double[] row) => Math.Sqrt(Dispersion * Quadratic(inverse, row));

    /// <summary>Fits the model; null if it does not converge or the design is singular.</summary>
    public static QuasiPoisson? Fit(double[][] design, double[] response, double[] weights)
    {
        var (n, k) = (design.Length, design[0].Length);
        var eta = response.Select(y => Math.Log(y + 0.1)).ToArray();
        var deviance = double.PositiveInfinity;
        double[]? beta = null;
        double[][]? inverse = null;
        for (var step = 0; step < 100; step++)
        {
            var normal = new double[k][];
            var right = new double[k];
            for (var a = 0; a < k; a++)
            {
                normal[a] = new double[k];
            }
            for (var i = 0; i < n; i++)
            {
                var mean = Math.Exp(eta[i]);
                var w = weights[i] * mean;
                var target = eta[i] + (response[i] - mean) / mean;
                for (var a = 0; a < k; a++)
                {
                    right[a] += w * design[i][a] * target;
                    for (var b = 0; b <= a; b++)
                    {
                        normal[a][b] += w * design[i][a] * design[i][b];
                    }
                }
            }
            inverse = Invert(normal);
            if (inverse is null)
            {
                return null;
            }
            beta = [.. inverse.Select(row => Dot(row, right))];
            var next = 0.0;
            for (var i = 0; i < n; i++)
            {
                eta[i] = Math.Clamp(Dot(design[i], beta), -30, 30);
                var mean = Math.Exp(eta[i]);
                next +=
                    2 * weights[i] * ((response[i] > 0 ? response[i] * Math.Log(response[i] / mean) : 0) - (response[i] - mean));
            }
            if (Math.Abs(next - deviance) / (Math.Abs(next) + 0.1) < 1e-11)
            {
                return Finish(design, response, weights, eta, beta, inverse);
            }
            deviance = next;
        }
        return null;
    }

    private static QuasiPoisson Finish(
        double[][] design,
        double[] response,
        double[] weights,
        double[] eta,
        double[] beta,
        double[][] inverse
    )
    {
        var n = design.Length;
        var fitted = eta.Select(Math.Exp).ToArray();
        var freedom = weights.Count(w => w > 0) - beta.Length;
        var pearson = 0.0;
        var hat = new double[n];
        for (var i = 0; i < n; i++)
        {
            pearson += weights[i] * (response[i] - fitted[i]) * (response[i] - fitted[i]) / fitted[i];
            hat[i] = weights[i] * fitted[i] * Quadratic(inverse, design[i]);
        }
        return new QuasiPoisson(beta, fitted, hat, freedom > 0 ? pearson / freedom : double.NaN, freedom, inverse);
    }

    public static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double Quadratic(double[][] matrix, double[] row) =>
        row.Select((value, a) => value * Dot(matrix[a], row)).Sum();

    // Inverse of a symmetric positive definite matrix given by its lower triangle, by Cholesky.
    private static double[][]? Invert(double[][] matrix)
    {
        var k = matrix.Length;
        var lower = matrix.Select(row => (double[])row.Clone()).ToArray();
        for (var a = 0; a < k; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var sum = lower[a][b];
                for (var c = 0; c < b; c++)
                {
                    sum -= lower[a][c] * lower[b][c];
                }
                if (a == b)
                {
                    if (!(sum > 1e-12 * matrix[a][a]))
                    {
                        return null;
                    }
                    lower[a][a] = Math.Sqrt(sum);
                }
                else
                {
                    lower[a][b] = sum / lower[b][b];
                }
            }
        }
        var inverse = new double[k][];
        for (var column = 0; column < k; column++)
        {
            var x = new double[k];
            for (var a = 0; a < k; a++)
            {
                var sum = a == column ? 1.0 : 0;
                for (var c = 0; c < a; c++)
                {
                    sum -= lower[a][c] * x[c];
                }
                x[a] = sum / lower[a][a];
            }
            for (var a = k - 1; a >= 0; a--)
            {
                for (var c = a + 1; c < k; c++)
                {
                    x[a] -= lower[c][a] * x[c];
                }
                x[a] /= lower[a][a];
            }
            inverse[column] = x;
        }
        return inverse;
    }
}
