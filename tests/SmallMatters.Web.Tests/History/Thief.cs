using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Storage;
using SmallMatters.Tests.Kit;

namespace SmallMatters.Web.Tests.History;

/// <summary>Somebody with full access to the database and without the keys: changes it behind the product's back.</summary>
internal sealed class Thief : IAsyncDisposable
{
    private static readonly string[] Tables =
    [
        "history",
        "matter",
        "checkpoint",
        "checkpoint_leaf",
        "notice",
        "participant",
        "matter_clock",
        "promise",
        "question",
    ];
    private readonly Db _db;
    private readonly bool _postgres;

    private Thief(Db db, bool postgres) => (_db, _postgres) = (db, postgres);

    public static async Task<Thief> BreakInAsync(TestHost host)
    {
        var db = host.OpenDb();
        await db.Database.OpenConnectionAsync();
        var thief = new Thief(db, host.Kind == DatabaseKind.Postgres);
        await thief.RunAsync(thief._postgres ? "SET session_replication_role = replica" : "PRAGMA foreign_keys = OFF");
        foreach (var table in Tables)
        {
            await thief.RunAsync($"CREATE TABLE copy_of_{table} AS SELECT * FROM {table}");
        }
        return thief;
    }

    /// <summary>Puts everything back as it was at the break-in.</summary>
    public async Task UndoAsync()
    {
        foreach (var table in Tables)
        {
            await RunAsync($"DELETE FROM {table}");
            await RunAsync($"INSERT INTO {table} SELECT * FROM copy_of_{table}");
        }
    }

    public async Task<int> RunAsync(string sql)
    {
        await using var command = Command(sql);
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<long> NumberAsync(string sql)
    {
        await using var command = Command(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync(_postgres ? "SET session_replication_role = DEFAULT" : "PRAGMA foreign_keys = ON");
        await _db.DisposeAsync();
    }

    private DbCommand Command(string sql)
    {
        var command = _db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
