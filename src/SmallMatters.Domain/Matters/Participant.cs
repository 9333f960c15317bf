using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>A person's part in one matter.</summary>
/// <param name="Id">Key; the person's link and key hang on it.</param>
/// <param name="Role">Which part.</param>
/// <param name="Tongue">The language to write to them.</param>
/// <param name="Reachable">Whether they left a way to be told.</param>
/// <param name="Erased">Whether their personal data have been erased at their wish.</param>
public sealed record Participant(ParticipantId Id, ParticipantRole Role, Tongue Tongue, bool Reachable, bool Erased = false)
{
    /// <summary>Whether who they are is sealed: kept apart, under keys of its own, and opened only with a reason.</summary>
    public bool Sealed { get; init; }

    /// <summary>Whether the matter is their own: who raised or joined it, not who acts for somebody.</summary>
    public bool IsConcerned => Role is ParticipantRole.Raiser or ParticipantRole.Joined;
}

/// <summary>A person's part in a matter.</summary>
public enum ParticipantRole
{
    /// <summary>Who raised it.</summary>
    Raiser,

    /// <summary>Who joined it; is told like the raiser.</summary>
    Joined,

    /// <summary>Who acts for the raiser by a link that the raiser gave.</summary>
    Helper,

    /// <summary>Who acted so until the raiser took the link back; what they wrote for the raiser stays the raiser's to read.</summary>
    FormerHelper,
}

/// <summary>How a person wants to be told. Every part is optional.</summary>
/// <param name="Name">How to address them.</param>
/// <param name="Phone">A phone number, digits with an optional leading plus.</param>
/// <param name="Email">An e-mail address.</param>
public sealed record Contact(
    [property: PersonalField(PersonalItem.Name, FieldPurpose.Telling, LegalBasis.Consent, KeptFor.Matter)] PersonalText? Name,
    [property: PersonalField(PersonalItem.Phone, FieldPurpose.Telling, LegalBasis.Consent, KeptFor.Matter)] PersonalText? Phone,
    [property: PersonalField(PersonalItem.Email, FieldPurpose.Telling, LegalBasis.Consent, KeptFor.Matter)] PersonalText? Email
)
{
    /// <summary>No contact at all.</summary>
    public static Contact None { get; } = new(null, null, null);

    /// <summary>Whether there is a way to tell them anything.</summary>
    public bool Reachable => Phone?.Text is not null || Email?.Text is not null;
}
