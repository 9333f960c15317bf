using System.Collections.Immutable;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.MediationFiles;

/// <summary>
/// What the papers of a mediation are made from. Words are readable already; null where the product does not hold them, the reader may
/// not read them or they were erased: then the paper has a blank. What parties said alone has no place here.
/// </summary>
/// <param name="Reference">The matter's reference, as it is said; null where the reader has only a room.</param>
/// <param name="Unit">The unit that deals with it.</param>
/// <param name="Kind">What the dispute is about, as a kind.</param>
/// <param name="About">What it is about, in one sentence.</param>
/// <param name="OpenedOn">The local day on which it was opened.</param>
/// <param name="Parties">Those who take part, in the order in which they were named.</param>
public sealed record MediationFacts(
    string? Reference,
    Bilingual Unit,
    Bilingual Kind,
    string? About,
    DateOnly OpenedOn,
    ImmutableArray<PartyShown> Parties
)
{
    /// <summary>Where it is or was mediated; null before a venue is proposed.</summary>
    public Venue? Venue { get; init; }

    /// <summary>The local day on which mediation started; null before.</summary>
    public DateOnly? StartedOn { get; init; }

    /// <summary>Who mediates.</summary>
    public ImmutableArray<string> Mediators { get; init; } = [];

    /// <summary>The sessions that took place, in the order of time.</summary>
    public ImmutableArray<SessionShown> Sessions { get; init; } = [];

    /// <summary>The terms as they stand, in effect or not yet; null before any were written down.</summary>
    public AgreementShown? Agreement { get; init; }

    /// <summary>Checks with the parties after the agreement (调解回访).</summary>
    public ImmutableArray<FollowUpShown> FollowUps { get; init; } = [];

    /// <summary>The local day on which it ended; null while it goes on.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>The hand-over to another venue; null where there is none.</summary>
    public HandOverShown? HandOver { get; init; }

    /// <summary>Whether something that was said in confidence is kept, and therefore left out.</summary>
    public KeptApart Apart { get; init; }

    /// <summary>The parent kind of the venue; people's mediation while none is proposed.</summary>
    public VenueKind Way => Venue?.Kind ?? VenueKind.Peoples;
}

/// <summary>Whether something was said in confidence.</summary>
public enum KeptApart
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>Words to the mediator alone, answers about safety or notes of private talks.</summary>
    Something,
}

/// <summary>A party as its papers name it.</summary>
/// <param name="Name">How it is called.</param>
/// <param name="Kind">Who it is.</param>
/// <param name="Role">How it came to take part.</param>
/// <param name="ActFor">Who acts for it.</param>
/// <param name="Consented">On which local day and how it consented to the mediation; null while it has not.</param>
public sealed record PartyShown(
    string? Name,
    PartyKind Kind,
    PartyRole Role,
    ImmutableArray<ActsFor> ActFor,
    (DateOnly On, Bilingual How)? Consented = null
);

/// <summary>How a party came to take part.</summary>
public enum PartyRole
{
    /// <summary>申请人: it raised the matter.</summary>
    Applicant,

    /// <summary>被申请人, or a party where nobody applied.</summary>
    Other,
}

/// <summary>Somebody who acts for a party.</summary>
/// <param name="Name">How they are called.</param>
/// <param name="Authority">What they may do.</param>
/// <param name="Shown">What shows it.</param>
public sealed record ActsFor(string? Name, Bilingual Authority, AuthorityShown Shown);

/// <summary>A session that took place.</summary>
/// <param name="At">Local time at which it was set.</param>
/// <param name="Where">Where.</param>
/// <param name="Minutes">What was said and came of it.</param>
/// <param name="Recorder">Who of the staff wrote it down.</param>
public sealed record SessionShown(DateTime At, string? Where, string? Minutes, string? Recorder);

/// <summary>An agreement or its draft.</summary>
/// <param name="Terms">What each owes.</param>
/// <param name="Form">How it took effect; null while it has not.</param>
/// <param name="EffectiveOn">The local day on which it did; null while it has not.</param>
/// <param name="ConfirmBy">The last local day for a joint application for judicial confirmation; null where there is none.</param>
public sealed record AgreementShown(
    ImmutableArray<TermShown> Terms,
    AgreementMade? Form,
    DateOnly? EffectiveOn,
    DateOnly? ConfirmBy
);

/// <summary>In which form an agreement took effect.</summary>
public enum AgreementMade
{
    /// <summary>书面.</summary>
    Written,

    /// <summary>口头.</summary>
    Oral,
}

/// <summary>One term.</summary>
/// <param name="By">Who owes it; null where the reader may not read the name.</param>
/// <param name="What">What, and how.</param>
/// <param name="DueOn">The last local day.</param>
/// <param name="PerformedOn">The local day on which it was done; null while it is owed.</param>
/// <param name="Receipt">What shows that it was done.</param>
public sealed record TermShown(string? By, string? What, DateOnly DueOn, DateOnly? PerformedOn, string? Receipt);

/// <summary>A hand-over to another venue.</summary>
/// <param name="Kind">Between which kinds of venue.</param>
/// <param name="To">Who takes it; null once erased.</param>
/// <param name="Letter">Number of the letter; null before it went.</param>
/// <param name="Receipt">Number of the receipt; null before.</param>
/// <param name="ReceivedOn">The local day of the receipt; null before.</param>
public sealed record HandOverShown(Bilingual Kind, Bilingual? To, string? Letter, string? Receipt, DateOnly? ReceivedOn);

/// <summary>A check after the agreement.</summary>
/// <param name="On">Local day.</param>
/// <param name="With">With which party.</param>
/// <param name="Found">What the party said of the performance.</param>
/// <param name="By">Who of the staff asked; null where the party answered by its link.</param>
public sealed record FollowUpShown(DateOnly On, string? With, Bilingual Found, string? By);
