using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Supervision;
using SmallMatters.Domain.Tests.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.JointHandling;

public class SupervisionTests
{
    private static readonly Actor.Staff Head = Given.Staff(31, "street", StaffRole.Supervisor);

    private static JointDecision Give(
        Matter matter,
        Actor.Staff by,
        OrderPace? pace = OrderPace.Ordinary,
        string what = "修好路灯"
    ) => GiveOrderRule.Decide(matter, new GiveOrder(what, "本周修好并报告", pace), Guid.Empty, by, Given.Jurisdiction, Given.Now);

    private static SupervisionOrder Order() => (SupervisionOrder)Give(Given.Open(), Head).Begin();

    private static JointDecision Reply(SupervisionOrder order, Actor.Staff by, string words = "灯已换") =>
        AnswerOrderRule.Reply(order, new ReplyToOrder(words), by, Given.Jurisdiction, Given.Now.AddHours(order.Duties.Length));

    private static JointDecision Judge(SupervisionOrder order, Actor.Staff by, ReplyJudgement? to, string? words = null) =>
        AnswerOrderRule.Judge(order, new JudgeReply(to, words), by, Given.Jurisdiction, Given.Now.AddHours(order.Duties.Length));

    [Fact]
    public void Only_a_leader_of_the_owner_or_above_it_orders_and_never_on_a_matter_of_conduct_or_a_settled_one()
    {
        Assert.Equal("OrderGiven", Give(Given.Open(), Head).Says());
        Assert.Equal("OrderGiven", Give(Given.Open(), Given.Supervisor).Says());
        Assert.Equal("only-a-leader-orders", Give(Given.Open(), Given.Handler).Says());
        Assert.Equal("only-a-leader-orders", Give(Given.Open(), Given.Staff(9, "bureau", StaffRole.Supervisor)).Says());
        Assert.Equal("no-order-on-this-matter", Give(Given.Settled(), Head).Says());
        var conduct = Given.Open().With(f => f with { Kind = Kind.Conduct });
        Assert.Equal("no-order-on-this-matter", Give(conduct, Head).Says());
        Assert.Equal("missing-pace", Give(Given.Open(), Head, null).Says());
        Assert.Equal("missing-what", Give(Given.Open(), Head, what: "").Says());
    }

    [Fact]
    public void An_order_is_replied_to_asked_again_and_accepted_and_its_clock_binds_whoever_is_next()
    {
        var order = Order();
        Assert.Equal(["property"], order.Duties.Where(d => d.IsOpen).Select(d => d.Unit));
        Assert.Equal("not-your-units-order", Reply(order, Given.Stranger).Says());
        Assert.Equal("missing-words", Reply(order, Given.Handler, "").Says());
        var replied = order.After(o => Reply(o, Given.Handler));
        Assert.Equal([("street", DutyFor.JudgeReply)], replied.Duties.Where(d => d.IsOpen).Select(d => (d.Unit, d.For)));
        Assert.Equal("order-not-at-this-step", Reply(replied, Given.Handler).Says());
        Assert.Equal("not-your-units-order", Judge(replied, Given.Supervisor, ReplyJudgement.Accept).Says());
        Assert.Equal("missing-as", Judge(replied, Head, null).Says());
        Assert.Equal("missing-words", Judge(replied, Head, ReplyJudgement.AskAgain).Says());
        var again = replied.After(o => Judge(o, Head, ReplyJudgement.AskAgain, "还有两盏不亮"));
        Assert.Equal(["property"], again.Duties.Where(d => d.IsOpen).Select(d => d.Unit));
        Assert.Equal(["灯已换", null], again.Rounds.Select(r => r.Reply));
        var accepted = again.After(o => Reply(o, Given.Handler)).After(o => Judge(o, Head, ReplyJudgement.Accept));
        Assert.True(accepted.IsOver);
        Assert.DoesNotContain(accepted.Duties, d => d.IsOpen);
        Assert.Equal(4, accepted.Duties.Length);
        Assert.Equal(
            "order-not-at-this-step",
            AnswerOrderRule.TakeBack(accepted, new TakeOrderBack("不用"), Head, Given.Now).Says()
        );
    }

