using System.Collections.Immutable;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>That units do not agree whose a matter is: who refused it since its owner last changed, and what was decided.</summary>
/// <param name="RefusedBy">Codes of the units that refused it, in order.</param>
/// <param name="Arbiter">Code of the unit that is to designate the owner; null when none is waited for.</param>
/// <param name="Designation">The designation, once it was made. There is one for a matter.</param>
public sealed record Disagreement(ImmutableArray<string> RefusedBy, string? Arbiter = null, Designation? Designation = null)
{
    /// <summary>How many refusals end the asking.</summary>
    public const int Refusals = 2;
}

/// <summary>An arbiter's ruling on whose a matter is (指定承办).</summary>
/// <param name="Arbiter">Code of the unit that ruled.</param>
/// <param name="To">Code of the owner.</param>
/// <param name="Reason">Why.</param>
/// <param name="Line">The line that it added to the dispatch catalogue; null for a matter of conduct, which no line routes.</param>
public sealed record Designation(
    string Arbiter,
    string To,
    [property: PersonalField(PersonalItem.InternalWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Reason,
    DispatchLine? Line
);
