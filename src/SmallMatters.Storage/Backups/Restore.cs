using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Storage.Search;

namespace SmallMatters.Storage.Backups;

/// <summary>
/// Restores a backup into an empty database, of whichever sort: everything or nothing. The file is checked whole before the
/// first row is written, and the search index is made anew.
/// </summary>
public sealed class Restore(IDbContextFactory<Db> databases, CaseStore cases, KeyRing ring)
{
    /// <summary>Restores.</summary>
    /// <returns>What was restored, or why nothing was.</returns>
    public async Task<(BackupManifest? Restored, Refusal? Why)> RunAsync(
        string file,
        IProgress<int>? progress = null,
        CancellationToken cancel = default
    )
    {
        ZipArchive zip;
        try
        {
            zip = await ZipFile.OpenReadAsync(file, cancel);
        }
        catch (InvalidDataException)
        {
            return (null, NotABackup);
        }
        await using (zip)
        {
            var (manifest, damage) = await CheckAsync(zip, cancel);
            if (damage is not null)
            {
                return (null, damage);
            }
            await using var db = await databases.CreateDbContextAsync(cancel);
            await db.Database.OpenConnectionAsync(cancel);
            var tables = PortableTable.All(db).ToDictionary(t => t.Name);
            await using var behind = cases.Open();
            await behind.Database.OpenConnectionAsync(cancel);
            var caseTables = PortableTable.All(behind).ToDictionary(t => t.Name);
            if (
                (
                    await WhyNotAsync(db, manifest!.KeyCheck, manifest.Migrations, manifest.Tables, tables, cancel)
                    ?? await WhyNotAsync(
                        behind,
                        manifest.KeyCheck,
                        manifest.CaseMigrations ?? [],
                        manifest.CaseTables ?? [],
                        caseTables,
                        cancel
                    )
                ) is
                { } why
            )
            {
                return (null, why);
            }
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            var rows = 0;
            foreach (var table in manifest!.Tables)
            {
                rows = await FillAsync(db, tables[table.Name], Lines(zip, table), rows, progress, cancel);
            }
            await IndexAsync(db, cancel);
            await using var caseTransaction = await behind.Database.BeginTransactionAsync(cancel);
            foreach (var table in manifest.CaseTables ?? [])
            {
                var lines = Lines(zip, table, BackupManifest.CaseFolder);
                rows = await FillAsync(behind, caseTables[table.Name], lines, rows, progress, cancel);
            }
            // The cases first: what is left alone when the second cannot be written is what nothing points to.
            await caseTransaction.CommitAsync(cancel);
            await transaction.CommitAsync(cancel);
            return (manifest, null);
        }
    }

    private static Refusal NotABackup { get; } =
        Refusal.Of("not-a-backup", "这不是小事不小的备份文件。", "This is no backup of SmallMatters.");

    private static async Task<(BackupManifest? Manifest, Refusal? Why)> CheckAsync(ZipArchive zip, CancellationToken cancel)
    {
        if (zip.GetEntry(BackupManifest.FileName) is not { } entry)
        {
            return (null, NotABackup);
        }
        BackupManifest? manifest;
        try
        {
            await using var stream = entry.Open();
            manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(stream, BackupManifest.Json, cancel);
        }
        catch (Exception damage) when (damage is JsonException or InvalidDataException)
        {
            return (null, NotABackup);
        }
        if (manifest?.Format != BackupManifest.ThisFormat)
        {
            return (null, NotABackup);
        }
        foreach (
            var (folder, table) in manifest
                .Tables.Select(t => ("", t))
                .Concat((manifest.CaseTables ?? []).Select(t => (BackupManifest.CaseFolder, t)))
        )
        {
            if (!await IsWholeAsync(zip, table, folder, cancel))
            {
                return (
                    null,
                    Refusal.Of(
                        "backup-damaged",
                        $"备份文件已损坏：{table.Name} 与清单不符。什么都没有恢复。",
                        $"The backup is damaged: {table.Name} is not what the manifest says. Nothing was restored."
                    )
                );
            }
        }
        return (manifest, null);
    }

