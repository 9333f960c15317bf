using SmallMatters.Domain.SchoolGates;
using SmallMatters.Domain.Tests.JointHandling;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.SchoolGates;

public class GateShiftTests
{
    private static readonly GateShiftFile Morning = Gates.Morning().File;

    [Fact]
    public void A_school_day_has_the_shifts_of_its_roster_and_their_last_minute_as_it_was_promised()
    {
        var shifts = PlanShiftsRule.Of(Gates.WithRoster(), Gates.Tuesday, Given.Jurisdiction).ToList();
        Assert.Equal(["0720 主门", "1600 主门"], shifts.Select(s => s.File.Slot));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 23, 10, 0, TimeSpan.Zero), shifts[0].File.ConfirmBy);
        Assert.Equal(shifts[0].File.ConfirmBy, shifts[0].Stand.Clock.Deadline.DueAt);
    }

    [Theory]
    [InlineData(2026, 3, 7, "a Saturday")]
    [InlineData(2026, 4, 6, "the holiday of Qingming")]
    [InlineData(2026, 4, 1, "a day that the school has closed")]
    [InlineData(2026, 7, 6, "the school's holidays")]
    [InlineData(2026, 2, 28, "a make-up workday")]
    public void No_shift_and_so_no_alarm_on(int year, int month, int day, string what)
    {
        Assert.NotEmpty(what);
        var room = Gates.WithRoster();
        Assert.False(room.Rosters[0].Roster.IsSchoolDay(new(year, month, day), Given.Jurisdiction.Calendar));
        Assert.Empty(PlanShiftsRule.Of(room, new(year, month, day), Given.Jurisdiction));
    }

    [Fact]
    public void A_make_up_workday_has_shifts_where_the_school_says_that_it_has_lessons()
    {
        var makeUp = new DateOnly(2026, 5, 9);
        Assert.True(Given.Jurisdiction.Calendar.IsWorkday(makeUp));
        Assert.Empty(PlanShiftsRule.Of(Gates.WithRoster(), makeUp, Given.Jurisdiction));
        Assert.Equal(2, PlanShiftsRule.Of(Gates.WithRoster(makeUpDays: true), makeUp, Given.Jurisdiction).Count());
    }

    [Fact]
    public void A_roster_that_is_changed_leaves_the_shifts_of_today_as_they_were_promised()
    {
        var room = Gates
            .WithRoster()
            .After(r =>
                GateRosterRule.Decide(
                    r,
                    Gates.Typed() with
                    {
                        Peaks = [("东门", new TimeOnly(7, 0), new TimeOnly(7, 30))],
                    },
                    Gates.Officer,
                    Given.Jurisdiction,
                    Given.Now
                )
            );
        Assert.Equal("主门", PlanShiftsRule.Of(room, Gates.Tuesday, Given.Jurisdiction).First().File.Peak.Gate);
        Assert.Equal("东门", PlanShiftsRule.Of(room, Gates.Tuesday.AddDays(1), Given.Jurisdiction).Single().File.Peak.Gate);
    }

    [Fact]
    public void A_first_roster_asks_for_nobody_at_a_minute_that_has_passed()
    {
        var room = Gates.Room().After(r => GateRosterRule.Decide(r, Gates.Typed(), Gates.Officer, Given.Jurisdiction, Given.Now));
        Assert.Equal(new TimeOnly(16, 0), PlanShiftsRule.Of(room, Gates.Tuesday, Given.Jurisdiction).Single().File.Peak.From);
    }

    [Fact]
    public void All_that_is_wrong_with_a_roster_is_told_at_once()
    {
        var why = GateRosterRule
            .Decide(
                Gates.Room(),
                new SetRoster([("主门", new TimeOnly(9, 0), new TimeOnly(8, 0))], [], [], null, 45),
                Gates.Officer,
                Given.Jurisdiction,
                Given.Now
            )
            .Why!;
        Assert.Equal(["gate-peaks", "school-terms", "missing-make-up-days", "minutes-before"], why.Each.Select(w => w.Code));
    }

    [Fact]
    public void Somebody_who_stands_there_in_time_makes_no_alarm()
    {
        var shift = Gates.Morning().Swept(Morning.ConfirmBy.AddMinutes(-1));
        shift = shift.After(s => StandAtGateRule.Stand(s, new ShiftTaker(Gates.Officer.Id, null), Morning.ConfirmBy));
        shift = shift.Swept(Morning.EndsAt.AddDays(1));
        Assert.Equal((ShiftStage.Stood, false), (shift.Stage, shift.Alarmed));
    }

    [Fact]
    public void An_empty_gate_alarms_the_duty_desk_in_that_minute_and_the_level_above_ten_minutes_later_until_a_stand_in_comes()
    {
        var shift = Gates.Morning().Swept(Morning.ConfirmBy);
        Assert.False(shift.Alarmed);
        shift = shift.Swept(Morning.ConfirmBy.AddMilliseconds(1));
        Assert.True(shift.AlarmOpen);
        Assert.DoesNotContain("bureau", shift.Readers);
        shift = shift.Swept(Morning.ConfirmBy.AddMinutes(10));
        Assert.Contains("bureau", shift.Readers);
        shift = shift.After(s => StandAtGateRule.Stand(s, Gates.Volunteer, Morning.ConfirmBy.AddMinutes(12)));
        Assert.Equal((ShiftStage.StoodIn, true), (shift.Stage, shift.Alarmed));
        Assert.DoesNotContain(shift.Duties, d => d.IsOpen);
    }

    [Fact]
    public void An_alarm_is_answered_with_words_by_the_unit_or_the_level_that_it_has_gone_up_to()
    {
        var alarmed = Gates.Morning().Swept(Morning.ConfirmBy.AddMinutes(1));
        Assert.Equal(
            "not-your-units-school",
            StandAtGateRule.Answer(alarmed, "已派巡逻车到校门。", false, Gates.Above, Morning.EndsAt).Says()
        );
        var gone = alarmed.Swept(Morning.ConfirmBy.AddMinutes(10));
        Assert.Equal(
            nameof(GateAlarmAnswered),
            StandAtGateRule.Answer(gone, "已派巡逻车到校门。", false, Gates.Above, Morning.EndsAt).Says()
        );
        Assert.Equal("missing-words", StandAtGateRule.Answer(gone, " ", false, Gates.Officer, Morning.EndsAt).Says());
    }

    [Fact]
    public void Before_the_minute_a_leader_calls_a_shift_off_and_afterwards_only_the_alarm_answers_for_it()
    {
        var shift = Gates.Morning();
        Assert.Equal(
            "only-a-leader-of-the-unit",
            StandAtGateRule.CallOff(shift, "台风停课", false, Gates.Officer, Morning.ConfirmBy).Says()
        );
        Assert.Equal(
            nameof(GateShiftCalledOff),
            StandAtGateRule.CallOff(shift, "台风停课", false, Gates.Head, Morning.ConfirmBy).Says()
        );
        Assert.Equal(
            "shift-not-now",
            StandAtGateRule.CallOff(shift, "台风停课", false, Gates.Head, Morning.ConfirmBy.AddMilliseconds(1)).Says()
        );
    }

    [Fact]
    public void Only_a_person_puts_their_own_name_down_and_takes_it_off_and_the_alarm_stays()
    {
        var shift = Gates.Morning();
        var taken = shift.After(s => StandAtGateRule.Take(s, Gates.Volunteer, Morning.StartsAt.AddHours(-3)));
        Assert.Equal(
            "shift-taken",
            StandAtGateRule.Take(taken, new ShiftTaker(Gates.Officer.Id, null), Morning.StartsAt.AddHours(-3)).Says()
        );
        Assert.Equal("shift-not-yours", StandAtGateRule.Leave(taken, new ShiftTaker(Gates.Officer.Id, null)).Says());
        Assert.Null(taken.After(s => StandAtGateRule.Leave(s, Gates.Volunteer)).Taker);
        Assert.True(taken.Swept(Morning.ConfirmBy.AddMinutes(1)).AlarmOpen);
    }

    [Theory]
    [InlineData("三年级2班的小明摔倒了", "situation-names-somebody")]
    [InlineData("王阿姨把车停在门口", "situation-names-somebody")]
    [InlineData("车牌京A12345堵住校门", "situation-has-a-number")]
    [InlineData("找 13912345678", "situation-has-a-number")]
    [InlineData("校门口积水，绕行", "GateIncidentNoted")]
    public void An_incident_tells_of_a_situation_and_of_no_child(string words, string said) =>
        Assert.Equal(said, StandAtGateRule.Note(Gates.Morning(), GateSituation.Traffic, words, false, Morning.StartsAt).Says());

    /// <summary>
    /// Many random mornings: people who come early, late or never, put their names down, call off, answer, note; and a sweep that is away
    /// for as long as it likes. Whatever they do, a shift that has ended and been swept was stood, was called off before its minute, or
    /// has its alarm on record.
    /// </summary>
    [Fact]
    public void No_shift_ends_unmanned_without_an_alarm_on_record()
    {
        var unmanned = 0;
        for (var seed = 0; seed < 4000; seed++)
        {
            var chance = new Random(seed);
            var shift = Gates.Morning();
            var now = Morning.StartsAt.AddHours(-2);
            while (now < Morning.EndsAt.AddMinutes(chance.Next(1, 60)))
            {
                now = now.AddSeconds(chance.Next(30, 1800));
                var taker = chance.Next(2) == 0 ? Gates.Volunteer : new ShiftTaker(Gates.Colleague.Id, null);
                var decision = chance.Next(9) switch
                {
                    0 => StandAtGateRule.Take(shift, taker, now),
                    1 => StandAtGateRule.Leave(shift, taker),
                    2 => chance.Next(4) == 0 ? StandAtGateRule.Stand(shift, taker, now) : default,
                    3 => StandAtGateRule.Answer(shift, "已派人。", false, Gates.Officer, now),
                    4 => chance.Next(4) == 0 ? StandAtGateRule.CallOff(shift, "停课。", false, Gates.Head, now) : default,
                    5 => StandAtGateRule.Note(shift, GateSituation.Weather, "下雨。", false, now),
                    _ => default,
                };
                shift = decision is { Why: null, Facts.IsDefaultOrEmpty: false } ? shift.After(_ => decision) : shift;
                shift = chance.Next(3) == 0 ? shift.Swept(now) : shift;
                Assert.Equal(shift.Stage == ShiftStage.Planned, shift.Duties.Any(d => d.IsOpen));
            }
            shift = shift.Swept(now.AddMinutes(1));
            var manned = shift.Stage is ShiftStage.Stood or ShiftStage.StoodIn;
            Assert.True(manned || shift.Stage == ShiftStage.CalledOff || shift.Alarmed, $"seed {seed}: {shift.Stage}");
            unmanned += manned ? 0 : 1;
        }
        Assert.InRange(unmanned, 500, 3900);
    }
}
