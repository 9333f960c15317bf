using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.JointHandling;

namespace SmallMatters.Storage.JointHandling;

/// <summary>A joint file as lists need it; what it says is in its facts.</summary>
[NotPersonal(
    "what units do together and where it stands; the form says to name nobody",
    nameof(JointFileRow.Kind),
    nameof(JointFileRow.Title),
    nameof(JointFileRow.Unit),
    nameof(JointFileRow.Area),
    nameof(JointFileRow.Standing)
)]
internal sealed class JointFileRow
{
    public Guid Id { get; init; }

    /// <summary>Name of its type in the domain.</summary>
    public required string Kind { get; init; }
    public required string Title { get; set; }
    public required string Unit { get; set; }
    public required string Area { get; init; }

    /// <summary>Name of where it stands.</summary>
    public required string Standing { get; set; }
    public bool IsOver { get; set; }
    public DateTimeOffset BeganAt { get; init; }
    public DateTimeOffset ChangedAt { get; set; }
    public int HeadSeq { get; set; }
}

/// <summary>One fact of a joint file. Appended, never edited.</summary>
[NotPersonal(
    "what units wrote to each other of their work; the form says to name nobody",
    nameof(JointFactRow.Unit),
    nameof(JointFactRow.Type),
    nameof(JointFactRow.Body),
    nameof(JointFactRow.Hash)
)]
internal sealed class JointFactRow
{
    public Guid FileId { get; init; }
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? Staff { get; init; }
    public string? Unit { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }

    /// <summary>The link of the chain that ends with this fact.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>A unit that may read a joint file.</summary>
[NotPersonal("the code of a unit", nameof(JointReaderRow.Unit))]
internal sealed class JointReaderRow
{
    public Guid FileId { get; init; }
    public required string Unit { get; init; }
}

/// <summary>A matter that a joint file is about.</summary>
internal sealed class JointMatterRow
{
    public Guid FileId { get; init; }
    public long Number { get; init; }
}

/// <summary>An open duty of a joint file.</summary>
[NotPersonal("codes of units", nameof(JointDutyRow.Unit), nameof(JointDutyRow.GoneUpTo))]
internal sealed class JointDutyRow
{
    public Guid Id { get; init; }
    public Guid FileId { get; init; }
    public DutyFor For { get; init; }
    public required string Unit { get; set; }
    public string? GoneUpTo { get; set; }
    public DateTimeOffset DueAt { get; set; }
    public DateTimeOffset? NextLookAt { get; set; }
}

internal sealed class JointMaps
    : IEntityTypeConfiguration<JointFileRow>,
        IEntityTypeConfiguration<JointFactRow>,
        IEntityTypeConfiguration<JointReaderRow>,
        IEntityTypeConfiguration<JointMatterRow>,
        IEntityTypeConfiguration<JointDutyRow>
{
    public void Configure(EntityTypeBuilder<JointFileRow> builder)
    {
        builder.ToTable("JointFile");
        builder.HasKey(f => f.Id);
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.HeadSeq).IsConcurrencyToken();
        builder.HasIndex(f => new
        {
            f.Kind,
            f.IsOver,
            f.ChangedAt,
        });
        builder.HasIndex(f => new { f.Area, f.Kind });
        builder.HasIndex(f => new
        {
            f.Kind,
            f.Unit,
            f.BeganAt,
        });
    }

    public void Configure(EntityTypeBuilder<JointFactRow> builder)
    {
        builder.ToTable("JointFact");
        builder.HasKey(f => new { f.FileId, f.Seq });
        builder.HasOne<JointFileRow>().WithMany().HasForeignKey(f => f.FileId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<JointReaderRow> builder)
    {
        builder.ToTable("JointReader");
        builder.HasKey(r => new { r.FileId, r.Unit });
        builder.HasOne<JointFileRow>().WithMany().HasForeignKey(r => r.FileId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => r.Unit);
    }

    public void Configure(EntityTypeBuilder<JointMatterRow> builder)
    {
        builder.ToTable("JointMatter");
        builder.HasKey(m => new { m.FileId, m.Number });
        builder.HasOne<JointFileRow>().WithMany().HasForeignKey(m => m.FileId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(m => m.Number);
    }

    public void Configure(EntityTypeBuilder<JointDutyRow> builder)
    {
        builder.ToTable("JointDuty");
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.HasOne<JointFileRow>().WithMany().HasForeignKey(d => d.FileId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(d => d.NextLookAt);
        builder.HasIndex(d => new { d.Unit, d.DueAt });
        builder.HasIndex(d => d.GoneUpTo);
    }
}
