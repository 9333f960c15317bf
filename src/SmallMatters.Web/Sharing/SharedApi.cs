using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Sharing;
using SmallMatters.Web.Following;

namespace SmallMatters.Web.Sharing;

/// <summary>What a program of another unit reads by a slip: <c>/api/v1/shared/{slip}</c> with the slip's own key.</summary>
internal static class SharedApi
{
    public static async Task<IResult> ReadAsync(
        string slip,
        string? after,
        int? most,
        SharedMatters shared,
        GuessLimit limit,
        HttpContext http,
        CancellationToken cancel
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        var key = http.Request.Headers["X-Api-Key"].ToString();
        if (!Guid.TryParseExact(slip, "N", out var id))
        {
            return Refused(404, Refusal.Of("slip-unknown", "没有这张共享单。", "There is no such slip."));
        }
        if (key.Length is 0 or > 200)
        {
            return Refused(401, Refusal.Of("slip-key-missing", "需要共享单的密钥。", "The slip's key is needed."));
        }
        Reference? from = null;
        if (after is not null)
        {
            if (!Reference.TryParse(after, out var last))
            {
                return Refused(400, Refusal.Of("after-wrong", "after 不是编号。", "after is no reference."));
            }
            from = last;
        }
        // Whoever guesses keys is slowed down; whoever has the right one is told why it does not work.
        var answer = await shared.ReadAsync(id, key, from, most ?? SharedMatters.Most, () => limit.Allows(http), cancel);
        if (answer.Why is { } why)
        {
            return Refused(
                answer.Slip is not null ? 403
                    : why.Code == "too-often" ? 429
                    : 401,
                why
            );
        }
        var file = answer.Slip!;
        return Results.Json(
            new
            {
                slip,
                fields = file.Fields.Select(f => f.ToString()),
                file.Purpose,
                file.Basis,
                file.Until,
                matters = answer.Matters.Select(Written),
                next = answer.Next?.Value.ToString("D12", System.Globalization.CultureInfo.InvariantCulture),
            }
        );
    }

    // Fields that the slip does not name are absent, not empty.
    private static Dictionary<string, object> Written(SharedMatter matter)
    {
        var written = new Dictionary<string, object>
        {
            ["reference"] = matter.Reference.Value.ToString("D12", System.Globalization.CultureInfo.InvariantCulture),
        };
        void Put(string name, object? value)
        {
            if (value is not null)
            {
                written[name] = value;
            }
        }
        Put("category", matter.Category);
        Put("area", matter.Area);
        Put("stage", matter.Stage?.ToString());
        Put("outcome", matter.Outcome?.ToString());
        Put("raisedAt", matter.RaisedAt);
        Put("promisedOn", matter.PromisedOn);
        Put("closedAt", matter.ClosedAt);
        Put("words", matter.Words);
        Put("name", matter.Name);
        Put("phone", matter.Phone);
        return written;
    }

    private static IResult Refused(int status, Refusal why) =>
        Results.Json(
            new
            {
                code = why.Code,
                why.Sentence.Zh,
                why.Sentence.En,
            },
            statusCode: status
        );
}
