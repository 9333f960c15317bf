using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;

namespace SmallMatters.Storage.Accounts;

/// <summary>A program's key; only its hash is kept.</summary>
[NotPersonal("the name of a program, and the hash of its key", nameof(ApiKeyRow.Client), nameof(ApiKeyRow.Hash))]
internal sealed class ApiKeyRow
{
    public Guid Id { get; init; }
    public required string Client { get; init; }

    /// <summary>SHA-256 of the key. The key is 32 random bytes, so that a plain hash cannot be searched.</summary>
    public required byte[] Hash { get; init; }
    public DateTimeOffset IssuedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}

internal sealed class ApiKeyMap : IEntityTypeConfiguration<ApiKeyRow>
{
    public void Configure(EntityTypeBuilder<ApiKeyRow> builder)
    {
        builder.ToTable("ApiKey");
        builder.HasKey(k => k.Id);
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.HasIndex(k => k.Hash).IsUnique();
    }
}
