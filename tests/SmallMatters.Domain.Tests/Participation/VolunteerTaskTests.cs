using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Tests.JointHandling;
using SmallMatters.Domain.Tests.Learning;
using SmallMatters.Domain.Tests.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.Participation;

/// <summary>A task that residents take.</summary>
public class VolunteerTaskTests
{
    private static readonly Jurisdiction Jurisdiction = Trials.Jurisdiction;
    private static readonly Actor.Staff Writer = Given.Staff(41, "property", StaffRole.Handler);
    private static readonly Actor.Staff Leader = Given.Staff(42, "property", StaffRole.Supervisor);
    private static readonly DateTimeOffset Begin = Given.Now.AddDays(5);

    private static readonly OfferTask Asked = new(
        "a1",
        "周五晚上看一遍三栋的楼道灯",
        "从一楼走到顶楼，哪层不亮记下来，交给物业办。",
        "不爬高，不进别人家，不拍人。",
        "三栋门口",
        Begin,
        Begin.AddHours(1),
        "2"
    );

    private static JointDecision Offer(OfferTask command) =>
        OfferTaskRule.Write(command, Guid.Empty, Writer, Jurisdiction, Given.Now);

    private static VolunteerTask Open() =>
        ((VolunteerTask)Offer(Asked).Begin()).After(it =>
            OfferTaskRule.Release(it, new ReleaseForResidents(true, null), Leader, Jurisdiction, Given.Now)
        );

