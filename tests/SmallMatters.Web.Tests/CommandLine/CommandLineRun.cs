using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SmallMatters.Storage;
using SmallMatters.Storage.Migrations;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.CommandLine;

namespace SmallMatters.Web.Tests.CommandLine;

/// <summary>A data folder, and a PostgreSQL database where one is asked for, that the command line works on.</summary>
public sealed class CommandLineRun : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smallmatters-verbs-");
    private readonly string? _database;

    private CommandLineRun(string? database) => _database = database;

    public string Folder => _folder.FullName;

    public static async Task<CommandLineRun> OnAsync(DatabaseKind kind)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            return new CommandLineRun(null);
        }
        var name = $"sm_verbs_{Guid.CreateVersion7():N}";
        await OnServerAsync($"CREATE DATABASE {name}");
        return new CommandLineRun(name);
    }

    /// <summary>Runs a verb on the data.</summary>
    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        string[] where = ["--data", Folder, .. Postgres is { } postgres ? ["--postgres", postgres] : Array.Empty<string>()];
        var code = await Verbs.Root().Parse([.. arguments, .. where]).InvokeAsync(new() { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Storage over the data, brought to the present schema.</summary>
    public async Task<ServiceProvider> OpenAsync()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddStorage(new StorageSettings(Folder, Postgres, null, "http://localhost"));
        var provider = services.BuildServiceProvider();
        await using var db = await provider.GetRequiredService<IDbContextFactory<Db>>().CreateDbContextAsync();
        await Migrator.RunAsync(db, TimeProvider.System);
        return provider;
    }

    /// <summary>Writes a file into the data folder.</summary>
    public string Write(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        if (_database is not null)
        {
            await OnServerAsync($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)");
        }
        _folder.Delete(recursive: true);
    }

    private static string Server => Environment.GetEnvironmentVariable(OnBothDatabasesAttribute.Variable)!;

    /// <summary>The connection to its PostgreSQL database, or null on SQLite.</summary>
    public string? Postgres =>
        _database is null ? null : new NpgsqlConnectionStringBuilder(Server) { Database = _database }.ToString();

    private static async Task OnServerAsync(string sql)
    {
        await using var server = new NpgsqlConnection(Server);
        await server.OpenAsync();
        await using var command = new NpgsqlCommand(sql, server);
        await command.ExecuteNonQueryAsync();
    }
}
