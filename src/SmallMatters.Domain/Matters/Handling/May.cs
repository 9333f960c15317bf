using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>Who may act on an open matter.</summary>
internal static class May
{
    /// <summary>Null when the person deals with open matters of the accountable unit, else why not.</summary>
    public static Refusal? Handle(Matter matter, Actor.Staff by)
    {
        if (matter is not Matter.Open)
        {
            return Refusals.NotOpen;
        }
        return OfOwner(matter, by);
    }

    /// <summary>Null when the person works for the owner of the matter, in whatever state it is.</summary>
    public static Refusal? OfOwner(Matter matter, Actor.Staff by) =>
        by.Unit == matter.File.Owner && (by.Is(StaffRole.Handler) || by.Is(StaffRole.Supervisor) || by.Is(StaffRole.Reviewer))
            ? null
            : Refusals.NotYourUnits;
}
