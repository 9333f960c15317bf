using SmallMatters.Domain.Absences;
using SmallMatters.Domain.DutyRoster;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.DutyRoster;

public class SetRosterTests
{
    private static readonly StaffId[] People = [.. Enumerable.Range(0, 15).Select(_ => new StaffId(Guid.CreateVersion7()))];
    private static readonly Actor.Staff Leader = new(People[0], "desk", [StaffRole.Supervisor]);

    private static (IReadOnlyList<RosterEntry> Entries, string? Why) Set(
        DateOnly day,
        StaffId[] byDay,
        StaffId[] byNight,
        Actor.Staff? by = null,
        Absence? absence = null
    )
    {
        var (entries, why) = SetRosterRule.Decide(
            new SetRoster(day, [.. byDay], [.. byNight]),
            by ?? Leader,
            People.ToHashSet(),
            absence is null ? [] : [absence],
            Given.Today
        );
        return (entries, why?.Code);
    }

    [Fact]
    public void A_day_and_its_night_are_said_together_and_each_person_stands_once()
    {
        var (entries, why) = Set(Given.Today, [People[1], People[2], People[1]], []);
        Assert.Null(why);
        Assert.Equal(
            [new RosterEntry(Given.Today, RosterPart.Day, [People[1], People[2]]), new(Given.Today, RosterPart.Night, [])],
            entries
        );
    }

    [Fact]
    public void Only_a_supervisor_says_it_and_the_past_is_not_changed()
    {
        Assert.Equal("roster-not-yours", Set(Given.Today, [], [], Leader with { Roles = [StaffRole.Handler] }).Why);
        Assert.Equal("roster-day", Set(Given.Today.AddDays(-1), [], []).Why);
        Assert.Null(Set(Given.Today.AddDays(SetRosterRule.DaysAhead), [], []).Why);
        Assert.Equal("roster-day", Set(Given.Today.AddDays(SetRosterRule.DaysAhead + 1), [], []).Why);
    }

    [Fact]
    public void Neither_strangers_nor_crowds_nor_who_is_away_on_that_day()
    {
        Assert.Equal("roster-stranger", Set(Given.Today, [new StaffId(Guid.CreateVersion7())], []).Why);
        Assert.Equal("roster-too-many", Set(Given.Today, [], People[..13]).Why);
        var away = new Absence(
            Guid.CreateVersion7(),
            People[3],
            "desk",
            People[4],
            Given.Today.AddDays(2),
            Given.Today.AddDays(3)
        );
        Assert.Null(Set(Given.Today.AddDays(1), [People[3]], [], absence: away).Why);
        Assert.Equal("roster-away", Set(Given.Today.AddDays(2), [], [People[3]], absence: away).Why);
    }
}
