using System.Collections.Immutable;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.MinorCases;

/// <summary>
/// Something that happened to a minor case, in the past tense. Appended and never edited; each use case declares its own beside its
/// decision, and the type's name is its name in the history.
/// </summary>
public abstract record CaseFact
{
    /// <summary>When it happened (UTC); what is mirrored may have happened before it was entered.</summary>
    public required DateTimeOffset On { get; init; }

    /// <summary>Clocks that it began or changed.</summary>
    public ImmutableArray<CaseClock> Clocks { get; init; } = [];

    /// <summary>The case after this fact; before the first there is none.</summary>
    public MinorCase Apply(MinorCase? before)
    {
        var after = Change(before).With(Clocks);
        return MovesOn && On > after.LastOn ? after with { LastOn = On } : after;
    }

    /// <summary>Whether it is a step of the procedure, before which no later one can have happened.</summary>
    protected virtual bool MovesOn => false;

    /// <summary>What it changes beside the clocks.</summary>
    protected abstract MinorCase Change(MinorCase? before);

    /// <summary>The case, which there must be.</summary>
    protected MinorCase Some(MinorCase? before) =>
        before ?? throw new InvalidOperationException($"{GetType().Name} cannot be the first fact");
}

/// <summary>What a decision about a minor case came to.</summary>
/// <param name="Facts">What happened, in order; empty when it cannot be.</param>
/// <param name="Why">Why it cannot be, or null.</param>
public readonly record struct CaseDecision(ImmutableArray<CaseFact> Facts, Refusal? Why)
{
    /// <summary>It is so.</summary>
    public static implicit operator CaseDecision(CaseFact fact) => new([fact], null);

    /// <summary>It cannot be.</summary>
    public static implicit operator CaseDecision(Refusal why) => new([], why);
}

/// <summary>A clock was looked at and its unit warned, or told that it is overdue.</summary>
/// <param name="Clock">Which clock.</param>
/// <param name="Step">What was found.</param>
/// <param name="Level">The level that it has gone up to, 0 for none.</param>
public sealed record CaseClockTold(Guid Clock, ClockStepKind Step, int Level) : CaseFact
{
    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) => Some(before);
}

/// <summary>Who may act on a case and when; shared by the use cases.</summary>
internal static class CaseMay
{
    public const int LongestWords = 4000;
    public const int LongestLine = 200;

    public static Refusal NotYours { get; } =
        Refusal.Of("not-your-stations-case", "这起案件不由您的派出所办理。", "Your station does not deal with this case.");

    public static Refusal Sealed { get; } =
        Refusal.Of("case-sealed", "案件已经结案，记录已经封存。", "The case is closed and its records are sealed.");

    public static Refusal NotNow { get; } =
        Refusal.Of("not-at-this-stage", "案件现在不在这个阶段。", "The case is not at the stage for this.");

    public static Refusal ThingsHeld { get; } =
        Refusal.Of("things-held", "还有财物没有返还。", "Something that was taken has not been given back.");

    /// <summary>Null when the person works on cases of the station and the case is not sealed.</summary>
    public static Refusal? Handle(MinorCase it, Actor.Staff by) =>
        it.IsSealed ? Sealed
        : IsOfStation(it, by) ? null
        : NotYours;

    /// <summary>The same, at one of the stages.</summary>
    public static Refusal? At(MinorCase it, Actor.Staff by, params ReadOnlySpan<CaseStage> stages) =>
        Handle(it, by) ?? (stages.Contains(it.Stage) ? null : NotNow);

    /// <summary>Whether the person is of the station that owns it.</summary>
    public static bool IsOfStation(MinorCase it, Actor.Staff by) =>
        by.Unit == it.Unit && (by.Is(StaffRole.Handler) || by.Is(StaffRole.Supervisor));

    /// <summary>Null when an instant may be that of the next thing that happened.</summary>
    public static Refusal? When(MinorCase it, DateTimeOffset on, DateTimeOffset now) =>
        on > now ? Refusal.Of("not-yet", "时间不能晚于现在。", "The time cannot be later than now.", "On")
        : on < it.LastOn ? Refusal.Of("before-the-last", "时间不能早于上一步。", "The time cannot be before the last step.", "On")
        : null;

    /// <summary>A new clock of the rule in force on the day.</summary>
    public static CaseClock Start(
        Jurisdiction j,
        string rule,
        CaseClockFor what,
        DateTimeOffset on,
        Guid id,
        ParticipantId? person = null
    ) => new(id, what, Clock.Start(j.ClockRules.RuleFor(rule, j.Calendar.DayOf(on)), on, j.Calendar), person);

    /// <summary>A clock for telling each of the people, where none runs for them yet.</summary>
    public static ImmutableArray<CaseClock> ToTell(MinorCase it, Jurisdiction j, DateTimeOffset on) =>
        [
            .. it
                .People.Where(p => !it.Clocks.Any(c => c.For == CaseClockFor.Telling && c.Person == p.Id && c.Clock.IsOpen))
                .Select(p => Start(j, "case-telling", CaseClockFor.Telling, on, Guid.CreateVersion7(on), p.Id)),
        ];

    /// <summary>The open clocks of a purpose, met.</summary>
    public static ImmutableArray<CaseClock> Met(
        MinorCase it,
        CaseClockFor what,
        DateTimeOffset on,
        ParticipantId? person = null
    ) =>
        [
            .. it
                .Clocks.Where(c => c.For == what && c.Clock.IsOpen && (person is null || c.Person == person))
                .Select(c => c.Clock.Meet(on) is ClockDecision.Changed done ? c with { Clock = done.Clock } : c),
        ];

    /// <summary>Words under the case's own key.</summary>
    public static PersonalText? Line(MinorCase it, string? typed) =>
        Refusals.Clean(typed) is { Length: > 0 } text
            ? new PersonalText(it.Office, text.Length > LongestLine ? text[..LongestLine] : text)
            : null;

    public static Refusal? TooLong(string? typed, string field) =>
        Refusals.Clean(typed).Length > LongestLine ? Refusals.TooLong(field, LongestLine) : null;
}
