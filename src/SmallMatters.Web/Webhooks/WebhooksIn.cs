using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Partners;
using SmallMatters.Storage.Webhooks;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Partners;

namespace SmallMatters.Web.Webhooks;

/// <summary>
/// Signed messages from partners' systems, which carry the same three answers as the API: <c>part.result</c>,
/// <c>part.promise</c> and <c>part.not-ours</c>, in the CloudEvents envelope or its <c>type</c> and <c>data</c> alone. The same id
/// again is answered as done already.
/// </summary>
internal static class WebhooksIn
{
    private const int LargestBody = 64 * 1024;
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/partner/v1/webhooks/{partner}", TakeAsync)
            .RequireAuthorization(Policies.Everybody)
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .WithSummary("A signed message with an answer (Standard Webhooks)")
            .WithDescription(
                """
                Headers webhook-id, webhook-timestamp and webhook-signature. The body is JSON: {"type": "part.result", "part.promise" or
                "part.not-ours", "data": {"part": …, and what the answer of that name takes}}.
                """
            )
            .Produces<DoneAnswer>()
            .ProducesProblem(400)
            .ProducesProblem(404)
            .ProducesProblem(409)
            .ProducesProblem(422)
            .ProducesProblem(429);

    private static async Task<IResult> TakeAsync(
        string partner,
        HttpContext http,
        WebhookBook book,
        PartnerDesk desk,
        PartnerLimits limits,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        // By address before the signature is looked at, by partner after it: nobody else uses up a partner's share.
        if (!limits.Allows("webhook-from:" + http.Connection.RemoteIpAddress))
        {
            return TooMuch(http);
        }
        using var read = new MemoryStream();
        await http.Request.Body.CopyToAsync(read, cancel);
        if (read.Length > LargestBody)
        {
            return Unreadable;
        }
        var body = read.ToArray();
        var id = http.Request.Headers[WebhookSigning.IdHeader].ToString();
        var with = WebhookSigning.Verify(
            await book.SecretsAsync(partner, cancel),
            id,
            http.Request.Headers[WebhookSigning.TimestampHeader].ToString(),
            http.Request.Headers[WebhookSigning.SignatureHeader].ToString(),
            body,
            time.GetUtcNow()
        );
        if (with is not { } secret)
        {
            return PartnerApi.Problem(
                400,
                new(
                    "签名不对，或时间相差超过 5 分钟。",
                    "The signature does not fit, or the time is more than five minutes off."
                ),
                "wrong-signature"
            );
        }
        if (!limits.Allows("webhook:" + partner))
        {
            return TooMuch(http);
        }
        return Read(body) is var (part, reply)
            ? PartnerApi.Said(await desk.AnswerAsync(new PartnerClient(secret, partner), part, reply, "webhook:" + id, cancel))
            : Unreadable;
    }

    private static ProblemHttpResult TooMuch(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "1";
        return PartnerApi.Problem(
            429,
            new("请求过于频繁，请稍后再试。", "Too much at once; try again shortly."),
            "too-much-at-once"
        );
    }

    private static IResult Unreadable =>
        PartnerApi.Problem(
            400,
            new(
                "消息读不懂，说明见 /openapi/partner.json。",
                "The message cannot be read; /openapi/partner.json says how it is."
            ),
            "unreadable"
        );

    private static (Guid Part, PartnerReply Reply)? Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var data = root.GetProperty("data");
            var part = data.GetProperty("part").GetGuid();
            PartnerReply? reply = root.GetProperty("type").GetString() switch
            {
                "part.result" => data.Deserialize<ResultBody>(Reading)?.Reply,
                "part.promise" => data.Deserialize<PromiseBody>(Reading)?.Reply,
                "part.not-ours" => data.Deserialize<NotOursBody>(Reading)?.Reply,
                _ => null,
            };
            return reply is null ? null : (part, reply);
        }
        catch (Exception fault)
            when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // Whatever is not that JSON is no message.
            return null;
        }
    }
}
