using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Webhooks;

/// <summary>Where a partner's system is told. A partner has one such address.</summary>
[NotPersonal(
    "a code of the register and the address of a system",
    nameof(WebhookSubscriptionRow.Partner),
    nameof(WebhookSubscriptionRow.Url)
)]
internal sealed class WebhookSubscriptionRow
{
    /// <summary>Code of the partner.</summary>
    public required string Partner { get; init; }
    public required string Url { get; set; }
    public DateTimeOffset Since { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>A secret that a partner's system shares with this one, for messages of both directions.</summary>
[NotPersonal(
    "a code of the register and a sealed random secret",
    nameof(WebhookSecretRow.Partner),
    nameof(WebhookSecretRow.Sealed)
)]
internal sealed class WebhookSecretRow
{
    public Guid Id { get; init; }
    public required string Partner { get; init; }

    /// <summary>The secret under the installation's key.</summary>
    public required string Sealed { get; init; }
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>Until when it holds, once another has taken its place; null for the present one.</summary>
    public DateTimeOffset? Until { get; set; }
}

/// <summary>
/// A message to a partner's system, written in the transaction of the fact that caused it and told under the same id however
/// often it is tried. It names a part and says nothing of a resident.
/// </summary>
[NotPersonal(
    "which part, and where it stands",
    nameof(WebhookMessageRow.Partner),
    nameof(WebhookMessageRow.Type),
    nameof(WebhookMessageRow.Body),
    nameof(WebhookMessageRow.LastError)
)]
internal sealed class WebhookMessageRow
{
    public Guid Id { get; init; }

    /// <summary>Code of the partner.</summary>
    public required string Partner { get; init; }
    public MatterId MatterId { get; init; }

    /// <summary>Number of the fact in the matter's history; messages of one matter are told in this order.</summary>
    public int Seq { get; init; }
    public required string Type { get; init; }

    /// <summary>The envelope, byte for byte as it is signed and sent.</summary>
    public required string Body { get; init; }
    public DateTimeOffset At { get; init; }
    public WebhookState State { get; set; }
    public DateTimeOffset? NextTryAt { get; set; }
    public int Tries { get; set; }
    public string? LastError { get; set; }
    public DateTimeOffset? SentAt { get; set; }
}

/// <summary>Where a message stands.</summary>
public enum WebhookState
{
    /// <summary>Waiting for its next try, or for those before it.</summary>
    Waiting,

    /// <summary>The partner's system took it.</summary>
    Sent,

    /// <summary>Given up after the last try; shown to an administrator.</summary>
    Dead,

    /// <summary>Dropped because the partner is told no more.</summary>
    Dropped,
}

internal sealed class WebhookSubscriptionMap : IEntityTypeConfiguration<WebhookSubscriptionRow>
{
    public void Configure(EntityTypeBuilder<WebhookSubscriptionRow> builder)
    {
        builder.ToTable("WebhookSubscription");
        builder.HasKey(s => s.Partner);
    }
}

internal sealed class WebhookSecretMap : IEntityTypeConfiguration<WebhookSecretRow>
{
    public void Configure(EntityTypeBuilder<WebhookSecretRow> builder)
    {
        builder.ToTable("WebhookSecret");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => s.Partner);
    }
}

internal sealed class WebhookMessageMap : IEntityTypeConfiguration<WebhookMessageRow>
{
    public void Configure(EntityTypeBuilder<WebhookMessageRow> builder)
    {
        builder.ToTable("WebhookMessage");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(m => m.MatterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(m => m.NextTryAt);
        builder.HasIndex(m => new
        {
            m.MatterId,
            m.Partner,
            m.State,
            m.Seq,
        });
        builder.HasIndex(m => new { m.State, m.At });
    }
}
