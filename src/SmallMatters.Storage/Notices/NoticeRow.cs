using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Notices;

/// <summary>
/// A message on its way out (the outbox): written in the same transaction as the fact that caused it, delivered at least
/// once under the same id. Address and words are ciphertext under the person's key.
/// </summary>
[NotPersonal(
    "how a message went, without its words",
    nameof(NoticeRow.Template),
    nameof(NoticeRow.LastError),
    nameof(NoticeRow.SentBy)
)]
internal sealed class NoticeRow
{
    public Guid Id { get; init; }

    /// <summary>The matter that it is about; null for news to a subscriber.</summary>
    public MatterId? MatterId { get; init; }

    /// <summary>A person who takes part in the matter, or a subscription.</summary>
    public ParticipantId To { get; init; }

    /// <summary>Name of the template.</summary>
    public required string Template { get; init; }

    /// <summary>The filled words, as ciphertext; null once erased.</summary>
    [PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Notice)]
    public string? Words { get; set; }
    public DateTimeOffset At { get; init; }
    public NoticeState State { get; set; }
    public DateTimeOffset? NextTryAt { get; set; }
    public int Tries { get; set; }
    public string? LastError { get; set; }
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>By which way it went: sms, email or page.</summary>
    public string? SentBy { get; set; }
}

/// <summary>Where a notice stands.</summary>
public enum NoticeState
{
    /// <summary>Waiting for its next try.</summary>
    Waiting,

    /// <summary>Delivered to the gateway.</summary>
    Sent,

    /// <summary>Given up after the last try; shown to staff.</summary>
    Dead,

    /// <summary>Dropped because the person was erased.</summary>
    Dropped,
}

internal sealed class NoticeMap : IEntityTypeConfiguration<NoticeRow>
{
    public void Configure(EntityTypeBuilder<NoticeRow> builder)
    {
        builder.ToTable("Notice");
        builder.HasKey(n => n.Id);
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.HasOne<Matters.Rows.MatterRow>().WithMany().HasForeignKey(n => n.MatterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(n => n.NextTryAt);
        builder.HasIndex(n => new { n.To, n.At });
        builder.HasIndex(n => new { n.State, n.At });
    }
}
