using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Accounts;

namespace SmallMatters.Storage;

/// <summary>
/// The database of one jurisdiction. Rows of matters are internal to this project: whoever is outside reads them through
/// the projections of an audience (<see cref="Matters.Views"/>) and changes them through <see cref="Matters.MatterBook"/>.
/// Accounts are ASP.NET Identity's (schema version 3, with passkeys).
/// </summary>
public abstract class Db(DbContextOptions options) : IdentityUserContext<Account, Guid>(options)
{
    /// <summary>Which units and roles an account has.</summary>
    public DbSet<Appointment> Appointments => Set<Appointment>();

    /// <summary>What was done to accounts, appointments and keys. Only ever added to.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<MatterId>().HaveConversion<MatterIdConverter>();
        configurationBuilder.Properties<MatterId?>().HaveConversion<MatterIdConverter>();
        configurationBuilder.Properties<ParticipantId>().HaveConversion<ParticipantIdConverter>();
        configurationBuilder.Properties<ParticipantId?>().HaveConversion<ParticipantIdConverter>();
        configurationBuilder.Properties<StaffId>().HaveConversion<StaffIdConverter>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        if (builder.Model.FindEntityType(typeof(IdentityUserPasskey<Guid>)) is null)
        {
            throw new InvalidOperationException(
                "without Identity's schema version 3 there is no table for passkeys: make the context through AddStorage"
            );
        }
        builder.ApplyConfigurationsFromAssembly(typeof(Db).Assembly);
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            NameInSnakeCase(entity);
        }
    }

    internal static void NameInSnakeCase(IMutableEntityType entity)
    {
        if (entity.IsMappedToJson())
        {
            entity.SetContainerColumnName(Snake(entity.GetContainerColumnName()!));
            return;
        }
        entity.SetTableName(Snake(entity.GetTableName()!.Replace("AspNet", "", StringComparison.Ordinal)));
        foreach (var property in entity.GetProperties())
        {
            property.SetColumnName(Snake(property.GetColumnName()));
        }
        foreach (var key in entity.GetKeys())
        {
            key.SetName(Snake(key.GetName()!.Replace("AspNet", "", StringComparison.Ordinal)));
        }
        foreach (var index in entity.GetIndexes())
        {
            index.SetDatabaseName(Snake(index.GetDatabaseName()!.Replace("AspNet", "", StringComparison.Ordinal)));
        }
        foreach (var foreignKey in entity.GetForeignKeys())
        {
            foreignKey.SetConstraintName(Snake(foreignKey.GetConstraintName()!.Replace("AspNet", "", StringComparison.Ordinal)));
        }
    }

    private static string Snake(string name)
    {
        var snake = new System.Text.StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && !char.IsUpper(name[i - 1]))
            {
                snake.Append('_');
            }
            snake.Append(char.ToLowerInvariant(name[i]));
        }
        return snake.ToString();
    }

    private sealed class MatterIdConverter() : ValueConverter<MatterId, long>(id => id.Value, value => new MatterId(value));

    private sealed class ParticipantIdConverter()
        : ValueConverter<ParticipantId, Guid>(id => id.Value, value => new ParticipantId(value));

    private sealed class StaffIdConverter() : ValueConverter<StaffId, Guid>(id => id.Value, value => new StaffId(value));
}

/// <summary>The database in one SQLite file. Instants are stored as UTC ticks, keys as 16 bytes.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : Db(options)
{
    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantAsTicks>();
        configurationBuilder.Properties<DateTimeOffset?>().HaveConversion<InstantAsTicks>();
        configurationBuilder.Properties<Guid>().HaveConversion<GuidAsBytes>();
        configurationBuilder.Properties<Guid?>().HaveConversion<GuidAsBytes>();
    }

    // Big-endian, so that the order of the bytes is the order of creation.
    internal sealed class GuidAsBytes() : ValueConverter<Guid, byte[]>(g => g.ToByteArray(true), bytes => new Guid(bytes, true));

    internal sealed class InstantAsTicks()
        : ValueConverter<DateTimeOffset, long>(i => i.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

/// <summary>The database on PostgreSQL 15 or newer.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : Db(options);
