using SmallMatters.Domain.Places;

namespace SmallMatters.Domain.Matters;

/// <summary>Where a matter is, as it was given. All parts are optional.</summary>
/// <param name="Place">Estate, building and entrance.</param>
/// <param name="Door">A door number or the like; personal, and never shown beyond those who deal with the matter.</param>
/// <param name="Position">A point on the earth, with the original kept.</param>
/// <param name="Words">In the person's own words.</param>
public sealed record Where(Place? Place, string? Door, PositionGiven? Position, string? Words);
