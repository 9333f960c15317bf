using SmallMatters.Domain.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

public class PromiseTests
{
    private static readonly DateOnly Friday = new(2026, 3, 6);

    private static Guid Id(Matter matter) => matter.File.Promises[0].Id;

    [Fact]
    public void A_matter_does_not_close_over_an_open_promise()
    {
        var matter = Given.WithPromise(Friday);
        var close = new Close(OutcomeCode.Solved, "修好了");
        Assert.Equal("open-promise", CloseRule.Decide(matter, close, Given.Handler, Given.Jurisdiction, Given.Now).Says());
        var kept = matter.After(m => KeepPromiseRule.Decide(m, new KeepPromise(Id(m), "换了灯"), Given.Handler, Friday));
        Assert.Equal("OutcomeProposed", CloseRule.Decide(kept, close, Given.Handler, Given.Jurisdiction, Given.Now).Says());
    }

    [Theory]
    [InlineData("2026-03-06", PromiseState.Kept)]
    [InlineData("2026-03-07", PromiseState.KeptLate)]
    public void A_promise_kept_after_its_day_is_kept_late(string day, PromiseState state)
    {
        var matter = Given
            .WithPromise(Friday)
            .After(m => KeepPromiseRule.Decide(m, new KeepPromise(Id(m), "换了灯"), Given.Handler, DateOnly.Parse(day)));
        Assert.Equal(state, matter.File.Promises[0].State);
    }

    [Fact]
    public void A_changed_promise_keeps_the_old_day_in_the_fact_and_counts_the_change()
    {
        var matter = Given.WithPromise(Friday);
        var decision = ChangePromiseRule.Decide(
            matter,
            new ChangePromise(Id(matter), Friday.AddDays(3), "没有配件"),
            Given.Handler,
            Given.Today
        );
        var fact = Assert.IsType<PromiseChanged>(Assert.Single(Assert.IsType<Decision.Accepted>(decision).Facts));
        Assert.Equal((Friday, Friday.AddDays(3)), (fact.Before, fact.After));
        var after = fact.Apply(matter).File.Promises[0];
        Assert.Equal((Friday.AddDays(3), 1, PromiseState.Open), (after.DueOn, after.Changes, after.State));
    }

    [Fact]
    public void A_promise_is_not_changed_without_a_reason()
    {
        var matter = Given.WithPromise(Friday);
        Assert.Equal(
            "missing-reason",
            ChangePromiseRule
                .Decide(matter, new ChangePromise(Id(matter), Friday.AddDays(1), " "), Given.Handler, Given.Today)
                .Says()
        );
    }

    [Theory]
    [InlineData("2026-03-02")]
    [InlineData("2027-03-04")]
    [InlineData("2099-01-01")]
    public void A_promise_is_for_today_or_later_and_within_a_year(string day) =>
        Assert.Equal(
            "promise-day-out-of-range",
            ReplyRule
                .Decide(Given.Open(), new Reply("在办", [("修好", DateOnly.Parse(day))]), Given.Handler, Given.Today, Given.Now)
                .Says()
        );

    [Fact]
    public void What_remains_of_a_partly_solved_matter_is_a_promise_that_stays_open_after_closing()
    {
        var matter = Given
            .Open()
            .After(m =>
                CloseRule.Decide(
                    m,
                    new Close(OutcomeCode.PartlySolved, "修了一半") { Remains = "另一半", RemainsBy = Friday },
                    Given.Handler,
                    Given.Jurisdiction,
                    Given.Now
                )
            )
            .After(m => Given.Judge(m, YesPartlyNo.Yes, Given.Now.AddDays(1)));
        Assert.IsType<Matter.Settled>(matter);
        var remains = Assert.Single(matter.File.OpenPromises);
        Assert.True(remains.FollowOn);
        Assert.Equal(
            "PromiseKept",
            KeepPromiseRule.Decide(matter, new KeepPromise(remains.Id, "全好了"), Given.Handler, Friday).Says()
        );
    }
}
