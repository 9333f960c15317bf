using Npgsql;
using SmallMatters.Tests.Kit;

namespace SmallMatters.Web.Tests.Faults;

/// <summary>A database of a test's own on the PostgreSQL server.</summary>
internal sealed class PrivateDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;

    private PrivateDatabase(string server, string name)
    {
        (_server, _name) = (server, name);
        Connection = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 30 }.ToString();
    }

    public string Connection { get; }

    public static async Task<PrivateDatabase> MakeAsync()
    {
        var server = Environment.GetEnvironmentVariable(OnBothDatabasesAttribute.Variable)!;
        var made = new PrivateDatabase(server, $"sm_fault_{Guid.CreateVersion7():N}");
        await made.RunAsync($"CREATE DATABASE {made._name}");
        return made;
    }

    /// <summary>Lets nobody in any more, and throws out whoever is in.</summary>
    public async Task CloseAsync()
    {
        await RunAsync($"ALTER DATABASE {_name} WITH ALLOW_CONNECTIONS false");
        await RunAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_name}'");
    }

    public Task OpenAsync() => RunAsync($"ALTER DATABASE {_name} WITH ALLOW_CONNECTIONS true");

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
