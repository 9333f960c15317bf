namespace SmallMatters.Domain.Clocks;

/// <summary>
/// A computed end of a clock, stored as it was when its cause happened, with the version of the rule that made it.
/// Instants are UTC.
/// </summary>
/// <param name="DueAt">
/// The last instant that is in time. For days it is the 24:00 of the last day, that is the next day's 00:00 local.
/// </param>
/// <param name="Warn70At">When 70 % of the lawful time has passed.</param>
/// <param name="Warn90At">When 90 % of the lawful time has passed.</param>
/// <param name="DueOn">The last local day: what a person is told ("by 5 March").</param>
/// <param name="Provisional">True when a holiday notice still to come may move it.</param>
/// <param name="RuleCode">The rule.</param>
/// <param name="RuleVersion">The version of the rule.</param>
public sealed record Deadline(
    DateTimeOffset DueAt,
    DateTimeOffset Warn70At,
    DateTimeOffset Warn90At,
    DateOnly DueOn,
    bool Provisional,
    string RuleCode,
    int RuleVersion
);

/// <summary>Time that a clock does not count, for a lawful reason.</summary>
/// <param name="Reason">The lawful reason.</param>
/// <param name="Document">The paper that shows it, such as the number of the appraisal order.</param>
/// <param name="By">Who recorded it.</param>
/// <param name="From">When counting stopped (UTC).</param>
/// <param name="Until">When counting went on (UTC), or null while it is stopped.</param>
public sealed record Pause(PauseReason Reason, string Document, string By, DateTimeOffset From, DateTimeOffset? Until = null);

/// <summary>One lengthening of a clock.</summary>
/// <param name="Length">By how many of the rule's units.</param>
/// <param name="Approver">Who approved it.</param>
/// <param name="Reason">Why, as the resident is told.</param>
/// <param name="At">When it was approved (UTC).</param>
public sealed record Extension(int Length, Approver Approver, string Reason, DateTimeOffset At);
