namespace SmallMatters.Web.Webhooks;

/// <summary>The section <c>Webhooks</c> of the configuration.</summary>
public sealed class WebhookOutSettings
{
    /// <summary>
    /// Whether partners' systems may be on this very machine, and then without TLS. Heeded on a developer's machine and in tests
    /// only; other private addresses stay refused even there.
    /// </summary>
    public bool AllowLoopback { get; set; }

    /// <summary>How long a partner's system may take over one message.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many messages are on their way to one partner's system at once.</summary>
    public int AtOnce { get; set; } = 32;
}
