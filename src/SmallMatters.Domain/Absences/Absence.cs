using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Absences;

/// <summary>
/// A colleague's absence (离岗代班) with who stands in. What is theirs is shown to the stand-in meanwhile and comes back by itself:
/// it stays theirs, and the unit's clocks run on as they did.
/// </summary>
/// <param name="Id">Key.</param>
/// <param name="Away">Who is away.</param>
/// <param name="Unit">Code of the unit that they work for.</param>
/// <param name="StandIn">Who stands in.</param>
/// <param name="From">First local day.</param>
/// <param name="To">Last local day.</param>
/// <param name="EndedOn">The first local day on which it no longer held, when it was ended early.</param>
public sealed record Absence(
    Guid Id,
    StaffId Away,
    string Unit,
    StaffId StandIn,
    DateOnly From,
    DateOnly To,
    DateOnly? EndedOn = null
)
{
    /// <summary>The longest absence, in days.</summary>
    public const int LongestDays = 366;

    /// <summary>Whether it holds on a local day.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && day <= To && (EndedOn is not { } ended || day < ended);

    /// <summary>Whether it and a stretch of days have a day in common.</summary>
    public bool Meets(DateOnly from, DateOnly to) =>
        From <= to && from <= (EndedOn?.AddDays(-1) is { } last && last < To ? last : To);
}

/// <summary>Write an absence down.</summary>
/// <param name="Away">Who is away; null when nobody was chosen.</param>
/// <param name="StandIn">Who stands in; null when nobody was chosen.</param>
/// <param name="From">First local day.</param>
/// <param name="To">Last local day.</param>
public sealed record RecordAbsence(StaffId? Away, StaffId? StandIn, DateOnly? From, DateOnly? To);

/// <summary>A colleague as absences know them: who deals with the unit's matters, and in which areas.</summary>
/// <param name="Id">The account.</param>
/// <param name="Areas">Codes of the areas that they are limited to; null for all.</param>
public sealed record ColleagueHere(StaffId Id, ImmutableArray<string>? Areas);

/// <summary>Decides on absences.</summary>
public static class RecordAbsenceRule
{
    /// <summary>
    /// Oneself, or a supervisor of the unit for a colleague. The stand-in works for the same unit in all the areas of who is away, and is not away
    /// on one of the days; nobody is away twice at once, nor while they stand in for somebody else.
    /// </summary>
    /// <returns>The absence, or why not.</returns>
    public static (Absence? Absence, Refusal? Why) Decide(
        RecordAbsence command,
        Guid id,
        Actor.Staff by,
        ImmutableArray<ColleagueHere> colleagues,
        IReadOnlyCollection<Absence> known,
        DateOnly today
    )
    {
        var away = colleagues.FirstOrDefault(c => c.Id == command.Away);
        var standIn = colleagues.FirstOrDefault(c => c.Id == command.StandIn && c.Id != command.Away);
        var wrong = Refusal.All(
            away is null ? Refusals.Missing(nameof(command.Away), "请选择谁离岗。", "Choose who is away.") : null,
            away is not null && away.Id != by.Id && !by.Is(StaffRole.Supervisor)
                ? Refusal.Of(
                    "only-own-absence",
                    "只能登记自己的离岗；别人的由负责人登记。",
                    "You may write down your own absence; a supervisor writes down others'.",
                    nameof(command.Away)
                )
                : null,
            command.From is null ? Refusals.Missing(nameof(command.From), "请写明从哪一天起。", "Say from which day.") : null,
            command.To is null ? Refusals.Missing(nameof(command.To), "请写明到哪一天止。", "Say until which day.") : null,
            command is { From: { } first, To: { } last }
            && (last < first || last < today || last > first.AddDays(Absence.LongestDays))
                ? Refusal.Of(
                    "absence-out-of-range",
                    "结束日期须在开始之后、今天或以后，最长一年。",
                    "The last day must be after the first, today or later, and within a year.",
                    nameof(command.To)
                )
                : null,
            standIn is null ? Refusals.Missing(nameof(command.StandIn), "请选择由谁代班。", "Choose who stands in.") : null,
            standIn?.Areas is { } only && away is not null && (away.Areas is not { } theirs || theirs.Except(only).Any())
                ? Refusal.Of(
                    "stand-in-not-for-all-areas",
                    "代班的人看不到对方全部片区的诉求，请另选一位。",
                    "They do not see the matters of all areas of who is away; choose somebody else.",
                    nameof(command.StandIn)
                )
                : null
        );
        if (wrong is not null)
        {
            return (null, wrong);
        }
        var (from, to) = (command.From!.Value, command.To!.Value);
        var clash = Refusal.All(
            known.Any(a => a.Away == away!.Id && a.Meets(from, to))
                ? Refusal.Of(
                    "absent-already",
                    "这段时间已经登记过离岗。",
                    "An absence is written down for these days.",
                    nameof(command.From)
                )
                : null,
            known.Any(a => a.StandIn == away!.Id && a.Meets(from, to))
                ? Refusal.Of(
                    "stands-in-for-another",
                    "离岗的人这段时间正替别人代班。请先结束那次离岗，换一位代班的再登记。",
                    "Whoever is to be away stands in for somebody on one of these days. End that absence first, and write it down anew with another stand-in.",
                    nameof(command.Away)
                )
                : null,
            known.Any(a => a.Away == standIn!.Id && a.Meets(from, to))
                ? Refusal.Of(
                    "stand-in-away",
                    "代班的人这段时间也不在。",
                    "Who would stand in is away on one of these days.",
                    nameof(command.StandIn)
                )
                : null
        );
        return clash is not null ? (null, clash) : (new Absence(id, away!.Id, by.Unit, standIn!.Id, from, to), null);
    }

    /// <summary>Ends an absence early: from today on what was theirs is theirs alone again.</summary>
    public static (Absence? Absence, Refusal? Why) End(Absence absence, Actor.Staff by, DateOnly today)
    {
        if (absence.Unit != by.Unit || (absence.Away != by.Id && !by.Is(StaffRole.Supervisor)))
        {
            return (
                null,
                Refusal.Of("only-own-absence", "只有本人或负责人可以结束离岗。", "Only they or a supervisor end an absence.")
            );
        }
        return absence.EndedOn is not null || absence.To < today
            ? (null, Refusal.Of("absence-over", "这次离岗已经结束。", "This absence is over."))
            : (absence with { EndedOn = today }, null);
    }
}
