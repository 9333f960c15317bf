using System.Collections.Immutable;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>
/// A dispute (纠纷) between two or more parties, beside the matter that it grew out of. What exists only in a state lives on that
/// state. Nothing leads on against a refusal, an exclusion of the venue or an open safety flag.
/// </summary>
public abstract record Dispute
{
    private Dispute(DisputeFile file) => File = file;

    /// <summary>What every state has.</summary>
    public DisputeFile File { get; init; }

    /// <summary>征求意愿: parties are named and asked, each alone; a venue is looked for.</summary>
    public sealed record Asking(DisputeFile File) : Dispute(File);

    /// <summary>调解中: every party has consented to the venue.</summary>
    public sealed record Mediating(DisputeFile File, Mediation Mediation) : Dispute(File);

    /// <summary>已达成协议: the agreement is in effect and its obligations are owed.</summary>
    public sealed record Agreed(
        DisputeFile File,
        Mediation Mediation,
        Agreement Agreement,
        AgreementForm Form,
        Deadline? ConfirmBy,
        DateTimeOffset EffectiveAt
    ) : Dispute(File)
    {
        /// <summary>The same terms with new last days, which the parties are asked about; null while they are not.</summary>
        public Agreement? Proposed { get; init; }

        /// <summary>The agreement with the days that it had before, the first ones first.</summary>
        public ImmutableArray<Agreement> Earlier { get; init; } = [];
    }

    /// <summary>已结束; <see cref="Ending.Next"/> says what the parties can do.</summary>
    public sealed record Ended(DisputeFile File, Ending Ending, Mediation? Mediation) : Dispute(File);

    /// <summary>The state without its data, for lists.</summary>
    public DisputeStage Stage =>
        this switch
        {
            Asking => DisputeStage.Asking,
            Mediating => DisputeStage.Mediating,
            Agreed => DisputeStage.Agreed,
            Ended => DisputeStage.Ended,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Whether it goes on.</summary>
    public bool IsOpen => this is not Ended;

    /// <summary>The mediation, once there is or was one.</summary>
    public Mediation? Under =>
        this switch
        {
            Mediating m => m.Mediation,
            Agreed a => a.Mediation,
            Ended e => e.Mediation,
            _ => null,
        };

    internal Dispute With(Func<DisputeFile, DisputeFile> change) => this with { File = change(File) };

    internal Dispute WithMediation(Func<Mediation, Mediation> change) =>
        this switch
        {
            Mediating m => m with { Mediation = change(m.Mediation) },
            // Sessions are held after an agreement, too.
            Agreed a => a with { Mediation = change(a.Mediation) },
            _ => throw new InvalidOperationException($"there is no mediation in stage {Stage}"),
        };
}

/// <summary>Where a dispute stands.</summary>
public enum DisputeStage
{
    /// <summary>征求意愿.</summary>
    Asking,

    /// <summary>调解中.</summary>
    Mediating,

    /// <summary>已达成协议.</summary>
    Agreed,

