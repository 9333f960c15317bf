using System.Collections.Immutable;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Performance;
using SmallMatters.Storage.Learning;
using SmallMatters.Web.Learning;
using Xunit;

namespace SmallMatters.Web.Tests.Learning;

public class EffectOfAreasTests
{
    private static readonly Comparison Compared = new(
        MeasureCode.Solved,
        1,
        ["a0", "a1", "a2"],
        ["a3", "a4", "a5", "a6", "a7", "a8"],
        new DateOnly(2026, 1, 5),
        new DateOnly(2026, 12, 31)
    );

    /// <summary>Nine areas whose share scatters around 60 per cent; after the start, some points more or less in the first three.</summary>
    private static MeasuredEffect Planted(int points, int stretches = 8, int each = 50, int seed = 7)
    {
        var draw = new Random(seed);
        MeasureCounts One(double share) =>
            new(Enumerable.Range(0, each).Count(_ => draw.NextDouble() < share), each, draw.Next(9), 0);
        ImmutableArray<MeasureCounts> Side(double share) => [.. Enumerable.Range(0, stretches).Select(_ => One(share))];
        var areas = Enumerable
            .Range(0, 9)
            .Select(n => new AreaCounts($"a{n}", n < 3, Side(0.6), Side(n < 3 ? 0.6 + points / 100.0 : 0.6)));
        return EffectOfAreas.Of(Compared, stretches, [.. areas]);
    }

    [Fact]
    public void A_planted_effect_is_found_with_its_counts_and_its_interval_and_none_where_none_was_planted()
    {
        var found = Planted(20);
        Assert.Equal(Shows.Better, found.Shows());
        Assert.InRange(0.2, found.Difference!.Low, found.Difference.High);
        Assert.Equal((3 * 8 * 50, 6 * 8 * 50), (found.After.Total, found.OthersBefore.Total));
        Assert.NotNull(found.PValue);
        Assert.NotNull(found.Jump);
        Assert.Equal(EffectOfAreas.Version, found.FormulaVersion);
        Assert.Equal(Shows.Worse, Planted(-20).Shows());
        // At 95 per cent, one in twenty is called where there is nothing.
        var called = Enumerable.Range(0, 200).Count(seed => Planted(0, stretches: 3, seed: seed).Shows() != Shows.NoDifference);
        Assert.InRange(called, 2, 20);
    }

    [Fact]
    public void Less_of_a_measure_that_counts_what_went_wrong_is_better()
    {
        var less = Planted(-20) with { Compared = Compared with { Measure = MeasureCode.Reopened } };
        Assert.Equal(Shows.Better, less.Shows());
    }

    [Fact]
    public void Where_too_few_were_counted_nothing_is_said_and_the_reason_is()
    {
        var few = Planted(20, stretches: 1, each: 9);
        Assert.Equal((Shows.Nothing, NothingSaid.TooFewCounted), (few.Shows(), few.WhyNot));
        Assert.Equal(NothingSaid.TooFewPeriods, Planted(20, stretches: 3).WhyNoJump);
        var places = EffectOfAreas.Of(
            Compared,
            1,
            [
                new AreaCounts("a0", true, [new MeasureCounts(30, 50, 0, 0)], [new MeasureCounts(45, 50, 0, 0)]),
                new AreaCounts("a3", false, [new MeasureCounts(30, 50, 0, 0)], [new MeasureCounts(31, 50, 0, 0)]),
            ]
        );
        Assert.Equal((Shows.Nothing, NothingSaid.TooFewPlaces), (places.Shows(), places.WhyNot));
        Assert.True(places.HasDenominators());
    }

    [Fact]
    public void As_many_whole_stretches_are_counted_before_as_are_over_after()
    {
        Assert.Equal(0, Compared.StretchesBy(Compared.From.AddDays(27)));
        Assert.Equal(1, Compared.StretchesBy(Compared.From.AddDays(28)));
        Assert.Equal(12, Compared.StretchesBy(Compared.Until.AddDays(400)));
        Assert.Equal(0, Compared.StretchesBy(Compared.From.AddDays(-60)));
    }
}
