using System.Collections.Immutable;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.DataProtection;

/// <summary>Where an incident stands.</summary>
public enum IncidentStage
{
    /// <summary>处置中.</summary>
    Open,

    /// <summary>待另一人确认结束: somebody says that it is over.</summary>
    ClosureProposed,

    /// <summary>已结束.</summary>
    Closed,
}

/// <summary>Whom a notice of an incident goes to (个人信息保护法第五十七条第一款).</summary>
public enum IncidentNoticeTo
{
    /// <summary>主管部门: the authority that protects personal information.</summary>
    Authority,

    /// <summary>当事人: the people whom it touches.</summary>
    People,

    /// <summary>不逐一通知: the measures avoid harm, so the people need not be told (第五十七条第二款); the reason says how.</summary>
    NotNeeded,
}

/// <summary>What an incident is. It names no resident.</summary>
/// <param name="Id">Key.</param>
/// <param name="What">What happened, and its cause as far as known.</param>
/// <param name="Touches">Which kinds of data, and about how many people.</param>
/// <param name="Harm">What harm it may do.</param>
/// <param name="NoticedAt">When it was noticed, UTC.</param>
/// <param name="NotifyBy">By when the authority is to be told, UTC.</param>
/// <param name="Unit">Code of the unit that wrote it down.</param>
/// <param name="By">The account.</param>
public sealed record IncidentFile(
    Guid Id,
    string What,
    string Touches,
    string Harm,
    DateTimeOffset NoticedAt,
    DateTimeOffset NotifyBy,
    string Unit,
    Guid By
);

/// <summary>An incident as its facts have made it.</summary>
public sealed record Incident(IncidentFile File, IncidentStage Stage)
{
    /// <summary>Who was told.</summary>
    public ImmutableArray<IncidentNoticeTo> Told { get; init; } = [];

    /// <summary>Who proposed to close it; null while nobody has.</summary>
    public Guid? ClosureBy { get; init; }

    /// <summary>Whether the authority still has to be told.</summary>
    public bool OwesNotice => Stage != IncidentStage.Closed && !Told.Contains(IncidentNoticeTo.Authority);
}

/// <summary>A fact of an incident.</summary>
public abstract record IncidentFact
{
    /// <summary>The incident after the fact; null before the first one.</summary>
    public abstract Incident Apply(Incident? incident);

    /// <summary>A history that holds this fact here is damaged.</summary>
    protected InvalidOperationException DoesNotFit(Incident? incident) =>
        new($"{GetType().Name} does not follow {incident?.Stage.ToString() ?? "nothing"}");
}

/// <summary>An incident was written down.</summary>
public sealed record IncidentOpened(IncidentFile File) : IncidentFact
{
    /// <inheritdoc/>
    public override Incident Apply(Incident? incident) =>
        incident is null ? new Incident(File, IncidentStage.Open) : throw DoesNotFit(incident);
}

/// <summary>Something was done against it.</summary>
public sealed record IncidentStepTaken(string Words) : IncidentFact
{
    /// <inheritdoc/>
    public override Incident Apply(Incident? incident) =>
        incident is { Stage: not IncidentStage.Closed } ? incident : throw DoesNotFit(incident);
}

/// <summary>Somebody was told, or it was decided that the people need not be.</summary>
public sealed record IncidentNoticeGiven(IncidentNoticeTo To, string Words) : IncidentFact
{
    /// <inheritdoc/>
    public override Incident Apply(Incident? incident) =>
        incident is { Stage: not IncidentStage.Closed }
            ? incident with
            {
                Told = incident.Told.Contains(To) ? incident.Told : incident.Told.Add(To),
            }
            : throw DoesNotFit(incident);
}

/// <summary>Somebody says that it is over.</summary>
public sealed record IncidentClosureProposed(Guid By, string Words) : IncidentFact
{
    /// <inheritdoc/>
    public override Incident Apply(Incident? incident) =>
        incident is { Stage: not IncidentStage.Closed }
            ? incident with
            {
                Stage = IncidentStage.ClosureProposed,
                ClosureBy = By,
            }
            : throw DoesNotFit(incident);
}

/// <summary>A second person closed it.</summary>
public sealed record IncidentClosed(string Words) : IncidentFact
{
    /// <inheritdoc/>
    public override Incident Apply(Incident? incident) =>
        incident is { Stage: IncidentStage.ClosureProposed }
            ? incident with
            {
                Stage = IncidentStage.Closed,
            }
            : throw DoesNotFit(incident);
}

