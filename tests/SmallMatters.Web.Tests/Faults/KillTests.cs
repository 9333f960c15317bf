using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Migrations;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Notices;
using Xunit;

namespace SmallMatters.Web.Tests.Faults;

/// <summary>The real process, killed while people send: whoever was told that it arrived can rely on it.</summary>
public class KillTests
{
    private const int Connections = 4;

    [Theory]
    [OnBothDatabases]
    public async Task Killed_at_any_instant_the_product_keeps_every_acknowledged_submission_and_goes_on_telling_people(
        DatabaseKind kind
    )
    {
        var rounds = kind == DatabaseKind.Sqlite ? 3 : 2;
        var folder = Directory.CreateTempSubdirectory("smallmatters-kill-").FullName;
        var postgres = kind == DatabaseKind.Postgres ? await PrivateDatabase.MakeAsync() : null;
        await using var gateway = await GatewaySink.OpenAsync();
        var settings = new Dictionary<string, string>
        {
            ["Notices:Webhook:Url"] = gateway.Address,
            ["Notices:Webhook:Secret"] = GatewaySink.Secret,
            ["Notices:Webhook:PrivateHosts:0"] = "127.0.0.1",
            ["Logging:LogLevel:Default"] = "Error",
        };
        var acknowledged = new ConcurrentBag<string>();
        var seed = 20260302u;
        try
        {
            await SettleAsync(folder, postgres?.Connection);
            for (var round = 0; round < rounds; round++)
            {
                await using var server = await ServerProcess.StartAsync(folder, postgres?.Connection, settings);
                var before = acknowledged.Count;
                using var stop = new CancellationTokenSource();
                var senders = Enumerable
                    .Range(0, Connections)
                    .Select(c => SendAsync(server, $"{round}.{c}", acknowledged, stop.Token))
                    .ToList();
                // Once the load flows, at an instant of the generator's choosing.
                for (var i = 0; acknowledged.Count < before + 20 && i < 600; i++)
                {
                    await Task.Delay(50, TestContext.Current.CancellationToken);
                }
                seed = (seed * 1664525) + 1013904223;
                await Task.Delay((int)(seed >> 22), TestContext.Current.CancellationToken);
                server.KillAtOnce();
                await stop.CancelAsync();
                await Task.WhenAll(senders);
                Assert.True(acknowledged.Count >= before + 20, "the load never flowed");
            }
            await using var last = await ServerProcess.StartAsync(folder, postgres?.Connection, settings);
            await using var look = Storage(folder, postgres?.Connection);
            var book = look.GetRequiredService<MatterBook>();
            foreach (var number in acknowledged)
            {
                Assert.True(Reference.TryParse(number, out var reference), number);
                Assert.NotNull(await book.FindAsync(reference, TestContext.Current.CancellationToken));
            }
            var verified = await look.GetRequiredService<Verification>().RunAsync(cancel: TestContext.Current.CancellationToken);
            Assert.True(verified.Broken is null, verified.Broken?.ToString());
            Assert.True(verified.Matters >= acknowledged.Count);
            await EverybodyIsToldAsync(gateway, acknowledged);
        }
        finally
        {
            if (postgres is not null)
            {
                await postgres.DisposeAsync();
            }
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task SendAsync(
        ServerProcess server,
        string sender,
        ConcurrentBag<string> acknowledged,
        CancellationToken stop
    )
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            try
            {
                using var form = new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["api_key"] = "demo",
                        ["service_code"] = Neighbourhood.Lamp,
                        ["lat"] = "31.2305",
                        ["long"] = "121.4705",
                        ["description"] = $"路灯不亮 {sender}.{i}",
                        ["phone"] = "13800000000",
                    }
                );
                using var answer = await server.Client.PostAsync(
                    new Uri("/open311/v2/requests.json", UriKind.Relative),
                    form,
                    stop
                );
                var body = await answer.Content.ReadAsStringAsync(stop);
                if (answer.IsSuccessStatusCode)
                {
                    using var json = JsonDocument.Parse(body);
                    acknowledged.Add(json.RootElement[0].GetProperty("service_request_id").GetString()!);
                }
                else if ((int)answer.StatusCode != 503)
                {
                    throw new InvalidOperationException($"{(int)answer.StatusCode} {body}");
                }
            }
            catch (Exception end) when (end is HttpRequestException or IOException or OperationCanceledException)
            {
                // Killed before it answered: nothing was acknowledged, nothing is promised.
                return;
            }
        }
    }

    private static async Task EverybodyIsToldAsync(GatewaySink gateway, ConcurrentBag<string> acknowledged)
    {
        var references = acknowledged.Select(n => Reference.TryParse(n, out var r) ? r.ToString() : n).ToHashSet();
        const int InHand = 16 * 3;
        for (var i = 0; i < 120 && references.Count > InHand; i++)
        {
            await Task.Delay(250, TestContext.Current.CancellationToken);
            var told = string.Concat(gateway.Seen.Select(s => s.Body));
            references.RemoveWhere(r => told.Contains(r, StringComparison.Ordinal));
        }
        // What a killed process had in its hand, one batch each, is taken up when its lease is over; all else is told by now.
        Assert.InRange(references.Count, 0, InHand);
    }

    /// <summary>A database of the small jurisdiction, before any server has run on it.</summary>
    internal static async Task SettleAsync(string folder, string? postgres)
    {
        await using var storage = Storage(folder, postgres);
        await using var db = await storage
            .GetRequiredService<IDbContextFactory<Db>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        await Migrator.RunAsync(db, TimeProvider.System, TestContext.Current.CancellationToken);
        await Neighbourhood.SettleAsync(storage.GetRequiredService<JurisdictionSource>());
    }

    internal static ServiceProvider Storage(string folder, string? postgres)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddStorage(new StorageSettings(folder, postgres, null, "http://localhost"));
        return services.BuildServiceProvider();
    }
}
