using System.Collections.Immutable;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Clocks;

/// <summary>How a clock may be lengthened.</summary>
/// <param name="Times">How many times at most, or null where the rule sets no number.</param>
/// <param name="Length">The longest single extension in the rule's unit, or null where those who agree name the length.</param>
/// <param name="By">Who may do it.</param>
/// <param name="Approver">The same in words, with the condition.</param>
public sealed record ExtensionTerms(int? Times, int? Length, Approver By, Bilingual Approver);

/// <summary>
/// How an overdue duty goes up. Level 1 is the first level above the owner; the last level is the jurisdiction's named
/// fallback, which is told again at every interval until the duty is met: it never goes nowhere.
/// </summary>
/// <param name="Unit">Unit of the interval: minutes, hours, or whole working or calendar days.</param>
/// <param name="Every">The interval, at least 1.</param>
/// <param name="Levels">How many levels there are, at least 1.</param>
public sealed record EscalationPlan(ClockUnit Unit, int Every, int Levels)
{
    /// <summary>One level further every working day, three levels.</summary>
    public static EscalationPlan Default { get; } = new(ClockUnit.WorkingDay, 1, 3);
}

/// <summary>
/// One version of one time limit. Which version holds is decided by the local day of the starting event, so that an old
/// matter keeps the law it began under. Numbers are data with a source, never constants in code.
/// </summary>
public sealed record ClockRule
{
    /// <summary>Stable, kebab-case, such as <c>handle-general</c>; versions share it.</summary>
    public required string Code { get; init; }

    /// <summary>The row of the deadline table in which the rule was collected, such as <c>D08</c>; null for the product's own.</summary>
    public string? Row { get; init; }

    /// <summary>1, 2, … within the code. A deadline keeps the version that made it.</summary>
    public required int Version { get; init; }

    /// <summary>What must be done, or what ends.</summary>
    public required Bilingual Name { get; init; }

    /// <summary>First local day of a starting event to which this version applies, or null for as far back as records go.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last such day, itself included, or null while the version is in force.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>What is counted.</summary>
    public required ClockUnit Unit { get; init; }

    /// <summary>How many units, at least 1.</summary>
    public required int Length { get; init; }

    /// <summary>What starts the clock.</summary>
    public required Bilingual StartEvent { get; init; }

    /// <summary>Whether the day of the start is counted; without meaning for hours.</summary>
    public DayOne DayOne { get; init; }

    /// <summary>What happens at a last day that is not worked; without meaning for hours and working days.</summary>
    public EndOnHoliday EndOnHoliday { get; init; }

    /// <summary>What its end means.</summary>
    public ClockPurpose Purpose { get; init; }

    /// <summary>How it may be lengthened, or null when it may not.</summary>
    public ExtensionTerms? Extension { get; init; }

    /// <summary>The lawful reasons for not counting time; empty for most rules.</summary>
    public ImmutableArray<PauseReason> Pauses { get; init; } = [];

    /// <summary>What lets the count begin anew (mediation that failed or was not performed), or null when nothing does.</summary>
    public Bilingual? RestartsWhen { get; init; }

    /// <summary>The document that the step ends with, or null.</summary>
    public Bilingual? Document { get; init; }

    /// <summary>Law and article, or that it is the product's own default.</summary>
    public required Bilingual Source { get; init; }

    /// <summary>How sure the source is.</summary>
    public Confidence Confidence { get; init; }

    /// <summary>True when the text says "日" and it is unsettled whether that means working days.</summary>
    public bool UnitDisputed { get; init; }

    /// <summary>The place whose local rule it is, or null for a national rule or the product's own.</summary>
    public Bilingual? Locality { get; init; }

    /// <summary>How an overdue duty goes up.</summary>
    public EscalationPlan Escalation { get; init; } = EscalationPlan.Default;

    /// <summary>True when the version applies to a clock whose starting event fell on that local day.</summary>
    public bool HoldsOn(DateOnly startedOn) =>
        (ValidFrom is null || startedOn >= ValidFrom) && (ValidTo is null || startedOn <= ValidTo);

    /// <summary>True when the working calendar has a say in where the clock ends.</summary>
    public bool DependsOnCalendar =>
        Unit == ClockUnit.WorkingDay || (Unit != ClockUnit.Hour && EndOnHoliday == EndOnHoliday.RollsForward);
}
