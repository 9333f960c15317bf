namespace SmallMatters.Patterns.Scan;

/// <summary>
/// For a level λ the number of cases g(μ) that a window of expectation μ needs to exceed it, from a table. Because the
/// Kullback–Leibler divergence is jointly convex, windows at or below λ form a convex set of (μ, c), so that g is concave:
/// between two tabled points the straight line, and over any stretch the line between its ends, lies on or below it.
/// </summary>
internal sealed class ExceedanceCurve
{
    private const int StepsPerDoubling = 8;
    private const int LowestExponent = -20;
    private readonly double[] needed;
    private readonly double[] slopes;

    /// <param name="ratio">Log likelihood ratio of a window with real c and expectation μ.</param>
    /// <param name="cases">All cases.</param>
    /// <param name="level">λ.</param>
    /// <param name="minCases">Fewest cases that make a cluster.</param>
    public ExceedanceCurve(Func<double, double, double> ratio, int cases, double level, int minCases)
    {
        var points = (int)((Math.Log2(cases) - LowestExponent + 1) * StepsPerDoubling) + 1;
        needed = new double[points];
        for (var i = 0; i < points; i++)
        {
            var expected = Point(i);
            needed[i] = expected < cases ? Solve(ratio, cases, expected, level) : cases;
            if (needed[i] < minCases)
            {
                Flat = expected;
            }
        }
        slopes = new double[points];
        for (var i = 0; i + 1 < points; i++)
        {
            slopes[i] = (needed[i + 1] - needed[i]) / (Point(i + 1) - Point(i));
        }
    }

    /// <summary>Below this expectation the fewest cases that make a cluster are already more than the level asks for.</summary>
    public double Flat { get; }

    /// <summary>A number of cases at or below g(μ), and less than 1 % of the excess away from it.</summary>
    public double Needed(double expected)
    {
        if (!(expected > Point(0)))
        {
            return 0;
        }
        // The exponent and the first three bits of the fraction number the tabled points.
        var index = (int)((BitConverter.DoubleToInt64Bits(expected) >> 49) - ((long)(1023 + LowestExponent) << 3));
        if (index >= needed.Length - 1)
        {
            return needed[^1];
        }
        return needed[index] + slopes[index] * (expected - Point(index));
    }

    private static double Point(int index) =>
        BitConverter.Int64BitsToDouble((((long)(1023 + LowestExponent) << 3) + index) << 49);

    private static double Solve(Func<double, double, double> ratio, int cases, double expected, double level)
    {
        var (low, high) = (expected, (double)cases);
        if (level <= 0 || ratio(high, expected) <= level)
        {
            return level <= 0 ? low : high;
        }
        for (var step = 0; step < 60 && high - low > 1e-9 * high; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = ratio(middle, expected) <= level ? (middle, high) : (low, middle);
        }
        return low;
    }
}
