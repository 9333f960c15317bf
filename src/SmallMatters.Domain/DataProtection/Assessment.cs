using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.DataProtection;

/// <summary>Where an assessment stands.</summary>
public enum AssessmentStage
{
    /// <summary>待批准: written, and waiting for a second person.</summary>
    Written,

    /// <summary>已批准: the flow may be on until the day given.</summary>
    Approved,

    /// <summary>未批准: sent back with the reason; another one has to be written.</summary>
    Refused,

    /// <summary>已停用: the flow is off from that moment.</summary>
    Ended,
}

/// <summary>
/// What an assessment (个人信息保护影响评估) says. The three answers are those that the law asks for: whether purpose and way are
/// lawful and necessary, what it does to people, and whether the measures fit the risk (个人信息保护法第五十六条第一款).
/// </summary>
/// <param name="Id">Key.</param>
/// <param name="Flow">The outward flow that it is about.</param>
/// <param name="Receiver">Who receives the data.</param>
/// <param name="Data">Which fields go out.</param>
/// <param name="Necessity">Purpose, basis, and why it cannot be done with less.</param>
/// <param name="Risks">What it can do to the people concerned.</param>
/// <param name="Measures">What is done against that.</param>
/// <param name="HoldsUntil">The last local day on which the flow may be on.</param>
/// <param name="Unit">Code of the unit that wrote it.</param>
/// <param name="By">The account that wrote it.</param>
/// <param name="WrittenAt">When, UTC.</param>
public sealed record AssessmentFile(
    Guid Id,
    OutwardFlow Flow,
    string Receiver,
    string Data,
    string Necessity,
    string Risks,
    string Measures,
    DateOnly HoldsUntil,
    string Unit,
    Guid By,
    DateTimeOffset WrittenAt
);

/// <summary>An assessment as its facts have made it. It is kept for at least three years (个人信息保护法第五十六条第二款).</summary>
public sealed record Assessment(AssessmentFile File, AssessmentStage Stage)
{
    /// <summary>Whether the flow may be on that day by this assessment.</summary>
    public bool Holds(DateOnly today) => Stage == AssessmentStage.Approved && today <= File.HoldsUntil;
}

/// <summary>A fact of an assessment.</summary>
public abstract record AssessmentFact
{
    /// <summary>The assessment after the fact; null before the first one.</summary>
    public abstract Assessment Apply(Assessment? assessment);

    /// <summary>A history that holds this fact here is damaged.</summary>
    protected InvalidOperationException DoesNotFit(Assessment? assessment) =>
        new($"{GetType().Name} does not follow {assessment?.Stage.ToString() ?? "nothing"}");
}

/// <summary>A fact, or why not.</summary>
public sealed record AssessmentDecision(AssessmentFact? Fact, Refusal? Why)
{
    /// <summary>The fact.</summary>
    public static implicit operator AssessmentDecision(AssessmentFact fact) => new(fact, null);

    /// <summary>The refusal.</summary>
    public static implicit operator AssessmentDecision(Refusal why) => new(null, why);
}
