namespace SmallMatters.Web.Site;

/// <summary>Claims that the staff's layout shows; sign-in writes them.</summary>
public static class StaffClaims
{
    /// <summary>The name of the person's current unit in Chinese.</summary>
    public const string UnitZh = "unit-zh";

    /// <summary>The name of the person's current unit in English.</summary>
    public const string UnitEn = "unit-en";
}