    private static Guid Key(int n) => new(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    [Fact]
    public void A_task_is_part_of_a_priority_that_the_unit_adopted_for_that_area_and_of_no_other()
    {
        var key = new Guid("22222222-0000-7000-8000-000000000001");
        var adopted = new Priority(Asked.Area!, "property", Given.Today, PriorityStage.Adopted);
        Assert.Null(((VolunteerTask)Offer(Asked).Begin()).Paper.Priority);
        Assert.Equal(key, ((VolunteerTask)Offer(Asked with { Of = (key, adopted) }).Begin()).Paper.Priority);
        foreach (
            var other in new[]
            {
                adopted with
                {
                    Stage = PriorityStage.Open,
                },
                adopted with
                {
                    Stage = PriorityStage.Done,
                },
                adopted with
                {
                    Unit = "police",
                },
                adopted with
                {
                    Area = "a8",
                },
            }
        )
        {
            Assert.Equal("task-of-an-adopted-priority", Offer(Asked with { Of = (key, other) }).Says());
        }
    }

    [Fact]
    public void A_task_says_everything_that_one_has_to_know_and_every_mistake_is_told_at_once()
    {
        var wrong = Offer(new OfferTask("", "", "", "", "", null, null, "51"));
        Assert.Equal(["Area", "Title", "What", "NotPart", "Where", "Day", "Needed"], wrong.Why!.Each.Select(w => w.Field));
        Assert.Equal("task-times", Offer(Asked with { Until = Begin.AddHours(5) }).Says());
        Assert.Equal("task-day", Offer(Asked with { From = Given.Now.AddHours(-1), Until = Given.Now.AddHours(1) }).Says());
    }

    [Theory]
    [InlineData("在门口盘查陌生人")]
    [InlineData("看看有没有可疑人")]
    [InlineData("登记住户")]
    [InlineData("盯住302")]
    [InlineData("watch neighbours who come late")]
    [InlineData("Register residents at the door")]
    public void A_task_never_checks_watches_or_reports_people_but_may_say_that_this_is_no_part_of_it(string words)
    {
        Assert.Equal("task-about-people", Offer(Asked with { What = words }).Why!.Each.First().Code);
        Assert.Equal("task-about-people", Offer(Asked with { Title = words }).Why!.Each.First().Code);
        Assert.Null(Offer(Asked with { NotPart = "不盘查任何人" }).Why);
    }

    [Fact]
    public void Places_are_taken_given_back_without_a_reason_and_done()
    {
        var it = Open().After(t => TakeTaskRule.Take(t, Key(1), Given.Now)).After(t => TakeTaskRule.Take(t, Key(2), Given.Now));
        Assert.Empty(TakeTaskRule.Take(it, Key(2), Given.Now).Facts);
        Assert.Equal("task-full", TakeTaskRule.Take(it, Key(3), Given.Now).Says());
        Assert.Equal("taking-part-not-now", TakeTaskRule.Done(it, Key(1), Given.Now).Says());
        it = it.After(t => TakeTaskRule.GiveBack(t, Key(1), Begin.AddMinutes(5)));
        Assert.Equal(1, it.Left);
        Assert.Equal("task-not-open", TakeTaskRule.Take(it, Key(3), Begin).Says());
        it = it.After(t => TakeTaskRule.Done(t, Key(2), Begin.AddHours(1)));
        Assert.Equal("taking-part-not-now", TakeTaskRule.Done(it, Key(2), Begin.AddHours(1)).Says());
        Assert.Equal("taking-part-not-now", OfferTaskRule.End(it, "灯都亮了。", Writer, Begin).Says());
        var ended = it.After(t => OfferTaskRule.End(t, "三楼的灯换好了。", Writer, Begin.AddDays(1)));
        Assert.True(ended.IsOver);
        Assert.DoesNotContain(ended.Duties, d => d.IsOpen);
        Assert.Equal("task-about-people", OfferTaskRule.End(it, "发现可疑人员", Writer, Begin.AddDays(1)).Says());
    }

    /// <summary>Whatever anybody tries: no more places than are needed, offered by two people, nothing owed once it is over.</summary>
    [Fact]
    public void Four_thousand_random_lives_give_no_place_twice_and_owe_nothing_when_they_are_over()
    {
        var draw = new Random(64);
        Actor.Staff[] people = [Writer, Leader, Given.Staff(43, "property", StaffRole.Supervisor), Trials.Police];
        var stages = new HashSet<TaskStage>();
        for (var run = 0; run < 4000; run++)
        {
            var it = (VolunteerTask)OfferTaskRule.Write(Asked, Guid.Empty, people[draw.Next(3)], Jurisdiction, Given.Now).Begin();
            var hours = 0;
            for (var step = 0; step < 25; step++)
            {
                hours += draw.Next(24);
                var (who, now) = (people[draw.Next(people.Length)], Given.Now.AddHours(hours));
                var decision = draw.Next(8) switch
                {
                    0 => OfferTaskRule.Release(it, new ReleaseForResidents(draw.Next(4) > 0, "改"), who, Jurisdiction, now),
                    1 => OfferTaskRule.Rewrite(
                        it,
                        Asked with
                        {
                            From = now.AddDays(2),
                            Until = now.AddDays(2).AddHours(1),
                        },
                        who,
                        Jurisdiction,
                        now
                    ),
                    2 or 3 => TakeTaskRule.Take(it, Key(draw.Next(5)), now),
                    4 => TakeTaskRule.GiveBack(it, Key(draw.Next(5)), now),
                    5 => TakeTaskRule.Done(it, Key(draw.Next(5)), now),
                    6 => OfferTaskRule.End(it, "做好了。", who, now),
                    _ => draw.Next(8) == 0
                        ? OfferTaskRule.CallOff(it, "下雨。", who, now)
                        : TakeTaskRule.Take(it, Key(draw.Next(5)), now),
                };
                if (decision.Why is not null || decision.Facts.IsEmpty)
                {
                    continue;
                }
                it = it.After(_ => decision);
                stages.Add(it.Stage);
                Assert.True(it.Places.Count <= it.Paper.Needed);
                Assert.True(decision.Facts[0] is not TaskOpened || (who.Is(StaffRole.Supervisor) && who.Id != it.Paper.Writer));
                Assert.False(it.IsOver && it.Duties.Any(d => d.IsOpen));
            }
        }
        Assert.Equal(Enum.GetValues<TaskStage>().Length, stages.Count);
    }
}
