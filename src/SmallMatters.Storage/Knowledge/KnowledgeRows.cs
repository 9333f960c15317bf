using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Storage.DataProtection;

namespace SmallMatters.Storage.Knowledge;

/// <summary>
/// One gram of one entry that is in force. A knowledge base has hundreds of entries and not millions, so that a plain table
/// finds them on both databases with the same query.
/// </summary>
[NotPersonal("two signs out of a public answer", nameof(KnowledgeGramRow.Gram))]
internal sealed class KnowledgeGramRow
{
    public required string Gram { get; init; }
    public Guid EntryId { get; init; }

    /// <summary>Whether it stands in the question, in one of both languages.</summary>
    public bool InQuestion { get; init; }
}

/// <summary>Words that were searched for in vain. Until enough people typed the same there is a hash under the site's key, and no words.</summary>
[NotPersonal(
    "what was typed alike again and again into the public search, without numbers",
    nameof(KnowledgeGapRow.Words),
    nameof(KnowledgeGapRow.Hash)
)]
internal sealed class KnowledgeGapRow
{
    public required byte[] Hash { get; init; }
    public string? Words { get; set; }
    public int Searches { get; set; }
    public DateOnly LastOn { get; set; }
}

internal sealed class KnowledgeMaps : IEntityTypeConfiguration<KnowledgeGramRow>, IEntityTypeConfiguration<KnowledgeGapRow>
{
    public void Configure(EntityTypeBuilder<KnowledgeGramRow> builder)
    {
        builder.ToTable("KnowledgeGram");
        builder.HasKey(g => new { g.Gram, g.EntryId });
        builder.HasOne<RegisterEntryRow>().WithMany().HasForeignKey(g => g.EntryId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<KnowledgeGapRow> builder)
    {
        builder.ToTable("KnowledgeGap");
        builder.HasKey(g => g.Hash);
        builder.HasIndex(g => g.LastOn);
    }
}
