using SmallMatters.Patterns.ControlCharts;
using Xunit;

namespace SmallMatters.Patterns.Tests.ControlCharts;

public class ShareDifferenceTests
{
    /// <summary>Newcombe (1998), table II, method 10, contrasts (a) to (h).</summary>
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(0, 10, 0, 10, -0.2775, 0.2775)]
    [InlineData(10, 10, 0, 20, 0.6791, 1.0000)]
    [InlineData(10, 10, 0, 10, 0.6075, 1.0000)]
    public void The_interval_is_the_published_one(int a, int m, int b, int n, double low, double high)
    {
        var found = ShareDifference.Interval((a, m), (b, n));
        Assert.Equal(((double)a / m) - ((double)b / n), found.Share, 12);
        Assert.Equal(low, found.Low, 4);
        Assert.Equal(high, found.High, 4);
        var turned = ShareDifference.Interval((b, n), (a, m));
        Assert.Equal(-found.High, turned.Low, 12);
    }

    [Theory]
    [InlineData(0, 0, 1, 2)]
    [InlineData(1, 2, 0, 0)]
    [InlineData(3, 2, 1, 2)]
    public void Nothing_of_nothing_is_compared(int a, int m, int b, int n) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ShareDifference.Interval((a, m), (b, n)));
}
