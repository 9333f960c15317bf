using System.Collections.Immutable;
using SmallMatters.Domain.Absences;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.DutyRoster;

/// <summary>Which part of a day somebody is on duty.</summary>
public enum RosterPart
{
    /// <summary>白天.</summary>
    Day,

    /// <summary>夜里: from the evening of that day to the next morning.</summary>
    Night,
}

/// <summary>Who of a unit is on duty in one part of one day (值班表).</summary>
/// <param name="Day">Local day.</param>
/// <param name="Part">Which part of it.</param>
/// <param name="People">Who, in the order in which they were chosen; empty when nobody is.</param>
public sealed record RosterEntry(DateOnly Day, RosterPart Part, ImmutableArray<StaffId> People)
{
    /// <summary>Two entries are equal when the same people stand in them, in order.</summary>
    public bool Equals(RosterEntry? other) =>
        other is not null && (Day, Part) == (other.Day, other.Part) && People.SequenceEqual(other.People);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Day, Part, People.Length);
}

/// <summary>Say who is on duty on a day.</summary>
/// <param name="Day">Local day.</param>
/// <param name="ByDay">Who by day.</param>
/// <param name="ByNight">Who by night.</param>
public sealed record SetRoster(DateOnly Day, ImmutableArray<StaffId> ByDay, ImmutableArray<StaffId> ByNight);

/// <summary>Decides on the roster.</summary>
public static class SetRosterRule
{
    /// <summary>How many days ahead it may be said.</summary>
    public const int DaysAhead = 62;

    /// <summary>How many may be on duty in one part of a day.</summary>
    public const int Most = 12;

    /// <summary>
    /// A supervisor says who of the unit is on duty, for today or a later day; whoever is written down as away is not. Saying nobody is allowed.
    /// </summary>
    /// <param name="command">What is said.</param>
    /// <param name="by">Who says it.</param>
    /// <param name="colleagues">Who works for the unit.</param>
    /// <param name="absences">Absences of the unit.</param>
    /// <param name="today">Local day.</param>
    public static (ImmutableArray<RosterEntry> Entries, Refusal? Why) Decide(
        SetRoster command,
        Actor.Staff by,
        IReadOnlySet<StaffId> colleagues,
        IReadOnlyCollection<Absence> absences,
        DateOnly today
    )
    {
        if (!by.Is(StaffRole.Supervisor))
        {
            return ([], Refusal.Of("roster-not-yours", "值班表由单位负责人排。", "A supervisor of the unit makes the roster."));
        }
        if (command.Day < today || command.Day > today.AddDays(DaysAhead))
        {
            return (
                [],
                Refusal.Of(
                    "roster-day",
                    $"可以排今天到 {DaysAhead} 天以后的班；过去的不改。",
                    $"From today to {DaysAhead} days ahead; what is past is not changed."
                )
            );
        }
        ImmutableArray<RosterEntry> entries =
        [
            new(command.Day, RosterPart.Day, [.. command.ByDay.Distinct()]),
            new(command.Day, RosterPart.Night, [.. command.ByNight.Distinct()]),
        ];
        var why = Refusal.All(
            Fits(entries[0], nameof(command.ByDay), colleagues, absences),
            Fits(entries[1], nameof(command.ByNight), colleagues, absences)
        );
        return why is null ? (entries, null) : ([], why);
    }

    private static Refusal? Fits(
        RosterEntry entry,
        string field,
        IReadOnlySet<StaffId> colleagues,
        IReadOnlyCollection<Absence> absences
    ) =>
        entry.People.Length > Most ? Refusal.Of("roster-too-many", $"一班最多 {Most} 人。", $"At most {Most} at a time.", field)
        : entry.People.Any(p => !colleagues.Contains(p))
            ? Refusal.Of("roster-stranger", "只能排本单位的人。", "Only people of the unit.", field)
        : entry.People.Any(p => absences.Any(a => a.Away == p && a.HoldsOn(entry.Day)))
            ? Refusal.Of(
                "roster-away",
                "选中的人里有那天登记离岗的，请换人。",
                "Somebody chosen is written down as away on that day; choose others.",
                field
            )
        : null;
}
