using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Clocks;

/// <summary>
/// A clock of one matter, as a value: when it began, under which version of which rule, its deadline, what moved the
/// deadline, and how far the sweep has gone. Every change gives a new clock or a refusal. Instants are UTC and are those
/// at which something is recorded: nothing here can be entered for a time before the clock's last change.
/// </summary>
/// <remarks>
/// Only what the rule allows moves a deadline. There is no hold: a unit that waits for something keeps a clock that runs.
/// The functions that need the rule take the version that the clock was started under
/// (<see cref="ClockRuleBook.Version"/>); another one is a programming error.
/// </remarks>
public sealed partial record Clock
{
    /// <summary>The rule.</summary>
    public required string Code { get; init; }

    /// <summary>The rule's version at the start; it stays when the law changes.</summary>
    public required int RuleVersion { get; init; }

    /// <summary>What its end means.</summary>
    public required ClockPurpose Purpose { get; init; }

    /// <summary>The starting event, or the restart (UTC).</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The end as computed at the last lawful cause.</summary>
    public required Deadline Deadline { get; init; }

    /// <summary>
    /// The end of another clock that this one is never later than, because what it measures comes first; null for none.
    /// </summary>
    public Deadline? Ceiling { get; init; }

    /// <summary>Where it stands.</summary>
    public required ClockState State { get; init; }

    /// <summary>The lengthenings so far, those before a restart included.</summary>
    public ImmutableArray<Extension> Extensions { get; init; } = [];

    /// <summary>The time not counted so far, finished pauses only.</summary>
    public ImmutableArray<Pause> Pauses { get; init; } = [];

    /// <summary>How it goes up when overdue.</summary>
    public required EscalationPlan Escalation { get; init; }

    /// <summary>How far the sweep has gone.</summary>
    public ClockProgress Progress { get; init; } = ClockProgress.None;

    /// <summary>True while nothing has ended it.</summary>
    [JsonIgnore]
    public bool IsOpen => State is ClockState.Running or ClockState.Paused;

    /// <summary>Starts the clock of a rule that holds on the starting event's local day.</summary>
    /// <param name="rule">The version in force on that day.</param>
    /// <param name="startedAt">The starting event.</param>
    /// <param name="calendar">The jurisdiction's calendar.</param>
    /// <param name="escalation">The jurisdiction's own ladder, or null for the rule's.</param>
    /// <exception cref="ArgumentException">The version does not hold on that day.</exception>
    public static Clock Start(
        ClockRule rule,
        DateTimeOffset startedAt,
        WorkingCalendar calendar,
        EscalationPlan? escalation = null
    )
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(calendar);
        if (!rule.HoldsOn(calendar.DayOf(startedAt)))
        {
            throw new ArgumentException(
                $"{rule.Code} version {rule.Version} does not hold on {calendar.DayOf(startedAt):yyyy-MM-dd}",
                nameof(rule)
            );
        }

