using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Storage.Migrations;

namespace SmallMatters.Storage.MinorCases;

/// <summary>
/// The store behind the case wall: a file of its own on SQLite, a schema of its own with a pool of its own on PostgreSQL. Nobody outside
/// this folder holds one.
/// </summary>
internal abstract class CaseDb(DbContextOptions options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Enum>().HaveConversion<string>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<CaseRow>(b =>
        {
            b.ToTable("CaseFile");
            b.Property(c => c.Id).ValueGeneratedNever();
            b.Property(c => c.HeadSeq).IsConcurrencyToken();
            b.HasIndex(c => c.Number).IsUnique();
            b.HasIndex(c => c.ExternalMark).IsUnique();
            b.HasIndex(c => new
            {
                c.Unit,
                c.Stage,
                c.ChangedAt,
            });
            b.HasIndex(c => c.LookAt);
        });
        modelBuilder.Entity<CasePersonRow>(b =>
        {
            b.ToTable("CasePerson");
            b.Property(p => p.Id).ValueGeneratedNever();
            b.HasOne<CaseRow>().WithMany().HasForeignKey(p => p.CaseId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<CaseFactRow>(b =>
        {
            b.ToTable("CaseFact");
            b.HasKey(f => new { f.CaseId, f.Seq });
            b.HasOne<CaseRow>().WithMany().HasForeignKey(f => f.CaseId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<CaseEvidenceRow>(b =>
        {
            b.ToTable("CaseEvidence");
            b.HasKey(e => new { e.CaseId, e.Sha256 });
            b.HasOne<CaseRow>().WithMany().HasForeignKey(e => e.CaseId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<CaseAccessRow>(b =>
        {
            b.ToTable("CaseAccess");
            b.HasKey(a => new
            {
                a.CaseId,
                a.Account,
                a.Unit,
                a.Purpose,
                a.Day,
            });
            b.HasOne<CaseRow>().WithMany().HasForeignKey(a => a.CaseId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<WaitingPatternRow>(b =>
        {
            b.ToTable("WaitingPattern");
            b.Property(w => w.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<CaseImportRow>(b =>
        {
            b.ToTable("CaseImport");
            b.Property(i => i.Id).ValueGeneratedNever();
            b.HasIndex(i => new { i.Unit, i.Hash }).IsUnique();
        });
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            Db.NameInSnakeCase(entity);
        }
    }
}

/// <summary>The case store in a SQLite file of its own.</summary>
internal sealed class SqliteCaseDb(DbContextOptions<SqliteCaseDb> options) : CaseDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<SqliteDb.InstantAsTicks>();
        configurationBuilder.Properties<DateTimeOffset?>().HaveConversion<SqliteDb.InstantAsTicks>();
        configurationBuilder.Properties<Guid>().HaveConversion<SqliteDb.GuidAsBytes>();
    }
}

/// <summary>The case store in a schema of its own on PostgreSQL.</summary>
internal sealed class PostgresCaseDb(DbContextOptions<PostgresCaseDb> options) : CaseDb(options);

/// <summary>Opens the case store, for this folder and for backups.</summary>
public sealed class CaseStore : IDisposable
{
    /// <summary>The PostgreSQL schema.</summary>
    public const string Schema = "cases";

    private const string Migrations = "case-migrations/";

    private readonly Func<CaseDb> _open;
    private readonly TimeProvider _time;

    private readonly IDisposable? _pool;

    internal CaseStore(Func<CaseDb> open, TimeProvider time, IDisposable? pool = null) =>
        (_open, _time, _pool) = (open, time, pool);

    /// <inheritdoc/>
    public void Dispose() => _pool?.Dispose();

    internal CaseDb Open() => _open();

    /// <summary>Brings the store to the present schema.</summary>
    /// <returns>Names of the migrations that were run now.</returns>
    /// <exception cref="InvalidOperationException">The store is newer than this program.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancel = default)
    {
        await using var db = Open();
        if (db is PostgresCaseDb)
        {
            // Two nodes that start together: the second waits and finds it there.
            await db.Database.ExecuteSqlRawAsync(
                $"SELECT pg_advisory_xact_lock(20230101); CREATE SCHEMA IF NOT EXISTS {Schema}",
                cancel
            );
        }
        return await Migrator.RunAsync(db, Migrations, db is PostgresCaseDb, _time, cancel);
    }

    /// <summary>Whether it can be reached and has the present schema.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancel = default)
    {
        await using var db = Open();
        return (await Migrator.MissingAsync(db, Migrations, db is PostgresCaseDb, cancel)).Count == 0;
    }

    /// <summary>Where the SQLite file lies.</summary>
    internal static string FileOf(StorageSettings settings) => Path.Combine(settings.DataFolder, "cases.db");

    internal static string Sqlite(StorageSettings settings) =>
        new SqliteConnectionStringBuilder { DataSource = FileOf(settings), DefaultTimeout = 10 }.ToString();
}
