using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Confidentiality;

namespace SmallMatters.Storage.Keys;

/// <summary>A key that cookies and form tokens are made with, wrapped under the master key, as XML.</summary>
[NotPersonal("a key of cookies, wrapped under the master key", nameof(SiteKeyRow.Name), nameof(SiteKeyRow.Xml))]
internal sealed class SiteKeyRow
{
    public Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Xml { get; init; }
}

internal sealed class SiteKeyMap : IEntityTypeConfiguration<SiteKeyRow>
{
    public void Configure(EntityTypeBuilder<SiteKeyRow> builder)
    {
        builder.ToTable("SiteKey");
        builder.HasKey(k => k.Id);
        builder.Property(k => k.Id).ValueGeneratedNever();
    }
}

/// <summary>
/// The keys of cookies and form tokens, kept in the database: what one node signed, every other node reads, also after a
/// restart.
/// </summary>
public sealed class SiteKeys(IDbContextFactory<Db> databases, TimeProvider time) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = databases.CreateDbContext();
        return [.. db.Set<SiteKeyRow>().OrderBy(k => k.Id).Select(k => k.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = databases.CreateDbContext();
        db.Add(
            new SiteKeyRow
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                Name = friendlyName,
                Xml = element.ToString(SaveOptions.DisableFormatting),
            }
        );
        db.SaveChanges();
    }
}

/// <summary>Wraps the secret part of a site key under the master key (AES-256-GCM).</summary>
public sealed class SiteKeyWrapping(KeyRing ring) : IXmlEncryptor
{
    internal static readonly XName Name = "sealedUnderMasterKey";

    /// <inheritdoc/>
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        using var aes = new AesGcm(ring.Site, AesGcm.TagByteSizes.MaxSize);
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        return new EncryptedXmlInfo(
            new XElement(Name, Convert.ToBase64String(KeyRing.Seal(aes, plain, []))),
            typeof(SiteKeyUnwrapping)
        );
    }
}

/// <summary>Opens what <see cref="SiteKeyWrapping"/> has wrapped; made by the framework, by its name in the stored XML.</summary>
public sealed class SiteKeyUnwrapping(IServiceProvider services) : IXmlDecryptor
{
    /// <inheritdoc/>
    /// <exception cref="CryptographicException">It was wrapped under another master key, or tampered with.</exception>
    public XElement Decrypt(XElement encryptedElement)
    {
        using var aes = new AesGcm(services.GetRequiredService<KeyRing>().Site, AesGcm.TagByteSizes.MaxSize);
        return XElement.Parse(Encoding.UTF8.GetString(KeyRing.Unseal(aes, Convert.FromBase64String(encryptedElement.Value), [])));
    }
}
