using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Storage;
using SmallMatters.Storage.Migrations;
using SmallMatters.Storage.MinorCases;

namespace SmallMatters.Web.CommandLine;

/// <summary>Where the data are, the same options for every verb that touches them.</summary>
internal sealed class DataOptions
{
    private readonly Option<string> _data = new("--data")
    {
        Description = "数据目录 / Folder of the database, the photos and the keys",
        DefaultValueFactory = _ => ".data",
    };
    private readonly Option<string?> _postgres = new("--postgres")
    {
        Description = "PostgreSQL 连接字符串，替代 SQLite / PostgreSQL connection string instead of the SQLite file",
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_postgres);
    }

    /// <summary>What was given.</summary>
    public (string Data, string? Postgres) Read(ParseResult result) =>
        (Path.GetFullPath(result.GetValue(_data)!), result.GetValue(_postgres));

    /// <summary>
    /// Storage over data that are there already, for verbs that read: a mistyped folder is refused on standard error, and
    /// nothing is made in it.
    /// </summary>
    /// <returns>Null when it was refused.</returns>
    public async Task<ServiceProvider?> OpenExistingAsync(ParseResult result, CancellationToken cancel)
    {
        var settings = Settings(result);
        var there = settings.Postgres is null
            ? File.Exists(settings.SqliteFile)
            : settings.MasterKey is not null || Directory.Exists(settings.DataFolder);
        if (there)
        {
            return await OpenAsync(result, cancel);
        }
        var missing = settings.Postgres is null ? settings.SqliteFile : settings.DataFolder;
        await result.InvocationConfiguration.Error.WriteLineAsync(
            new Bilingual(
                $"没有数据：找不到 {missing}。请检查 --data。",
                $"There are no data: {missing} is not there. Check --data."
            ).ToString()
        );
        return null;
    }

    /// <summary>Storage over the data that were named, brought to the present schema, with whatever more a verb needs.</summary>
    public async Task<ServiceProvider> OpenAsync(
        ParseResult result,
        CancellationToken cancel,
        Action<IServiceCollection>? more = null
    )
    {
        var settings = Settings(result);
        Directory.CreateDirectory(settings.DataFolder);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddStorage(settings);
        more?.Invoke(services);
        var provider = services.BuildServiceProvider();
        await using var db = await provider.GetRequiredService<IDbContextFactory<Db>>().CreateDbContextAsync(cancel);
        await Migrator.RunAsync(db, TimeProvider.System, cancel);
        await provider.GetRequiredService<CaseStore>().MigrateAsync(cancel);
        return provider;
    }

    private StorageSettings Settings(ParseResult result)
    {
        var (data, postgres) = Read(result);
        return new StorageSettings(
            data,
            postgres,
            Environment.GetEnvironmentVariable("SMALLMATTERS_MASTER_KEY"),
            (Environment.GetEnvironmentVariable("PublicAddress") ?? "http://localhost:5080").TrimEnd('/')
        )
        {
            CasesPostgres = Environment.GetEnvironmentVariable("CasesPostgres") is { Length: > 0 } cases ? cases : null,
            IdentityKey = Environment.GetEnvironmentVariable("SMALLMATTERS_IDENTITY_KEY"),
        };
    }
}