    /// <summary>已结束.</summary>
    Ended,
}

/// <summary>What every state of a dispute has.</summary>
/// <param name="Id">Key. The key of what is common to all parties has the same number (<see cref="Common"/>).</param>
/// <param name="Matter">The matter that it grew out of; its owner deals with the dispute.</param>
/// <param name="Unit">Code of the matter's owner now.</param>
/// <param name="Kind">What it is about, as a code.</param>
/// <param name="About">What it is about, in one neutral sentence that every party reads.</param>
/// <param name="Office">Whose key staff's words about the dispute are under: nobody's, and no party's page is given it.</param>
/// <param name="OpenedAt">UTC.</param>
public sealed record DisputeFile(
    Guid Id,
    MatterId Matter,
    string Unit,
    DisputeKind Kind,
    [property: PersonalField(PersonalItem.CommonWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText About,
    ParticipantId Office,
    DateTimeOffset OpenedAt
)
{
    /// <summary>Whose key the words are under that all parties read: nobody's, the dispute's own.</summary>
    public ParticipantId Common => new(Id);

    /// <summary>The parties, in the order in which they were named.</summary>
    public ImmutableArray<Party> Parties { get; init; } = [];

    /// <summary>All answers to what a step needs consent for, in order. The last one of a party to a step counts.</summary>
    public ImmutableArray<Consent> Consents { get; init; } = [];

    /// <summary>Safety flags, raised and lifted.</summary>
    public ImmutableArray<SafetyFlag> Flags { get; init; } = [];

    /// <summary>The venue that the parties are asked about now; null before one is proposed.</summary>
    public VenueProposal? Proposal { get; init; }

    /// <summary>Mediators who were invited, in order.</summary>
    public ImmutableArray<Invitation> Invitations { get; init; } = [];

    /// <summary>Whom the parties want to mediate, those that named somebody.</summary>
    public ImmutableArray<MediatorWish> Wishes { get; init; } = [];

    /// <summary>The checks after an agreement took effect, in their order; none before.</summary>
    public ImmutableArray<MediationFollowUp> FollowUps { get; init; } = [];

    /// <summary>Until when the parties may ask for judicial confirmation together; null where they may not.</summary>
    public Deadline? ConfirmBy { get; init; }

    /// <summary>The joint application for judicial confirmation; null before one is prepared.</summary>
    public JudicialConfirmation? Confirmation { get; init; }

    /// <summary>How the agreement took effect; null while there is none. It stays after the end.</summary>
    public AgreementForm? AgreedAs { get; init; }

    /// <summary>The hand-over to another venue that is asked about, on its way or done; null where there is none.</summary>
    public VenueHandOver? HandOver { get; init; }

    /// <summary>Mediations that ended with a hand-over, the first one first: their minutes stay in the file.</summary>
    public ImmutableArray<Mediation> EarlierMediations { get; init; } = [];

    /// <summary>What was talked about again after the agreement took effect, in order.</summary>
    public ImmutableArray<AnotherTalk> Talks { get; init; } = [];

    /// <summary>What the parties were reminded of, in order.</summary>
    public ImmutableArray<TermTold> Told { get; init; } = [];

    /// <summary>The mediator's allowance for this file; null before one is proposed.</summary>
    public Allowance? Allowance { get; init; }

    /// <summary>Who is invited or mediates now; null where the handler does, or nobody yet.</summary>
    public Invitation? Invited => Invitations.LastOrDefault(i => i.State is InvitationState.Asked or InvitationState.Accepted);

    /// <summary>Who still takes part.</summary>
    public IEnumerable<Party> Present => Parties.Where(p => !p.Erased);

    /// <summary>Whether somebody may be in danger: then nothing leads to a joint session.</summary>
    public bool Unsafe => OpenFlags.Any();

    /// <summary>The flags that are not lifted.</summary>
    public IEnumerable<SafetyFlag> OpenFlags => Flags.Where(f => f.LiftedAt is null);

    /// <summary>Flags for which the law makes a report to the police a duty that nobody has written down as done, lifted or not.</summary>
    public IEnumerable<SafetyFlag> Untold => Flags.Where(f => f.Duty != ReportDuty.None && f.ToldAt is null);

    /// <summary>The party of a key: that of the party itself or of somebody who represents it.</summary>
    public Party? PartyOf(ParticipantId person) =>
        Parties.FirstOrDefault(p => p.Id == person || p.Representatives.Any(r => r.Id == person));

    /// <summary>What a party last answered to a step; null when it has not answered.</summary>
    /// <param name="party">The party.</param>
    /// <param name="step">The step.</param>
    /// <param name="subject">The proposal or session that it is about.</param>
    public ConsentAnswer? Answer(ParticipantId party, ConsentStep step, Guid subject) =>
        Consents.LastOrDefault(c => c.Party == party && c.Step == step && c.Subject == subject)?.Answer;

    /// <summary>Whether every party has consented to a step.</summary>
    public bool AllConsent(ConsentStep step, Guid subject) =>
        Present.Any() && Present.All(p => Answer(p.Id, step, subject) == ConsentAnswer.Given);
}

/// <summary>What a dispute is about (纠纷类型).</summary>
public enum DisputeKind
{
    /// <summary>邻里.</summary>
    Neighbours,

    /// <summary>婚姻家庭.</summary>
    Family,

    /// <summary>继承、赡养.</summary>
    Inheritance,

    /// <summary>房屋、宅基地.</summary>
    Housing,

    /// <summary>物业.</summary>
    Property,

    /// <summary>租赁.</summary>
    Tenancy,

    /// <summary>合同、债务.</summary>
    Contract,

    /// <summary>消费.</summary>
    Consumer,

    /// <summary>劳动、欠薪.</summary>
    Labour,

    /// <summary>医患.</summary>
    Medical,

    /// <summary>交通事故.</summary>
    Traffic,

    /// <summary>损害赔偿.</summary>
    Damages,

    /// <summary>征地拆迁.</summary>
    Expropriation,

    /// <summary>山林土地.</summary>
    Land,

    /// <summary>环境、噪声.</summary>
    Noise,

    /// <summary>养犬.</summary>
    Dogs,

    /// <summary>校园.</summary>
    School,

    /// <summary>停车.</summary>
    Parking,

    /// <summary>网络、电商.</summary>
    Online,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>A venue as it was proposed to the parties, with what was checked before.</summary>
/// <param name="Id">Key: consent is to this proposal, and another one is asked about anew.</param>
/// <param name="Venue">Code of the venue.</param>
/// <param name="Version">Version of its rule.</param>
/// <param name="Confirmed">Codes of the requirements that the handler found met.</param>
/// <param name="At">UTC.</param>
public sealed record VenueProposal(Guid Id, string Venue, int Version, ImmutableArray<string> Confirmed, DateTimeOffset At)
{
    /// <summary>The local day on which the case was accepted, where that chooses the version of the rule; else null.</summary>
    public DateOnly? AcceptedOn { get; init; }
}

/// <summary>A mediation that has started.</summary>
/// <param name="Proposal">Where and under which rule.</param>
/// <param name="Clock">Its time, from the event that the rule names; null where the rules set none.</param>
/// <param name="StartedAt">When it was written down as started, UTC.</param>
public sealed record Mediation(VenueProposal Proposal, Clock? Clock, DateTimeOffset StartedAt)
{
    /// <summary>When it is over if nothing was agreed; null where the rules set no time.</summary>
    public Deadline? Deadline => Clock?.Deadline;

    /// <summary>Code of the unit that its being overdue has gone up to; null while it has not.</summary>
    public string? GoneUpTo { get; init; }

    /// <summary>The sessions, in the order in which they were set.</summary>
    public ImmutableArray<MediationSession> Sessions { get; init; } = [];

    /// <summary>The terms as they are written down now; null before.</summary>
    public Agreement? Draft { get; init; }

    /// <summary>The longer time that the parties are asked about now; null while none is proposed.</summary>
    public Lengthening? Lengthening { get; init; }

    /// <summary>The ends that it had before the parties lengthened it, the first one first.</summary>
    public ImmutableArray<Deadline> EarlierEnds { get; init; } = [];
}

/// <summary>How a dispute ended.</summary>
/// <param name="As">Which way.</param>
/// <param name="Door">Code of the door that was chosen, where one was.</param>
/// <param name="Next">Codes of the doors that stand open to the parties; never empty.</param>
/// <param name="At">UTC.</param>
public sealed record Ending(EndedAs As, string? Door, ImmutableArray<string> Next, DateTimeOffset At);

/// <summary>In which way a dispute ended.</summary>
public enum EndedAs
{
    /// <summary>当事人不愿意调解: a party refused, or took its consent back.</summary>
    Refused,

    /// <summary>未达成.</summary>
    NotReached,

    /// <summary>撤回: those who asked for it do not want it any more.</summary>
    Withdrawn,

    /// <summary>走其他法定途径: it is nothing to mediate, or another way is better.</summary>
    AnotherDoor,

    /// <summary>转入保护: somebody may be in danger.</summary>
    Protection,

    /// <summary>已履行: everything that was agreed has been done.</summary>
    Performed,

    /// <summary>未履行: a party did not do what it agreed to.</summary>
    NotPerformed,

    /// <summary>依法不得调解: something arose for which the law lets the venue mediate no more.</summary>
    Excluded,

    /// <summary>已移交: an organisation outside has taken it.</summary>
    HandedOver,
}
