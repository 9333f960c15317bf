using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmallMatters.Bench.Harness;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Webhooks;
using SmallMatters.Web.Webhooks;

namespace SmallMatters.Bench.Webhooks;

/// <summary>
/// Signed messages to a receiver on this machine, per second, from the outbox to the row that says that it was taken: many
/// messages of each of many matters, which must come in the order of their matter and each once.
/// </summary>
internal static class WebhooksBench
{
    private const string Partner = "bench-partner";

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var matters = arguments.Number("--matters", 400);
        var each = arguments.Number("--each", 20);
        var rounds = arguments.Number("--rounds", 3);
        var postgres = arguments.Text("--postgres");
        var data = arguments.Text("--data") ?? Directory.CreateTempSubdirectory("smallmatters-bench-").FullName;
        await Seeded.EnsureAsync(data, postgres);
        var taken = new ConcurrentQueue<(string Subject, int Sequence)>();
        await using var receiver = await ReceiverAsync(taken);
        var address = new Uri(receiver.Urls.First());
        var collection = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IHostEnvironment>(new Developers())
            .AddStorage(new StorageSettings(data, postgres, null, "https://localhost"));
        collection.AddOptions<WebhookOutSettings>().Configure(s => s.AllowLoopback = true);
        await using var services = collection
            .AddSingleton<WebhookSender>()
            .AddSingleton<WebhookDelivery>()
            .BuildServiceProvider();
        await PermitAsync(services);
        await services
            .GetRequiredService<WebhookBook>()
            .SubscribeAsync(Partner, new Uri($"http://127.0.0.1:{address.Port}/"), new Doer(null, "bench"));
        var delivery = services.GetRequiredService<WebhookDelivery>();
        for (var round = 0; round <= rounds; round++)
        {
            await FillAsync(services, matters, each, round);
            taken.Clear();
            var watch = Stopwatch.StartNew();
            var sent = await delivery.RunAsync();
            watch.Stop();
            var inOrder = taken
                .GroupBy(t => t.Subject)
                .All(g => g.Select(t => t.Sequence).SequenceEqual(g.Select(t => t.Sequence).Order()));
            var once = taken.Distinct().Count() == taken.Count;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(round == 0 ? "warm-up" : $"round {round}")}: {sent / watch.Elapsed.TotalSeconds:F0} messages/s ({sent} of {matters} matters), in order {inOrder}, each once {once}"
                )
            );
            if (!inOrder || !once || taken.Count != sent)
            {
                return 1;
            }
        }
        return 0;
    }

    private static async Task<WebApplication> ReceiverAsync(ConcurrentQueue<(string Subject, int Sequence)> taken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var receiver = builder.Build();
        receiver.Run(async http =>
        {
            using var message = await JsonDocument.ParseAsync(http.Request.Body);
            taken.Enqueue(
                (
                    message.RootElement.GetProperty("subject").GetString()!,
                    int.Parse(message.RootElement.GetProperty("sequence").GetString()!, CultureInfo.InvariantCulture)
                )
            );
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        await receiver.StartAsync();
        return receiver;
    }

    private static async Task FillAsync(IServiceProvider services, int matters, int each, int round)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContextAsync();
        var ids = await db.Set<MatterRow>().OrderBy(m => m.Id).Take(matters).Select(m => m.Id).ToListAsync();
        var now = TimeProvider.System.GetUtcNow();
        for (var number = 1; number <= each; number++)
        {
            var seq = (round * each) + number;
            foreach (var matter in ids)
            {
                var id = Guid.CreateVersion7(now);
                db.Add(
                    new WebhookMessageRow
                    {
                        Id = id,
                        Partner = Partner,
                        MatterId = matter,
                        Seq = seq,
                        Type = "smallmatters.part.told",
                        Body = JsonSerializer.Serialize(
                            new
                            {
                                specversion = "1.0",
                                id,
                                source = "/jurisdictions/bench",
                                type = "smallmatters.part.told",
                                subject = $"parts/{matter.Value}",
                                sequence = seq.ToString("D8", CultureInfo.InvariantCulture),
                                data = new
                                {
                                    part = id,
                                    reference = $"{matter.Value}",
                                    state = "InHand",
                                },
                            }
                        ),
                        At = now,
                        State = WebhookState.Waiting,
                        NextTryAt = now,
                    }
                );
            }
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
    }

    private static async Task PermitAsync(IServiceProvider services)
    {
        var book = services.GetRequiredService<AssessmentBook>();
        var now = TimeProvider.System.GetUtcNow();
        var writer = new Actor.Staff(new StaffId(Guid.CreateVersion7(now)), "street", [StaffRole.Supervisor]);
        var officer = new Actor.Staff(new StaffId(Guid.CreateVersion7(now)), "street", [StaffRole.DataProtectionOfficer]);
        var (_, id) = await book.WriteAsync(
            writer,
            new WriteAssessment(
                OutwardFlowKind.PartnerSubscription,
                Partner,
                "bench",
                "parts",
                "bench",
                "none",
                "loopback",
                DateOnly.FromDateTime(now.UtcDateTime).AddYears(1)
            )
        );
        await book.DecideAsync(id, officer, a => DecideAssessmentRule.Approve(a, "bench", officer), 1);
    }

    private sealed class Developers : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Development;
        public string ApplicationName { get; set; } = "bench";
        public string ContentRootPath { get; set; } = "/";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
