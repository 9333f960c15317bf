using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Microsoft.Extensions.Options;

namespace SmallMatters.Web.Notices;

/// <summary>Sends messages by e-mail, as plain text.</summary>
public sealed class Post(IOptions<NoticeSettings> settings, TimeProvider time)
{
    private readonly SmtpSettings _settings = settings.Value.Smtp;

    public bool IsConfigured => _settings.Host is { Length: > 0 };

    /// <summary>Sends one message.</summary>
    /// <exception cref="NotDeliveredException">The server did not take it.</exception>
    public async Task SendAsync(Guid id, string to, string subject, string text, CancellationToken cancel)
    {
        if (to.AsSpan().IndexOfAny("\r\n<> ") >= 0)
        {
            throw new NotDeliveredException("the address is none", forGood: true);
        }
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        bounded.CancelAfter(_settings.Timeout);
        try
        {
            await using var talk = await MailConversation.OpenAsync(_settings, bounded.Token);
            await talk.SendAsync(to, Message(id, to, subject, text), bounded.Token);
            await talk.QuitAsync();
        }
        catch (Exception failure) when (failure is SocketException or IOException or AuthenticationException)
        {
            throw new NotDeliveredException(
                $"the mail server cannot be reached ({failure.GetType().Name})",
                forGood: false,
                failure
            );
        }
        catch (OperationCanceledException failure) when (!cancel.IsCancellationRequested)
        {
            throw new NotDeliveredException("the mail server took too long", forGood: false, failure);
        }
    }

    /// <summary>A message (RFC 5322) whose identifier is the notice's, so that a repetition can be recognised.</summary>
    private string Message(Guid id, string to, string subject, string text)
    {
        var host = _settings.From.Split('@')[^1];
        // Base64 has no line that begins with a dot and none that is too long, whatever the words are.
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes(text), Base64FormattingOptions.InsertLineBreaks);
        return string.Join(
            "\r\n",
            $"Date: {time.GetUtcNow().ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} +0000",
            $"From: SmallMatters <{_settings.From}>",
            $"To: <{to}>",
            $"Message-ID: <{id:N}@{host}>",
            $"Subject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(subject))}?=",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
            body
        );
    }
}
