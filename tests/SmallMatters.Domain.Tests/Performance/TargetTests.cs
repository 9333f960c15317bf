using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Tests.JointHandling;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Performance;

public class TargetTests
{
    private static readonly Actor.Staff Head = Given.Staff(31, "street", StaffRole.Supervisor);
    private static readonly SetTarget Asked = new(
        "答应的日子都做到",
        TargetLevel.Unit,
        "east",
        "property",
        nameof(MeasureCode.PromisesKept),
        90,
        Given.Today,
        Given.Today.AddDays(90),
        Given.Handler.Id
    );

    private static JointDecision Set(SetTarget command, Actor.Staff? by = null, Target? parent = null) =>
        SetTargetRule.Decide(command, Guid.Empty, parent, by ?? Head, [Given.Handler.Id], Given.Jurisdiction, Given.Now);

    private static Target Open(SetTarget? command = null, Target? parent = null) =>
        (Target)Set(command ?? Asked, parent: parent).Begin();

    private static JointDecision Account(
        Target target,
        TargetStage? what,
        TargetStands? stands,
        int day = 91,
        string words = "每周看一次快到期的承诺",
        Actor.Staff? by = null
    ) =>
        AccountForTargetRule.Decide(
            target,
            new AccountForTarget(what, words),
            target.File.Level == TargetLevel.Task ? null : new MeasureCounts(45, 50, 0, 0),
            stands,
            by ?? Given.Supervisor,
            Given.Today.AddDays(day),
            Given.Now.AddDays(day)
        );

    [Fact]
    public void A_leader_sets_a_target_for_the_own_unit_or_one_below_with_a_named_leader_of_that_unit()
    {
        Assert.Equal("TargetSet", Set(Asked).Says());
        Assert.Equal("TargetSet", Set(Asked, Given.Supervisor).Says());
        Assert.Equal("only-a-leader-sets-targets", Set(Asked, Given.Handler).Says());
        Assert.Equal("missing-unit", Set(Asked with { Unit = "police" }).Says());
        Assert.Equal("missing-leader", Set(Asked with { Leader = Given.Stranger.Id }).Says());
        Assert.Equal("missing-percent", Set(Asked with { Percent = 101 }).Says());
        Assert.Equal("missing-measure", Set(Asked with { Measure = "3" }).Says());
        Assert.Equal("target-term", Set(Asked with { Until = Given.Today }).Says());
        Assert.Equal("target-term", Set(Asked with { Until = Given.Today.AddDays(401) }).Says());
        Assert.Equal("number-of-a-person", Set(Asked with { Title = "找 13900001111 落实" }).Says());
        var all = Set(new SetTarget(null, null, null, null, null, null, null, null, null)).Why!;
        Assert.Equal(8, all.Others.Length + 1);
    }

    [Fact]
    public void What_counts_events_visits_penalties_cases_or_persons_is_refused_with_its_reason()
    {
        Assert.Equal(
            ["events", "visits", "penalties", "cases", "mediations", "registrations", "persons"],
            NotAMeasure.All.Select(n => n.Code)
        );
        Assert.All(
            NotAMeasure.All,
            none =>
            {
                var why = Set(Asked with { Measure = none.Code }).Why!;
                Assert.Equal("not-a-measure", why.Code);
                Assert.Contains(none.Because.Zh, why.Sentence.Zh, StringComparison.Ordinal);
                Assert.Contains(none.Because.En, why.Sentence.En, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public void A_part_has_the_measure_of_the_target_above_and_lies_within_its_term_and_a_task_is_a_part_of_one()
    {
        var area = Open(Asked with { Level = TargetLevel.Area });
        var task = Asked with { Level = TargetLevel.Task, Percent = null };
        Assert.Equal("task-without-a-target", Set(task).Says());
        Assert.Equal("TargetSet", Set(task, parent: area).Says());
        Assert.Equal("TargetSet", Set(Asked, parent: area).Says());
        Assert.Equal("target-of-another-measure", Set(Asked with { Measure = nameof(MeasureCode.Solved) }, parent: area).Says());
        Assert.Equal("target-outside-the-one-above", Set(Asked with { Until = Given.Today.AddDays(91) }, parent: area).Says());
        Assert.Equal("area-below-a-unit", Set(Asked with { Level = TargetLevel.Area }, parent: Open()).Says());
        var done = Open(task, area);
        Assert.Equal("target-takes-no-part", Set(task, parent: done).Says());
        Assert.Equal(area.Key, done.File.Parent);
    }

    [Fact]
    public void Who_owns_it_accounts_for_it_and_nobody_says_reached_against_the_count()
    {
        var target = Open();
        var duty = Assert.Single(target.Duties);
        Assert.Equal((DutyFor.AccountForTarget, "property", true), (duty.For, duty.Unit, duty.IsOpen));
        Assert.Equal(Given.Today.AddDays(90 + SetTargetRule.DaysToAccount), duty.Clock.Deadline.DueOn);
        Assert.Equal("not-your-units-target", Account(target, TargetStage.Reached, TargetStands.Reached, by: Head).Says());
        Assert.Equal("target-not-over-yet", Account(target, TargetStage.NotReached, TargetStands.NotReached, 90).Says());
        Assert.Equal("TargetAccounted", Account(target, TargetStage.GivenUp, TargetStands.TooFew, 10).Says());
        foreach (var stands in (TargetStands[])[TargetStands.NotReached, TargetStands.Unclear, TargetStands.TooFew])
        {
            Assert.Equal("figures-say-otherwise", Account(target, TargetStage.Reached, stands).Says());
            Assert.Equal("TargetAccounted", Account(target, TargetStage.NotReached, stands).Says());
        }
        Assert.Equal("missing-words", Account(target, TargetStage.Reached, TargetStands.Reached, words: " ").Says());
        Assert.Equal("missing-as", Account(target, null, TargetStands.Reached).Says());
        var over = target.After(t => Account(t, TargetStage.Reached, TargetStands.Reached));
        Assert.Equal((45, 50), (over.Account!.Count, over.Account.Total));
        Assert.True(over.IsOver);
        Assert.DoesNotContain(over.Duties, d => d.IsOpen);
        Assert.Equal("target-is-over", Account(over, TargetStage.NotReached, TargetStands.Reached).Says());
    }

    [Fact]
    public void A_task_is_done_or_not_and_its_unit_may_say_so_at_any_time()
    {
        var task = Open(Asked with { Level = TargetLevel.Task, Percent = null }, Open());
        Assert.Equal("TargetAccounted", Account(task, TargetStage.Reached, null, 5).Says());
        Assert.Equal("TargetAccounted", Account(task, TargetStage.NotReached, null, 5).Says());
    }
}
