using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>A matter of conduct never reaches the unit that it is about, nor a unit above or below it.</summary>
internal static class ConductWall
{
    public static bool Keeps(MatterFile file, string from, Jurisdiction jurisdiction) =>
        file.UnitConcerned is { } concerned
        && (jurisdiction.Above(concerned).Contains(from) || jurisdiction.Above(from).Contains(concerned));

    public static Refusal Refused(string field) =>
        Refusal.Of(
            "conduct-stays-outside-the-unit",
            "对工作人员的意见不能交给被反映单位或其上下级。",
            "A matter of conduct cannot go to the unit concerned, nor above or below it.",
            field
        );
}
