using SmallMatters.Patterns.ControlCharts;
using SmallMatters.Patterns.Evaluation;
using SmallMatters.Patterns.Sampling;
using Xunit;

namespace SmallMatters.Patterns.Tests.Evaluation;

public class DifferenceInDifferencesTests
{
    /// <summary>
    /// Cushny and Peebles' hours of sleep, the example of Student (1908), as thousandths of a share: with one variance for both, t is
    /// −1.8608 at 18 degrees of freedom and the interval −3.363874 … 0.203874 (documentation of R's t.test).
    /// </summary>
    [Fact]
    public void The_interval_is_that_of_a_published_example()
    {
        int[] first = [7, -16, -2, -12, -1, 34, 37, 8, 0, 20];
        int[] second = [19, 8, 11, 1, -1, 44, 55, 16, 46, 34];
        var found = DifferenceInDifferences.Estimate([
            .. first.Select((tenths, i) => Moved($"w{i}", true, tenths)),
            .. second.Select((tenths, i) => Moved($"o{i}", false, tenths)),
        ]);
        Assert.Equal(-1.58 / 100, found.Effect!.Value, 10);
        Assert.Equal(-3.363874 / 100, found.Effect.Low, 8);
        Assert.Equal(0.203874 / 100, found.Effect.High, 8);
        Assert.False(found.Effect.IsClear);
        // The randomisation test, which asks for no normal distribution, agrees with Student's 0.079.
        Assert.InRange(found.PValue, 0.065, 0.095);
    }

    [Fact]
    public void With_few_places_every_way_to_name_them_is_counted()
    {
        // The two with it moved most, so of the 21 ways to name two of seven places one is as extreme.
        var found = DifferenceInDifferences.Estimate([
            Moved("a", true, 90),
            Moved("b", true, 110),
            Moved("c", false, 1),
            Moved("d", false, -4),
            Moved("e", false, 3),
            Moved("f", false, 0),
            Moved("g", false, -1),
        ]);
        Assert.Equal(1 / 21.0, found.PValue, 12);
        Assert.Equal(1 / 21.0, found.LeastPValue, 12);
        Assert.True(found.Effect!.IsClear);
        Assert.Equal(0.1002, found.Effect.Value, 10);
    }

    [Fact]
    public void Where_nothing_was_done_one_finding_in_twenty_and_not_one_in_five()
    {
        var (alarms, naive, covered) = (0, 0, 0);
        const int rounds = 400;
        for (var round = 0; round < rounds; round++)
        {
            var nothing = Simulate((ulong)round, effect: 0);
            alarms += DifferenceInDifferences.Estimate(nothing).Effect!.IsClear ? 1 : 0;
            naive += MattersAsWitnesses(nothing) ? 1 : 0;
            var something = DifferenceInDifferences.Estimate(Simulate((ulong)round, effect: 0.08)).Effect!;
            covered += something.Low <= 0.08 && 0.08 <= something.High ? 1 : 0;
        }
        Assert.InRange(alarms, rounds * 2 / 100, rounds * 8 / 100);
        Assert.InRange(covered, rounds * 92 / 100, rounds * 98 / 100);
        // What the same data would have shown with each matter counted as a witness of its own.
        Assert.True(naive > rounds * 3 / 20, $"{naive} of {rounds}");
    }

    [Fact]
    public void A_large_effect_in_four_of_twelve_places_is_found_and_a_trend_of_before_is_told()
    {
        var found = 0;
        for (var round = 0UL; round < 100; round++)
        {
            var said = DifferenceInDifferences.Estimate(Simulate(round, effect: 0.15));
            found += said.Effect!.IsClear ? 1 : 0;
        }
        Assert.True(found >= 90, $"{found} of 100");
        var trend = DifferenceInDifferences.Estimate(Simulate(7, effect: 0, trend: 0.02)).TrendBefore!;
        Assert.True(trend.IsClear);
        Assert.InRange(trend.Value, 0.01, 0.03);
    }