        return new Clock
        {
            Code = rule.Code,
            RuleVersion = rule.Version,
            Purpose = rule.Purpose,
            StartedAt = startedAt.ToUniversalTime(),
            Deadline = DeadlineRule.Compute(rule, startedAt, calendar),
            State = new ClockState.Running(),
            Escalation = escalation ?? rule.Escalation,
        };
    }

    /// <summary>
    /// Stops counting, for one of the rule's lawful reasons and with the paper that shows it. A clock that is already
    /// overdue cannot be stopped: that would hide it.
    /// </summary>
    public ClockDecision Pause(ClockRule rule, PauseReason reason, string document, string by, DateTimeOffset at)
    {
        Check(rule);
        ArgumentNullException.ThrowIfNull(document);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        if (State is not ClockState.Running)
        {
            return NotRunning();
        }

        if (!rule.Pauses.Contains(reason))
        {
            return Refuse(
                "pause-not-lawful",
                "这一时限不能因此暂停：法律没有这样规定。",
                "This time limit cannot be stopped for that reason: the law does not provide for it.",
                "reason"
            );
        }

        if (string.IsNullOrWhiteSpace(document))
        {
            return Refuse(
                "pause-needs-document",
                "请写明暂停所依据的文书。",
                "Name the document that the pause rests on.",
                "document"
            );
        }

        if (at > Deadline.DueAt)
        {
            return Refuse(
                "clock-overdue",
                "时限已经届满，不能再暂停。",
                "The time limit has already passed and cannot be stopped any more.",
                "at"
            );
        }

        return at < LastChange
            ? TooEarly()
            : new ClockDecision.Changed(
                this with
                {
                    State = new ClockState.Paused(reason, document.Trim(), by, at.ToUniversalTime()),
                }
            );
    }

    /// <summary>Counts on. The end moves by the time not counted, in the rule's unit.</summary>
    public ClockDecision Resume(ClockRule rule, DateTimeOffset at, WorkingCalendar calendar)
    {
        Check(rule);
        if (State is not ClockState.Paused paused)
        {
            return Refuse("clock-not-paused", "这一时限没有暂停。", "This time limit is not stopped.");
        }

        if (at < paused.Since)
        {
            return TooEarly();
        }

        var pause = new Pause(paused.Reason, paused.Document, paused.By, paused.Since, at.ToUniversalTime());
        return new ClockDecision.Changed(
            (this with { State = new ClockState.Running(), Pauses = Pauses.Add(pause) }).Computed(rule, calendar)
        );
    }

    /// <summary>Lengthens a running clock before its end, within what the rule allows.</summary>
    /// <param name="rule">The clock's rule.</param>
    /// <param name="approver">In which role the approver acts.</param>
    /// <param name="reason">Why; the resident is told.</param>
    /// <param name="at">When it is approved.</param>
    /// <param name="calendar">The jurisdiction's calendar.</param>
    /// <param name="length">By how much, in the rule's unit; null for all that the rule gives at once.</param>
    public ClockDecision Extend(
        ClockRule rule,
        Approver approver,
        string reason,
        DateTimeOffset at,
        WorkingCalendar calendar,
        int? length = null
    )
    {
        Check(rule);
        ArgumentNullException.ThrowIfNull(reason);
        if (State is not ClockState.Running)
        {
            return NotRunning();
        }

        if (rule.Extension is not { } terms)
        {
            return Refuse("extension-not-provided", "这一时限不能延长。", "This time limit cannot be extended.");
        }

        if (Extensions.Length >= terms.Times)
        {
            return Refuse(
                "extensions-used",
                $"这一时限最多延长{terms.Times}次，已经用完。",
                $"This time limit can be extended {terms.Times} time(s) at most, and that is used up."
            );
        }

        if (approver != terms.By)
        {
            return Refuse(
                "approver-not-entitled",
                $"延长须经{terms.Approver.Zh}批准。",
                $"The extension must be approved by: {terms.Approver.En}.",
                "approver"
            );
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refuse(
                "extension-needs-reason",
                "请写明延长的理由，居民会看到。",
                "Say why it is extended; the resident will see it.",
                "reason"
            );
        }

        if (at > Deadline.DueAt)
        {
            return Refuse(
                "clock-overdue",
                "时限已经届满，不能再延长。",
                "The time limit has already passed and cannot be extended any more.",
                "at"
            );
        }

        if (at < LastChange)
        {
            return TooEarly();
        }

        var by = length ?? terms.Length;
        if (by is null)
        {
            return Refuse("extension-needs-length", "请写明延长多久。", "Say by how long it is extended.", "length");
        }

        if (by < 1 || by > (terms.Length ?? MaximalLength))
        {
            return Refuse(
                "extension-length",
                $"延长的长度应在1至{terms.Length ?? MaximalLength}之间。",
                $"The length of the extension must be from 1 to {terms.Length ?? MaximalLength}.",
                "length"
            );
        }

        return new ClockDecision.Changed(
            (
                this with
                {
                    Extensions = Extensions.Add(new Extension(by.Value, approver, reason.Trim(), at.ToUniversalTime())),
                }
            ).Computed(rule, calendar)
        );
    }

    /// <summary>
    /// Counts anew from that instant under the same version of the rule, for rules that provide it: mediation was not
    /// agreed, or not performed. Pauses fall away with the old count; extensions already used stay used, and their length
    /// does not carry over. An overdue clock may restart, because the rule does not count the time spent in mediation.
    /// </summary>
    public ClockDecision Restart(ClockRule rule, DateTimeOffset at, WorkingCalendar calendar)
    {
        Check(rule);
        if (!IsOpen)
        {
            return NotRunning();
        }

        if (rule.RestartsWhen is null)
        {
            return Refuse("restart-not-provided", "这一时限不能重新计算。", "This time limit cannot begin anew.");
        }

        return at < LastChange
            ? TooEarly()
            : new ClockDecision.Changed(
                (
                    this with
                    {
                        StartedAt = at.ToUniversalTime(),
                        State = new ClockState.Running(),
                        Pauses = [],
                        Progress = ClockProgress.None,
                    }
                ).Computed(rule, calendar)
            );
    }

    /// <summary>
    /// The clock under a calendar with a newly published year: a provisional deadline of an open clock is computed again;
    /// every other clock comes back as it was.
    /// </summary>
    public Clock Recompute(ClockRule rule, WorkingCalendar calendar)
    {
        Check(rule);
        return IsOpen && Deadline.Provisional ? Computed(rule, calendar) : this;
    }

    /// <summary>The same clock, due no later than another one and warned about with it.</summary>
    public Clock NoLaterThan(Clock other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Deadline.DueAt < Deadline.DueAt
            ? this with
            {
                Deadline = Under(Deadline, other.Deadline),
                Ceiling = other.Deadline,
            }
            : this;
    }

    /// <summary>Two clocks are equal when all that they hold is, lists compared in order.</summary>
    public bool Equals(Clock? other) =>
        other is not null
        && (Code, RuleVersion, Purpose, StartedAt) == (other.Code, other.RuleVersion, other.Purpose, other.StartedAt)
        && (Deadline, Ceiling, State, Escalation, Progress)
            == (other.Deadline, other.Ceiling, other.State, other.Escalation, other.Progress)
        && Extensions.SequenceEqual(other.Extensions)
        && Pauses.SequenceEqual(other.Pauses);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, RuleVersion, StartedAt, Deadline, State, Progress);

    // No agreement of parties lengthens a clock beyond what a calendar can hold.
    private const int MaximalLength = 3650;

    private DateTimeOffset LastChange
    {
        get
        {
            var last = State is ClockState.Paused paused ? paused.Since : StartedAt;
            if (!Pauses.IsEmpty && Pauses[^1].Until > last)
            {
                last = Pauses[^1].Until!.Value;
            }

            return !Extensions.IsEmpty && Extensions[^1].At > last ? Extensions[^1].At : last;
        }
    }

    private Clock Computed(ClockRule rule, WorkingCalendar calendar)
    {
        var extended = Extensions.Where(e => e.At >= StartedAt).Sum(e => e.Length);
        var deadline = Under(DeadlineRule.Compute(rule, StartedAt, calendar, extended, Pauses), Ceiling);

        // A later date is warned about anew. One that stayed, or came nearer when overdue was already said, goes on.
        var goesOn = deadline.DueAt == Deadline.DueAt || (Progress.IsPastDue && deadline.DueAt < Deadline.DueAt);
        return this with { Deadline = deadline, Progress = goesOn ? Progress : ClockProgress.None };
    }

    private static Deadline Under(Deadline own, Deadline? ceiling) =>
        ceiling is { } other && other.DueAt < own.DueAt
            ? own with
            {
                DueAt = other.DueAt,
                DueOn = other.DueOn,
                Warn70At = other.Warn70At,
                Warn90At = other.Warn90At,
                Provisional = own.Provisional || other.Provisional,
            }
            : own;

    private void Check(ClockRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (rule.Code != Code || rule.Version != RuleVersion)
        {
            throw new ArgumentException(
                $"the clock runs under {Code} version {RuleVersion}, not {rule.Code} version {rule.Version}",
                nameof(rule)
            );
        }
    }

    private static ClockDecision.Refused NotRunning() =>
        Refuse("clock-not-running", "这一时限现在没有在计算。", "This time limit is not running.");

    private static ClockDecision.Refused TooEarly() =>
        Refuse(
            "clock-time-order",
            "时间不能早于这一时限上一次变动。",
            "The time cannot be before the last change of this time limit.",
            "at"
        );

    private static ClockDecision.Refused Refuse(string code, string zh, string en, string? field = null) =>
        new(Refusal.Of(code, zh, en, field));
}
