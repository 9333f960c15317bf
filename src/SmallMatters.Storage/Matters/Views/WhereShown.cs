using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>Where a matter is, for those who do not deal with it themselves.</summary>
internal static class WhereShown
{
    /// <summary>
    /// Estate, building and entrance; no door and no words of the resident about the place, and its position only in public
    /// space, since elsewhere it is somebody's home.
    /// </summary>
    public static Where? WithoutDoor(Where? where, string category, Jurisdiction jurisdiction) =>
        where is null
            ? null
            : where with
            {
                Door = null,
                Words = null,
                Position =
                    jurisdiction.Categories.TryGetValue(category, out var known) && known.PublicSpace ? where.Position : null,
            };
}
