using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Convenings;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.JointHandling;

public class ConveningTests
{
    [Fact]
    public void Each_called_unit_has_a_clock_of_its_own_to_answer()
    {
        var convening = Whistles.Called();
        Assert.Equal(
            ["intake", "police"],
            convening.Duties.Where(d => d is { IsOpen: true, For: DutyFor.AnswerCall }).Select(d => d.Unit)
        );
        Assert.Equal(["property", "intake", "police"], convening.Units);
    }

    [Fact]
    public void A_whistle_is_refused_when_something_is_missing_or_the_matter_is_not_the_units_own()
    {
        string Says(Whistle command) =>
            WhistleRule.Decide(command, Guid.Empty, Given.Handler, Given.Jurisdiction, Given.Now).Says();
        var good = Whistles.Command(("intake", "来"));
        Assert.Equal("Whistled", Says(good));
        Assert.Equal("Whistled", Says(good with { Matters = [] }));
        Assert.Equal("missing-title", Says(good with { Title = " " }));
        Assert.Equal("missing-agenda", Says(good with { Agenda = "" }));
        Assert.Equal("missing-where", Says(good with { Where = "" }));
        Assert.Equal("missing-meets", Says(good with { Meets = null }));
        Assert.Equal("meeting-out-of-range", Says(good with { Meets = Given.Now.AddHours(-1) }));
        Assert.Equal("missing-area", Says(good with { Area = "nowhere" }));
        Assert.Equal("nobody-called", Says(good with { Wanted = [] }));
        Assert.Equal("missing-asked", Says(good with { Wanted = [("intake", "")] }));
        Assert.Equal("unknown-called-unit", Says(good with { Wanted = [("property", "来")] }));
        Assert.Equal("unit-called-twice", Says(good with { Wanted = [("intake", "来"), ("intake", "来")] }));
        Assert.Equal("not-a-matter-to-convene", Says(good with { Matters = [Whistles.Matter with { Owner = "police" }] }));
        Assert.Equal("not-a-matter-to-convene", Says(good with { Matters = [Whistles.Matter with { Kind = Kind.Conduct }] }));
    }

    [Theory]
    [InlineData("打 13912345678 找王", true)]
    [InlineData("证号 11010519491231002X", true)]
    [InlineData("打 139 1234-5678 找王", true)]
    [InlineData("打 １３９１２３４５６７８ 找王", true)]
    [InlineData("证号 110105 19491231 002X", true)]
    [InlineData("诉求 1000 0000 0003 的井盖", false)]
    [InlineData("100000000003", false)]
    public void A_telephone_or_identity_number_is_refused_and_a_reference_is_not(string agenda, bool refused)
    {
        var says = WhistleRule
            .Decide(
                Whistles.Command(("intake", "来")) with
                {
                    Agenda = agenda,
                },
                Guid.Empty,
                Given.Handler,
                Given.Jurisdiction,
                Given.Now
            )
            .Says();
        Assert.Equal(refused ? "number-of-a-person" : "Whistled", says);
    }

