using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Storage.Matters.Rows;

/// <summary>
/// A matter as a row. Written only by <see cref="MatterBook"/>; read outside this project only through an audience's
/// projection. Words that only one page shows are in the history; what lists, counts and maps need is here.
/// </summary>
[NotPersonal(
    "codes of the jurisdiction, and of the rule that routed it",
    nameof(MatterRow.Category),
    nameof(MatterRow.Area),
    nameof(MatterRow.OwnerUnit),
    nameof(MatterRow.AccountableUnit),
    nameof(MatterRow.AssignedBy),
    nameof(MatterRow.UnitConcerned),
    nameof(MatterRow.AskedUnit),
    nameof(MatterRow.ReviewUnit),
    nameof(MatterRow.EscalatedTo)
)]
[NotPersonal("the number that another system gave the matter", nameof(MatterRow.ExternalNumber))]
[NotPersonal("words that a person released for everybody", nameof(MatterRow.PublicText))]
[NotPersonal("the hash of the last fact", nameof(MatterRow.HeadHash))]
internal sealed class MatterRow
{
    public MatterId Id { get; init; }

    /// <summary>The reference, as a number of twelve digits.</summary>
    public long Number { get; init; }
    public Kind Kind { get; set; }
    public Origin Origin { get; init; }
    public Channel Channel { get; init; }
    public required string Category { get; set; }
    public required string Area { get; init; }
    public Stage Stage { get; set; }
    public DateTimeOffset RaisedAt { get; init; }
    public DateTimeOffset ChangedAt { get; set; }
    public required string OwnerUnit { get; set; }

    /// <summary>The unit accountable now: the owner, or the reviewer while it is reviewed.</summary>
    public required string AccountableUnit { get; set; }
    public required string AssignedBy { get; set; }
    public Guid? Handler { get; set; }
    public string? UnitConcerned { get; init; }

    /// <summary>The earliest end of a clock that binds staff; null when none runs.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>The local day that the resident was told for the result.</summary>
    public DateOnly? PromisedOn { get; set; }
    public bool Provisional { get; set; }

    /// <summary>The unit that is asked to take it over.</summary>
    public string? AskedUnit { get; set; }

    /// <summary>The waiting hand-over, personal words as ciphertext.</summary>
    [PersonalField(PersonalItem.InternalWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public string? HandOver { get; set; }
    public int Reopenings { get; set; }
    public bool InternalReviewUsed { get; set; }

    /// <summary>Where the latest question to the resident stands; null when none was asked.</summary>
    public QuestionState? LastQuestion { get; set; }

    /// <summary>How many people take part, whoever raised it included.</summary>
    public int Affected { get; set; }
    public OutcomeCode? OutcomeCode { get; set; }

    /// <summary>The outcome, personal words as ciphertext.</summary>
    [PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public string? Outcome { get; set; }

    /// <summary>The matter that this one was merged into: its people are told what happens to that one.</summary>
    public MatterId? MergedInto { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public DateTimeOffset? SettledAt { get; set; }
    public Settlement? SettledBy { get; set; }
    public string? ReviewUnit { get; set; }
    public ReviewCause? ReviewCause { get; set; }

    /// <summary>The verdict, personal words as ciphertext.</summary>
    [PersonalField(PersonalItem.VerdictWords, FieldPurpose.Judging, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public string? Verdict { get; set; }
    public YesPartlyNo? VerdictInformed { get; set; }
    public YesPartlyNo? VerdictFair { get; set; }
    public YesPartlyNo? VerdictPromiseKept { get; set; }
    public YesPartlyNo? VerdictSolved { get; set; }

    [PersonalField(PersonalItem.Words, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public string? Title { get; set; }

    /// <summary>What happened; null once its raiser has been erased.</summary>
    [PersonalField(PersonalItem.Words, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public string? Description { get; set; }

    [PersonalField(PersonalItem.Door, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public string? PlaceText { get; set; }

    [PersonalField(PersonalItem.Place, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public string? PlaceKey { get; set; }

    [PersonalField(PersonalItem.Position, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public double? Latitude { get; set; }

    [PersonalField(PersonalItem.Position, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public double? Longitude { get; set; }

    [PersonalField(PersonalItem.Position, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public long? Cell { get; set; }
    public string? ExternalNumber { get; init; }

    /// <summary>Words released for everybody; null until somebody has released them.</summary>
    public string? PublicText { get; set; }

    /// <summary>The unit that an overdue clock has gone up to; null while nothing is overdue.</summary>
    public string? EscalatedTo { get; set; }

    /// <summary>
    /// Number of the last fact. It is the row's version as well: a change that was decided on an older one is not written.
    /// </summary>
    public int HeadSeq { get; set; }

    /// <summary>Hash of the last fact.</summary>
    public byte[] HeadHash { get; set; } = [];
}

internal sealed class MatterMap : IEntityTypeConfiguration<MatterRow>
{
    public void Configure(EntityTypeBuilder<MatterRow> builder)
    {
        builder.ToTable("Matter");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.HeadSeq).IsConcurrencyToken();
        builder.HasIndex(m => m.Number).IsUnique();
        // The inbox: one range in its order, and every filter is answered from the index before a row is fetched. What
        // waits for nobody of the staff has no due time and is not in it.
        builder
            .HasIndex(m => new
            {
                m.AccountableUnit,
                m.Stage,
                m.DueAt,
                m.Id,
                m.Handler,
                m.Category,
                m.Area,
                m.Kind,
                m.LastQuestion,
                m.RaisedAt,
                m.UnitConcerned,
            })
            .HasDatabaseName("ix_matter_inbox")
            .HasFilter("due_at IS NOT NULL");
        // Few matters wait to be taken among many that were: they are found without reading past those.
        builder
            .HasIndex(m => new
            {
                m.AccountableUnit,
                m.DueAt,
                m.Id,
            })
            .HasDatabaseName("ix_matter_not_taken")
            .HasFilter("handler IS NULL AND stage = 'Open' AND due_at IS NOT NULL");
        builder.HasIndex(m => new
        {
            m.OwnerUnit,
            m.Stage,
            m.Id,
        });
        builder
            .HasIndex(m => new
            {
                m.Handler,
                m.Stage,
                m.DueAt,
                m.Id,
            })
            .HasFilter("handler IS NOT NULL");
        builder
            .HasIndex(m => new
            {
                m.AskedUnit,
                m.DueAt,
                m.Id,
            })
            .HasFilter("asked_unit IS NOT NULL");
        builder.HasIndex(m => new
        {
            m.Area,
            m.Stage,
            m.Id,
        });
        builder.HasIndex(m => new
        {
            m.Area,
            m.Category,
            m.Stage,
            m.Id,
        });
        builder.HasIndex(m => new { m.Cell, m.Stage });
        builder.HasIndex(m => new { m.PlaceKey, m.Stage });
        builder
            .HasIndex(m => new
            {
                m.EscalatedTo,
                m.DueAt,
                m.Id,
            })
            .HasFilter("escalated_to IS NOT NULL");
        builder.HasIndex(m => m.MergedInto).HasFilter("merged_into IS NOT NULL");
        builder.HasIndex(m => m.ChangedAt);
        builder.HasIndex(m => new { m.Category, m.Id });
        // Programs that read the newest of one stage, however rare.
        builder.HasIndex(m => new { m.Stage, m.Id });
        builder.HasIndex(m => new
        {
            m.Category,
            m.Stage,
            m.Id,
        });
    }
}
