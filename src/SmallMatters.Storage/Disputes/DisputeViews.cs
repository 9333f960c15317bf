using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Disputes;

/// <summary>A dispute as those who deal with its matter see it.</summary>
/// <param name="Dispute">Its state.</param>
/// <param name="Reference">The matter's reference.</param>
/// <param name="Area">Code of the matter's area.</param>
/// <param name="Seen">Number of the last fact.</param>
/// <param name="People">Name and telephone of each party and who acts for it; those who were erased are left out.</param>
/// <param name="Answers">What each party last answered about safety, with its words.</param>
/// <param name="Story">What happened, in order.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(Area), nameof(Reference))]
public sealed record DisputePage(
    [property: Shows(PersonalItem.CommonWords)] Dispute Dispute,
    Reference Reference,
    string Area,
    int Seen,
    [property: Shows(PersonalItem.Name, PersonalItem.Phone)] IReadOnlyDictionary<ParticipantId, ContactShown> People,
    [property: Shows(PersonalItem.SafetyWords)] IReadOnlyDictionary<ParticipantId, SafetyShown> Answers,
    [property: Shows(PersonalItem.PartyWords, PersonalItem.CommonWords, PersonalItem.OfficeWords, PersonalItem.SafetyWords)]
        IReadOnlyList<DisputeEntry> Story
)
{
    /// <summary>Who has a link that opens their room.</summary>
    public IReadOnlySet<ParticipantId> WithLink { get; init; } = new HashSet<ParticipantId>();

    /// <summary>The minutes of the sessions that took place, by session.</summary>
    [Shows(PersonalItem.CommonWords)]
    public IReadOnlyDictionary<Guid, MinutesShown> Minutes { get; init; } = new Dictionary<Guid, MinutesShown>();

    /// <summary>How the agreement took effect; null while it has not.</summary>
    public AgreementTookEffect? InEffect { get; init; }

    /// <summary>The signed agreements that were put in, the first one first.</summary>
    [Shows(PersonalItem.SignedPaper)]
    public IReadOnlyList<SignedShown> SignedAgreements { get; init; } = [];

    /// <summary>When each obligation was performed, and what shows it.</summary>
    [Shows(PersonalItem.CommonWords)]
    public IReadOnlyDictionary<Guid, PerformedShown> Performed { get; init; } = new Dictionary<Guid, PerformedShown>();
}

/// <summary>What a mediator sealed in a dispute, for that mediator alone.</summary>
/// <param name="Notes">The latest first.</param>
[ProjectionFor(Audience.Mediator)]
public sealed record OwnNotes([property: Shows(PersonalItem.CaucusWords)] IReadOnlyList<OwnNote> Notes);

/// <summary>One note.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Party">With which party the talk was; null for a plan.</param>
/// <param name="At">UTC.</param>
/// <param name="Words">The note; null once erased.</param>
public sealed record OwnNote(NoteKind Kind, ParticipantId? Party, DateTimeOffset At, string? Words);

/// <summary>An obligation that was performed.</summary>
/// <param name="On">Local day.</param>
/// <param name="Receipt">What shows it; null once erased.</param>
public sealed record PerformedShown(DateOnly On, string? Receipt);

/// <summary>The minutes of a session.</summary>
/// <param name="Words">What was said and came of it; null once erased.</param>
/// <param name="Staff">The account that wrote them down.</param>
public sealed record MinutesShown(string? Words, Guid? Staff);

/// <summary>What a party answered about safety.</summary>
/// <param name="Answers">The answers; null once erased.</param>
/// <param name="Words">What it said about them.</param>
/// <param name="At">UTC.</param>
public sealed record SafetyShown(SafetyAnswers? Answers, string? Words, DateTimeOffset At);