    [Fact]
    public void An_order_given_while_a_reviewer_looks_at_the_matter_goes_to_the_owner_and_not_to_the_reviewer()
    {
        var review = Given.UnderReview();
        Assert.NotEqual(review.File.Owner, review.Accountable);
        var order = (SupervisionOrder)Give(review, Head).Begin();
        Assert.Equal((review.File.Owner, review.File.Owner), (order.File.To, order.Duties[0].Unit));
        Assert.Equal("OrderReplied", Reply(order, Given.Handler).Says());
    }

    [Fact]
    public void Everything_that_is_missing_from_an_order_or_a_listing_is_said_at_once()
    {
        Assert.Equal(
            ["What", "Asked", "Pace"],
            GiveOrderRule
                .Decide(Given.Open(), new GiveOrder(" ", null, null), Guid.Empty, Head, Given.Jurisdiction, Given.Now)
                .Why!.Each.Select(w => w.Field)
        );
        Assert.Equal(
            ["Title", "Why", "Category", "Area", "Leader", "Post"],
            ListHardProblemRule
                .Decide(
                    new ListHardProblem(null, null, null, null, null, null, []),
                    Guid.Empty,
                    Given.Supervisor,
                    Colleagues,
                    Given.Jurisdiction,
                    Given.Now
                )
                .Why!.Each.Select(w => w.Field)
        );
    }

    [Fact]
    public void Everything_that_is_wrong_with_a_judgement_or_a_confirmation_is_said_at_once()
    {
        var replied = Order().After(o => Reply(o, Given.Handler));
        Assert.Equal(["As", "Words"], Judge(replied, Head, null, "请打 13900001234").Why!.Each.Select(w => w.Field));
        Assert.Equal("missing-as", Judge(replied, Head, null).Says());
        Assert.Equal("ReplyAccepted", Judge(replied, Head, ReplyJudgement.Accept).Says());
        var claimed = Claimed();
        Assert.Equal(
            ["As", "Words"],
            WorkHardProblemRule
                .Confirm(
                    claimed,
                    new ConfirmSolved(null, " "),
                    Given.Staff(47, claimed.File.Confirms, StaffRole.Supervisor),
                    Given.Jurisdiction,
                    Given.Now
                )
                .Why!.Each.Select(w => w.Field)
        );
    }

    [Fact]
    public void An_urgent_order_is_due_sooner()
    {
        var urgent = (SupervisionOrder)Give(Given.Open(), Head, OrderPace.Urgent).Begin();
        Assert.True(urgent.Duties[0].Clock.Deadline.DueAt < Order().Duties[0].Clock.Deadline.DueAt);
    }

    private static readonly ImmutableArray<StaffId> Colleagues = [Given.Supervisor.Id, Given.Handler.Id];

    private static JointDecision List(
        Actor.Staff by,
        StaffId? leader,
        LeaderPost? post = LeaderPost.Head,
        params ImmutableArray<MatterHeld> matters
    ) =>
        ListHardProblemRule.Decide(
            new ListHardProblem("老旧管网", "产权不清", "light", "east", leader, post, matters),
            Guid.Empty,
            by,
            Colleagues,
            Given.Jurisdiction,
            Given.Now
        );

    private static HardProblem Listed() => (HardProblem)List(Given.Supervisor, Given.Supervisor.Id).Begin();

    private static HardProblem Claimed() =>
        Listed()
            .After(p => WorkHardProblemRule.Plan(p, new PlanHardProblem("分三步"), Given.Handler))
            .After(p =>
                WorkHardProblemRule.Claim(p, new ClaimSolved("三个月没有新的诉求"), Given.Handler, Given.Jurisdiction, Given.Now)
            );

