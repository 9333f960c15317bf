using System.Collections.Immutable;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Web.Performance;
using Xunit;

namespace SmallMatters.Web.Tests.Performance;

public class MeasureTableTests
{
    private static Dictionary<string, ImmutableDictionary<MeasureCode, MeasureCounts>> Month(
        params (string Group, int Count, int Total)[] groups
    ) =>
        groups.ToDictionary(
            g => g.Group,
            g => Measure.All.ToImmutableDictionary(m => m.Code, m => new MeasureCounts(g.Count, g.Total, 0, 0))
        );

    private static MeasureLine Of(MeasureTable table, string group) =>
        table.Groups.Single(l => l.Group == group && l.Measure.Code == MeasureCode.Solved);

    [Fact]
    public void A_month_that_differs_by_chance_is_not_called_better_or_worse()
    {
        var table = MeasureTable.Of(
            Month(("a", 80, 100), ("b", 80, 100), ("c", 95, 100), ("d", 20, 29)),
            Month(("a", 72, 100), ("b", 100, 100), ("c", 40, 100), ("d", 1, 100))
        );
        Assert.Equal(AgainstLast.NoDifference, Of(table, "a").Against);
        Assert.Equal(AgainstLast.Lower, Of(table, "b").Against);
        Assert.Equal(AgainstLast.Higher, Of(table, "c").Against);
        Assert.Equal(AgainstLast.NotCompared, Of(table, "d").Against);
    }

    [Fact]
    public void What_is_hidden_of_one_group_does_not_follow_from_the_total_less_the_others()
    {
        var table = MeasureTable.Of(Month(("a", 5, 6), ("b", 20, 25), ("c", 60, 90)), Month());
        Assert.Equal(Told.TooFew, Of(table, "a").Told);
        Assert.Equal(Told.HiddenWithThem, Of(table, "b").Told);
        Assert.Equal((85, 121), (table.Total[0].Counts.Count, table.Total[0].Counts.Total));
        Assert.All((string[])["a", "b"], g => Assert.Null(Of(table, g).Share));
        Assert.Equal("… / 25", ReportWords.Counts(Of(table, "b")));
        Assert.Equal("60 / 90", ReportWords.Counts(Of(table, "c")));
    }

    [Fact]
    public void Of_two_thousand_pairs_of_equal_months_about_four_are_called_different()
    {
        var dice = new Random(20261123);
        int Draw(double share) => Enumerable.Range(0, 200).Count(_ => dice.NextDouble() < share);
        var called = Enumerable
            .Range(0, 2000)
            .Select(_ => MeasureTable.Of(Month(("a", Draw(0.8), 200)), Month(("a", Draw(0.8), 200))))
            .Count(table => Of(table, "a").Against is AgainstLast.Higher or AgainstLast.Lower);
        Assert.InRange(called, 0, 12);
        var seen = Enumerable
            .Range(0, 200)
            .Select(_ => MeasureTable.Of(Month(("a", Draw(0.6), 200)), Month(("a", Draw(0.8), 200))))
            .Count(table => Of(table, "a").Against == AgainstLast.Lower);
        Assert.InRange(seen, 160, 200);
    }
}
