namespace SmallMatters.Patterns.ControlCharts;

/// <summary>The difference between two independent shares, with an interval that is honest at small counts.</summary>
/// <remarks>Newcombe, R. G. (1998), Statistics in Medicine 17, 873–890, method 10 (hybrid score).</remarks>
public static class ShareDifference
{
    /// <summary>The first share less the second.</summary>
    /// <param name="first">Successes and trials of the first; trials positive.</param>
    /// <param name="second">The same of the second.</param>
    /// <param name="confidence">Between 0 and 1, such as 0.95.</param>
    /// <returns>The difference with its ends, each −1 … 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Counts or confidence out of range.</exception>
    public static ShareInterval Interval(
        (long Successes, long Trials) first,
        (long Successes, long Trials) second,
        double confidence = 0.95
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(first.Trials, nameof(first));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(second.Trials, nameof(second));
        return Of(
            Wilson.Interval(first.Successes, first.Trials, confidence),
            Wilson.Interval(second.Successes, second.Trials, confidence)
        );
    }

    /// <summary>
    /// The same from two independent shares that have their intervals already, such as those of two surveys; both of one confidence, which is
    /// that of the result (Zou, G. Y. and Donner, A. 2008, Statistics in Medicine 27, 1693–1702).
    /// </summary>
    public static ShareInterval Of(ShareInterval first, ShareInterval second)
    {
        var difference = first.Share - second.Share;
        return new ShareInterval(
            difference,
            difference - Distance(first.Share - first.Low, second.High - second.Share),
            difference + Distance(first.High - first.Share, second.Share - second.Low)
        );
    }

    private static double Distance(double x, double y) => Math.Sqrt(x * x + y * y);
}
