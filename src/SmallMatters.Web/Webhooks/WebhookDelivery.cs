using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Webhooks;
using SmallMatters.Web.Notices;

namespace SmallMatters.Web.Webhooks;

/// <summary>
/// Tells partners' systems what waits. What fails is tried again after pauses that grow over three days, and is given up, in
/// sight of an administrator, after the last.
/// </summary>
public sealed partial class WebhookDelivery(
    WebhookOutbox outbox,
    WebhookBook book,
    WebhookSender sender,
    OutwardFlows flows,
    IOptions<WebhookOutSettings> settings,
    TimeProvider time,
    ILogger<WebhookDelivery> log
)
{
    private const int Batch = 256;

    /// <summary>The pause after each failure; a message is given up after one more. Three days and four hours in all.</summary>
    public static readonly IReadOnlyList<TimeSpan> Pauses =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>Sends until nothing is due.</summary>
    /// <returns>How many messages were tried.</returns>
    public async Task<int> RunAsync(CancellationToken cancel = default)
    {
        var tried = 0;
        // Looked up once in a run: whoever ends a subscription drops what waits, and an assessment changes by days.
        var ways = new ConcurrentDictionary<string, Task<Way>>();
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var taken = await outbox.TakeAsync(Batch, cancel);
            if (taken.Count == 0)
            {
                return tried;
            }
            var sent = new ConcurrentBag<Guid>();
            try
            {
                await Parallel.ForEachAsync(
                    taken,
                    new ParallelOptions { MaxDegreeOfParallelism = settings.Value.AtOnce, CancellationToken = cancel },
                    async (message, stop) =>
                    {
                        var way = await ways.GetOrAdd(message.Partner, partner => WayToAsync(partner, stop));
                        if (await TryAsync(message, way, stop))
                        {
                            sent.Add(message.Id);
                        }
                    }
                );
            }
            finally
            {
                // One statement for all: what a process that dies here had sent is sent again under the same id.
                await outbox.SentAsync(sent, CancellationToken.None);
            }
            tried += taken.Count;
        }
    }

    private async Task<Way> WayToAsync(string partner, CancellationToken cancel)
    {
        if (await flows.PermitAsync(new OutwardFlow(OutwardFlowKind.PartnerSubscription, partner), cancel) is { } why)
        {
            return new Way(null, [], why.Sentence.En);
        }
        try
        {
            return await book.ForSendingAsync(partner, cancel) is var (url, secrets)
                ? new Way(url, secrets, null)
                : new Way(null, [], "the partner is told no more");
        }
        catch (CryptographicException)
        {
            // Thrown on, one partner's damaged secret would hold up all the others.
            return new Way(null, [], "the partner's secret cannot be read; give it a new one");
        }
    }

    private async Task<bool> TryAsync(DueWebhook message, Way way, CancellationToken cancel)
    {
        try
        {
            if (way.Url is null)
            {
                throw new NotDeliveredException(way.Why!, forGood: false);
            }
            await sender.SendAsync(way.Url, way.Secrets, message.Id, message.Body, cancel);
            return true;
        }
        catch (NotDeliveredException failure)
        {
            if (message.Tries >= Pauses.Count)
            {
                await outbox.GaveUpAsync(message.Id, failure.Message, CancellationToken.None);
                GaveUp(message.Id, message.Partner, failure.Message);
            }
            else
            {
                await outbox.FailedAsync(
                    message.Id,
                    failure.Message,
                    time.GetUtcNow() + Pause(message.Tries),
                    CancellationToken.None
                );
            }
            return false;
        }
    }

    // A tenth more or less, so that not everything returns at once.
    private static TimeSpan Pause(int triesBefore) =>
        Pauses[triesBefore] * (0.9 + (RandomNumberGenerator.GetInt32(201) / 1000.0));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The message {Id} to partner {Partner} was given up: {Why}")]
    private partial void GaveUp(Guid id, string partner, string why);

    private sealed record Way(Uri? Url, IReadOnlyList<byte[]> Secrets, string? Why);
}