/// <summary>One thing that happened to a dispute.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="At">UTC.</param>
/// <param name="Fact">Name of the fact.</param>
/// <param name="Staff">The account, when staff did it.</param>
/// <param name="Party">The party that it is about or that did it, where there is one.</param>
/// <param name="Answer">The answer, where it is one to a step.</param>
/// <param name="Words">What was written with it, as far as the reader may read it.</param>
public sealed record DisputeEntry(
    int Seq,
    DateTimeOffset At,
    string Fact,
    Guid? Staff,
    ParticipantId? Party,
    ConsentAnswer? Answer,
    string? Words
)
{
    /// <summary>Who acted for the party, where it was not the party itself.</summary>
    public ParticipantId? Acted { get; init; }
}

/// <summary>One line of a list of disputes: nothing of what it is about, and nobody's name.</summary>
/// <param name="Reference">The matter's reference.</param>
/// <param name="Kind">What it is about, as a code.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Flagged">Whether a safety flag stands.</param>
/// <param name="Unit">Code of the unit that deals with it.</param>
/// <param name="Area">Area code.</param>
/// <param name="OpenedAt">UTC.</param>
/// <param name="ChangedAt">UTC.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(Reference), nameof(Unit), nameof(Area), nameof(GoneUpTo))]
public sealed record DisputeLine(
    Reference Reference,
    DisputeKind Kind,
    DisputeStage Stage,
    bool Flagged,
    string Unit,
    string Area,
    DateTimeOffset OpenedAt,
    DateTimeOffset ChangedAt
)
{
    /// <summary>Whether telling the police is owed.</summary>
    public bool Untold { get; init; }

    /// <summary>The last local day of the mediation; null where none goes on or none is set.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Whether that day is provisional.</summary>
    public bool Provisional { get; init; }

    /// <summary>The local day from which on the next check after the agreement is asked for; null where none waits.</summary>
    public DateOnly? FollowUpOn { get; init; }

    /// <summary>The last local day for it.</summary>
    public DateOnly? FollowUpBy { get; init; }

    /// <summary>Code of the unit that its being overdue has gone up to; null while it has not.</summary>
    public string? GoneUpTo { get; init; }
}

/// <summary>What disputes wait for from those who deal with them.</summary>
/// <param name="Untold">How many in which telling the police is owed.</param>
/// <param name="Overdue">How many whose mediation is past its time.</param>
/// <param name="Checks">How many in which parties are to be asked whether the agreement is kept.</param>
/// <param name="ChecksLate">How many of these are past their time.</param>
/// <param name="GoneUp">How many went up to the reader's unit because they are overdue.</param>
public sealed record DisputesWaiting(int Untold, int Overdue, int Checks, int ChecksLate, int GoneUp);