    [Fact]
    public void What_cannot_be_said_is_not_said()
    {
        PlaceCounts[] five = [.. Enumerable.Range(0, 5).Select(i => Moved($"p{i}", i < 2, i))];
        Assert.Equal(Unsaid.TooFewPlaces, DifferenceInDifferences.Estimate(five).WhyNot);
        Assert.Equal(Unsaid.TooFewPlaces, DifferenceInDifferences.Estimate([]).WhyNot);
        PlaceCounts[] noComparison = [.. Enumerable.Range(0, 8).Select(i => Moved($"p{i}", i < 6, i))];
        Assert.Equal(Unsaid.TooFewPlaces, DifferenceInDifferences.Estimate(noComparison).WhyNot);
        PlaceCounts[] noneWith = [.. Enumerable.Range(0, 8).Select(i => Moved($"p{i}", false, i))];
        Assert.Equal(Unsaid.TooFewPlaces, DifferenceInDifferences.Estimate(noneWith).WhyNot);
        // All moved alike: that is no certainty.
        PlaceCounts[] alike = [.. Enumerable.Range(0, 8).Select(i => Moved($"p{i}", i < 3, 5))];
        Assert.Equal(Unsaid.NoVariation, DifferenceInDifferences.Estimate(alike).WhyNot);
        Assert.Null(DifferenceInDifferences.Estimate(alike).Effect);
    }

    [Fact]
    public void A_place_with_nothing_to_count_is_left_out_and_named()
    {
        PlaceCounts[] places =
        [
            .. Enumerable.Range(0, 8).Select(i => Moved($"p{i}", i < 3, i)),
            new PlaceCounts("empty", true, [new ShareCount(0, 0)], [new ShareCount(5, 9)]),
        ];
        var found = DifferenceInDifferences.Estimate(places);
        Assert.Equal(["empty"], found.LeftOut);
        Assert.Equal((3, 5), (found.With, found.Without));
        Assert.NotNull(found.Effect);
        // One period before says nothing of trends.
        Assert.Null(found.TrendBefore);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(-1, 2)]
    public void No_more_than_all_are_counted(int successes, int trials) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            DifferenceInDifferences.Estimate([new PlaceCounts("a", true, [new ShareCount(successes, trials)], [])])
        );

    private static PlaceCounts Moved(string place, bool with, int by) =>
        new(place, with, [new ShareCount(500, 1000)], [new ShareCount(500 + by, 1000)]);

    // Twelve places, four with it, a year on either side, thirty matters a month. Places differ, all share the months, and what a
    // place is like this month it is mostly the next month too.
    private static PlaceCounts[] Simulate(ulong seed, double effect, double trend = 0)
    {
        const int months = 24;
        var stream = new SeededStream(seed, 17);
        double[] shared = [.. Enumerable.Range(0, months).Select(_ => 0.03 * stream.NextNormal())];
        return
        [
            .. Enumerable
                .Range(0, 12)
                .Select(place =>
                {
                    var level = 0.6 + 0.05 * stream.NextNormal();
                    var departure = 0.05 * stream.NextNormal();
                    var counts = new ShareCount[months];
                    for (var month = 0; month < months; month++)
                    {
                        departure = 0.8 * departure + 0.03 * stream.NextNormal();
                        var added = place < 4 ? trend * (month - 6) + (month >= 12 ? effect : 0) : 0;
                        var chance = Math.Clamp(level + shared[month] + departure + added, 0.02, 0.98);
                        counts[month] = new ShareCount(Enumerable.Range(0, 30).Count(_ => stream.NextDouble() < chance), 30);
                    }
                    return new PlaceCounts($"p{place}", place < 4, [.. counts[..12]], [.. counts[12..]]);
                }),
        ];
    }

    // The usual difference of two differences, with the variance of independent matters.
    private static bool MattersAsWitnesses(PlaceCounts[] places)
    {
        (long, long) Pool(bool with, bool after)
        {
            ShareCount[] counts = [.. places.Where(p => p.With == with).SelectMany(p => after ? p.After : p.Before)];
            return (counts.Sum(c => c.Successes), counts.Sum(c => c.Trials));
        }

        var (a, b) = (
            ShareDifference.Interval(Pool(true, true), Pool(true, false)),
            ShareDifference.Interval(Pool(false, true), Pool(false, false))
        );
        var reach = Math.Sqrt(Math.Pow((a.High - a.Low) / 2, 2) + Math.Pow((b.High - b.Low) / 2, 2));
        return Math.Abs(a.Share - b.Share) > reach;
    }
}
