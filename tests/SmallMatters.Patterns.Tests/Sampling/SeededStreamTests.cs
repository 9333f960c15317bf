using SmallMatters.Patterns.Sampling;
using Xunit;

namespace SmallMatters.Patterns.Tests.Sampling;

public class SeededStreamTests
{
    [Fact]
    public void The_same_seed_and_stream_give_the_same_numbers_and_others_give_others()
    {
        static ulong[] Draw(ulong seed, ulong stream)
        {
            var random = new SeededStream(seed, stream);
            return [.. Enumerable.Range(0, 50).Select(_ => random.NextBits())];
        }
        Assert.Equal(Draw(1, 5), Draw(1, 5));
        Assert.Empty(Draw(1, 5).Intersect(Draw(1, 6)));
        Assert.Empty(Draw(1, 5).Intersect(Draw(2, 5)));
        Assert.Empty(Draw(0, 1).Intersect(Draw(1, 0)));
    }

    [Fact]
    public void Neighbouring_streams_are_not_correlated()
    {
        const int N = 20_000;
        var sum = 0.0;
        for (ulong stream = 0; stream < N; stream++)
        {
            sum += (new SeededStream(3, stream).NextDouble() - 0.5) * (new SeededStream(3, stream + 1).NextDouble() - 0.5) * 12;
        }
        Assert.InRange(sum / Math.Sqrt(N), -4, 4);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Whole_numbers_below_a_limit_are_equally_likely(int below)
    {
        const int Draws = 200_000;
        var random = new SeededStream(11, (ulong)below);
        var counts = new int[below];
        for (var i = 0; i < Draws; i++)
        {
            counts[random.NextInt(below)]++;
        }
        var expected = (double)Draws / below;
        var chiSquare = counts.Sum(c => (c - expected) * (c - expected) / expected);
        var freedom = below - 1.0;
        Assert.InRange(chiSquare, freedom - 5 * Math.Sqrt(2 * freedom), freedom + 5 * Math.Sqrt(2 * freedom) + 5);
    }

    [Fact]
    public void Every_order_of_three_items_is_equally_likely_after_a_shuffle()
    {
        const int Draws = 60_000;
        var random = new SeededStream(5);
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < Draws; i++)
        {
            var items = "abc".ToCharArray();
            random.Shuffle<char>(items);
            var key = new string(items);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }
        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, c => Assert.InRange(c, Draws / 6 - 500, Draws / 6 + 500));
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(12)]
    [InlineData(250)]
    public void Poisson_counts_have_their_mean_and_variance(double mean)
    {
        const int Draws = 40_000;
        var random = new SeededStream(9);
        var counts = Enumerable.Range(0, Draws).Select(_ => (double)random.NextPoisson(mean)).ToArray();
        var average = counts.Average();
        var variance = counts.Sum(c => (c - average) * (c - average)) / (Draws - 1);
        Assert.InRange(average, mean - 5 * Math.Sqrt(mean / Draws), mean + 5 * Math.Sqrt(mean / Draws));
        Assert.InRange(variance / mean, 0.95, 1.05);
    }

    [Fact]
    public void Normal_draws_have_mean_nought_and_variance_one()
    {
        var random = new SeededStream(21);
        var draws = Enumerable.Range(0, 40_000).Select(_ => random.NextNormal()).ToArray();
        Assert.InRange(draws.Average(), -0.025, 0.025);
        Assert.InRange(draws.Average(d => d * d), 0.96, 1.04);
        Assert.InRange(draws.Count(d => Math.Abs(d) > 1.959964) / 40_000.0, 0.045, 0.055);
    }
}