    private static async Task<bool> IsWholeAsync(ZipArchive zip, BackupTable table, string folder, CancellationToken cancel)
    {
        if (zip.GetEntry($"{folder}{table.Name}.ndjson") is not { } entry)
        {
            return false;
        }
        try
        {
            await using var stream = entry.Open();
            var hash = await SHA256.HashDataAsync(stream, cancel);
            return Convert.ToHexStringLower(hash) == table.Sha256;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private async Task<Refusal?> WhyNotAsync(
        DbContext db,
        string keyCheck,
        IReadOnlyList<string> migrations,
        IReadOnlyList<BackupTable> backedUp,
        Dictionary<string, PortableTable> tables,
        CancellationToken cancel
    )
    {
        var known = await Backup.MigrationsAsync(db, cancel);
        if (migrations.Except(known).FirstOrDefault() is { } newer)
        {
            return Refusal.Of(
                "backup-newer",
                $"备份来自更新的版本（{newer}），请先升级程序。",
                $"The backup comes from a newer version ({newer}); upgrade the program first."
            );
        }
        if (
            backedUp.FirstOrDefault(t =>
                !tables.TryGetValue(t.Name, out var here) || !t.Columns.SequenceEqual(here.Columns.Select(c => c.Name))
            ) is
            { } other
        )
        {
            return Refusal.Of(
                "backup-other-schema",
                $"表 {other.Name} 的列与本版本不同；请用做备份的版本恢复，再升级。",
                $"The table {other.Name} has other columns than this version's; restore with the version that made the backup, then upgrade."
            );
        }
        if (keyCheck != Backup.KeyCheckOf(ring))
        {
            return Refusal.Of(
                "backup-other-key",
                "主密钥不是做备份时的那一把，恢复后个人信息将无法读取。请先把原来的 master.key 放回数据目录。",
                "The master key is not the one of the backup, so personal data could not be read. Put the original master.key into the data folder first."
            );
        }
        foreach (var table in tables.Values)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT 1 FROM \"{table.Name}\" LIMIT 1";
            if (await command.ExecuteScalarAsync(cancel) is not null)
            {
                return Refusal.Of(
                    "restore-not-empty",
                    $"数据库不是空的（{table.Name}）；备份只能恢复到空的数据库。",
                    $"The database is not empty ({table.Name}); a backup is restored into an empty one."
                );
            }
        }
        return null;
    }

    private static IEnumerable<JsonElement> Lines(ZipArchive zip, BackupTable table, string folder = "")
    {
        using var reader = new StreamReader(zip.GetEntry($"{folder}{table.Name}.ndjson")!.Open());
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            yield return document.RootElement;
        }
    }

    private static async Task<int> FillAsync(
        DbContext db,
        PortableTable table,
        IEnumerable<JsonElement> lines,
        int rows,
        IProgress<int>? progress,
        CancellationToken cancel
    )
    {
        var connection = db.Database.GetDbConnection();
        if (connection is NpgsqlConnection postgres)
        {
            await using (var copy = await postgres.BeginBinaryImportAsync(table.Copy, cancel))
            {
                foreach (var line in lines)
                {
                    await copy.StartRowAsync(cancel);
                    var i = 0;
                    foreach (var value in line.EnumerateArray())
                    {
                        var (plain, type) = PortableTable.ForPostgres(table.Columns[i++].Kind, value);
                        await (plain is null ? copy.WriteNullAsync(cancel) : copy.WriteAsync(plain, type, cancel));
                    }
                    Tell(++rows, progress);
                }
                await copy.CompleteAsync(cancel);
            }
            if (table.Serial is { } serial)
            {
                await using var next = new NpgsqlCommand(
                    $"SELECT setval(pg_get_serial_sequence('\"{table.Name}\"', '{serial}'), GREATEST(1, (SELECT MAX(\"{serial}\") FROM \"{table.Name}\")))",
                    postgres
                );
                await next.ExecuteNonQueryAsync(cancel);
            }
            return rows;
        }
        await using var insert = Command(db, table.Insert, table.Columns.Count);
        foreach (var line in lines)
        {
            var i = 0;
            foreach (var value in line.EnumerateArray())
            {
                insert.Parameters[i].Value = PortableTable.ForSqlite(table.Columns[i].Kind, value);
                i++;
            }
            await insert.ExecuteNonQueryAsync(cancel);
            Tell(++rows, progress);
        }
        return rows;
    }

    // What stands in the index of the matters: the words of all but those about colleagues.
    private static async Task IndexAsync(Db db, CancellationToken cancel)
    {
        const int Page = 2000;
        var after = long.MinValue;
        await using var insert = Command(
            db,
            db is PostgresDb
                ? "INSERT INTO matter_search (matter_id, grams) VALUES (@p0, array_to_tsvector(string_to_array(@p1, ' ')))"
                : "INSERT INTO matter_search (rowid, grams) VALUES (@p0, @p1)",
            2
        );
        while (true)
        {
            await using var select = Command(
                db,
                $"SELECT id, title, description, place_text, kind FROM matter WHERE id > @p0 ORDER BY id LIMIT {Page}",
                1
            );
            select.Parameters[0].Value = after;
            var found = new List<(long Id, string Grams)>();
            var seen = 0;
            await using (var reader = await select.ExecuteReaderAsync(cancel))
            {
                while (await reader.ReadAsync(cancel))
                {
                    seen++;
                    after = reader.GetInt64(0);
                    if (
                        reader.GetString(4) != nameof(Kind.Conduct)
                        && !(reader.IsDBNull(1) && reader.IsDBNull(2) && reader.IsDBNull(3))
                    )
                    {
                        found.Add((after, string.Join(' ', Bigrams.Of(Text(reader, 1), Text(reader, 2), Text(reader, 3)))));
                    }
                }
            }
            foreach (var (id, grams) in found)
            {
                (insert.Parameters[0].Value, insert.Parameters[1].Value) = (id, grams);
                await insert.ExecuteNonQueryAsync(cancel);
            }
            if (seen < Page)
            {
                return;
            }
        }

        static string? Text(DbDataReader reader, int i) => reader.IsDBNull(i) ? null : reader.GetString(i);
    }

    private static DbCommand Command(DbContext db, string sql, int parameters)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        for (var i = 0; i < parameters; i++)
        {
            command.Parameters.Add(
                command is SqliteCommand
                    ? new SqliteParameter { ParameterName = $"@p{i}" }
                    : new NpgsqlParameter { ParameterName = $"p{i}" }
            );
        }
        return command;
    }

    private static void Tell(int rows, IProgress<int>? progress)
    {
        if (rows % 1000 == 0)
        {
            progress?.Report(rows);
        }
    }
}
