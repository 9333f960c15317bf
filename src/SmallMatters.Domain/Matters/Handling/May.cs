using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>Who may act on an open matter.</summary>
internal static class May
{
    private static readonly Refusal Recused = Refusal.Of(
        "recused",
        "这件诉求已换人核查，您不再参与。",
        "Somebody else reviews this matter; you have no part in it any more."
    );

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
        by.Unit != matter.File.Owner || !DealsWithMatters(by) ? Refusals.NotYourUnits
        : matter.File.Recuses(by.Id) ? Recused
        : null;

    /// <summary>Null when the person works for the owner, or for the unit that is accountable now.</summary>
    public static Refusal? OfOwnerOrAccountable(Matter matter, Actor.Staff by) =>
        (by.Unit == matter.File.Owner || by.Unit == matter.Accountable) && DealsWithMatters(by) ? null : Refusals.NotYourUnits;

    /// <summary>Administrators and auditors belong to units too, and deal with no matter.</summary>
    public static bool DealsWithMatters(Actor.Staff by) =>
        by.Is(StaffRole.Handler) || by.Is(StaffRole.Supervisor) || by.Is(StaffRole.Reviewer);
}
