using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>One side of a dispute (当事人), with a room of its own. Its name and contact are under its own key.</summary>
/// <param name="Id">Key; the party's link and key hang on it. A party has a new one in every dispute.</param>
/// <param name="Kind">Who it is.</param>
/// <param name="Tongue">The language to write in.</param>
/// <param name="Raiser">Who raised the matter, when this party is them; else null.</param>
public sealed record Party(ParticipantId Id, PartyKind Kind, Tongue Tongue, ParticipantId? Raiser = null)
{
    /// <summary>Who acts for the party.</summary>
    public ImmutableArray<Representative> Representatives { get; init; } = [];

    /// <summary>Whether the party has answered the questions about safety, and with which answer last; null when not yet.</summary>
    public bool? FeelsSafe { get; init; }

    /// <summary>When it last answered them, UTC.</summary>
    public DateTimeOffset? SafetyAnsweredAt { get; init; }

    /// <summary>Who of the party's side answered them last; null where staff wrote the answers down.</summary>
    public ParticipantId? SafetyAnsweredBy { get; init; }

    /// <summary>Who of the staff wrote the last answers down; null where the party's side answered by link.</summary>
    public StaffId? SafetyWrittenBy { get; init; }

    /// <summary>Whether its personal data have been erased at its wish.</summary>
    public bool Erased { get; init; }
}

/// <summary>Who a party is.</summary>
public enum PartyKind
{
    /// <summary>个人.</summary>
    Person,

    /// <summary>单位.</summary>
    Organisation,

    /// <summary>多人一方: many with one interest, who elect up to five to speak for them.</summary>
    Many,
}

/// <summary>Somebody who acts for a party (代表人、代理人), by a link of their own into the party's room.</summary>
/// <param name="Id">Key; their link hangs on it.</param>
/// <param name="Authority">What they may do.</param>
/// <param name="Shown">What shows it: letter of authority, minutes of the election; seen by the handler.</param>
public sealed record Representative(ParticipantId Id, Authority Authority, AuthorityShown Shown);

/// <summary>How far a representative may act.</summary>
public enum Authority
{
    /// <summary>一般授权: speaks and refuses; cannot bind the party.</summary>
    General,

    /// <summary>特别授权: may also consent and agree (compare 民事诉讼法第62条).</summary>
    Special,

    /// <summary>推选的代表: elected by many; acts for them as a party does.</summary>
    Elected,
}

/// <summary>What shows the authority of a representative.</summary>
public enum AuthorityShown
{
    /// <summary>授权委托书.</summary>
    Letter,

    /// <summary>法定代理或者法定代表人: guardian, or who the law says acts for an organisation.</summary>
    ByLaw,

    /// <summary>推选记录.</summary>
    Election,
}
