using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Web.Matters;

/// <summary>A lawful route, to be shown to staff or to the resident.</summary>
/// <param name="Route">The route.</param>
/// <param name="Owner">Name of the unit that is accountable until it is receipted.</param>
public sealed record RouteShown(PetitionRoute Route, Bilingual Owner);