/// <summary>
/// A party's room: what is common to all, and the party's own. It is made with the party's key and the common one alone, so that
/// nothing another party wrote could be read in it; whether a safety flag stands is not in it either, since it may be the one whom
/// the other fears who reads it.
/// </summary>
/// <param name="Dispute">Key of the dispute.</param>
/// <param name="Me">Whose link it is: the party's or that of who acts for it.</param>
/// <param name="Party">The party.</param>
/// <param name="Acts">How the reader acts for the party; null for the party itself.</param>
/// <param name="Name">How the party is addressed.</param>
/// <param name="Phone">The party's telephone.</param>
/// <param name="About">What the dispute is about.</param>
/// <param name="Kind">The same as a code.</param>
/// <param name="Unit">Code of the unit that deals with it.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Parties">How many parties there are.</param>
/// <param name="SafetyAnsweredAt">When the party answered the questions about safety, UTC; null when not yet.</param>
/// <param name="Proposal">The venue that the party is asked about, or that it agreed to; null before one is proposed.</param>
/// <param name="Consent">The party's own answer to it.</param>
/// <param name="Deadline">The last local day of the mediation, where there is one.</param>
/// <param name="Sessions">The sessions.</param>
/// <param name="Talk">What was said in this room, and the minutes that all read.</param>
/// <param name="EndedAs">How it ended, where every party may know it; null while it goes on, and where it is not said.</param>
/// <param name="Next">Codes of the doors that stand open.</param>
/// <param name="Opened">Which units opened it on which local day, the latest first.</param>
[ProjectionFor(Audience.Party)]
[ShowsNothingPersonal(
    nameof(Unit),
    nameof(Proposal),
    nameof(Next),
    nameof(Opened),
    nameof(ExcludedBy),
    nameof(Mediator),
    nameof(Out),
    nameof(Wish)
)]
public sealed record RoomView(
    Guid Dispute,
    ParticipantId Me,
    ParticipantId Party,
    Authority? Acts,
    [property: Shows(PersonalItem.Name)] string? Name,
    [property: Shows(PersonalItem.Phone)] string? Phone,
    [property: Shows(PersonalItem.CommonWords)] string? About,
    DisputeKind Kind,
    string Unit,
    DisputeStage Stage,
    int Parties,
    DateTimeOffset? SafetyAnsweredAt,
    VenueProposal? Proposal,
    ConsentAnswer? Consent,
    DateOnly? Deadline,
    [property: Shows(PersonalItem.CommonWords)] IReadOnlyList<RoomSession> Sessions,
    [property: Shows(PersonalItem.PartyWords, PersonalItem.SafetyWords, PersonalItem.Name)] IReadOnlyList<RoomEntry> Talk,
    EndedAs? EndedAs,
    IReadOnlyList<string> Next,
    IReadOnlyList<(string Unit, DateOnly Day)> Opened
)
{
    /// <summary>Who acts for the party.</summary>
    [Shows(PersonalItem.Name)]
    public IReadOnlyList<RoomRepresentative> ActsForIt { get; init; } = [];

    /// <summary>The terms as they are written down, or as they are in effect; empty before.</summary>
    [Shows(PersonalItem.CommonWords)]
    public IReadOnlyList<RoomTerm> Terms { get; init; } = [];

    /// <summary>Key of these terms; null before.</summary>
    public Guid? Agreement { get; init; }

    /// <summary>The party's own answer to them.</summary>
    public ConsentAnswer? AgreementAnswer { get; init; }

    /// <summary>The last local day on which the parties may ask for judicial confirmation together; null where they may not.</summary>
    public DateOnly? ConfirmBy { get; init; }

    /// <summary>How the agreement took effect; null while it has not.</summary>
    public AgreementTookEffect? InEffect { get; init; }

    /// <summary>The signed agreement, as it was last put in; null before.</summary>
    [Shows(PersonalItem.SignedPaper)]
    public SignedShown? SignedAgreement { get; init; }

    /// <summary>Who the party is.</summary>
    public PartyKind PartyKind { get; init; }

    /// <summary>Whether the reader may bind the party.</summary>
    public bool MayBind { get; init; } = true;

    /// <summary>Who is invited to mediate or does; null where the handler does.</summary>
    public Invitation? Mediator { get; init; }

    /// <summary>Mediators who declined or stepped back.</summary>
    public IReadOnlyList<StaffId> Out { get; init; } = [];

    /// <summary>Whom the party wants to mediate; null where it leaves that open.</summary>
    public StaffId? Wish { get; init; }

    /// <summary>The party's own answer to who mediates.</summary>
    public ConsentAnswer? MediatorAnswer { get; init; }

    /// <summary>Whether the last day of the mediation is provisional.</summary>
    public bool Provisional { get; init; }

    /// <summary>Whether its time is stopped.</summary>
    public bool Paused { get; init; }

    /// <summary>Law and article for which the venue mediates no more; null where that is not so.</summary>
    public Bilingual? ExcludedBy { get; init; }

    /// <summary>The ends that the mediation had before the parties lengthened it.</summary>
    public IReadOnlyList<DateOnly> EarlierEnds { get; init; } = [];

    /// <summary>What else the party is asked to agree to now.</summary>
    [Shows(PersonalItem.CommonWords)]
    public IReadOnlyList<RoomAsk> Asks { get; init; } = [];

    /// <summary>The checks after the agreement.</summary>
    public IReadOnlyList<RoomFollowUp> FollowUps { get; init; } = [];

    /// <summary>The joint application for judicial confirmation; null before.</summary>
    [Shows(PersonalItem.CommonWords)]
    public JudicialConfirmation? Confirmation { get; init; }

    /// <summary>The hand-over to another venue; null where there is none.</summary>
    [Shows(PersonalItem.CommonWords)]
    public VenueHandOver? HandOver { get; init; }

    /// <summary>Whether the party itself said last that something which was agreed is missing.</summary>
    public bool Missing { get; init; }
}

