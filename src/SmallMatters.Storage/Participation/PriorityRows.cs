using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Participation;

/// <summary>A priority as lists need it. Who supports it is not here: two numbers are.</summary>
[NotPersonal(
    "codes of an area and a unit, and a key that is wrapped",
    nameof(PriorityRow.Area),
    nameof(PriorityRow.Unit),
    nameof(PriorityRow.Key)
)]
internal sealed class PriorityRow
{
    public Guid Id { get; init; }
    public required string Area { get; init; }
    public required string Unit { get; set; }
    public PriorityStage Stage { get; set; }
    public bool AppealWaits { get; set; }
    public DateOnly? HiddenOn { get; set; }

    /// <summary>Supports by telephone number.</summary>
    public int ByPhone { get; init; }

    /// <summary>Supports by mail address.</summary>
    public int ByEmail { get; init; }

    /// <summary>In which language its proposer is told of it.</summary>
    public Tongue Tongue { get; init; }

    /// <summary>The key of its words and of the proposer's contact, wrapped; null once it was taken back or stayed hidden.</summary>
    public byte[]? Key { get; set; }

    /// <summary>Title and words, sealed.</summary>
    [PersonalField(PersonalItem.PriorityWords, FieldPurpose.TakingPart, LegalBasis.Consent, KeptFor.Priority)]
    public string? Body { get; set; }

    [PersonalField(PersonalItem.PriorityContact, FieldPurpose.Telling, LegalBasis.Consent, KeptFor.Priority)]
    public string? Phone { get; set; }

    [PersonalField(PersonalItem.PriorityContact, FieldPurpose.Telling, LegalBasis.Consent, KeptFor.Priority)]
    public string? Email { get; set; }

    /// <summary>Local day from which nothing more happens to it.</summary>
    public DateOnly? EndedOn { get; set; }
    public int HeadSeq { get; set; }
}

/// <summary>One fact of a priority. Appended, never edited; it holds what units say and no word of a resident.</summary>
[NotPersonal(
    "days, codes, and words of a unit that a second person releases",
    nameof(PriorityFactRow.Unit),
    nameof(PriorityFactRow.Type),
    nameof(PriorityFactRow.Body)
)]
internal sealed class PriorityFactRow
{
    public Guid PriorityId { get; init; }
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The account that acted; null when the proposer did.</summary>
    public Guid? Staff { get; init; }
    public string? Unit { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }

    public KeptFact<PriorityFact> ToKept() => new(Seq, At, Staff, Unit, PlainFacts<PriorityFact>.Read(Type, Body));
}

/// <summary>That somebody supports a priority, by a mark that has nothing in common with their mark at another one. It has no time.</summary>
internal sealed class PrioritySupportRow
{
    public Guid PriorityId { get; init; }

    [PersonalField(PersonalItem.PriorityContact, FieldPurpose.TakingPart, LegalBasis.Consent, KeptFor.Priority)]
    public required string Mark { get; init; }
}

/// <summary>A wish to propose or to support, until the link that was sent is opened and its button pressed; two days at most.</summary>
[NotPersonal("the code of an area, and a key that is wrapped", nameof(ParticipationAskRow.Area), nameof(ParticipationAskRow.Key))]
internal sealed class ParticipationAskRow
{
    public Guid Id { get; init; }

    /// <summary>The priority to be supported; null for a proposal.</summary>
    public Guid? PriorityId { get; init; }
    public required string Area { get; init; }

    /// <summary>Whether a proposal seems to name somebody.</summary>
    public bool Held { get; init; }
    public Tongue Tongue { get; init; }
    public required byte[] Key { get; init; }

    /// <summary>Title and words of a proposal, sealed.</summary>
    [PersonalField(PersonalItem.PriorityWords, FieldPurpose.TakingPart, LegalBasis.Consent, KeptFor.Priority)]
    public string? Body { get; init; }

    [PersonalField(PersonalItem.PriorityContact, FieldPurpose.TakingPart, LegalBasis.Consent, KeptFor.Priority)]
    public string? Phone { get; init; }

    [PersonalField(PersonalItem.PriorityContact, FieldPurpose.TakingPart, LegalBasis.Consent, KeptFor.Priority)]
    public string? Email { get; init; }
    public DateTimeOffset AskedAt { get; init; }
}

/// <summary>How often a contact did something in a day, week or month: a mark that names neither the contact nor any priority.</summary>
internal sealed class ContactUseRow
{
    [PersonalField(PersonalItem.PriorityContact, FieldPurpose.TakingPart, LegalBasis.Consent, KeptFor.Priority)]
    public required string Mark { get; init; }
    public int Count { get; init; }

    /// <summary>Last local day for which it counts.</summary>
    public DateOnly Until { get; init; }
}

internal sealed class PriorityMaps
    : IEntityTypeConfiguration<PriorityRow>,
        IEntityTypeConfiguration<PriorityFactRow>,
        IEntityTypeConfiguration<PrioritySupportRow>,
        IEntityTypeConfiguration<ParticipationAskRow>,
        IEntityTypeConfiguration<ContactUseRow>
{
    public void Configure(EntityTypeBuilder<PriorityRow> builder)
    {
        builder.ToTable("Priority");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.HeadSeq).IsConcurrencyToken();
        builder.HasIndex(p => new
        {
            p.Area,
            p.Stage,
            p.Id,
        });
        builder.HasIndex(p => new { p.Stage, p.Id });
        builder.HasIndex(p => new
        {
            p.Unit,
            p.Stage,
            p.Id,
        });
        builder.HasIndex(p => p.AppealWaits).HasFilter("appeal_waits");
        builder.HasIndex(p => p.EndedOn);
    }

    public void Configure(EntityTypeBuilder<PriorityFactRow> builder)
    {
        builder.ToTable("PriorityFact");
        builder.HasKey(f => new { f.PriorityId, f.Seq });
        builder.HasOne<PriorityRow>().WithMany().HasForeignKey(f => f.PriorityId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PrioritySupportRow> builder)
    {
        builder.ToTable("PrioritySupport");
        builder.HasKey(s => new { s.PriorityId, s.Mark });
        builder.HasOne<PriorityRow>().WithMany().HasForeignKey(s => s.PriorityId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ParticipationAskRow> builder)
    {
        builder.ToTable("ParticipationAsk");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasIndex(a => a.AskedAt);
    }

    public void Configure(EntityTypeBuilder<ContactUseRow> builder)
    {
        builder.ToTable("ContactUse");
        builder.HasKey(u => u.Mark);
        builder.HasIndex(u => u.Until);
    }
}
