using System.Data;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.MinorCases;

namespace SmallMatters.Storage.Backups;

/// <summary>
/// Writes all records to one file that either database can be restored from: a zip with one file of JSON lines for each
/// table and a manifest with row counts and hashes. One transaction reads it all, so that it is of one instant while the
/// service runs on. The master key is not in it: without that key the personal data in the backup cannot be read.
/// </summary>
public sealed class Backup(IDbContextFactory<Db> databases, CaseStore cases, KeyRing ring, TimeProvider time)
{
    /// <summary>Makes a backup. The file appears under its name when it is complete.</summary>
    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    public async Task<BackupManifest> MakeAsync(string file, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        var part = file + ".part";
        try
        {
            BackupManifest manifest;
            await using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write))
            {
                manifest = await WriteAsync(stream, progress, cancel);
                stream.Flush(flushToDisk: true);
            }
            File.Move(part, file, overwrite: false);
            return manifest;
        }
        finally
        {
            File.Delete(part);
        }
    }

    internal static string KeyCheckOf(KeyRing ring) => Convert.ToHexStringLower(ring.SubmissionKey("backup", "key-check"));

    internal static async Task<IReadOnlyList<string>> MigrationsAsync(DbContext db, CancellationToken cancel)
    {
        var names = new List<string>();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT name FROM migration ORDER BY name";
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            names.Add(reader.GetString(0));
        }
        return names;
    }

    private async Task<BackupManifest> WriteAsync(Stream stream, IProgress<int>? progress, CancellationToken cancel)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var rows = 0;
        void Count()
        {
            if (++rows % 1000 == 0)
            {
                progress?.Report(rows);
            }
        }
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (migrations, tables) = await WriteAsync(zip, db, db is PostgresDb, "", Count, cancel);
        await using var behind = cases.Open();
        var (caseMigrations, caseTables) = await WriteAsync(
            zip,
            behind,
            behind is PostgresCaseDb,
            BackupManifest.CaseFolder,
            Count,
            cancel
        );
        var manifest = new BackupManifest(BackupManifest.ThisFormat, time.GetUtcNow(), migrations, KeyCheckOf(ring), tables)
        {
            CaseMigrations = caseMigrations,
            CaseTables = caseTables,
        };
        await using var last = zip.CreateEntry(BackupManifest.FileName).Open();
        await JsonSerializer.SerializeAsync(last, manifest, BackupManifest.Json, cancel);
        return manifest;
    }

    // One transaction for each store, so that each is of one instant.
    private static async Task<(IReadOnlyList<string> Migrations, IReadOnlyList<BackupTable> Tables)> WriteAsync(
        ZipArchive zip,
        DbContext db,
        bool isPostgres,
        string folder,
        Action tell,
        CancellationToken cancel
    )
    {
        await db.Database.OpenConnectionAsync(cancel);
        // SQLite: a deferred transaction sees one state of the file and keeps nobody from writing.
        await using var transaction = isPostgres
            ? await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel)
            : await db.Database.UseTransactionAsync(
                ((Microsoft.Data.Sqlite.SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true),
                cancel
            );
        var tables = new List<BackupTable>();
        foreach (var table in PortableTable.All(db))
        {
            await using var entry = zip.CreateEntry($"{folder}{table.Name}.ndjson", CompressionLevel.Fastest).Open();
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var count = 0L;
            using var line = new MemoryStream();
            await using var json = new Utf8JsonWriter(line);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = table.Select;
            command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                line.SetLength(0);
                json.Reset(line);
                table.Write(reader, json);
                await json.FlushAsync(cancel);
                line.WriteByte((byte)'\n');
                hash.AppendData(line.GetBuffer(), 0, (int)line.Length);
                await entry.WriteAsync(line.GetBuffer().AsMemory(0, (int)line.Length), cancel);
                count++;
                tell();
            }
            tables.Add(
                new BackupTable(
                    table.Name,
                    [.. table.Columns.Select(c => c.Name)],
                    count,
                    Convert.ToHexStringLower(hash.GetHashAndReset())
                )
            );
        }
        return (await MigrationsAsync(db, cancel), tables);
    }
}
