using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;

namespace SmallMatters.Storage.Participation;

/// <summary>What a resident gives.</summary>
public enum ReplyKind
{
    /// <summary>An answer to a consultation.</summary>
    Answer,

    /// <summary>A sign-up for a meeting.</summary>
    SignUp,

    /// <summary>A place in a task.</summary>
    Place,
}

/// <summary>
/// What a resident gives to a consultation, a meeting or a task. It waits until the link that was sent is opened and its button pressed. The
/// contact of an answer goes then; that of a sign-up or of a place stays until it is over, to tell of a change.
/// </summary>
[NotPersonal("numbers of themes, and a key that is wrapped", nameof(ReplyRow.Themes), nameof(ReplyRow.Key))]
internal sealed class ReplyRow
{
    public Guid Id { get; init; }

    /// <summary>Key of the consultation, meeting or task.</summary>
    public Guid About { get; init; }
    public ReplyKind Kind { get; init; }
    public Tongue Tongue { get; init; }
    public required byte[] Key { get; init; }

    /// <summary>What they wrote and chose, sealed.</summary>
    [PersonalField(PersonalItem.ReplyWords, FieldPurpose.TakingPart, LegalBasis.Consent, KeptFor.Priority)]
    public required string Body { get; init; }

    [PersonalField(PersonalItem.PriorityContact, FieldPurpose.Telling, LegalBasis.Consent, KeptFor.Priority)]
    public string? Phone { get; set; }

    [PersonalField(PersonalItem.PriorityContact, FieldPurpose.Telling, LegalBasis.Consent, KeptFor.Priority)]
    public string? Email { get; set; }

    /// <summary>The mark of its contact, of nothing else than this; null before it is confirmed and for paper.</summary>
    [PersonalField(PersonalItem.PriorityContact, FieldPurpose.TakingPart, LegalBasis.Consent, KeptFor.Priority)]
    public string? Mark { get; set; }

    /// <summary>Whether the unit typed it in from paper.</summary>
    public bool OnPaper { get; init; }

    /// <summary>Numbers of its themes with commas; empty when it is beside the question; null while nobody has sorted it.</summary>
    public string? Themes { get; set; }

    /// <summary>Index of what was chosen; null where there is no choice.</summary>
    public int? Choice { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>Whether they were reminded the day before.</summary>
    public bool Reminded { get; set; }
}

internal sealed class ReplyMap : IEntityTypeConfiguration<ReplyRow>
{
    public void Configure(EntityTypeBuilder<ReplyRow> builder)
    {
        builder.ToTable("ParticipationReply");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => new { r.About, r.Mark }).IsUnique();
        builder.HasIndex(r => new { r.About, r.Id });
        builder.HasIndex(r => r.AskedAt).HasFilter("confirmed_at IS NULL");
    }
}