    [Fact]
    public void A_unit_that_declines_is_ruled_on_by_the_unit_above_both_and_comes_or_is_excused()
    {
        var declined = Whistles.Called().After(c => Whistles.Answer(c, Whistles.Desk, CallAnswer.Declines));
        var call = declined.CallOf("intake")!;
        Assert.Equal(("street", CallState.Declined), (call.Arbiter, call.State));
        Assert.Equal("street", declined.Duties.Open(DutyFor.RuleOnCall, call.Id)!.Unit);
        JointDecision Rule(Actor.Staff by, CallRuling? ruling, string? reason = "有关") =>
            RuleOnCallRule.Decide(declined, new RuleOnCall(call.Id, ruling, reason), by, Given.Now.AddHours(2));
        Assert.Equal("only-the-arbiter-rules", Rule(Given.Handler, CallRuling.MustCome).Says());
        Assert.Equal("only-the-arbiter-rules", Rule(Given.Staff(20, "street", StaffRole.Handler), CallRuling.MustCome).Says());
        Assert.Equal("missing-as", Rule(Whistles.Street, null).Says());
        Assert.Equal(["As", "Reason"], Rule(Whistles.Street, null, " ").Why!.Each.Select(w => w.Field));
        Assert.Equal("missing-reason", Rule(Whistles.Street, CallRuling.Excused, "").Says());
        var must = declined.After(_ => Rule(Whistles.Street, CallRuling.MustCome));
        Assert.Equal(CallState.MustCome, must.CallOf("intake")!.State);
        Assert.Null(must.Duties.Open(DutyFor.RuleOnCall, call.Id));
        var excused = declined.After(_ => Rule(Whistles.Street, CallRuling.Excused));
        Assert.Equal(CallState.Excused, excused.CallOf("intake")!.State);
        Assert.Equal("no-call-waits", Whistles.Answer(excused, Whistles.Desk, CallAnswer.Comes).Says());
    }

    [Fact]
    public void Units_without_a_common_unit_above_are_ruled_on_by_the_fallback()
    {
        var declined = Whistles.Called().After(c => Whistles.Answer(c, Whistles.Police, CallAnswer.Declines));
        Assert.Equal("street", declined.CallOf("police")!.Arbiter);
    }

    [Fact]
    public void A_unit_told_to_come_does_not_decline_again_after_the_meeting_was_moved()
    {
        var must = Whistles
            .Called()
            .After(c => Whistles.Answer(c, Whistles.Desk, CallAnswer.Declines))
            .After(c =>
                RuleOnCallRule.Decide(
                    c,
                    new RuleOnCall(c.CallOf("intake")!.Id, CallRuling.MustCome, "有关"),
                    Whistles.Street,
                    Given.Now.AddHours(2)
                )
            )
            .After(c =>
                SetTimeRule.Move(
                    c,
                    new MoveMeeting(Whistles.Meets.AddDays(1), "下雨"),
                    Given.Handler,
                    Given.Jurisdiction,
                    Given.Now.AddHours(3)
                )
            );
        Assert.Equal(CallState.Waiting, must.CallOf("intake")!.State);
        Assert.Equal("declined-once", Whistles.Answer(must, Whistles.Desk, CallAnswer.Declines).Says());
    }

    [Fact]
    public void A_request_for_another_time_waits_for_the_convener_who_moves_the_meeting_or_keeps_it()
    {
        var other = Whistles.Meets.AddDays(1);
        var asked = Whistles
            .Called()
            .After(c => Whistles.Answer(c, Whistles.Police, CallAnswer.Comes))
            .After(c => Whistles.Answer(c, Whistles.Desk, CallAnswer.AsksOtherTime, other));
        var call = asked.CallOf("intake")!;
        Assert.Equal("property", asked.Duties.Open(DutyFor.AnswerOtherTime, call.Id)!.Unit);

        var moved = asked.After(c =>
            SetTimeRule.Move(c, new MoveMeeting(other, "按对方时间"), Given.Handler, Given.Jurisdiction, Given.Now.AddHours(2))
        );
        Assert.Equal(other, moved.Meets);
        Assert.Equal([CallState.Coming, CallState.Waiting], [moved.CallOf("intake")!.State, moved.CallOf("police")!.State]);
        Assert.Equal(["police"], moved.Duties.Where(d => d.IsOpen).Select(d => d.Unit));

        var kept = asked.After(c =>
            SetTimeRule.Keep(c, new KeepTime(call.Id, "等不了"), Given.Handler, Given.Jurisdiction, Given.Now.AddHours(2))
        );
        Assert.Equal((Whistles.Meets, CallState.Waiting), (kept.Meets, kept.CallOf("intake")!.State));
        Assert.Equal(["intake"], kept.Duties.Where(d => d.IsOpen).Select(d => d.Unit));
    }

