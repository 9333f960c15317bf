using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SmallMatters.Storage;
using SmallMatters.Storage.Migrations;
using SmallMatters.Storage.MinorCases;

namespace SmallMatters.Tests.Kit;

/// <summary>
/// An empty database with the present schema, made once for each kind and then copied: three hundred hosts would otherwise run
/// every migration three hundred times.
/// </summary>
internal static class MadeDatabase
{
    private static readonly Lazy<Task<byte[]>> MadeFile = new(MakeFileAsync);
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    /// <summary>Puts a copy of the SQLite file where the product looks for it.</summary>
    public static async Task CopyAsync(string folder) =>
        await File.WriteAllBytesAsync(Path.Combine(folder, "smallmatters.db"), await MadeFile.Value);

    /// <summary>Makes a copy on the PostgreSQL server.</summary>
    /// <returns>Its name.</returns>
    public static async Task<string> CopyAsync() => await CreateAsync(await Template.Value);

    /// <summary>How a host reaches a database of the server.</summary>
    public static string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 30 }.ToString();

    private static string Server =>
        OnBothDatabasesAttribute.Server
        ?? throw new InvalidOperationException($"{OnBothDatabasesAttribute.Variable} names no PostgreSQL server");

    private static async Task<byte[]> MakeFileAsync()
    {
        var folder = Directory.CreateTempSubdirectory("smallmatters-made-").FullName;
        var settings = new StorageSettings(folder, null, null, "http://localhost");
        await MigrateAsync(settings);
        SqliteConnection.ClearAllPools();
        var made = await File.ReadAllBytesAsync(settings.SqliteFile);
        Directory.Delete(folder, recursive: true);
        return made;
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var name = await CreateAsync("template1");
        await MigrateAsync(new StorageSettings("", ConnectionTo(name), null, "http://localhost"));
        return name;
    }

    // The services end with it, and their connections: a database that somebody is connected to is not copied.
    private static async Task MigrateAsync(StorageSettings settings)
    {
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddLogging()
            .AddStorage(settings)
            .BuildServiceProvider();
        await using var db = await services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContextAsync();
        await Migrator.RunAsync(db, TimeProvider.System);
        await services.GetRequiredService<CaseStore>().MigrateAsync();
    }

    private static async Task<string> CreateAsync(string template)
    {
        var name = $"sm_test_{Guid.CreateVersion7():N}";
        await using var server = new NpgsqlConnection(Server);
        await server.OpenAsync();
        await using var make = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {template}", server);
        await make.ExecuteNonQueryAsync();
        return name;
    }
}
