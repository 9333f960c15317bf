using SmallMatters.Domain.Satisfaction;
using SmallMatters.Web.Satisfaction;
using Xunit;

namespace SmallMatters.Web.Tests.Satisfaction;

public class VerdictTableTests
{
    private static (string, VerdictCounts) Group(string code, int yes, int no, int silent = 20) =>
        (code, VerdictCounts.None with { Yes = yes, No = no, NotJudged = silent });

    [Fact]
    public void A_group_that_is_much_worse_is_found_and_the_others_are_not_ranked()
    {
        var table = VerdictTable.Of(
            [
                Group("a", 80, 20),
                Group("b", 76, 24),
                Group("c", 160, 40),
                Group("d", 41, 9),
                Group("e", 79, 21),
                Group("f", 40, 160),
            ],
            VerdictFormula.Strict
        );
        Assert.Equal(["f"], table.Lines.Where(l => l.Against == Against.Below).Select(l => l.Group));
        Assert.All(table.Lines.Where(l => l.Group != "f"), l => Assert.Equal(Against.NoDifference, l.Against));
        Assert.Equal(["a", "b", "c", "d", "e", "f"], table.Lines.Select(l => l.Group));
    }

    [Fact]
    public void Neither_rate_nor_answers_of_a_hidden_group_are_told()
    {
        var table = VerdictTable.Of([Group("a", 4, 1), Group("b", 20, 5), Group("c", 60, 30)], VerdictFormula.Strict);
        Assert.All(
            table.Lines.Take(2),
            line =>
            {
                Assert.False(line.Tells);
                Assert.Null(line.Rate);
                Assert.Null(line.Bounds);
            }
        );
        Assert.Equal(2 / 3.0, table.Lines[2].Rate!.Value.Share, 12);
        Assert.Null(table.Plot);
    }

    [Fact]
    public void Where_partly_counts_half_the_interval_lies_around_the_rate()
    {
        var line = VerdictTable
            .Of([("a", VerdictCounts.None with { Yes = 6554, Partly = 731, No = 496 })], VerdictFormula.Half)
            .Total;
        Assert.Equal(0.8893, line.Rate!.Value.Share, 4);
        Assert.InRange(line.Rate.Value.High - line.Rate.Value.Low, 0.012, 0.015);
    }

    [Theory]
    [InlineData(2026, 1, 1, "2025Q4")]
    [InlineData(2026, 3, 31, "2025Q4")]
    [InlineData(2026, 4, 1, "2026Q1")]
    public void Only_quarters_that_are_over_are_offered(int year, int month, int day, string latest)
    {
        var today = new DateOnly(year, month, day);
        Assert.Equal(latest, VerdictQuery.Quarters(today)[0].ToString());
        Assert.Equal(
            latest,
            new VerdictQuery { Quarter = "2099Q1" }
                .WholeQuarter(today)
                .ToString()
        );
    }
}
