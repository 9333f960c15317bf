using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters;

namespace SmallMatters.Tests.Kit;

/// <summary>
/// The real program over a real database: a file of SQLite in a folder of its own, or a database of its own on the
/// PostgreSQL server. Nothing inside is replaced but the clock. It has the small jurisdiction of <see cref="Neighbourhood"/>.
/// </summary>
public sealed class TestHost : IAsyncDisposable
{
    private readonly WebApplicationFactory<Program> _factory;
    private readonly string _folder;
    private readonly string? _database;

    private TestHost(WebApplicationFactory<Program> factory, DatabaseKind kind, string folder, string? database)
    {
        (_factory, Kind, _folder, _database) = (factory, kind, folder, database);
    }

    /// <summary>The database that it runs on.</summary>
    public DatabaseKind Kind { get; }

    /// <summary>The clock that the product reads.</summary>
    public MovableClock Clock { get; } = new();

    /// <summary>Where a browser finds it, if it is served. Passkeys work on the name localhost, not on its number.</summary>
    public Uri Address { get; private init; } = new("http://localhost");

    /// <summary>The product's services.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>The one way in which matters change.</summary>
    public MatterBook Book => Services.GetRequiredService<MatterBook>();

    /// <summary>Where the product keeps its files.</summary>
    public string DataFolder => _folder;

    /// <summary>Starts the product with settings that differ from the usual ones, for a test that needs its own.</summary>
    /// <param name="kind">The database.</param>
    /// <param name="environment">Development, unless a test is about what the product does elsewhere.</param>
    /// <param name="settings">More configuration values.</param>
    /// <param name="log">Where the product's log goes as well.</param>
    public static Task<TestHost> StartAsync(
        DatabaseKind kind,
        string environment = "Development",
        IReadOnlyDictionary<string, string>? settings = null,
        ILoggerProvider? log = null
    ) => StartAsync(kind, environment, settings, log, null);

    /// <summary>
    /// The same behind a real server on a free port of this machine, for a real browser. Its clock stands at
    /// <see cref="MovableClock.Start"/>: requests from outside do not carry a test's own.
    /// </summary>
    public static async Task<TestHost> ServeAsync(DatabaseKind kind)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        return await StartAsync(kind, "Development", null, null, port);
    }

    /// <summary>
    /// The product outside Development over data that are there already: what is in the folder, or the PostgreSQL database
    /// beside it. They stay when it ends, and no jurisdiction is put into them.
    /// </summary>
    public static TestHost Over(string folder, string? postgres)
    {
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseEnvironment("Production");
            builder.UseSetting("Data", folder);
            builder.UseSetting("PublicAddress", "http://localhost");
            builder.UseSetting("Jobs:Enabled", "false");
            if (postgres is not null)
            {
                builder.UseSetting("Postgres", postgres);
            }
            builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter, SenderAddress>());
        });
        return new TestHost(factory, postgres is null ? DatabaseKind.Sqlite : DatabaseKind.Postgres, folder, null)
        {
            KeepsFolder = true,
        };
    }

    private bool KeepsFolder { get; init; }

    private static async Task<TestHost> StartAsync(
        DatabaseKind kind,
        string environment,
        IReadOnlyDictionary<string, string>? settings,
        ILoggerProvider? log,
        int? port
    )
    {
        var folder = Directory.CreateTempSubdirectory("smallmatters-test-").FullName;
        var database = kind == DatabaseKind.Postgres ? await MadeDatabase.CopyAsync() : null;
        if (kind == DatabaseKind.Sqlite)
        {
            await MadeDatabase.CopyAsync(folder);
        }
        TestHost? host = null;
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseEnvironment(environment);
            builder.UseSetting("Data", folder);
            builder.UseSetting("PublicAddress", port is { } own ? $"http://localhost:{own}" : "http://localhost");
            // A test runs the jobs that it is about, when it is about them.
            builder.UseSetting("Jobs:Enabled", "false");
            if (database is not null)
            {
                builder.UseSetting("Postgres", MadeDatabase.ConnectionTo(database));
            }
            foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            {
                builder.UseSetting(name, value);
            }
            builder.ConfigureTestServices(services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_ => host!.Clock));
                services.AddSingleton<IStartupFilter, SenderAddress>();
                // Hundreds of officers sign in here; the journeys and the commands do it with all the rounds.
                services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1000);
                if (log is not null)
                {
                    services.AddSingleton(log);
                }
            });
        });
        host = new TestHost(factory, kind, folder, database) { Address = new Uri($"http://localhost:{port ?? 80}") };
        if (port is { } served)
        {
            factory.UseKestrel(kestrel => kestrel.ListenLocalhost(served));
            factory.StartServer();
        }
        else
        {
            // A test's clock travels with its requests.
            factory.Server.PreserveExecutionContext = true;
        }
        await Neighbourhood.SettleAsync(host.Services.GetRequiredService<JurisdictionSource>());
        return host;
    }

    /// <summary>A browser without cookies yet.</summary>
    public Browser NewBrowser(string language = "zh") => NewBrowser(new CookieJar(), language);

    /// <summary>A browser whose cookies the test can look at.</summary>
    public Browser NewBrowser(CookieJar cookies, string language = "zh") =>
        new(WithOwnAddress(_factory.CreateDefaultClient(new Uri("http://localhost"), cookies)), language);

    /// <summary>A plain client that follows no redirect and keeps no cookie, for programs' addresses.</summary>
    public HttpClient NewClient() =>
        WithOwnAddress(
            _factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false })
        );

    /// <summary>A connection to the database, for reading what a page cannot show. Dispose it.</summary>
    public Db OpenDb() => Services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext();

    /// <summary>The jurisdiction as it is configured.</summary>
    public ValueTask<Jurisdiction> JurisdictionAsync() => Services.GetRequiredService<JurisdictionSource>().CurrentAsync();

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        if (_database is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await using var server = new NpgsqlConnection(OnBothDatabasesAttribute.Server!);
            await server.OpenAsync();
            await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)", server);
            await drop.ExecuteNonQueryAsync();
        }
        SqliteConnection.ClearAllPools();
        if (!KeepsFolder)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static HttpClient WithOwnAddress(HttpClient client)
    {
        var number = RandomNumberGenerator.GetBytes(3);
        client.DefaultRequestHeaders.Add(SenderAddress.Header, $"10.{number[0]}.{number[1]}.{number[2]}");
        return client;
    }
}

/// <summary>
/// The test server has no network, so every client says in a header from which address it comes; limits by address then
/// tell them apart.
/// </summary>
internal sealed class SenderAddress : IStartupFilter
{
    public const string Header = "Test-Sender";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                (context, following) =>
                {
                    if (IPAddress.TryParse(context.Request.Headers[Header], out var address))
                    {
                        context.Connection.RemoteIpAddress = address;
                    }
                    return following(context);
                }
            );
            next(app);
        };
}
