using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace SmallMatters.Storage.Migrations;

/// <summary>
/// Brings a database to the present schema: plain SQL files, one pair per change (<c>0001-start.sqlite.sql</c>,
/// <c>0001-start.postgres.sql</c>), each run in a transaction of its own and recorded with its hash.
/// </summary>
public static class Migrator
{
    internal const string Main = "migrations/";

    /// <summary>Runs what has not been run.</summary>
    /// <returns>Names of the migrations that were run now.</returns>
    /// <exception cref="InvalidOperationException">
    /// The database is newer than this program, or a migration that it has run was changed afterwards: nothing is touched.
    /// </exception>
    public static Task<IReadOnlyList<string>> RunAsync(Db db, TimeProvider time, CancellationToken cancel = default) =>
        RunAsync(db, Main, db is PostgresDb, time, cancel);

    /// <summary>The same for a store that has migrations of its own; with <paramref name="before"/>, those before that one only.</summary>
    internal static async Task<IReadOnlyList<string>> RunAsync(
        DbContext db,
        string list,
        bool postgres,
        TimeProvider time,
        CancellationToken cancel,
        string? before = null
    )
    {
        var kind = postgres ? "postgres" : "sqlite";
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await ExecuteAsync(
                db,
                "CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, hash text NOT NULL, at text NOT NULL)",
                cancel
            );
            var run = await RunBeforeAsync(db, cancel);
            var known = Known(kind, list);
            foreach (var (name, hash) in run)
            {
                if (known.FirstOrDefault(k => k.Name == name) is not { Name: not null } file)
                {
                    throw new InvalidOperationException(
                        $"this database has run the migration {name}, which this program does not know: it belongs to a newer version"
                    );
                }
                if (HashOf(file.Sql) != hash)
                {
                    throw new InvalidOperationException($"the migration {name} was changed after this database had run it");
                }
            }
            var now = new List<string>();
            foreach (
                var (name, sql) in known.Where(k =>
                    run.All(r => r.Name != k.Name) && (before is null || string.CompareOrdinal(k.Name, before) < 0)
                )
            )
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancel);
                if (kind == "postgres")
                {
                    // Two nodes that start together: the second waits here and then finds it done.
                    await ExecuteAsync(db, "LOCK TABLE migration IN EXCLUSIVE MODE", cancel);
                    if ((await RunBeforeAsync(db, cancel)).Exists(r => r.Name == name))
                    {
                        continue;
                    }
                }
                await ExecuteAsync(db, sql, cancel);
                await db.Database.ExecuteSqlAsync(
                    $"INSERT INTO migration (name, hash, at) VALUES ({name}, {HashOf(sql)}, {time.GetUtcNow().ToString("O")})",
                    cancel
                );
                await transaction.CommitAsync(cancel);
                now.Add(name);
            }
            return now;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Names of the migrations that this database still has to run.</summary>
    public static Task<IReadOnlyList<string>> MissingAsync(Db db, CancellationToken cancel = default) =>
        MissingAsync(db, Main, db is PostgresDb, cancel);

    /// <summary>The same for a store that has migrations of its own.</summary>
    internal static async Task<IReadOnlyList<string>> MissingAsync(
        DbContext db,
        string list,
        bool postgres,
        CancellationToken cancel
    )
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            var run = (await RunBeforeAsync(db, cancel)).ConvertAll(r => r.Name);
            return [.. Known(postgres ? "postgres" : "sqlite", list).Select(k => k.Name).Except(run)];
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    internal static List<(string Name, string Sql)> Known(string kind, string list = Main)
    {
        var assembly = typeof(Migrator).Assembly;
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(n => n.StartsWith(list, StringComparison.Ordinal) && n.EndsWith($".{kind}.sql", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(n =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(n)!);
                    return (n[list.Length..^$".{kind}.sql".Length], reader.ReadToEnd());
                }),
        ];
    }

    private static async Task<List<(string Name, string Hash)>> RunBeforeAsync(DbContext db, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT name, hash FROM migration";
        if (db.Database.CurrentTransaction is { } transaction)
        {
            command.Transaction = transaction.GetDbTransaction();
        }
        var run = new List<(string, string)>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            run.Add((reader.GetString(0), reader.GetString(1)));
        }
        return run;
    }

    private static async Task ExecuteAsync(DbContext db, string sql, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        if (db.Database.CurrentTransaction is { } transaction)
        {
            command.Transaction = transaction.GetDbTransaction();
        }
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static string HashOf(string sql) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
}
