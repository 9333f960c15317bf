using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Storage;
using SmallMatters.Storage.Migrations;

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

    /// <summary>Storage over the data that were named, brought to the present schema, with whatever more a verb needs.</summary>
    public async Task<ServiceProvider> OpenAsync(
        ParseResult result,
        CancellationToken cancel,
        Action<IServiceCollection>? more = null
    )
    {
        var (data, postgres) = Read(result);
        Directory.CreateDirectory(data);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddStorage(
            new StorageSettings(
                data,
                postgres,
                Environment.GetEnvironmentVariable("SMALLMATTERS_MASTER_KEY"),
                (Environment.GetEnvironmentVariable("PublicAddress") ?? "http://localhost:5080").TrimEnd('/')
            )
        );
        more?.Invoke(services);
        var provider = services.BuildServiceProvider();
        await using var db = await provider.GetRequiredService<IDbContextFactory<Db>>().CreateDbContextAsync(cancel);
        await Migrator.RunAsync(db, TimeProvider.System, cancel);
        return provider;
    }
}
