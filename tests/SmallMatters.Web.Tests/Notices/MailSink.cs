using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SmallMatters.Web.Tests.Notices;

/// <summary>A mail server on a free port of this machine that holds real conversations and keeps what it is given.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private int _refusals;

    public MailSink(string extensions = "")
    {
        Extensions = extensions;
        _listener.Start();
        _loop = LoopAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What it says that it can, besides the plain protocol.</summary>
    public string Extensions { get; }

    /// <summary>How it takes a recipient.</summary>
    public string Recipient { get; init; } = "250 ok";

    /// <summary>Whole messages: recipient, then header and body as they came.</summary>
    public ConcurrentQueue<(string To, string Message)> Messages { get; } = new();

    /// <summary>Every line that was said to it.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>How many recipients it refuses next, and with which answer.</summary>
    public void RefuseNext(int count, string answer = "451 try later") => (_refusals, Refusal) = (count, answer);

    private string Refusal { get; set; } = "";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client);
            }
            catch (Exception end)
                when (end is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
                // The client hung up, or the sink is closed.
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 sink");
        var to = "";
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            Heard.Enqueue(line);
            if (line.StartsWith("RCPT TO:", StringComparison.Ordinal) && _refusals > 0)
            {
                _refusals--;
                await writer.WriteLineAsync(Refusal);
                continue;
            }
            switch (line.Split(' ', ':')[0])
            {
                case "EHLO":
                    await writer.WriteLineAsync(Extensions.Length == 0 ? "250 sink" : $"250-sink\r\n250 {Extensions}");
                    break;
                case "RCPT":
                    to = line["RCPT TO:<".Length..^1];
                    await writer.WriteLineAsync(Recipient);
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    var message = new StringBuilder();
                    while (await reader.ReadLineAsync(_stop.Token) is { } part && part != ".")
                    {
                        message.Append(part).Append("\r\n");
                    }
                    Messages.Enqueue((to, message.ToString()));
                    await writer.WriteLineAsync("250 kept");
                    break;
                case "STARTTLS":
                    // Offered, and then not kept: what a broken or hostile server does.
                    await writer.WriteLineAsync("454 not now");
                    break;
                case "QUIT":
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }
}
