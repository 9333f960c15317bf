using SmallMatters.Patterns.Agreement;
using SmallMatters.Patterns.Sampling;
using Xunit;

namespace SmallMatters.Patterns.Tests.Agreement;

public class IntraclassKappaTests
{
    private const int Studies = 3000;

    [Fact]
    public void Of_fifty_things_kappa_is_what_the_formula_gives_by_hand()
    {
        // 20 both yes, 15 apart, 15 both no: 55 of 100 judgements are yes, so that 2 × 50 × .55 × .45 = 24.75 would be apart by chance.
        var kappa = IntraclassKappa.Of(new PairedJudgements(20, 15, 15))!.Value;
        Assert.Equal(1 - 15 / 24.75, kappa.Kappa, 12);
        Assert.InRange(kappa.Low, .11, .13);
        Assert.InRange(kappa.High, .61, .62);
    }

    [Fact]
    public void Who_is_first_makes_no_difference_and_yes_and_no_may_change_places()
    {
        var (one, other) = (
            IntraclassKappa.Of(new PairedJudgements(31, 9, 12))!.Value,
            IntraclassKappa.Of(new PairedJudgements(12, 9, 31))!.Value
        );
        Assert.Equal(one.Kappa, other.Kappa, 9);
        Assert.Equal(one.Low, other.Low, 9);
        Assert.Equal(one.High, other.High, 9);
    }

    [Fact]
    public void Full_agreement_on_few_things_is_not_called_certain()
    {
        var few = IntraclassKappa.Of(new PairedJudgements(20, 0, 10))!.Value;
        Assert.Equal(1, few.Kappa, 12);
        Assert.InRange(few.Low, .5, .9);
        var many = IntraclassKappa.Of(new PairedJudgements(200, 0, 100))!.Value;
        Assert.True(many.Low > few.Low);
    }

    [Fact]
    public void Where_everybody_always_said_the_same_there_is_nothing_to_agree_beyond()
    {
        Assert.Null(IntraclassKappa.Of(new PairedJudgements(40, 0, 0)));
        Assert.Null(IntraclassKappa.Of(new PairedJudgements(0, 0, 40)));
        Assert.Null(IntraclassKappa.Of(default));
        Assert.Throws<ArgumentOutOfRangeException>(() => IntraclassKappa.Of(new PairedJudgements(-1, 4, 4)));
        Assert.Throws<ArgumentOutOfRangeException>(() => IntraclassKappa.Of(new PairedJudgements(3, 4, 4), 1));
    }

    [Theory]
    [InlineData(30, .3, .4)]
    [InlineData(30, .3, .8)]
    [InlineData(60, .2, 0)]
    [InlineData(100, .15, .6)]
    public void The_interval_holds_the_truth_as_often_as_it_says(int pairs, double yes, double kappa)
    {
        var (held, counted) = (0, 0);
        for (var study = 0; study < Studies; study++)
        {
            if (IntraclassKappa.Of(Judged(new SeededStream(35, (ulong)study), pairs, yes, kappa)) is { } found)
            {
                counted++;
                held += found.Low <= kappa && kappa <= found.High ? 1 : 0;
            }
        }
        Assert.InRange((double)held / counted, .935, .975);
    }

    // With chance kappa the two see the same, else each decides alone: the common correlation model.
    private static PairedJudgements Judged(SeededStream stream, int pairs, double yes, double kappa)
    {
        var counts = new long[3];
        for (var i = 0; i < pairs; i++)
        {
            var same = stream.NextDouble() < kappa;
            var first = stream.NextDouble() < yes;
            var second = same ? first : stream.NextDouble() < yes;
            counts[(first ? 1 : 0) + (second ? 1 : 0)]++;
        }
        return new PairedJudgements(counts[2], counts[1], counts[0]);
    }
}