    [Fact]
    public void An_unanswered_call_goes_up_level_by_level()
    {
        JointFile convening = Whistles.Called();
        var duty = convening.Duties.Single(d => d.Unit == "intake").Id;
        var seen = new List<(ClockStepKind, string)>();
        for (var day = 0; day < 10; day++)
        {
            while (TickDutyRule.Decide(convening, duty, Given.Jurisdiction, Given.Now.AddDays(day)) is { } step)
            {
                var stepped = (DutyStepped)step.Facts[0];
                seen.Add((stepped.Step.Kind, stepped.Told));
                convening = stepped.Apply(convening);
            }
        }
        Assert.Contains((ClockStepKind.Overdue, "intake"), seen);
        Assert.Equal((ClockStepKind.Escalate, "street"), seen[^1]);
        Assert.Contains("street", convening.Readers);
    }

    [Fact]
    public void A_call_that_nobody_answered_has_lapsed_once_its_clock_the_meeting_or_the_convening_is_over()
    {
        var called = Whistles.Called();
        var call = called.CallOf("intake")!;
        var due = called.Duties.Open(DutyFor.AnswerCall, call.Id)!.Clock.Deadline.DueAt;
        Assert.False(called.HasLapsed(call, due));
        Assert.True(called.HasLapsed(call, due.AddMinutes(1)));
        var answered = called.After(c => Whistles.Answer(c, Whistles.Desk, CallAnswer.Comes));
        Assert.False(answered.HasLapsed(answered.CallOf("intake")!, due.AddDays(30)));
        var held = Whistles.Held();
        Assert.True(held.HasLapsed(held.CallOf("police")!, Given.Now));
    }

    [Fact]
    public void Everything_that_is_missing_from_a_whistle_is_said_at_once()
    {
        var why = WhistleRule
            .Decide(
                new Whistle("", "", "", null, "", [], [("", ""), ("police", "")]),
                Guid.Empty,
                Given.Handler,
                Given.Jurisdiction,
                Given.Now
            )
            .Why!;
        Assert.Equal(
            ["Title", "Agenda", "Area", "Where", "Meets", "Wanted[0].Unit", "Wanted[0].Asked", "Wanted[1].Asked"],
            why.Each.Select(w => w.Field)
        );
    }

    [Fact]
    public void A_meeting_is_not_recorded_before_its_time_and_stops_what_still_waited()
    {
        var called = Whistles.Called();
        Assert.Equal("meeting-not-yet", Whistles.Hold(called, Whistles.Meets.AddMinutes(-1)).Says());
        var held = Whistles.Held();
        Assert.Equal([true, false], held.Calls.Select(c => c.Came == true));
        Assert.Equal([DutyFor.Rate], held.Duties.Where(d => d.IsOpen).Select(d => d.For));
        Assert.Equal("convening-not-called", Whistles.Answer(held, Whistles.Police, CallAnswer.Comes).Says());
    }

    [Fact]
    public void Only_a_unit_that_came_owes_something_and_only_on_a_matter_of_the_meeting()
    {
        var held = Whistles.Held();
        string Says(string unit, long matter) =>
            HoldMeetingRule
                .Owed(held, new OwedFromMeeting(unit, matter, OwedAs.Part, Guid.CreateVersion7(Given.Now)), Given.Handler)
                .Says();
        Assert.Equal("PromisedAtMeeting", Says("intake", Whistles.Matter.Number));
        Assert.Equal("PromisedAtMeeting", Says("property", Whistles.Matter.Number));
        Assert.Equal("missing-unit", Says("police", Whistles.Matter.Number));
        Assert.Equal("missing-matter", Says("intake", 5));
        Assert.Equal(
            "meeting-not-held",
            HoldMeetingRule
                .Owed(
                    Whistles.Called(),
                    new OwedFromMeeting("intake", Whistles.Matter.Number, OwedAs.Part, Guid.CreateVersion7(Given.Now)),
                    Given.Handler
                )
                .Says()
        );
    }