    private static JointDecision Confirm(HardProblem problem, Actor.Staff by, SolvedFinding? finding = SolvedFinding.Confirmed) =>
        WorkHardProblemRule.Confirm(problem, new ConfirmSolved(finding, "去看过"), by, Given.Jurisdiction, Given.Now.AddHours(1));

    [Fact]
    public void A_hard_problem_has_a_named_leader_with_a_post_and_holds_matters_of_the_unit_or_below()
    {
        Assert.Equal("HardProblemListed", List(Given.Supervisor, Given.Supervisor.Id).Says());
        Assert.Equal("only-a-leader-lists", List(Given.Handler, Given.Supervisor.Id).Says());
        Assert.Equal("missing-leader", List(Given.Supervisor, null).Says());
        Assert.Equal("missing-leader", List(Given.Supervisor, Given.Stranger.Id).Says());
        Assert.Equal("missing-post", List(Given.Supervisor, Given.Supervisor.Id, null).Says());
        var held = new MatterHeld(Whistles.Matter.Number, "property", Kind.Complaint);
        Assert.Equal("HardProblemListed", List(Given.Supervisor, Given.Supervisor.Id, LeaderPost.Head, held).Says());
        Assert.Equal(
            "not-a-matter-to-hold",
            List(Given.Supervisor, Given.Supervisor.Id, LeaderPost.Head, held with { Owner = "police" }).Says()
        );
        Assert.Equal(
            "not-a-matter-to-hold",
            List(Given.Supervisor, Given.Supervisor.Id, LeaderPost.Head, held with { Kind = Kind.Conduct }).Says()
        );
    }

    [Fact]
    public void Reviews_are_dated_and_the_clock_of_the_next_one_always_runs()
    {
        var problem = Listed();
        for (var month = 1; month <= 3; month++)
        {
            var at = Given.Now.AddDays(20 * month);
            problem = problem.After(p =>
                WorkHardProblemRule.Review(p, new ReviewHardProblem("有进展"), Given.Handler, Given.Jurisdiction, at)
            );
            var next = Assert.Single(problem.Duties, d => d.IsOpen);
            Assert.Equal((DutyFor.ReviewHardProblem, "property"), (next.For, next.Unit));
            Assert.True(next.Clock.Deadline.DueAt > at);
        }
        Assert.Equal(3, problem.Reviews.Length);
        Assert.Equal(3, problem.Reviews.Select(r => r.On).Distinct().Count());
    }

    [Fact]
    public void It_is_solved_only_when_somebody_other_than_the_leader_and_the_claimer_confirmed_it()
    {
        Assert.Equal(
            "hard-problem-without-plan",
            WorkHardProblemRule.Claim(Listed(), new ClaimSolved("好了"), Given.Handler, Given.Jurisdiction, Given.Now).Says()
        );
        var claimed = Claimed();
        Assert.False(claimed.IsOver);
        Assert.Equal("street", Assert.Single(claimed.Duties, d => d.IsOpen).Unit);
        Assert.Equal("another-unit-confirms", Confirm(claimed, Given.Colleague).Says());
        var leaderElsewhere = Head with { Id = Given.Supervisor.Id };
        Assert.Equal("not-by-the-leader", Confirm(claimed, leaderElsewhere).Says());
        Assert.Equal("not-by-the-leader", Confirm(claimed, Head with { Id = Given.Handler.Id }).Says());
        Assert.Equal("missing-as", Confirm(claimed, Head, null).Says());
        var back = claimed.After(p => Confirm(p, Head, SolvedFinding.NotYet));
        Assert.Equal((HardStage.Listed, "property"), (back.Stage, Assert.Single(back.Duties, d => d.IsOpen).Unit));
        var solved = claimed.After(p => Confirm(p, Head));
        Assert.True(solved.IsOver);
        Assert.DoesNotContain(solved.Duties, d => d.IsOpen);
    }
}
