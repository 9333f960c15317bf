using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

/// <summary>Stage × command → fact or refusal: the whole table.</summary>
public class StageTests
{
    private static readonly Dictionary<string, Func<Matter>> Stages = new()
    {
        ["Open"] = () => Given.Open(),
        ["Closed"] = Given.Closed,
        ["UnderReview"] = Given.UnderReview,
        ["Settled"] = Given.Settled,
    };

    private static readonly DateTimeOffset At = Given.Now.AddDays(2);

    private static readonly Dictionary<string, Func<Matter, Decision>> Commands = new()
    {
        ["take"] = m => AssignRule.Decide(m, new Assign(Given.Handler.Id), ["property"], Given.Handler),
        ["sort"] = m => SortRule.Decide(m, new Sort(Kind.Request, "water"), Given.Handler, Given.Jurisdiction, At),
        ["reply"] = m => ReplyRule.Decide(m, new Reply("在办", []), Given.Handler, Given.Today, At),
        ["ask"] = m => AskRule.Decide(m, new Ask("哪个单元？"), Given.Handler, Given.Jurisdiction, At),
        ["note"] = m => NoteRule.Decide(m, new Note("电工明天来"), Given.Handler),
        ["hand over"] = m =>
            ProposeHandOverRule.Decide(
                m,
                new ProposeHandOver("police", "duty", "是他们的"),
                Given.Handler,
                Given.Jurisdiction,
                At
            ),
        ["close"] = m => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "修好了"), Given.Handler, Given.Jurisdiction, At),
        ["withdraw"] = m => WithdrawRule.Decide(m, new Withdraw(null), Given.Raiser, At),
        ["judge yes"] = m => Given.Judge(m, YesPartlyNo.Yes, At),
        ["judge no"] = m => Given.Judge(m, YesPartlyNo.No, At),
        ["review"] = m =>
            AskInternalReviewRule.Decide(m, new AskInternalReview("没说理由"), Given.Raiser, Given.Jurisdiction, At),
        ["reopen"] = m =>
            DecideReopeningRule.Decide(
                m,
                new DecideReopening(ReopeningDecision.Reopen, "确实没修", "再去修"),
                Given.Reviewer,
                ["inspection"],
                Given.Jurisdiction,
                At
            ),
        ["stands"] = m =>
            DecideReopeningRule.Decide(
                m,
                new DecideReopening(ReopeningDecision.Stands, "已经修好", null),
                Given.Reviewer,
                ["inspection"],
                Given.Jurisdiction,
                At
            ),
        ["join"] = m => JoinRule.Decide(m, new Join(Given.SomebodyElse.Id, Contact.None, default, null)),
        ["add"] = m => AddRule.Decide(m, new Add("昨天又坏了", []), Given.Raiser),
        ["erase"] = m => EraseRule.Decide(m, Given.Raiser),
    };

    public static TheoryData<string, string, string> Table() =>
        new()
        {
            { "Open", "take", "Assigned" },
            { "Open", "sort", "Sorted" },
            { "Open", "reply", "Replied" },
            { "Open", "ask", "Asked" },
            { "Open", "note", "Noted" },
            { "Open", "hand over", "HandOverProposed" },
            { "Open", "close", "OutcomeProposed" },
            { "Open", "withdraw", "MatterWithdrawn" },
            { "Open", "judge yes", "no-verdict-now" },
            { "Open", "judge no", "no-verdict-now" },
            { "Open", "review", "nothing-to-review" },
            { "Open", "reopen", "no-decision-waiting" },
            { "Open", "stands", "no-decision-waiting" },
            { "Open", "join", "Joined" },
            { "Open", "add", "InformationAdded" },
            { "Open", "erase", "erase-after-settling" },
            { "Closed", "take", "matter-not-open" },
            { "Closed", "sort", "matter-not-open" },
            { "Closed", "reply", "matter-not-open" },
            { "Closed", "ask", "matter-not-open" },
            { "Closed", "note", "Noted" },
            { "Closed", "hand over", "matter-not-open" },
            { "Closed", "close", "matter-not-open" },
            { "Closed", "withdraw", "matter-not-open" },
            { "Closed", "judge yes", "VerdictGiven" },
            { "Closed", "judge no", "DissatisfiedVerdictGiven" },
            { "Closed", "review", "InternalReviewAsked" },
            { "Closed", "reopen", "no-decision-waiting" },
            { "Closed", "stands", "no-decision-waiting" },
            { "Closed", "join", "matter-not-open" },
            { "Closed", "add", "InformationAdded" },
            { "Closed", "erase", "erase-after-verdict" },
            { "UnderReview", "take", "matter-not-open" },
            { "UnderReview", "sort", "matter-not-open" },
            { "UnderReview", "reply", "matter-not-open" },
            { "UnderReview", "ask", "matter-not-open" },
            { "UnderReview", "note", "Noted" },
            { "UnderReview", "hand over", "matter-not-open" },
            { "UnderReview", "close", "matter-not-open" },
            { "UnderReview", "withdraw", "no-withdrawing-in-review" },
            { "UnderReview", "judge yes", "no-verdict-now" },
            { "UnderReview", "judge no", "no-verdict-now" },
            { "UnderReview", "review", "nothing-to-review" },
            { "UnderReview", "reopen", "Reopened" },
            { "UnderReview", "stands", "OutcomeStands" },
            { "UnderReview", "join", "matter-not-open" },
            { "UnderReview", "add", "InformationAdded" },
            { "UnderReview", "erase", "erase-after-review" },
            { "Settled", "take", "matter-not-open" },
            { "Settled", "sort", "matter-not-open" },
            { "Settled", "reply", "matter-not-open" },
            { "Settled", "ask", "matter-not-open" },
            { "Settled", "note", "Noted" },
            { "Settled", "hand over", "matter-not-open" },
            { "Settled", "close", "matter-not-open" },
            { "Settled", "withdraw", "matter-not-open" },
            { "Settled", "judge yes", "no-verdict-now" },
            { "Settled", "judge no", "no-verdict-now" },
            { "Settled", "review", "InternalReviewAsked" },
            { "Settled", "reopen", "no-decision-waiting" },
            { "Settled", "stands", "no-decision-waiting" },
            { "Settled", "join", "matter-not-open" },
            { "Settled", "add", "matter-not-open" },
            { "Settled", "erase", "PersonErased" },
        };

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_stage_answers_each_command_with_its_fact_or_its_refusal(string stage, string command, string answer) =>
        Assert.Equal(answer, Commands[command](Stages[stage]()).Says());

    [Fact]
    public void The_table_leaves_no_pair_of_stage_and_command_out() =>
        Assert.Equal(Stages.Count * Commands.Count, Table().Select(r => (r.Data.Item1, r.Data.Item2)).Distinct().Count());

    [Theory]
    [InlineData("take")]
    [InlineData("sort")]
    [InlineData("reply")]
    [InlineData("ask")]
    [InlineData("close")]
    public void Another_units_staff_do_none_of_it(string command)
    {
        var other = new Dictionary<string, Func<Matter, Decision>>
        {
            ["take"] = m => AssignRule.Decide(m, new Assign(Given.Stranger.Id), ["police"], Given.Stranger),
            ["sort"] = m => SortRule.Decide(m, new Sort(Kind.Request, "water"), Given.Stranger, Given.Jurisdiction, At),
            ["reply"] = m => ReplyRule.Decide(m, new Reply("在办", []), Given.Stranger, Given.Today, At),
            ["ask"] = m => AskRule.Decide(m, new Ask("哪个单元？"), Given.Stranger, Given.Jurisdiction, At),
            ["close"] = m => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "好了"), Given.Stranger, Given.Jurisdiction, At),
        };
        Assert.Equal("not-your-units-matter", other[command](Given.Open()).Says());
    }

    [Theory]
    [InlineData("2026-03-02", "door-day-out-of-range")]
    [InlineData("2099-01-01", "door-day-out-of-range")]
    [InlineData("2026-09-03", "OutcomeProposed")]
    public void The_last_day_of_another_door_is_not_past_and_not_years_away(string day, string answer) =>
        Assert.Equal(
            answer,
            CloseRule
                .Decide(
                    Given.Open(),
                    new Close(OutcomeCode.AnotherDoor, "可以起诉")
                    {
                        Door = Door.Court,
                        DoorWhere = "区人民法院",
                        DoorBy = DateOnly.Parse(day),
                    },
                    Given.Handler,
                    Given.Jurisdiction,
                    Given.Now
                )
                .Says()
        );

    [Fact]
    public void An_administrator_of_the_system_deals_with_no_matter() =>
        Assert.Equal("not-your-units-matter", NoteRule.Decide(Given.Open(), new Note("x"), Given.Administrator).Says());
}
