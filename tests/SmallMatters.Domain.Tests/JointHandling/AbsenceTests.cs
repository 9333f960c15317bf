using System.Collections.Immutable;
using SmallMatters.Domain.Absences;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.JointHandling;

public class AbsenceTests
{
    private static readonly ImmutableArray<ColleagueHere> Here =
    [
        new(Given.Handler.Id, null),
        new(Given.Colleague.Id, null),
        new(Given.Supervisor.Id, ["east"]),
    ];

    private static string Says(RecordAbsence command, Actor.Staff by, params IReadOnlyCollection<Absence> known) =>
        RecordAbsenceRule.Decide(command, Guid.Empty, by, Here, known, Given.Today).Why?.Code ?? "recorded";

    private static readonly RecordAbsence Good = new(
        Given.Handler.Id,
        Given.Colleague.Id,
        Given.Today.AddDays(1),
        Given.Today.AddDays(5)
    );

    private static Absence Made(StaffId away, StaffId standIn, int from, int to) =>
        new(Guid.Empty, away, "property", standIn, Given.Today.AddDays(from), Given.Today.AddDays(to));

    [Fact]
    public void One_writes_down_ones_own_absence_and_a_supervisor_that_of_others()
    {
        Assert.Equal("recorded", Says(Good, Given.Handler));
        Assert.Equal("recorded", Says(Good, Given.Supervisor));
        Assert.Equal("only-own-absence", Says(Good, Given.Colleague));
    }

    [Fact]
    public void What_is_missing_or_impossible_is_refused()
    {
        Assert.Equal("missing-away", Says(Good with { Away = Given.Stranger.Id }, Given.Handler));
        Assert.Equal("missing-stand-in", Says(Good with { StandIn = null }, Given.Handler));
        Assert.Equal("missing-stand-in", Says(Good with { StandIn = Given.Handler.Id }, Given.Handler));
        Assert.Equal("missing-from", Says(Good with { From = null }, Given.Handler));
        Assert.Equal("missing-to", Says(Good with { To = null }, Given.Handler));
        Assert.Equal("absence-out-of-range", Says(Good with { To = Given.Today }, Given.Handler));
        Assert.Equal("absence-out-of-range", Says(Good with { To = Given.Today.AddDays(999) }, Given.Handler));
        Assert.Equal("stand-in-not-for-all-areas", Says(Good with { StandIn = Given.Supervisor.Id }, Given.Handler));
    }

    [Fact]
    public void Everything_that_is_missing_is_said_at_once_in_the_order_of_the_form()
    {
        var why = RecordAbsenceRule
            .Decide(new RecordAbsence(null, null, null, null), Guid.Empty, Given.Handler, Here, [], Given.Today)
            .Why!;
        Assert.Equal(["Away", "From", "To", "StandIn"], why.Each.Select(w => w.Field));
    }

    [Fact]
    public void Nobody_is_away_twice_at_once_and_no_stand_in_is_away()
    {
        var (away, standIn) = (Given.Handler.Id, Given.Colleague.Id);
        Assert.Equal("absent-already", Says(Good, Given.Handler, Made(away, standIn, 5, 9)));
        Assert.Equal("recorded", Says(Good, Given.Handler, Made(away, standIn, 6, 9)));
        // Each of the two is away while they stand in for the other: both are wrong, and both are said.
        var crossed = RecordAbsenceRule
            .Decide(Good, Guid.Empty, Given.Handler, Here, [Made(standIn, away, 0, 1)], Given.Today)
            .Why!;
        Assert.Equal(["stands-in-for-another", "stand-in-away"], crossed.Each.Select(w => w.Code));
        Assert.Equal("stand-in-away", Says(Good, Given.Handler, Made(standIn, Given.Supervisor.Id, 0, 1)));
        Assert.Equal("stands-in-for-another", Says(Good, Given.Handler, Made(Given.Supervisor.Id, away, 5, 9)));
        Assert.Equal("recorded", Says(Good, Given.Handler, Made(Given.Supervisor.Id, away, 6, 9)));
        var ended = Made(away, standIn, 0, 9) with { EndedOn = Given.Today.AddDays(1) };
        Assert.Equal("recorded", Says(Good, Given.Handler, ended));
    }

    [Fact]
    public void An_absence_holds_from_its_first_day_to_its_last_or_until_it_is_ended()
    {
        var absence = Made(Given.Handler.Id, Given.Colleague.Id, 0, 5);
        Assert.Equal([false, true, true, false], new[] { -1, 0, 5, 6 }.Select(d => absence.HoldsOn(Given.Today.AddDays(d))));
        var (ended, _) = RecordAbsenceRule.End(absence, Given.Handler, Given.Today.AddDays(2));
        Assert.Equal([true, false], new[] { 1, 2 }.Select(d => ended!.HoldsOn(Given.Today.AddDays(d))));
        Assert.Equal("absence-over", RecordAbsenceRule.End(ended!, Given.Handler, Given.Today.AddDays(3)).Why!.Code);
        Assert.Equal("only-own-absence", RecordAbsenceRule.End(absence, Given.Colleague, Given.Today).Why!.Code);
    }

    [Fact]
    public void A_matter_that_nobody_touches_is_told_first_to_its_unit_and_later_to_the_unit_above_and_of_conduct_to_no_other()
    {
        static string Told(Kind kind, int days) =>
            string.Join(
                ' ',
                DormantRule
                    .Due("property", kind, Given.Now, Given.Jurisdiction, Given.Now.AddDays(days))
                    .Select(d => $"{d.Level}:{d.Told}")
            );
        Assert.Equal("", Told(Kind.Complaint, 6));
        Assert.Equal("Owner:property", Told(Kind.Complaint, 8));
        Assert.Equal("Owner:property Above:street", Told(Kind.Complaint, 15));
        Assert.Equal("Owner:property", Told(Kind.Conduct, 30));
        Assert.Equal(5, DormantRule.FewestDays(Given.Jurisdiction, Given.Today));
    }
}
