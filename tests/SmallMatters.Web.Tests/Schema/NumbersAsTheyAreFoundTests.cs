using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage;
using SmallMatters.Storage.Migrations;
using SmallMatters.Storage.Transfers;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Schema;

/// <summary>A database in which transfers were taken before the migration 0182, and what it does to them.</summary>
public class NumbersAsTheyAreFoundTests
{
    private const string Migration = "0182-numbers-as-they-are-found";
    private const string Name = "张三 13800000000";

    private static readonly ImmutableArray<RowFate> Mixed =
    [
        new(1, "rx-2026-04a", RowFateKind.Raised, "1234 5678 9012"),
        new(2, Name, RowFateKind.Refused, null, "row-number", "编号不对。", "The number is wrong."),
        new(3, "RX-7", RowFateKind.Refused, null, "row-words", "没有内容，只写了\"row-number\"。", "No words."),
    ];

    private static readonly ImmutableArray<RowFate> Good = [new(1, "RX-8", RowFateKind.KnownAlready, "1234 5678 9013")];

    [Theory, OnBothDatabases]
    public async Task What_stood_in_the_place_of_a_number_goes_and_numbers_are_found_whatever_their_letters(DatabaseKind kind)
    {
        await using var made = await MadeAsync(kind);
        var factory = made.Services.GetRequiredService<IDbContextFactory<Db>>();
        await using var db = await factory.CreateDbContextAsync(TestContext.Current.CancellationToken);
        await Migrator.RunAsync(
            db,
            Migrator.Main,
            kind == DatabaseKind.Postgres,
            TimeProvider.System,
            TestContext.Current.CancellationToken,
            before: Migration
        );
        await PutAsync(db, kind);
        Assert.Contains("13800000000", await FatesAsync(db, 1), StringComparison.Ordinal);

        Assert.Contains(Migration, await Migrator.RunAsync(db, TimeProvider.System, TestContext.Current.CancellationToken));

        var after = await FatesAsync(db, 1);
        Assert.DoesNotContain("13800000000", after, StringComparison.Ordinal);
        Assert.Equal([Mixed[0], Mixed[1] with { Number = null }, Mixed[2]], KeptFates.Read(after));
        Assert.Equal(Good, KeptFates.Read(await FatesAsync(db, 2)));
        Assert.Equal(
            "RX-2026-04A",
            await db
                .Database.SqlQueryRaw<string>("SELECT found_by AS \"Value\" FROM transferred_matter")
                .SingleAsync(TestContext.Current.CancellationToken)
        );
    }

    private static Task<string> FatesAsync(Db db, int sequence) =>
        db
            .Database.SqlQuery<string>($"SELECT fates AS \"Value\" FROM transfer WHERE sequence = {sequence}")
            .SingleAsync(TestContext.Current.CancellationToken);

    // As a program before 0182 wrote them; the matter behind the number does not matter here.
    private static async Task PutAsync(Db db, DatabaseKind kind)
    {
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await RunAsync(
            db,
            kind == DatabaseKind.Postgres ? "SET session_replication_role = replica" : "PRAGMA foreign_keys = OFF"
        );
        foreach (var (sequence, fates) in new[] { (1, Mixed), (2, Good) })
        {
            var text = KeptFates.Write(fates);
            var at = kind == DatabaseKind.Postgres ? "now()" : "638000000000000000";
            var id = kind == DatabaseKind.Postgres ? "gen_random_uuid()" : "randomblob(16)";
            // The instant and the key are written in each database's own way; what is personal is a parameter.
#pragma warning disable EF1002
            await db.Database.ExecuteSqlRawAsync(
                $"INSERT INTO transfer (id, counterpart, kind, sequence, at, rows, taken, refused, fates) VALUES ({id}, 'city-12345', 'Matters', {{0}}, {at}, 3, 1, 2, {{1}})",
                [sequence, text],
                TestContext.Current.CancellationToken
            );
#pragma warning restore EF1002
        }
        await RunAsync(
            db,
            "INSERT INTO transferred_matter (counterpart, number, matter_id) VALUES ('city-12345', 'rx-2026-04a', 1)"
        );
        await RunAsync(db, kind == DatabaseKind.Postgres ? "SET session_replication_role = DEFAULT" : "PRAGMA foreign_keys = ON");
        await db.Database.CloseConnectionAsync();
    }

    private static async Task RunAsync(Db db, string sql)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<Made> MadeAsync(DatabaseKind kind)
    {
        var folder = Directory.CreateTempSubdirectory("smallmatters-before-").FullName;
        string? connection = null;
        string? name = null;
        if (kind == DatabaseKind.Postgres)
        {
            name = $"sm_before_{Guid.CreateVersion7():N}";
            await OnServerAsync($"CREATE DATABASE {name}");
            connection = new NpgsqlConnectionStringBuilder(Server) { Database = name, Pooling = false }.ToString();
        }
        return new Made(
            new ServiceCollection()
                .AddSingleton(TimeProvider.System)
                .AddLogging()
                .AddStorage(new StorageSettings(folder, connection, null, "http://localhost"))
                .BuildServiceProvider(),
            folder,
            name
        );
    }

    private static string Server => Environment.GetEnvironmentVariable(OnBothDatabasesAttribute.Variable)!;

    private static async Task OnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private sealed record Made(ServiceProvider Services, string Folder, string? Database) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Services.DisposeAsync();
            if (Database is not null)
            {
                await OnServerAsync($"DROP DATABASE {Database} WITH (FORCE)");
                return;
            }
            SqliteConnection.ClearPool(new SqliteConnection($"Data Source={Path.Combine(Folder, "smallmatters.db")}"));
            Directory.Delete(Folder, recursive: true);
        }
    }
}
