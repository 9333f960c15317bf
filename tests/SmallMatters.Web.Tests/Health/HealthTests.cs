using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Storage.Timing;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Notices;
using SmallMatters.Web.Tests.History;
using Xunit;

namespace SmallMatters.Web.Tests.Health;

public class HealthTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Health_says_ready_then_degraded_when_the_sweep_is_late_or_a_message_was_given_up(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind, environment: "Production");
        using var client = host.NewClient();
        var (status, ready) = await ReadyAsync(client);
        Assert.Equal((HttpStatusCode.OK, "ready"), (status, ready.GetProperty("status").GetString()));

        await Lives.RaiseAsync(host);
        host.Clock.Advance(TimeSpan.FromDays(30));
        (status, ready) = await ReadyAsync(client);
        Assert.Equal((HttpStatusCode.OK, "degraded"), (status, ready.GetProperty("status").GetString()));
        Assert.True(ready.GetProperty("sweepLagSeconds").GetInt64() > 120);
        Assert.Equal(1, ready.GetProperty("noticesWaiting").GetInt32());

        var sweep = host.Services.GetRequiredService<ClockSweep>();
        for (var i = 0; i < 50 && await sweep.RunAsync(cancel: Stop) > 0; i++) { }
        await host.Services.GetRequiredService<Delivery>().RunAsync(Stop);
        (_, ready) = await ReadyAsync(client);
        Assert.Equal(0, ready.GetProperty("sweepLagSeconds").GetInt64());
        Assert.Equal(1, ready.GetProperty("noticesDead").GetInt32());
        Assert.Equal("degraded", ready.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Submissions_notices_and_the_sweeps_lateness_are_measured()
    {
        var measured = new System.Collections.Concurrent.ConcurrentBag<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == "SmallMatters")
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((i, _, _, _) => measured.Add(i.Name));
        listener.SetMeasurementEventCallback<double>((i, _, _, _) => measured.Add(i.Name));
        listener.Start();
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        await Lives.RaiseAsync(host);
        await host.Services.GetRequiredService<Delivery>().RunAsync(Stop);
        host.Clock.Advance(TimeSpan.FromDays(30));
        await host.Services.GetRequiredService<ClockSweep>().RunAsync(cancel: Stop);
        foreach (var name in (string[])["submissions", "notices", "clocks", "sweep.lag"])
        {
            Assert.Contains($"smallmatters.{name}", measured);
        }
    }

    private static async Task<(HttpStatusCode Status, JsonElement Ready)> ReadyAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Stop);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop));
        return (answer.StatusCode, json.RootElement.Clone());
    }
}
