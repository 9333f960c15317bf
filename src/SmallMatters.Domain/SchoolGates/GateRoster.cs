using System.Collections.Immutable;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.SchoolGates;

/// <summary>A rush of a school day (上学、放学高峰) at one gate.</summary>
/// <param name="Gate">Which gate.</param>
/// <param name="From">From which local time somebody stands there.</param>
/// <param name="Until">Until which local time.</param>
public sealed record GatePeak(string Gate, TimeOnly From, TimeOnly Until);

/// <summary>A term, or another run of local days, both ends counted.</summary>
public sealed record DayRun(DateOnly From, DateOnly Until)
{
    /// <summary>Whether a day is in it.</summary>
    public bool Has(DateOnly day) => From <= day && day <= Until;
}

/// <summary>When somebody stands at the gates of a school (护学岗排班).</summary>
/// <param name="Peaks">The rushes of a school day.</param>
/// <param name="Terms">When the school has lessons; every other day is a school holiday.</param>
/// <param name="Closed">Local days in a term without lessons.</param>
/// <param name="MakeUpDays">Whether the school has lessons on a Saturday or Sunday that is worked (调休).</param>
/// <param name="MinutesBefore">So many minutes before a shift begins somebody must have said that they stand there, 0 to 30.</param>
public sealed record GateRoster(
    ImmutableArray<GatePeak> Peaks,
    ImmutableArray<DayRun> Terms,
    ImmutableArray<DateOnly> Closed,
    bool MakeUpDays,
    int MinutesBefore
)
{
    /// <summary>Whether the school has lessons on a local day: in a term, and not on a weekend or a holiday of the calendar.</summary>
    public bool IsSchoolDay(DateOnly day, WorkingCalendar calendar) =>
        Terms.Any(t => t.Has(day))
        && !Closed.Contains(day)
        && calendar.IsWorkday(day)
        && (MakeUpDays || day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
}

/// <summary>A roster from a day on.</summary>
/// <param name="From">First local day.</param>
/// <param name="SetAt">When it was set (UTC); no shift that had begun by then is its.</param>
/// <param name="Roster">The roster.</param>
public sealed record RosterHeld(DateOnly From, DateTimeOffset SetAt, GateRoster Roster);

/// <summary>The roster was set.</summary>
public sealed record GateRosterSet(RosterHeld Held) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is CampusRoom { Ended: false } room ? room with { Rosters = room.Rosters.Add(Held) } : throw DoesNotFit(before);
}

/// <summary>A roster as it was typed.</summary>
/// <param name="Peaks">The rushes; those without a gate and times are left out.</param>
/// <param name="Terms">The terms; those without days are left out.</param>
/// <param name="Closed">Local days without lessons.</param>
/// <param name="MakeUpDays">Whether the school has lessons on make-up workdays; null when nothing was chosen.</param>
/// <param name="MinutesBefore">Minutes; null when nothing was typed.</param>
public sealed record SetRoster(
    ImmutableArray<(string? Gate, TimeOnly? From, TimeOnly? Until)> Peaks,
    ImmutableArray<(DateOnly? From, DateOnly? Until)> Terms,
    ImmutableArray<DateOnly> Closed,
    bool? MakeUpDays,
    int? MinutesBefore
);

/// <summary>Decides on rosters.</summary>
public static class GateRosterRule
{
    /// <summary>Longest name of a gate.</summary>
    public const int LongestGate = 20;

    /// <summary>A shift is no longer than so many hours.</summary>
    public const int MostHours = 4;

    /// <summary>
    /// A first roster holds from today, for the shifts that are still to begin; a later one from tomorrow, since the shifts of today
    /// have been promised.
    /// </summary>
    public static JointDecision Decide(
        CampusRoom room,
        SetRoster command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (CampusRoomRule.Works(room, by) is { } notYours)
        {
            return notYours;
        }
        var peaks = command
            .Peaks.Select(p => (Gate: Refusals.Clean(p.Gate), p.From, p.Until))
            .Where(p => p.Gate.Length > 0 || p.From is not null || p.Until is not null)
            .ToList();
        var terms = command.Terms.Where(t => t.From is not null || t.Until is not null).ToList();
        var wrong = Refusal.All(
            peaks.Count > 0
            && peaks.TrueForAll(p =>
                p.Gate.Length is > 0 and <= LongestGate
                && p is { From: { } from, Until: { } until }
                && until > from
                && until - from <= TimeSpan.FromHours(MostHours)
            )
            && peaks.DistinctBy(p => (p.Gate, p.From)).Count() == peaks.Count
                ? null
                : Refusal.Of(
                    "gate-peaks",
                    $"请至少写一班岗；每一班写明校门（不超过 {LongestGate} 个字）、从几点到几点，不超过 {MostHours} 小时，不要重复。",
                    $"Give one shift at least; each with its gate (up to {LongestGate} characters), from when until when, no longer than {MostHours} hours, none twice.",
                    "Peaks[0].Gate"
                ),
            peaks.Exists(p => PersonNumbers.In(p.Gate)) ? PersonNumbers.Refused("Peaks[0].Gate") : null,
            terms.Count > 0
            && terms.TrueForAll(t => t is { From: { } from, Until: { } until } && until >= from && until < from.AddYears(1))
                ? null
                : Refusal.Of(
                    "school-terms",
                    "请写明学期从哪天到哪天，不超过一年。",
                    "Give the term from which day until which, within a year.",
                    "TermFrom"
                ),
            command.MakeUpDays is null
                ? Refusals.Missing(
                    "MakeUpDays",
                    "请选择调休上班日有没有课。",
                    "Say whether there are lessons on make-up workdays."
                )
                : null,
            command.MinutesBefore is >= 0 and <= 30
                ? null
                : Refusal.Of("minutes-before", "请写 0 到 30 分钟。", "Give 0 to 30 minutes.", "MinutesBefore")
        );
        if (wrong is not null)
        {
            return wrong;
        }
        var today = jurisdiction.Calendar.DayOf(now);
        return new GateRosterSet(
            new RosterHeld(
                room.Rosters.IsEmpty ? today : today.AddDays(1),
                now,
                new GateRoster(
                    [.. peaks.Select(p => new GatePeak(p.Gate, p.From!.Value, p.Until!.Value)).OrderBy(p => p.From)],
                    [.. terms.Select(t => new DayRun(t.From!.Value, t.Until!.Value)).OrderBy(t => t.From)],
                    [.. command.Closed.Distinct().Order()],
                    command.MakeUpDays!.Value,
                    command.MinutesBefore!.Value
                )
            )
        );
    }
}
