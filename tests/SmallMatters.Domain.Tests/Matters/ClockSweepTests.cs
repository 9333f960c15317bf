using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

public class ClockSweepTests
{
    private static (Matter Matter, List<(ClockStepKind Kind, string Told)> Steps) Sweep(Matter matter, ClockFor purpose, int days)
    {
        var steps = new List<(ClockStepKind, string)>();
        var id = matter.File.Running(purpose)!.Id;
        for (var at = Given.Now; at < Given.Now.AddDays(days); at = at.AddHours(1))
        {
            while (TickClockRule.Decide(matter, id, Given.Jurisdiction, at) is Decision.Accepted { Facts: [var fact] })
            {
                matter = fact.Apply(matter);
                if (fact is ClockStepped stepped)
                {
                    steps.Add((stepped.Step.Kind, stepped.Told));
                }
            }
        }
        return (matter, steps);
    }

    [Fact]
    public void An_overdue_matter_goes_up_level_by_level_to_the_named_fallback_and_each_is_told_once()
    {
        var (_, steps) = Sweep(Given.Open(), ClockFor.Handle, 20);
        Assert.Equal(
            [
                (ClockStepKind.Warn70, "property"),
                (ClockStepKind.Warn90, "property"),
                (ClockStepKind.Overdue, "property"),
                (ClockStepKind.Escalate, "street"),
            ],
            steps
        );
    }

    [Fact]
    public void A_question_comes_back_by_itself_after_five_calendar_days_and_pauses_no_legal_clock()
    {
        var asked = Given
            .Open()
            .After(m => AskRule.Decide(m, new Ask("哪个单元？"), Given.Handler, Given.Jurisdiction, Given.Now));
        var handle = asked.File.Running(ClockFor.Handle)!.Clock.Deadline;
        Assert.Equal(new DateOnly(2026, 3, 8), asked.File.Running(ClockFor.Question)!.Clock.Deadline.DueOn);
        var (after, _) = Sweep(asked, ClockFor.Question, 7);
        Assert.Equal(QuestionState.Lapsed, after.File.Questions[0].State);
        Assert.Equal(handle, after.File.Running(ClockFor.Handle)!.Clock.Deadline);
    }

    [Fact]
    public void Sorting_under_another_rule_counts_from_the_day_of_raising_so_that_nobody_wins_time()
    {
        var sorted = Given
            .Open()
            .After(m =>
                SortRule.Decide(m, new Sort(Kind.Enquiry, "other"), Given.Handler, Given.Jurisdiction, Given.Now.AddDays(3))
            );
        Assert.Equal(Given.Now, sorted.File.Running(ClockFor.Handle)!.Clock.StartedAt);
        Assert.Equal("intake", sorted.Accountable);
        Assert.Single(sorted.File.Clocks, c => c.Purpose == ClockFor.Handle && c.Clock.IsOpen);
    }

    [Fact]
    public void Only_a_supervisor_of_the_owner_or_above_extends_and_only_as_often_as_the_rule_allows()
    {
        var at = Given.Now.AddDays(1);
        Decision Extend(Matter m, Actor.Staff by) => TickClockRule.Extend(m, 3, "等配件", by, Given.Jurisdiction, at);
        Assert.Equal("only-a-supervisor-extends", Extend(Given.Open(), Given.Handler).Says());
        var once = Given.Open().After(m => Extend(m, Given.Supervisor));
        Assert.Equal(new DateOnly(2026, 3, 13), once.File.Running(ClockFor.Handle)!.Clock.Deadline.DueOn);
        Assert.Equal("extensions-used", Extend(once, Given.Supervisor).Says());
    }
}
