namespace SmallMatters.Journeys.Running;

/// <summary>How somebody looks at the site.</summary>
/// <param name="Chinese">In Chinese, else in English.</param>
/// <param name="Width">Width of the window in CSS pixels.</param>
/// <param name="Scripts">What becomes of scripts.</param>
/// <param name="Cookies">Cookies from an earlier visit, as the browser stores them.</param>
public sealed record Look(bool Chinese = true, int Width = Look.Phone, Scripts Scripts = Scripts.On, string? Cookies = null)
{
    /// <summary>The narrowest phone that pages are made for.</summary>
    public const int Phone = 360;

    public const int Desk = 1280;
}

/// <summary>What becomes of scripts.</summary>
public enum Scripts
{
    On,

    /// <summary>The browser runs none.</summary>
    Off,

    /// <summary>The site's own are not fetched, so that a page stands as without JavaScript, while an examining script can run in it.</summary>
    Blocked,
}
