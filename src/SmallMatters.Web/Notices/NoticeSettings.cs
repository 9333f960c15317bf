namespace SmallMatters.Web.Notices;

/// <summary>The section <c>Notices</c> of the configuration.</summary>
public sealed class NoticeSettings
{
    /// <summary>How often a notice is tried before it is given up.</summary>
    public int Tries { get; set; } = 10;

    /// <summary>Pause after the first failure; each further one doubles it, up to six hours.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether somebody who cannot be reached by any configured way is content with the page behind their link. By default
    /// only on a developer's machine; elsewhere such a notice is given up and shown to staff.
    /// </summary>
    public bool? PageOnly { get; set; }

    /// <summary>The SMS or chat gateway.</summary>
    public WebhookSettings Webhook { get; set; } = new();

    /// <summary>The mail server.</summary>
    public SmtpSettings Smtp { get; set; } = new();
}

/// <summary>A gateway that takes messages by HTTP POST.</summary>
public sealed class WebhookSettings
{
    /// <summary>Where to post; null when there is no gateway.</summary>
    public Uri? Url { get; set; }

    /// <summary>The shared secret: base64, with or without the prefix <c>whsec_</c>.</summary>
    public string? Secret { get; set; }

    /// <summary>Host names that may lie in a private network, and then without TLS. Empty by default.</summary>
    public string[] PrivateHosts { get; set; } = [];

    /// <summary>How long the gateway may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);
}

/// <summary>A mail server.</summary>
public sealed class SmtpSettings
{
    /// <summary>Its name; null when there is none.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 25;

    /// <summary>When the conversation is encrypted.</summary>
    public SmtpTls Tls { get; set; } = SmtpTls.WhenOffered;

    /// <summary>Sender's address.</summary>
    public string From { get; set; } = "noreply@localhost";

    /// <summary>Account at the server, or null. Used over TLS only.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>How long the whole conversation about one message may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);
}

/// <summary>When a conversation with a mail server is encrypted.</summary>
public enum SmtpTls
{
    /// <summary>When the server offers STARTTLS; then its certificate must be good.</summary>
    WhenOffered,

    /// <summary>Always by STARTTLS; a server without it gets nothing.</summary>
    Required,

    /// <summary>From the first byte (port 465).</summary>
    Implicit,
}
