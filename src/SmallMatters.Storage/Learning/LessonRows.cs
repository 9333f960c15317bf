using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Learning;

/// <summary>
/// A resident agreed that staff learn from what they said of one result. The words of a lesson lie here and not in its chain, sealed
/// under a key of their own: taking them back, and erasing the person, delete the row, and nothing can read them any more.
/// </summary>
[NotPersonal(
    "a code of the jurisdiction, and a key that is wrapped",
    nameof(LessonSourceRow.Category),
    nameof(LessonSourceRow.Key)
)]
internal sealed class LessonSourceRow
{
    /// <summary>A random number, by which the staff's pages call it.</summary>
    public Guid Id { get; init; }
    public ParticipantId Person { get; init; }

    /// <summary>Which closing of the matter the verdict was on: 0 for the first.</summary>
    public int Nth { get; init; }
    public MatterId MatterId { get; init; }
    public DateTimeOffset AgreedAt { get; init; }

    /// <summary>Key of the lesson that was made of it; null while there is none.</summary>
    public Guid? Lesson { get; set; }

    /// <summary>Category code of the lesson; null while there is none.</summary>
    public string? Category { get; set; }
    public byte[]? Key { get; set; }

    [PersonalField(PersonalItem.LessonWords, FieldPurpose.Learning, LegalBasis.Consent, KeptFor.Matter)]
    public string? Words { get; set; }
}

internal sealed class LessonSourceMap : IEntityTypeConfiguration<LessonSourceRow>
{
    public void Configure(EntityTypeBuilder<LessonSourceRow> builder)
    {
        builder.ToTable("LessonSource");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(s => s.MatterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => new { s.Person, s.Nth }).IsUnique();
        builder.HasIndex(s => s.Lesson).IsUnique();
        builder.HasIndex(s => s.MatterId);
        builder.HasIndex(s => s.AgreedAt).HasFilter("lesson IS NULL");
    }
}