/// <summary>A fact, or why not.</summary>
public sealed record IncidentDecision(IncidentFact? Fact, Refusal? Why)
{
    /// <summary>The fact.</summary>
    public static implicit operator IncidentDecision(IncidentFact fact) => new(fact, null);

    /// <summary>The refusal.</summary>
    public static implicit operator IncidentDecision(Refusal why) => new(null, why);
}

/// <summary>Write down an incident.</summary>
public sealed record OpenIncident(string? What, string? Touches, string? Harm);

/// <summary>Decides on incidents.</summary>
public static class IncidentRule
{
    /// <summary>Whoever answers for the data writes it down; the clock of telling the authority starts at once.</summary>
    public static IncidentDecision Open(
        OpenIncident command,
        Guid id,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (!WriteAssessmentRule.Writers.Any(by.Is))
        {
            return DataProtectionRefusals.NotYourRole;
        }
        var (what, noWhat) = Said(
            command.What,
            nameof(command.What),
            "请写明发生了什么、原因是什么。",
            "Say what happened and why."
        );
        var (touches, noTouches) = Said(
            command.Touches,
            nameof(command.Touches),
            "请写明涉及哪些信息、大约多少人。",
            "Say which data, and about how many people."
        );
        var (harm, noHarm) = Said(command.Harm, nameof(command.Harm), "请写明可能造成什么危害。", "Say what harm it may do.");
        if (Refusal.All(noWhat, noTouches, noHarm) is { } wrong)
        {
            return wrong;
        }
        var rule = jurisdiction.ClockRules.RuleFor("incident-notice", jurisdiction.Calendar.DayOf(now));
        var due = DeadlineRule.Compute(rule, now, jurisdiction.Calendar).DueAt;
        return new IncidentOpened(new IncidentFile(id, what!, touches!, harm!, now, due, by.Unit, by.Id.Value));
    }

    /// <summary>A step that was taken against it, as staff wrote it.</summary>
    public static IncidentDecision Step(Incident incident, string? words, Actor.Staff by) =>
        With(incident, words, by, text => new IncidentStepTaken(text));

    /// <summary>Who was told, or why the people need not be.</summary>
    public static IncidentDecision Notice(Incident incident, IncidentNoticeTo to, string? words, Actor.Staff by) =>
        With(incident, words, by, text => new IncidentNoticeGiven(to, text));

    /// <summary>That it is over: not before the authority was told, and the people were or need not be.</summary>
    public static IncidentDecision ProposeClosure(Incident incident, string? words, Actor.Staff by) =>
        incident.OwesNotice
            ? Refusal.Of(
                "incident-authority-not-told",
                "还没有报告主管部门，不能结束。",
                "The authority has not been told; it cannot end."
            )
        : !incident.Told.Any(t => t is IncidentNoticeTo.People or IncidentNoticeTo.NotNeeded)
            ? Refusal.Of(
                "incident-people-not-told",
                "还没有通知当事人，也没有写明为什么可以不通知。",
                "The people have not been told, nor was it said why they need not be."
            )
        : With(incident, words, by, text => new IncidentClosureProposed(by.Id.Value, text));

    /// <summary>A data-protection officer of another account than the one that proposed it closes it.</summary>
    public static IncidentDecision Close(Incident incident, string? words, Actor.Staff by) =>
        !by.Is(StaffRole.DataProtectionOfficer) ? DataProtectionRefusals.NotYourRole
        : incident.Stage != IncidentStage.ClosureProposed
            ? Refusal.Of("incident-closure-not-proposed", "还没有人提出结束。", "Nobody has proposed to end it.")
        : incident.ClosureBy == by.Id.Value
            ? Refusal.Of(
                "incident-own-closure",
                "是您提出结束的，要由另一个人确认。",
                "You proposed to end it; somebody else confirms."
            )
        : With(incident, words, by, text => new IncidentClosed(text));

    private static IncidentDecision With(Incident incident, string? words, Actor.Staff by, Func<string, IncidentFact> fact)
    {
        if (!WriteAssessmentRule.Writers.Any(by.Is))
        {
            return DataProtectionRefusals.NotYourRole;
        }
        if (incident.Stage == IncidentStage.Closed)
        {
            return Refusal.Of("incident-closed", "这件事已经结束。", "This incident is closed.");
        }
        var (text, missing) = Said(words, "Words", "请写明做了什么。", "Say what was done.");
        return missing is not null ? missing : fact(text!);
    }

    private static (string? Text, Refusal? Why) Said(string? typed, string field, string zh, string en) =>
        Refusals.WorkWords(typed, field, WriteAssessmentRule.LongestWords, zh, en);
}
