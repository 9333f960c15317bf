using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>A meeting of the parties (调解会). It takes place only with each party's consent to it.</summary>
/// <param name="Id">Key; the invitation's too.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="Minutes">How long it is meant to be.</param>
/// <param name="Where">Where, for all parties.</param>
/// <param name="State">Where it stands.</param>
public sealed record MediationSession(
    Guid Id,
    DateTimeOffset StartsAt,
    int Minutes,
    [property: PersonalField(PersonalItem.CommonWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Where,
    SessionState State = SessionState.Set
)
{
    /// <summary>Whether it is another talk about an agreement that is in effect (再谈一次).</summary>
    public bool Again { get; init; }
}

/// <summary>Where a session stands.</summary>
public enum SessionState
{
    /// <summary>已约定.</summary>
    Set,

    /// <summary>已取消.</summary>
    CalledOff,

    /// <summary>已召开.</summary>
    Held,
}

/// <summary>Set a session.</summary>
/// <param name="StartsAt">UTC; null when no time was given.</param>
/// <param name="Minutes">How long it is meant to be.</param>
/// <param name="Where">Where.</param>
public sealed record SetSession(DateTimeOffset? StartsAt, int Minutes, string? Where);

/// <summary>A session was set; each party is asked for its consent to it.</summary>
public sealed record SessionSet(MediationSession Session) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        Some(dispute).WithMediation(m => m with { Sessions = m.Sessions.Add(Session) });
}

/// <summary>A session does not take place. Why is not said: it may be somebody's safety.</summary>
public sealed record SessionCalledOff(Guid Session) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        Some(dispute).WithMediation(m => SessionRule.Changed(m, Session, SessionState.CalledOff));
}

/// <summary>A session took place, with its minutes.</summary>
public sealed record SessionHeld(
    Guid Session,
    [property: PersonalField(PersonalItem.CommonWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Words
) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        Some(dispute).WithMediation(m => SessionRule.Changed(m, Session, SessionState.Held));
}

/// <summary>Decides on sessions.</summary>
public static class SessionRule
{
    /// <summary>Longest session, in minutes.</summary>
    public const int Longest = 480;

    /// <summary>Sets one: never while a safety flag stands, and on a day on which the mediator is there.</summary>
    /// <param name="dispute">The dispute.</param>
    /// <param name="command">When and where.</param>
    /// <param name="id">Key of the session.</param>
    /// <param name="mediator">Who mediates, as the register has them; null where nobody of a register does.</param>
    /// <param name="by">Who sets it.</param>
    /// <param name="calendar">The jurisdiction's, for local days.</param>
    /// <param name="now">UTC.</param>
    public static DisputeDecision Set(
        Dispute dispute,
        SetSession command,
        Guid id,
        Mediator? mediator,
        Actor.Staff by,
        WorkingCalendar calendar,
        DateTimeOffset now
    )
    {
        if (Stands(dispute, by) is { } why)
        {
            return why;
        }
        if (command.StartsAt is not { } at || at <= now)
        {
            return Refusal.Of(
                "session-time",
                "请写明将来的日期和时间。",
                "Say a day and time that are still to come.",
                nameof(command.StartsAt)
            );
        }
        if (mediator?.Away(calendar.DayOf(at), nameof(command.StartsAt)) is { } away)
        {
            return away;
        }
        if (command.Minutes is < 15 or > Longest)
        {
            return Refusal.Of(
                "session-length",
                $"请写 15 到 {Longest} 分钟。",
                $"Say from 15 to {Longest} minutes.",
                nameof(command.Minutes)
            );
        }
        var (where, missing) = Refusals.WorkWords(
            command.Where,
            nameof(command.Where),
            OpenDisputeRule.LongestAbout,
            "请写明在哪里。",
            "Say where."
        );
        return missing is not null
            ? missing
            : new SessionSet(
                new MediationSession(id, at, command.Minutes, new PersonalText(dispute.File.Common, where))
                {
                    Again = dispute is Dispute.Agreed,
                }
            );
    }

    /// <summary>Calls one off.</summary>
    public static DisputeDecision CallOff(Dispute dispute, Guid session, Actor.Staff by) =>
        DisputeMay.Handle(dispute, by) is { } why ? why
        : Find(dispute, session) is null ? NotSet
        : new SessionCalledOff(session);

    /// <summary>Writes down that one took place: with everybody's consent to it, and no open flag.</summary>
    public static DisputeDecision Hold(Dispute dispute, Guid session, string? minutes, Actor.Staff by, DateTimeOffset now)
    {
        if (Stands(dispute, by) is { } why)
        {
            return why;
        }
        if (Find(dispute, session) is not { } set)
        {
            return NotSet;
        }
        if (!dispute.File.AllConsent(ConsentStep.Session, session))
        {
            return Refusal.Of(
                "session-without-consent",
                "还有当事人没有同意参加这次调解会。",
                "Not every party has consented to this session."
            );
        }
        if (set.StartsAt > now)
        {
            return Refusal.Of("session-not-yet", "调解会还没有开始。", "The session has not begun yet.");
        }
        var (words, missing) = Refusals.PeopleWords(
            minutes,
            "Words",
            DisputeMay.LongestWords,
            "请写明调解会的经过和结果，各方都能看到。",
            "Write the minutes; every party reads them."
        );
        return missing is not null ? missing : new SessionHeld(session, new PersonalText(dispute.File.Common, words));
    }

    internal static Mediation Changed(Mediation mediation, Guid session, SessionState state) =>
        mediation with
        {
            Sessions = [.. mediation.Sessions.Select(s => s.Id == session ? s with { State = state } : s)],
        };

    /// <summary>Sessions that were set do not take place.</summary>
    internal static Mediation NoneLeft(Mediation mediation) =>
        mediation with
        {
            Sessions =
            [
                .. mediation.Sessions.Select(s => s.State == SessionState.Set ? s with { State = SessionState.CalledOff } : s),
            ],
        };

    private static Refusal NotSet { get; } =
        Refusal.Of("no-such-session", "没有这次调解会，或者已经取消。", "There is no such session, or it was called off.");

    private static Refusal? Stands(Dispute dispute, Actor.Staff by) =>
        DisputeMay.Handle(dispute, by)
        ?? (
            dispute is not (Dispute.Mediating or Dispute.Agreed)
                ? Refusal.Of("not-mediated-yet", "调解还没有开始。", "Mediation has not started yet.")
            : dispute.File.Unsafe ? DisputeMay.Unsafe
            : DisputeMay.TooFew(dispute)
        );

    private static MediationSession? Find(Dispute dispute, Guid session) =>
        dispute.Under?.Sessions.FirstOrDefault(s => s.Id == session && s.State == SessionState.Set);
}
