using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace SmallMatters.Web.Notices;

/// <summary>
/// One conversation with a mail server (RFC 5321), with STARTTLS (RFC 3207) and AUTH PLAIN (RFC 4616). The base library's
/// client cannot use TLS only where it is offered, and its waiting cannot be bounded.
/// </summary>
internal sealed class MailConversation : IAsyncDisposable
{
    private const int LongestLine = 2000;
    private const int MostLines = 100;
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(1);
    private readonly SmtpSettings _settings;
    private readonly TcpClient _client = new();
    private readonly byte[] _read = new byte[4096];
    private Stream _stream = Stream.Null;
    private int _from;
    private int _to;
    private bool _encrypted;

    private MailConversation(SmtpSettings settings) => _settings = settings;

    /// <summary>Connects, greets, encrypts and signs in as the settings say.</summary>
    public static async Task<MailConversation> OpenAsync(SmtpSettings settings, CancellationToken cancel)
    {
        var talk = new MailConversation(settings);
        try
        {
            await talk._client.ConnectAsync(settings.Host!, settings.Port, cancel);
            talk._stream = talk._client.GetStream();
            if (settings.Tls == SmtpTls.Implicit)
            {
                await talk.EncryptAsync(cancel);
            }
            await talk.ExpectAsync("greeting", 220, cancel);
            var offers = await talk.GreetAsync(cancel);
            if (!talk._encrypted && offers.Contains("STARTTLS"))
            {
                await talk.SayAsync("STARTTLS", 220, cancel);
                await talk.EncryptAsync(cancel);
                offers = await talk.GreetAsync(cancel);
            }
            if (settings.Tls == SmtpTls.Required && !talk._encrypted)
            {
                throw new NotDeliveredException("the mail server offers no TLS, and it is required", forGood: false);
            }
            await talk.SignInAsync(cancel);
            return talk;
        }
        catch
        {
            await talk.DisposeAsync();
            throw;
        }
    }

    /// <summary>Hands over one message.</summary>
    public async Task SendAsync(string to, string message, CancellationToken cancel)
    {
        await SayAsync($"MAIL FROM:<{_settings.From}>", 250, cancel);
        // 251: not local, and the server forwards it; as good as 250 (RFC 5321, 3.4).
        await SayAsync($"RCPT TO:<{to}>", 250, cancel, "RCPT", orElse: 251);
        await SayAsync("DATA", 354, cancel);
        await WriteAsync(message + "\r\n.\r\n", cancel);
        await ExpectAsync("message", 250, cancel);
    }

    /// <summary>Says goodbye. What was accepted stays accepted, even when the server has hung up or hears nothing more.</summary>
    public async Task QuitAsync()
    {
        using var briefly = new CancellationTokenSource(LongestGoodbye);
        try
        {
            await WriteAsync("QUIT\r\n", briefly.Token);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // Reported as a failure, it would be sent a second time.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _client.Dispose();
    }

    private async Task<string> GreetAsync(CancellationToken cancel) =>
        (await SayAsync("EHLO smallmatters", 250, cancel)).ToUpperInvariant();

    private async Task EncryptAsync(CancellationToken cancel)
    {
        var tls = new SslStream(_stream);
        // Whatever came before the handshake was not protected by it.
        (_stream, _from, _to) = (tls, 0, 0);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = _settings.Host }, cancel);
        _encrypted = true;
    }

    private async Task SignInAsync(CancellationToken cancel)
    {
        if (_settings.User is not { Length: > 0 } user)
        {
            return;
        }
        if (!_encrypted)
        {
            throw new NotDeliveredException(
                "the mail server offers no TLS, and the password is not sent without",
                forGood: false
            );
        }
        var plain = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{_settings.Password}"));
        await SayAsync($"AUTH PLAIN {plain}", 235, cancel, "AUTH");
    }

    private async Task<string> SayAsync(
        string line,
        int expected,
        CancellationToken cancel,
        string? name = null,
        int? orElse = null
    )
    {
        await WriteAsync(line + "\r\n", cancel);
        return await ExpectAsync(name ?? line.Split(' ')[0], expected, cancel, orElse);
    }

    private async Task WriteAsync(string text, CancellationToken cancel)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancel);
        await _stream.FlushAsync(cancel);
    }

    private async Task<string> ExpectAsync(string after, int expected, CancellationToken cancel, int? orElse = null)
    {
        var answer = new StringBuilder();
        for (var count = 0; count < MostLines; count++)
        {
            var line = await LineAsync(cancel);
            answer.AppendLine(line);
            if (line.Length >= 4 && line[3] == '-')
            {
                continue;
            }
            if (line.Length >= 3 && int.TryParse(line.AsSpan(0, 3), out var code))
            {
                return code == expected || code == orElse
                    ? answer.ToString()
                    // The server's words may repeat the address, so only its number is kept.
                    : throw new NotDeliveredException(
                        $"the mail server answered {code} to {after}",
                        forGood: code is >= 550 and <= 559
                    );
            }
            break;
        }
        throw new NotDeliveredException($"the mail server's answer to {after} cannot be understood", forGood: false);
    }

    private async Task<string> LineAsync(CancellationToken cancel)
    {
        var line = new StringBuilder();
        while (line.Length < LongestLine)
        {
            if (_from == _to)
            {
                (_from, _to) = (0, await _stream.ReadAsync(_read, cancel));
                if (_to == 0)
                {
                    throw new NotDeliveredException("the mail server hung up", forGood: false);
                }
            }
            var next = (char)_read[_from++];
            if (next == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }
            line.Append(next);
        }
        throw new NotDeliveredException("the mail server's answer is too long", forGood: false);
    }
}
