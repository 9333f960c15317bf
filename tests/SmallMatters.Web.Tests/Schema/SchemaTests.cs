using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Migrations;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Schema;

/// <summary>The hand-written migrations make what the model says, and only for whoever knows them.</summary>
public class SchemaTests(TestHosts hosts)
{
    /// <summary>Tables of the scheduler, of the migrations themselves, and of the search index are not of the model.</summary>
    private static readonly string[] NotOfTheModel = ["qrtz_", "migration", "matter_search", "sqlite_"];

    [Theory, OnBothDatabases]
    public async Task The_migrations_make_the_tables_columns_and_indexes_of_the_model(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        await using var migrated = host.OpenDb();
        await migrated.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var actual = await DescribeAsync(kind, migrated.Database.GetDbConnection());

        var script = migrated.Database.GenerateCreateScript();
        List<string> expected;
        if (kind == DatabaseKind.Sqlite)
        {
            await using var fresh = new SqliteConnection("Data Source=:memory:");
            expected = await MakeAndDescribeAsync(kind, fresh, script);
        }
        else
        {
            var server = Environment.GetEnvironmentVariable(OnBothDatabasesAttribute.Variable)!;
            var name = $"sm_schema_{Guid.CreateVersion7():N}";
            await ExecuteAsync(server, $"CREATE DATABASE {name}");
            try
            {
                await using var fresh = new NpgsqlConnection(
                    new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ToString()
                );
                expected = await MakeAndDescribeAsync(kind, fresh, script);
            }
            finally
            {
                await ExecuteAsync(server, $"DROP DATABASE {name} WITH (FORCE)");
            }
        }

        Assert.Contains(expected, line => line.StartsWith("column user_passkeys.data ", StringComparison.Ordinal));
        Assert.True(expected.Count > 200, "hardly anything was described");
        Assert.Equal(expected, actual);
    }

    [Theory, OnBothDatabases]
    public async Task Matters_and_their_history_are_read_on_from_a_key_by_the_key(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        await using var db = host.OpenDb();
        var (first, last) = (new MatterId(5), new MatterId(7));
        string[] queries =
        [
            db.Set<MatterRow>().Where(m => m.Id > first).OrderBy(m => m.Id).Take(3).ToQueryString(),
            db.Set<HistoryRow>().Where(h => h.MatterId >= first && h.MatterId <= last).ToQueryString(),
        ];
        Assert.All(queries, query => Assert.Matches("\"(matter_)?id\"? >|\\b(matter_)?id >", query));
        Assert.All(queries, query => Assert.DoesNotContain("CAST", query, StringComparison.OrdinalIgnoreCase));
    }

    [Theory, OnBothDatabases]
    public async Task A_database_of_a_newer_version_is_left_alone(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await using var db = host.OpenDb();
        await db.Database.ExecuteSqlRawAsync(
            "INSERT INTO migration (name, hash, at) VALUES ('9999-from-the-future', 'x', '2030-01-01')",
            TestContext.Current.CancellationToken
        );

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Migrator.RunAsync(db, host.Clock));

        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_database_that_ran_another_form_of_a_migration_is_left_alone(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await using var db = host.OpenDb();
        await db.Database.ExecuteSqlRawAsync(
            "UPDATE migration SET hash = 'altered' WHERE name = '0001-start'",
            TestContext.Current.CancellationToken
        );

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Migrator.RunAsync(db, host.Clock));

        Assert.Contains("was changed", refused.Message, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Migrating_again_runs_nothing(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        await using var db = host.OpenDb();
        Assert.Empty(await Migrator.RunAsync(db, host.Clock, TestContext.Current.CancellationToken));
    }

    private static async Task<List<string>> MakeAndDescribeAsync(DatabaseKind kind, DbConnection fresh, string script)
    {
        await fresh.OpenAsync();
        await using var make = fresh.CreateCommand();
        make.CommandText = script;
        await make.ExecuteNonQueryAsync();
        return await DescribeAsync(kind, fresh);
    }

    private static async Task<List<string>> DescribeAsync(DatabaseKind kind, DbConnection connection)
    {
        var lines = new List<string>();
        foreach (var sql in kind == DatabaseKind.Sqlite ? OfSqlite : OfPostgres)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                if (!NotOfTheModel.Any(prefix => reader.GetString(0).StartsWith(prefix, StringComparison.Ordinal)))
                {
                    lines.Add(reader.GetString(1).Replace("\"", "", StringComparison.Ordinal));
                }
            }
        }
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Each gives the table and one line that describes something of it.</summary>
    private static readonly string[] OfSqlite =
    [
        """
            SELECT t.name, 'column ' || t.name || '.' || c.name || ' ' || c.type || ' notnull=' || c."notnull" || ' key=' || c.pk
            FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'
            """,
        """
            SELECT t.name, 'index ' || i.name || ' on ' || t.name || ' unique=' || i."unique" || ' '
                || (SELECT group_concat(x.name || CASE x.desc WHEN 1 THEN ' desc' ELSE '' END, ', ')
                    FROM pragma_index_xinfo(i.name) x WHERE x.key = 1) || ' ' || coalesce(substr(s.sql, instr(s.sql, ' WHERE ')), '')
            FROM sqlite_master t, pragma_index_list(t.name) i LEFT JOIN sqlite_master s ON s.name = i.name
            WHERE t.type = 'table' AND i.origin = 'c'
            """,
        """
            SELECT t.name, 'reference ' || t.name || '.' || f."from" || ' to ' || f."table" || '.' || coalesce(f."to", '') || ' ' || f.on_delete
            FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
            """,
    ];

    private static readonly string[] OfPostgres =
    [
        """
            SELECT table_name, 'column ' || table_name || '.' || column_name || ' ' || data_type
                || coalesce('(' || character_maximum_length || ')', '') || ' nullable=' || is_nullable || ' identity=' || is_identity
                || ' generated=' || is_generated
            FROM information_schema.columns WHERE table_schema = 'public'
            """,
        "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        """
            SELECT r.relname, 'constraint ' || c.conname || ' on ' || r.relname || ' ' || pg_get_constraintdef(c.oid)
            FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid WHERE c.connamespace = 'public'::regnamespace
            """,
    ];
}
