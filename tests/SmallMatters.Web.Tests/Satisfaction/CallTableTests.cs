using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Web.Satisfaction;
using Xunit;

namespace SmallMatters.Web.Tests.Satisfaction;

/// <summary>The table of calls: what is told, and whether its intervals hold what they promise.</summary>
public class CallTableTests
{
    private static CallTally Tally(int yes, int no, int frame = 100, int drawn = 10) =>
        CallTally.None with
        {
            Refused = 2,
            Answers = [new CallAnswers(frame, drawn, YesPartlyNo.Yes, yes), new CallAnswers(frame, drawn, YesPartlyNo.No, no)],
        };

    [Fact]
    public void Of_a_group_with_fewer_than_ten_answers_nothing_is_told_and_a_second_is_hidden_with_it()
    {
        var table = CallTable.Of([("a", Tally(5, 2)), ("b", Tally(9, 6)), ("c", Tally(30, 10))], VerdictFormula.Strict);
        Assert.Equal([false, false, true], table.Lines.Select(l => l.Tally is not null));
        Assert.Equal(62, table.Total.Tally!.Answered);
        Assert.Null(CallTable.Of([("a", Tally(5, 2))], VerdictFormula.Strict).Total.Tally);
    }

    [Fact]
    public void A_stratum_that_was_drawn_thinly_counts_for_more()
    {
        var thin = Tally(20, 0, frame: 1000, drawn: 20);
        var dense = Tally(0, 20, frame: 20, drawn: 20);
        var total = CallTable.Of([("a", thin), ("b", dense)], VerdictFormula.Strict).Total;
        Assert.Equal(1000.0 / 1020, total.Share!.Share, 12);
        Assert.True(total.Share.Effective < 40);
        Assert.True(total.Interval!.Value.High - total.Interval.Value.Low > 0.05);
    }

    /// <summary>
    /// Strata of very unequal size with unlike satisfaction are drawn by the rules, one in three of those drawn does not answer, and the
    /// interval is asked whether it holds the true share: 2,000 times with a fixed seed. The bounds are three standard errors
    /// of such a simulation below 95 %, and 1 above.
    /// </summary>
    [Theory]
    [InlineData(0.5, 0.9)]
    [InlineData(0.85, 0.95)]
    [InlineData(0.97, 0.6)]
    public void Ninety_five_of_a_hundred_intervals_hold_the_true_share(double inLarge, double inSmall)
    {
        var rules = CallRules.BuiltIn;
        var random = new Random(20_261_123);
        (int Frame, double Share)[] strata = [(600, inLarge), (250, inLarge), (80, inSmall), (15, inSmall), (4, inSmall)];
        var truth = strata.Sum(s => s.Frame * s.Share) / strata.Sum(s => s.Frame);
        const int rounds = 2000;
        var held = 0;
        for (var round = 0; round < rounds; round++)
        {
            var tally = CallTally.None;
            foreach (var (frame, share) in strata)
            {
                var drawn = rules.Of(frame);
                var (yes, no) = (0, 0);
                for (var i = 0; i < drawn; i++)
                {
                    if (random.NextDouble() < 2.0 / 3)
                    {
                        _ = random.NextDouble() < share ? yes++ : no++;
                    }
                }
                tally += CallTally.None with
                {
                    Answers =
                    [
                        new CallAnswers(frame, drawn, YesPartlyNo.Yes, yes),
                        new CallAnswers(frame, drawn, YesPartlyNo.No, no),
                    ],
                };
            }
            var interval = CallTable.Of([("", tally)], VerdictFormula.Strict).Total.Interval!.Value;
            held += interval.Low <= truth && truth <= interval.High ? 1 : 0;
        }
        Assert.InRange((double)held / rounds, 0.935, 1);
    }
}
