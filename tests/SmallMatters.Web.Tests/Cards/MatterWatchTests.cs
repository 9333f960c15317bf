using SmallMatters.Domain.Cards;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Patterns;
using SmallMatters.Web.Cards.Watching;
using Xunit;

namespace SmallMatters.Web.Tests.Cards;

/// <summary>Rules about single matters, step by step.</summary>
public class MatterWatchTests
{
    private static readonly DateTimeOffset Raised = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    private static CardRule Rule(string code) => CardRuleBook.BuiltIn.Version(code, 1);

    private static MatterLife Life(params (LifeStep What, double Day)[] steps) =>
        new(1, Kind.Request, "noise", "willow", "desk", Raised, [.. steps.Select(s => (s.What, Raised.AddDays(s.Day)))]);

    private static bool Sees(string rule, MatterLife life, double day) =>
        MatterWatch.Look(Rule(rule), life, Raised.AddDays(day)) is not null;

    [Fact]
    public void An_open_matter_that_nobody_touches_for_ten_days_is_seen()
    {
        var life = Life((LifeStep.Staff, 2), (LifeStep.Overdue, 7));
        Assert.False(Sees("silence", life, 11.9));
        Assert.True(Sees("silence", life, 12));
        Assert.False(Sees("silence", Life((LifeStep.Staff, 2), (LifeStep.Closed, 3)), 40));
    }

    [Fact]
    public void A_matter_that_is_overdue_for_the_third_time_is_seen_and_not_for_ever()
    {
        var life = Life((LifeStep.Overdue, 3), (LifeStep.Overdue, 10), (LifeStep.Overdue, 20));
        Assert.False(Sees("repeated-overdue", life, 19));
        Assert.True(Sees("repeated-overdue", life, 21));
        Assert.False(Sees("repeated-overdue", life, 28));
    }

    [Fact]
    public void A_matter_that_two_more_join_in_a_fortnight_is_seen_while_it_is_open()
    {
        Assert.False(Sees("growing-number", Life((LifeStep.Joined, 1), (LifeStep.Joined, 16)), 17));
        Assert.True(Sees("growing-number", Life((LifeStep.Joined, 4), (LifeStep.Joined, 16)), 17));
        Assert.False(Sees("growing-number", Life((LifeStep.Joined, 4), (LifeStep.Joined, 5), (LifeStep.Closed, 6)), 7));
    }

    [Fact]
    public void A_verdict_with_a_no_is_seen_until_it_is_dealt_with_again()
    {
        var said = Life((LifeStep.Closed, 3), (LifeStep.Unsatisfied, 5), (LifeStep.Reopened, 8));
        Assert.True(Sees("unsatisfied-verdict", said, 6));
        Assert.False(Sees("unsatisfied-verdict", said, 9));
    }

    [Theory]
    [InlineData("silence", 13)]
    [InlineData("repeated-overdue", 21)]
    [InlineData("growing-number", 17)]
    [InlineData("unsatisfied-verdict", 6)]
    public void What_happens_later_changes_nothing_of_what_a_rule_about_matters_sees(string code, double day)
    {
        var life = code switch
        {
            "silence" => Life((LifeStep.Staff, 2)),
            "repeated-overdue" => Life((LifeStep.Overdue, 3), (LifeStep.Overdue, 10), (LifeStep.Overdue, 20)),
            "growing-number" => Life((LifeStep.Joined, 4), (LifeStep.Joined, 16)),
            _ => Life((LifeStep.Closed, 3), (LifeStep.Unsatisfied, 5)),
        };
        var at = Raised.AddDays(day);
        var later = life with
        {
            Steps = [.. life.Steps, .. Enum.GetValues<LifeStep>().Select((what, n) => (what, at.AddHours(n + 1)))],
        };
        var alone = MatterWatch.Look(Rule(code), life, at);
        Assert.NotNull(alone);
        Assert.Equal(
            System.Text.Json.JsonSerializer.Serialize(alone),
            System.Text.Json.JsonSerializer.Serialize(MatterWatch.Look(Rule(code), later, at))
        );
    }

    [Fact]
    public void An_alarm_is_right_when_what_it_warned_of_comes_within_its_horizon()
    {
        var rule = Rule("silence");
        var saw = MatterWatch.Look(rule, Life((LifeStep.Staff, 2)), Raised.AddDays(13))!;
        Assert.Equal(Raised.AddDays(15), MatterWatch.Came(rule, saw, Life((LifeStep.Staff, 2), (LifeStep.Overdue, 15))));
        Assert.Null(MatterWatch.Came(rule, saw, Life((LifeStep.Overdue, 12), (LifeStep.Closed, 14))));
        Assert.Null(MatterWatch.Came(rule, saw, Life((LifeStep.Overdue, 42))));
    }

    [Fact]
    public void What_residents_say_of_staff_is_no_rules_business() =>
        Assert.All(CardRuleBook.BuiltIn.All, rule => Assert.DoesNotContain(Kind.Conduct, rule.Kinds));
}
