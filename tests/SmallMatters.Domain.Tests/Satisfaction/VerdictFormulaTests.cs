using SmallMatters.Domain.Satisfaction;
using Xunit;

namespace SmallMatters.Domain.Tests.Satisfaction;

public class VerdictFormulaTests
{
    // Dongguan police, text message survey of February 2019: 21,882 sent, 7,781 valid; published 88.93 per cent.
    private static readonly VerdictCounts Dongguan = VerdictCounts.None with
    {
        Yes = 6554,
        Partly = 731,
        No = 496,
        NotJudged = 21882 - 7781,
    };

    [Theory]
    [InlineData("strict", 84.2)]
    [InlineData("half", 88.9)]
    [InlineData("full", 93.6)]
    public void From_the_same_answers_each_formula_makes_its_own_rate(string code, double percent)
    {
        var formula = VerdictFormula.All.Single(f => f.Code == code);
        Assert.Equal(percent, Math.Round(100 * formula.Rate(Dongguan)!.Value, 1));
    }

    [Fact]
    public void The_rate_comes_with_the_share_of_those_who_answered_at_all() =>
        Assert.Equal(35.6, Math.Round(100 * Dongguan.Response!.Value, 1));

    [Fact]
    public void Nothing_is_assumed_of_those_who_did_not_answer()
    {
        var (low, high) = VerdictFormula.Strict.Bounds(Dongguan)!.Value;
        Assert.Equal(6554 / 21882.0, low, 12);
        Assert.Equal((6554 + 14101) / 21882.0, high, 12);
    }

    [Fact]
    public void Without_an_answer_there_is_no_rate()
    {
        var silent = VerdictCounts.None with { NotJudged = 40, Withdrawn = 3 };
        Assert.All(VerdictFormula.All, f => Assert.Null(f.Rate(silent)));
        Assert.Equal((0, 1), VerdictFormula.Strict.Bounds(silent)!.Value);
        Assert.Null(VerdictFormula.Strict.Bounds(VerdictCounts.None));
    }

    [Fact]
    public void Every_closing_is_in_exactly_one_place()
    {
        var counts = new VerdictCounts(1, 2, 4, 8, 16, 32, 64, 128, 256);
        Assert.Equal(511, counts.Closings);
        Assert.Equal((7, 224, 240), (counts.Excluded, counts.Answered, counts.Asked));
    }
}
