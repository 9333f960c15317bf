namespace SmallMatters.Domain.Matters;

/// <summary>Who brought a matter in (来源).</summary>
public enum Origin
{
    /// <summary>The resident.</summary>
    Resident,

    /// <summary>Somebody on the resident's behalf, a relative or a window clerk.</summary>
    OnBehalf,

    /// <summary>Transferred from 110, 12345 or another system.</summary>
    Transferred,

    /// <summary>A liaison volunteer.</summary>
    Volunteer,

    /// <summary>Found by staff. Never feeds pattern analysis.</summary>
    Staff,
}

/// <summary>The way by which a matter came.</summary>
public enum Channel
{
    /// <summary>The resident's pages.</summary>
    Web,

    /// <summary>A window or a visit, typed in by staff.</summary>
    Window,

    /// <summary>A telephone call, typed in by staff.</summary>
    Phone,

    /// <summary>A chat message pasted by staff.</summary>
    Chat,

    /// <summary>Open311 GeoReport v2.</summary>
    Open311,

    /// <summary>A transfer file of 110 or 12345.</summary>
    TransferFile,

    /// <summary>An imported table.</summary>
    Import,
}