    [Fact]
    public void Neither_side_reads_the_others_rating_before_both_have_spoken_or_the_time_is_over()
    {
        JointDecision Rate(Convening c, Actor.Staff by, string about) =>
            RateContributionRule.Decide(
                c,
                new RateContribution(about, Contribution.DidItsShare, "带了图纸"),
                by,
                Whistles.Meets.AddHours(1)
            );
        var held = Whistles.Held();
        var one = held.After(c => Rate(c, Given.Handler, "intake"));
        Assert.Empty(one.RatingsFor("intake"));
        Assert.Single(one.RatingsFor("property"));
        Assert.Equal("nothing-to-rate", Rate(one, Given.Handler, "intake").Says());
        Assert.Equal("nothing-to-rate", Rate(one, Whistles.Desk, "police").Says());
        Assert.Equal("nothing-to-rate", Rate(one, Whistles.Street, "property").Says());

        var both = one.After(c => Rate(c, Whistles.Desk, "property"));
        Assert.Equal(2, both.RatingsFor("intake").Count());
        Assert.Empty(both.RatingsFor("police"));
        Assert.Empty(both.RatingsFor("street"));

        var window = one.Duties.Open(DutyFor.Rate)!;
        JointFile over = one;
        while (TickDutyRule.Decide(over, window.Id, Given.Jurisdiction, Whistles.Meets.AddDays(20)) is { } step)
        {
            over = step.Facts[0].Apply(over);
        }
        Assert.Single(((Convening)over).RatingsFor("intake"));
        Assert.True(over.IsOver);
        Assert.Equal("nothing-to-rate", Rate((Convening)over, Whistles.Desk, "property").Says());
    }

    [Fact]
    public void An_excused_unit_rates_nobody_and_is_not_rated()
    {
        var held = Whistles
            .Called()
            .After(c => Whistles.Answer(c, Whistles.Desk, CallAnswer.Declines))
            .After(c =>
                RuleOnCallRule.Decide(
                    c,
                    new RuleOnCall(c.CallOf("intake")!.Id, CallRuling.Excused, "无关"),
                    Whistles.Street,
                    Given.Now.AddHours(2)
                )
            )
            .After(c => Whistles.Hold(c, Whistles.Meets));
        Assert.Equal(["police"], held.StillToRate("property"));
        Assert.Empty(held.StillToRate("intake"));
    }

    [Fact]
    public void A_convening_that_is_called_off_leaves_no_clock_running_and_loses_none()
    {
        var called = Whistles.Called();
        var off = called.After(c => SetTimeRule.Off(c, new CallOff("已经修好"), Given.Handler, Given.Now.AddHours(1)));
        Assert.True(off.IsOver);
        Assert.DoesNotContain(off.Duties, d => d.IsOpen);
        Assert.Equal(called.Duties.Select(d => d.Id), off.Duties.Select(d => d.Id));
        Assert.Equal("convening-not-called", SetTimeRule.Off(off, new CallOff("再次"), Given.Handler, Given.Now).Says());
    }

    [Fact]
    public void Nobody_but_the_convener_moves_holds_or_calls_off()
    {
        var called = Whistles.Called();
        const string Refused = "not-your-units-convening";
        Assert.Equal(Refused, SetTimeRule.Off(called, new CallOff("不要"), Whistles.Desk, Given.Now).Says());
        Assert.Equal(
            Refused,
            HoldMeetingRule.Decide(called, new HoldMeeting([], "记录"), Whistles.Desk, Given.Jurisdiction, Whistles.Meets).Says()
        );
        Assert.Equal(
            Refused,
            SetTimeRule
                .Move(called, new MoveMeeting(Whistles.Meets.AddDays(1), "晚点"), Whistles.Police, Given.Jurisdiction, Given.Now)
                .Says()
        );
    }
}
