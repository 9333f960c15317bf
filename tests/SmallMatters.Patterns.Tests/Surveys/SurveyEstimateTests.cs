using SmallMatters.Patterns.ControlCharts;
using SmallMatters.Patterns.Surveys;
using Xunit;

namespace SmallMatters.Patterns.Tests.Surveys;

public class SurveyEstimateTests
{
    /// <summary>
    /// Lohr, S. L., Sampling: Design and Analysis, example of the American Council of Learned Societies: seven disciplines, share of
    /// female members 0.2465 with a standard error of 0.0071, and 10,847 of 44,000. Who answered is taken as who was drawn, as there.
    /// </summary>
    [Fact]
    public void Seven_learned_societies_give_the_share_and_the_error_of_the_textbook()
    {
        (long Members, int Valid, double Female)[] societies =
        [
            (9100, 636, .38),
            (1950, 451, .27),
            (5500, 481, .18),
            (10850, 611, .19),
            (2100, 493, .36),
            (5500, 575, .13),
            (9000, 588, .26),
        ];
        var found = SurveyEstimate.Of(
            societies.Select(s => new SurveyStratum(s.Members, s.Valid, 0, s.Valid, (int)Math.Round(s.Valid * s.Female)))
        )!;
        // The book gives shares in whole percent: 0.2465 from those, 0.2468 from whole people.
        Assert.InRange(found.Share.Share, 0.2460, 0.2470);
        Assert.Equal(0.0071, found.StandardError, 4);
        Assert.InRange(found.Share.Share * 44_000, 10_800, 10_900);
        Assert.InRange(found.WeightEffect, 1.1, 1.6);
        Assert.Equal(1, found.Covered, 12);
    }

    [Fact]
    public void Equal_weights_and_an_endless_frame_give_the_interval_of_Wilson()
    {
        var found = SurveyEstimate.Of([new SurveyStratum(1_000_000_000, 100, 0, 100, 80)])!;
        var wilson = Wilson.Interval(80, 100);
        Assert.Equal(1, found.WeightEffect, 6);
        Assert.Equal(wilson.Low, found.Share.Low, 2);
        Assert.Equal(wilson.High, found.Share.High, 2);
    }

    [Fact]
    public void Who_heard_everybody_knows_it()
    {
        var found = SurveyEstimate.Of([new SurveyStratum(50, 50, 0, 50, 20)])!;
        Assert.Equal(new ShareInterval(.4, .4, .4), found.Share);
        Assert.Equal(0, found.StandardError, 12);
    }

    [Fact]
    public void Strata_of_one_mind_are_not_taken_for_certain()
    {
        var found = SurveyEstimate.Of([new SurveyStratum(5000, 40, 0, 40, 40), new SurveyStratum(5000, 40, 0, 40, 40)])!;
        Assert.Equal(1, found.Share.Share);
        Assert.InRange(found.Share.Low, .9, .97);
    }

    [Fact]
    public void Who_did_not_answer_bounds_the_share_and_an_empty_dwelling_does_not()
    {
        var found = SurveyEstimate.Of([new SurveyStratum(1000, 110, 10, 60, 45)])!;
        Assert.Equal(.75, found.Share.Share, 12);
        Assert.Equal(.45, found.Lowest, 12);
        Assert.Equal(.85, found.Highest, 12);
    }

    [Fact]
    public void A_stratum_from_which_nobody_answered_is_told_as_not_covered()
    {
        var found = SurveyEstimate.Of([new SurveyStratum(750, 40, 0, 30, 15), new SurveyStratum(250, 40, 0, 0, 0)])!;
        Assert.Equal(.75, found.Covered, 12);
        Assert.Null(SurveyEstimate.Of([new SurveyStratum(250, 40, 0, 0, 0)]));
        Assert.Null(SurveyEstimate.Of([]));
    }

    [Theory]
    [InlineData(10, 11, 0, 0, 0)]
    [InlineData(10, 5, 0, 6, 0)]
    [InlineData(10, 5, 1, 5, 0)]
    [InlineData(10, 5, 0, 5, 6)]
    [InlineData(0, 0, 0, 0, 0)]
    public void Counts_that_do_not_fit_are_not_computed_with(long frame, int drawn, int ineligible, int answered, int yes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            SurveyEstimate.Of([new SurveyStratum(frame, drawn, ineligible, answered, yes)])
        );
}
