using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Webhooks;
using SmallMatters.Web.Notices;

namespace SmallMatters.Web.Webhooks;

/// <summary>
/// Tells partners' systems what waits, each partner on a lane of its own: a system that hangs holds up nothing but its own
/// messages. What fails is tried again after pauses that grow over three days, and is given up, in sight of an administrator,
/// after the last.
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

    // How often it is looked, while a lane is busy, whether anything has come for the others.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Sends until nothing is due and every lane has ended.</summary>
    /// <returns>How many messages were tried.</returns>
    public async Task<int> RunAsync(CancellationToken cancel = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var lanes = new Dictionary<string, Task<int>>();
        var tried = 0;
        try
        {
            var emptied = new HashSet<string>();
            while (true)
            {
                cancel.ThrowIfCancellationRequested();
                foreach (var partner in await outbox.PartnersAsync(cancel))
                {
                    if (!emptied.Contains(partner) && !lanes.ContainsKey(partner))
                    {
                        lanes[partner] = LaneAsync(partner, stop.Token);
                    }
                }
                if (lanes.Count == 0)
                {
                    return tried;
                }
                var look = Task.Delay(Look, stop.Token);
                await Task.WhenAny([.. lanes.Values, look]);
                foreach (var (partner, lane) in lanes.Where(l => l.Value.IsCompleted).ToList())
                {
                    lanes.Remove(partner);
                    tried += await lane;
                    // What is left of this partner's waits for a pause or for another node.
                    emptied.Add(partner);
                }
                if (look.IsCompleted)
                {
                    emptied.Clear();
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            // What made it end is thrown already; the lanes are only waited for.
            await ((Task)Task.WhenAll(lanes.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // What goes wrong on a lane ends that lane; its messages are due again when their lease ends.
    private async Task<int> LaneAsync(string partner, CancellationToken cancel)
    {
        try
        {
            return await SendToAsync(partner, cancel);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            Broke(fault, partner);
            return 0;
        }
    }

    private async Task<int> SendToAsync(string partner, CancellationToken cancel)
    {
        var tried = 0;
        // Looked up once on a lane: whoever ends a subscription drops what waits, and an assessment changes by days.
        var way = await WayToAsync(partner, cancel);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var taken = await outbox.TakeAsync(partner, Batch, cancel);
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Telling partner {Partner} broke off; the others are told")]
    private partial void Broke(Exception fault, string partner);

    private sealed record Way(Uri? Url, IReadOnlyList<byte[]> Secrets, string? Why);
}
