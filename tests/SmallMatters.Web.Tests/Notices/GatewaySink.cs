using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SmallMatters.Web.Tests.Notices;

/// <summary>An SMS gateway on a free port of this machine. It believes nothing that is not signed.</summary>
internal sealed class GatewaySink : IAsyncDisposable
{
    public const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private readonly WebApplication _app;
    private readonly Queue<int> _answers = new();

    private GatewaySink(WebApplication app) => _app = app;

    /// <summary>What came with a good signature: the id in the header, the body, and what it was answered.</summary>
    public ConcurrentQueue<(string Id, string Body, int Answer)> Seen { get; } = new();

    /// <summary>How many came with a signature that is none.</summary>
    public int Forged { get; private set; }

    public string Address { get; private set; } = "";

    public static async Task<GatewaySink> OpenAsync(string address = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        var app = builder.Build();
        var sink = new GatewaySink(app);
        app.MapPost("/sms", sink.TakeAsync);
        await app.StartAsync();
        sink.Address =
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/sms";
        return sink;
    }

    /// <summary>What to answer next, in this order; afterwards 204.</summary>
    public void AnswerNext(params int[] statuses)
    {
        foreach (var status in statuses)
        {
            _answers.Enqueue(status);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var (id, at) = (
            context.Request.Headers["webhook-id"].ToString(),
            context.Request.Headers["webhook-timestamp"].ToString()
        );
        var expected = Convert.ToBase64String(
            HMACSHA256.HashData(Convert.FromBase64String(Secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{at}.{body}"))
        );
        if (
            context.Request.Headers["webhook-signature"] != $"v1,{expected}"
            || !long.TryParse(at, CultureInfo.InvariantCulture, out _)
        )
        {
            Forged++;
            context.Response.StatusCode = 401;
            return;
        }
        context.Response.StatusCode = _answers.TryDequeue(out var status) ? status : 204;
        Seen.Enqueue((id, body, context.Response.StatusCode));
    }
}
