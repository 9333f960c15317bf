namespace SmallMatters.Patterns.Numbers;

/// <summary>Distribution functions, to about 1e-12, where the base library has none.</summary>
internal static class Distributions
{
    private static readonly double[] Lanczos =
    [
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7,
    ];

    /// <summary>Natural logarithm of Γ(x), x &gt; 0 (Lanczos' series, g = 7).</summary>
    public static double LogGamma(double x)
    {
        if (x < 0.5)
        {
            return Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * x))) - LogGamma(1 - x);
        }
        x -= 1;
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (x + i);
        }
        var t = x + 7.5;
        return 0.5 * Math.Log(2 * Math.PI) + (x + 0.5) * Math.Log(t) - t + Math.Log(sum);
    }

    /// <summary>Regularised lower incomplete gamma function P(a, x): the probability that a gamma variable is below x.</summary>
    public static double GammaP(double a, double x)
    {
        if (x <= 0)
        {
            return 0;
        }
        return x < a + 1 ? GammaSeries(a, x) : 1 - GammaFraction(a, x);
    }

    /// <summary>1 − P(a, x), accurate where it is small.</summary>
    public static double GammaQ(double a, double x)
    {
        if (x <= 0)
        {
            return 1;
        }
        return x < a + 1 ? 1 - GammaSeries(a, x) : GammaFraction(a, x);
    }

    /// <summary>Regularised incomplete beta function.</summary>
    public static double Beta(double a, double b, double x)
    {
        if (x <= 0)
        {
            return 0;
        }
        if (x >= 1)
        {
            return 1;
        }
        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Math.Log(x) + b * Math.Log(1 - x));
        return x < (a + 1) / (a + b + 2) ? front * BetaFraction(a, b, x) / a : 1 - front * BetaFraction(b, a, 1 - x) / b;
    }

    /// <summary>
    /// Probability of at least <paramref name="k"/> among <paramref name="n"/> whose chance is itself drawn from a beta
    /// distribution with the parameters <paramref name="a"/> and <paramref name="b"/>, both positive.
    /// </summary>
    public static double BetaBinomialAtLeast(int k, int n, double a, double b)
    {
        if (k <= 0)
        {
            return 1;
        }
        var whole = LogGamma(n + 1) - (LogGamma(a) + LogGamma(b) - LogGamma(a + b)) - LogGamma(n + a + b);
        var sum = 0.0;
        for (var i = k; i <= n; i++)
        {
            sum += Math.Exp(whole - LogGamma(i + 1) - LogGamma(n - i + 1) + LogGamma(i + a) + LogGamma(n - i + b));
        }
        return Math.Min(sum, 1);
    }

    /// <summary>Upper tail of the standard normal distribution.</summary>
    public static double NormalUpper(double z) => z >= 0 ? 0.5 * GammaQ(0.5, z * z / 2) : 0.5 + 0.5 * GammaP(0.5, z * z / 2);

    /// <summary>Lower tail of the standard normal distribution.</summary>
    public static double NormalLower(double z) => NormalUpper(-z);

    /// <summary>The z below which a standard normal lies with probability p; Newton steps on the tail from Abramowitz and Stegun's 26.2.23.</summary>
    public static double NormalQuantile(double p)
    {
        if (!(p > 0 && p < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability strictly between 0 and 1.");
        }
        if (p == 0.5)
        {
            return 0;
        }
        var tail = Math.Min(p, 1 - p);
        var t = Math.Sqrt(-2 * Math.Log(tail));
        var z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        for (var step = 0; step < 4; step++)
        {
            var error = (NormalUpper(z) - tail) / (Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI));
            z += error / (1 - error * z / 2);
        }
        return p > 0.5 ? z : -z;
    }

    /// <summary>Two-sided p-value of Student's t.</summary>
    public static double StudentTwoSided(double t, double freedom) => Beta(freedom / 2, 0.5, freedom / (freedom + t * t));

    /// <summary>Lower tail of Student's t.</summary>
    public static double StudentLower(double t, double freedom)
    {
        var tail = StudentTwoSided(t, freedom) / 2;
        return t < 0 ? tail : 1 - tail;
    }

    /// <summary>The t whose two-sided p-value is <paramref name="p"/>, by halving, to about 1e-12.</summary>
    public static double StudentCritical(double p, double freedom)
    {
        var (low, high) = (0.0, 1.0);
        while (StudentTwoSided(high, freedom) > p)
        {
            high *= 2;
        }
        for (var step = 0; step < 80; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = StudentTwoSided(middle, freedom) > p ? (middle, high) : (low, middle);
        }
        return high;
    }

    /// <summary>P(X ≥ k) for a Poisson count.</summary>
    public static double PoissonAtLeast(int k, double mean) =>
        k <= 0 ? 1
        : mean <= 0 ? 0
        : GammaP(k, mean);

    /// <summary>P(X ≥ k) for a negative binomial count with the given size and success probability.</summary>
    public static double NegativeBinomialAtLeast(int k, double size, double probability) =>
        k <= 0 ? 1 : 1 - Beta(size, k, probability);

    /// <summary>The smallest k whose cumulative probability reaches p, given the upper tail P(X ≥ k).</summary>
    public static int Quantile(double p, double mean, Func<int, double> atLeast)
    {
        var (low, high) = (-1, (int)mean + 1);
        while (1 - atLeast(high + 1) < p * (1 - 1e-14))
        {
            low = high;
            high = high * 2 + 1;
        }
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (1 - atLeast(middle + 1) >= p * (1 - 1e-14))
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }
        return high;
    }

    /// <summary>The error function.</summary>
    public static double Erf(double x) => x >= 0 ? GammaP(0.5, x * x) : -GammaP(0.5, x * x);

    private static double GammaSeries(double a, double x)
    {
        var term = 1 / a;
        var sum = term;
        for (var n = 1; n < 10_000 && Math.Abs(term) > Math.Abs(sum) * 1e-17; n++)
        {
            term *= x / (a + n);
            sum += term;
        }
        return sum * Math.Exp(-x + a * Math.Log(x) - LogGamma(a));
    }

    private static double GammaFraction(double a, double x)
    {
        var b = x + 1 - a;
        var c = 1e300;
        var d = 1 / b;
        var h = d;
        for (var i = 1; i < 10_000; i++)
        {
            var an = -i * (i - a);
            b += 2;
            d = 1 / NotZero(an * d + b);
            c = NotZero(b + an / c);
            var delta = d * c;
            h *= delta;
            if (Math.Abs(delta - 1) < 1e-16)
            {
                break;
            }
        }
        return Math.Exp(-x + a * Math.Log(x) - LogGamma(a)) * h;
    }

    private static double BetaFraction(double a, double b, double x)
    {
        var c = 1.0;
        var d = 1 / NotZero(1 - (a + b) * x / (a + 1));
        var h = d;
        for (var m = 1; m < 10_000; m++)
        {
            var even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / NotZero(1 + even * d);
            c = NotZero(1 + even / c);
            h *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / NotZero(1 + odd * d);
            c = NotZero(1 + odd / c);
            var delta = d * c;
            h *= delta;
            if (Math.Abs(delta - 1) < 1e-16)
            {
                break;
            }
        }
        return h;
    }

    private static double NotZero(double value) => Math.Abs(value) < 1e-300 ? 1e-300 : value;
}
