using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace SmallMatters.Web.Tests.Webhooks;

/// <summary>A partner's system on this machine, which keeps what it is sent.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _loop;
    private readonly List<Received> _taken = [];
    private readonly List<Received> _refused = [];

    public WebhookReceiver()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Url = new Uri($"http://localhost:{((IPEndPoint)free.LocalEndpoint).Port}/in/");
        free.Stop();
        _listener.Prefixes.Add(Url.ToString());
        _listener.Start();
        _loop = Task.Run(RunAsync);
    }

    public Uri Url { get; }

    /// <summary>The status that it answers with.</summary>
    public int Answers { get; set; } = 204;

    /// <summary>What it answered with a success, in the order of its coming.</summary>
    public IReadOnlyList<Received> Taken => Kept(_taken);

    /// <summary>What it refused.</summary>
    public IReadOnlyList<Received> Refused => Kept(_refused);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Close();
    }

    private static List<Received> Kept(List<Received> list)
    {
        lock (list)
        {
            return [.. list];
        }
    }

    private async Task RunAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            string Header(string name) => context.Request.Headers[name] ?? "";
            var received = new Received(
                Header("webhook-id"),
                Header("webhook-timestamp"),
                Header("webhook-signature"),
                body.ToArray()
            );
            var list = Answers is >= 200 and < 300 ? _taken : _refused;
            lock (list)
            {
                list.Add(received);
            }
            context.Response.StatusCode = Answers;
            context.Response.Close();
        }
    }
}

/// <summary>A message as it came.</summary>
internal sealed record Received(string Id, string Timestamp, string Signature, byte[] Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}
