using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Partners;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Partners;

/// <summary>
/// What partners' programs speak, under <c>/api/partner/v1/</c>, described at <c>/openapi/partner.json</c>: read the parts that
/// the partner was asked for, and answer each with a result, a promise or "not ours". Errors are problem+json.
/// </summary>
internal static class PartnerApi
{
    /// <summary>The path that all of it is under.</summary>
    public const string Root = "/api/partner/v1";

    private const int MostParts = 200;
    private const int LargestBody = 64 * 1024;
    private const int LongestKey = 200;
    private const string KeyHeader = "Idempotency-Key";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes
            .MapGroup(Root)
            .RequireAuthorization(Policies.PartnerKey)
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .AddEndpointFilter(Within)
            .ProducesProblem(401)
            .ProducesProblem(429);
        api.MapGet("/parts", ListAsync)
            .WithSummary("The parts that the partner was asked for, without words")
            .ProducesProblem(400);
        api.MapGet("/parts/{part:guid}", ReadAsync)
            .WithSummary("One part with what was passed on. The resident learns that it was read.")
            .ProducesProblem(404);
        api.MapGet("/parts/{part:guid}/photos/{photo:guid}", PhotoAsync)
            .WithSummary("A photo that was passed on")
            .ProducesProblem(404);
        // Their bodies are said in words: with its type as metadata, a program without a key would hear of that before the key.
        Described(
            api.MapPost("/parts/{part:guid}/result", ResultAsync),
            "What came of the part; it ends",
            """{"outcome": "Done", "PartlyDone" or "CannotBeDone", "words": what was done or why it cannot be, for the resident}"""
        );
        Described(
            api.MapPost("/parts/{part:guid}/promise", PromiseAsync),
            "It will be done by a day; an open promise is moved",
            """{"what": what is promised, for the resident, "dueOn": the local day, such as "2026-05-29"}"""
        );
        Described(
            api.MapPost("/parts/{part:guid}/not-ours", NotOursAsync),
            "The part goes back to the owner",
            """{"reason": why it is not the partner's}"""
        );
    }

    /// <summary>A problem in both languages.</summary>
    public static ProblemHttpResult Problem(int status, Bilingual words, string code, string? field = null) =>
        TypedResults.Problem(
            words.ToString(),
            statusCode: status,
            extensions: new Dictionary<string, object?> { ["code"] = code, ["field"] = field }
        );

    /// <summary>The problem of a refusal: 422 when a value is at fault, 409 when the part is not where it would have to be.</summary>
    public static ProblemHttpResult Problem(Refusal why) =>
        Problem(why.Field is null ? 409 : 422, why.Sentence, why.Code, why.Field);

    /// <summary>The answer to a program without a valid key.</summary>
    public static Task RefuseAsync(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem(401, new("缺少密钥，或密钥无效。", "The key is missing or not valid."), "no-key").ExecuteAsync(http);
    }

    /// <summary>The HTTP answer to what became of a partner's answer.</summary>
    public static IResult Said(PartnerResult result) =>
        result switch
        {
            PartnerResult.Done done => TypedResults.Ok(new DoneAnswer(done.Part, done.State, done.At, done.SeenBefore)),
            PartnerResult.Refused refused => Problem(refused.Why),
            PartnerResult.NotFound => NoSuchPart,
            _ => Problem(
                503,
                new("现在没能保存，请稍后重发同一请求。", "Not saved just now; send the same request again."),
                "busy"
            ),
        };

    private static ProblemHttpResult NoSuchPart =>
        Problem(404, new("没有请贵单位协办这项任务。", "The partner has no such part."), "no-such-part");

    private static void Described(RouteHandlerBuilder answer, string summary, string shape) =>
        answer
            .WithSummary(summary)
            .WithDescription($"The body is JSON: {shape}")
            .Produces<DoneAnswer>()
            .ProducesProblem(400)
            .ProducesProblem(404)
            .ProducesProblem(409)
            .ProducesProblem(422);

    private static Task<IResult> ResultAsync(
        Guid part,
        [FromHeader(Name = KeyHeader)] string? key,
        HttpContext http,
        PartnerDesk desk,
        CancellationToken cancel
    ) => AnswerAsync<ResultBody>(part, key, http, desk, body => body.Reply, cancel);

    private static Task<IResult> PromiseAsync(
        Guid part,
        [FromHeader(Name = KeyHeader)] string? key,
        HttpContext http,
        PartnerDesk desk,
        CancellationToken cancel
    ) => AnswerAsync<PromiseBody>(part, key, http, desk, body => body.Reply, cancel);

    private static Task<IResult> NotOursAsync(
        Guid part,
        [FromHeader(Name = KeyHeader)] string? key,
        HttpContext http,
        PartnerDesk desk,
        CancellationToken cancel
    ) => AnswerAsync<NotOursBody>(part, key, http, desk, body => body.Reply, cancel);

    private static async Task<IResult> AnswerAsync<T>(
        Guid part,
        string? key,
        HttpContext http,
        PartnerDesk desk,
        Func<T, PartnerReply?> read,
        CancellationToken cancel
    )
        where T : class
    {
        if (key is not { Length: > 0 and <= LongestKey })
        {
            return Problem(
                400,
                new(
                    "请在 Idempotency-Key 里给每个答复一个不重复的键（1 到 200 个字符）。",
                    "Give each answer a key of its own in Idempotency-Key (1 to 200 characters)."
                ),
                "missing-request-key"
            );
        }
        if (await BodyAsync<T>(http) is not { } body)
        {
            return Unreadable;
        }
        if (read(body) is not { } reply)
        {
            return Problem(
                422,
                new(
                    "缺少一个必填的值，说明见 /openapi/partner.json。",
                    "A value is missing; /openapi/partner.json says what is needed."
                ),
                "missing-value"
            );
        }
        var client = (await http.RequestServices.GetRequiredService<PartnerAccess>().OfAsync(http))!;
        return Said(await desk.AnswerAsync(client, part, reply, key, cancel));
    }

    private static async Task<Results<Ok<PartListAnswer>, ProblemHttpResult>> ListAsync(
        HttpContext http,
        PartnerAccess access,
        PartnerReader reader,
        [Description("Asked, InHand or Ended; without it, those that wait for an answer.")] PartState? state,
        [Description("Only parts after this one.")] Guid? after,
        [Description("How many; 1 to 200, else 50.")] int? most,
        CancellationToken cancel
    )
    {
        if (
            most is < 1 or > MostParts
            || (state is { } given && given is not (PartState.Asked or PartState.InHand or PartState.Ended))
        )
        {
            return Problem(
                400,
                new(
                    "有一个参数的值不对，说明见 /openapi/partner.json。",
                    "A value is not right; /openapi/partner.json says what is."
                ),
                "wrong-value"
            );
        }
        var size = most ?? 50;
        PartState[] states = state is { } one ? [one] : [PartState.Asked, PartState.InHand];
        var found = await reader.ListAsync((await access.OfAsync(http))!, states, after, size + 1, cancel);
        return TypedResults.Ok(
            new PartListAnswer([.. found.Take(size).Select(PartLineAnswer.Of)], found.Count > size ? found[size - 1].Part : null)
        );
    }

    private static async Task<Results<Ok<PartAnswer>, ProblemHttpResult>> ReadAsync(
        Guid part,
        HttpContext http,
        PartnerAccess access,
        PartnerReader reader,
        JurisdictionSource jurisdictions,
        CancellationToken cancel
    ) =>
        await reader.ReadAsync((await access.OfAsync(http))!, part, cancel) is { } found
            ? TypedResults.Ok(PartAnswer.Of(found, await jurisdictions.CurrentAsync(cancel)))
            : NoSuchPart;

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> PhotoAsync(
        Guid part,
        Guid photo,
        HttpContext http,
        PartnerAccess access,
        PartnerReader reader,
        CancellationToken cancel
    ) =>
        await reader.ReadAsync((await access.OfAsync(http))!, part, cancel) is { } found
        && await reader.PhotoAsync(found, photo, cancel) is var (type, bytes)
            ? TypedResults.File(bytes, type)
            : NoSuchPart;

    private static async ValueTask<object?> Within(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        var client = (await services.GetRequiredService<PartnerAccess>().OfAsync(http))!;
        if (!services.GetRequiredService<PartnerLimits>().Allows(client.Partner))
        {
            http.Response.Headers.RetryAfter = "1";
            return Problem(429, new("请求过于频繁，请稍后再试。", "Too much at once; try again shortly."), "too-much-at-once");
        }
        http.Response.Headers.CacheControl = "no-store";
        var answer = await next(context);
        // The framework has found a value that it could not read, and left the body to us.
        return answer is EmptyHttpResult && http.Response.StatusCode == StatusCodes.Status400BadRequest ? Unreadable : answer;
    }

    private static ProblemHttpResult Unreadable =>
        Problem(
            400,
            new(
                "请求读不懂，说明见 /openapi/partner.json。",
                "The request cannot be read; /openapi/partner.json says how it is."
            ),
            "unreadable"
        );

    private static async Task<T?> BodyAsync<T>(HttpContext http)
        where T : class
    {
        if (!http.Request.HasJsonContentType())
        {
            return null;
        }
        try
        {
            return await http.Request.ReadFromJsonAsync<T>(http.RequestAborted);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