/// <summary>Something that every party is asked to agree to.</summary>
/// <param name="Step">Which step.</param>
/// <param name="Subject">What the answer is to.</param>
/// <param name="Answer">The party's own answer; null when not yet.</param>
public sealed record RoomAsk(ConsentStep Step, Guid Subject, ConsentAnswer? Answer)
{
    /// <summary>What all parties read of it.</summary>
    public string? Words { get; init; }

    /// <summary>Code of the unit that it is about; null where that is not what is asked.</summary>
    public string? Unit { get; init; }

    /// <summary>The terms with their new days; empty where these are not what is asked.</summary>
    public IReadOnlyList<RoomTerm> Terms { get; init; } = [];

    /// <summary>By how much longer, in the unit of the rule; null where that is not what is asked.</summary>
    public int? Length { get; init; }
}

/// <summary>A check after the agreement in a party's room.</summary>
/// <param name="Days">So many days after the effect.</param>
/// <param name="OpensOn">The local day from which on it is asked.</param>
/// <param name="Answer">What the party said; null while it was not asked.</param>
public sealed record RoomFollowUp(int Days, DateOnly OpensOn, FollowUpAnswer? Answer);

/// <summary>A session in a party's room.</summary>
/// <param name="Id">Key.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="Minutes">How long.</param>
/// <param name="Where">Where.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Answer">The party's own answer to it.</param>
/// <param name="Words">Its minutes, once it was held.</param>
public sealed record RoomSession(
    Guid Id,
    DateTimeOffset StartsAt,
    int Minutes,
    string? Where,
    SessionState State,
    ConsentAnswer? Answer,
    string? Words
)
{
    /// <summary>Whether it is another talk about an agreement in effect.</summary>
    public bool Again { get; init; }

    /// <summary>What that talk came to; null before.</summary>
    public AnotherTalk? Talk { get; init; }
}

/// <summary>Somebody who acts for a party, in the party's room.</summary>
/// <param name="Name">How they are called.</param>
/// <param name="Authority">What they may do.</param>
/// <param name="WithLink">Whether they have a link that opens the room.</param>
public sealed record RoomRepresentative(string? Name, Authority Authority, bool WithLink);

/// <summary>One term of an agreement in a party's room.</summary>
/// <param name="Mine">Whether the reader's party owes it.</param>
/// <param name="What">What, and how.</param>
/// <param name="DueOn">The last local day.</param>
/// <param name="PerformedOn">When it was done; null while it is owed.</param>
public sealed record RoomTerm(bool Mine, string? What, DateOnly DueOn, DateOnly? PerformedOn);

/// <summary>Something said in a party's room.</summary>
/// <param name="At">UTC.</param>
/// <param name="ByUnit">Code of the unit whose handler said it; null when the party's side did.</param>
/// <param name="Fact">Name of the fact: said, answered about safety, answered to a step, a link given.</param>
/// <param name="Words">The words.</param>
/// <param name="Answer">The answer, where it is one to a step.</param>
/// <param name="How">How the answer was given.</param>
public sealed record RoomEntry(
    DateTimeOffset At,
    string? ByUnit,
    string Fact,
    string? Words,
    ConsentAnswer? Answer,
    ConsentHow? How
)
{
    /// <summary>Who acted for the party, or whom it is about, where that is not the party itself.</summary>
    public ParticipantId? Acted { get; init; }

    /// <summary>How they are called; null once erased.</summary>
    public string? By { get; init; }
}
