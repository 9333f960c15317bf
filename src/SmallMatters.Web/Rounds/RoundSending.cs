using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.Matters;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Photos;

namespace SmallMatters.Web.Rounds;

/// <summary>An item as the phone sends it.</summary>
internal sealed record SentItem(string Item, ItemMark? Mark, string? What, string? Level, ImmutableArray<string> Photos);

/// <summary>An inspection as the phone sends it; each photo under the hash by which the server keeps it.</summary>
internal sealed record SentInspection(
    int Checklist,
    DateTimeOffset Claimed,
    InspectionCause? Cause,
    bool Shown,
    Guid? With,
    ImmutableArray<SentItem> Items
);

/// <summary>
/// Takes what a phone sends, one thing at a time. Each thing has a key or a hash in its address, so that it may come twice, late or after
/// others; each answer says by its hash what arrived, and the phone lets go of nothing else (decision 0026).
/// </summary>
/// <remarks>
/// Status 400: it broke on its way. 401 or a redirect: nobody is signed in. 409: another account than the one that took the round along.
/// 404 and 422: refused, with the reasons in both languages and their codes.
/// </remarks>
internal static class RoundSending
{
    /// <summary>Names the account that took the round along. No other site can set it, so it stands against forged requests as well.</summary>
    public const string AccountHeader = "X-Round-Account";

    /// <summary>SHA-256 of the body, lower-case hexadecimal.</summary>
    public const string HashHeader = "X-Round-Sha256";

    private const int LongestInspection = 256 * 1024;

    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
    };

    private static readonly Refusal Broken = Refusal.Of(
        "sent-broken",
        "传送中损坏，会自动再传。",
        "It broke on its way and is sent again."
    );

    private static readonly Refusal Unreadable = Refusal.Of(
        "sent-unreadable",
        "内容读不懂，没有写入；请在网页上补填这次检查。",
        "It cannot be read and nothing was written; please enter this inspection on the page."
    );

    private static readonly Refusal OtherAccount = Refusal.Of(
        "round-of-another",
        "这一轮是另一个账号带出来的。请用原来的账号登录后再传。",
        "Another account took this round along. Sign in with that one to send it."
    );

    private static readonly Refusal NotThere = Refusal.Of(
        "premises-not-yours",
        "这个场所已经退出登记，或者不再由您的单位检查。",
        "These premises left the register, or your unit inspects them no longer."
    );

    /// <summary>Keeps a photo. Answers with the hash of what arrived, and the one under which it is kept without its metadata.</summary>
    public static async Task<IResult> PhotoAsync(
        Guid id,
        string sha256,
        HttpRequest request,
        Desk desk,
        PremisesReader reader,
        PlacePhotos photos,
        CancellationToken cancel
    )
    {
        if (!IsOfAccount(request, desk))
        {
            return Answer(409, OtherAccount);
        }
        if (await ReadAsync(request, PhotoCleaner.MaxBytes, cancel) is not { } bytes)
        {
            return Answer(422, PhotoRefusals.TooLarge);
        }
        var received = HashOf(bytes);
        if (received != sha256)
        {
            return Answer(400, Broken);
        }
        if (await reader.PlaceAsync(id, desk.Scope, cancel) is not { } place || place.Unit != desk.Scope.Unit)
        {
            return Answer(404, NotThere);
        }
        switch (PhotoCleaner.Clean(bytes))
        {
            case PhotoResult.Refused refused:
                return Answer(422, refused.Refusal);
            case PhotoResult.Cleaned { Photo: var clean }:
                var photo = new NewPhoto(
                    Guid.CreateVersion7(desk.Now),
                    clean.MediaType,
                    clean.Width,
                    clean.Height,
                    clean.Sha256OfOriginal,
                    clean.Bytes
                );
                return Results.Json(new { received, kept = (await photos.KeepAsync(id, [photo], cancel))[0] });
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Records an inspection, once. Answers with its key and the hash of what arrived.</summary>
    public static async Task<IResult> InspectionAsync(
        Guid id,
        Guid key,
        HttpRequest request,
        Desk desk,
        InspectionBook book,
        CancellationToken cancel
    )
    {
        if (!IsOfAccount(request, desk))
        {
            return Answer(409, OtherAccount);
        }
        if (await ReadAsync(request, LongestInspection, cancel) is not { } bytes)
        {
            return Answer(422, Unreadable);
        }
        var received = HashOf(bytes);
        if (received != request.Headers[HashHeader].ToString())
        {
            return Answer(400, Broken);
        }
        if (Read(bytes) is not { } sent)
        {
            return Answer(422, Unreadable);
        }
        var command = new RecordInspection(
            key,
            sent.Checklist,
            sent.Claimed,
            sent.Cause,
            sent.Shown,
            sent.With is { } second ? new StaffId(second) : null,
            [.. sent.Items.Select(i => new MarkedItem(i.Item, i.Mark, i.What, i.Level, i.Photos))],
            []
        );
        return await book.RecordAsync(id, desk.Scope, command, cancel) switch
        {
            Acted.Written => Results.Json(new { key, received }),
            Acted.Refused refused => Answer(422, refused.Why),
            _ => Answer(404, NotThere),
        };
    }

    private static bool IsOfAccount(HttpRequest request, Desk desk) =>
        Guid.TryParse(request.Headers[AccountHeader], out var account) && account == desk.Scope.Id.Value;

    // Null when it is longer than that.
    private static async Task<byte[]?> ReadAsync(HttpRequest request, int most, CancellationToken cancel)
    {
        if (request.ContentLength > most)
        {
            return null;
        }
        using var all = new MemoryStream();
        var part = new byte[64 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(part, cancel)) > 0)
        {
            if (all.Length + read > most)
            {
                return null;
            }
            all.Write(part, 0, read);
        }
        return all.ToArray();
    }

    private static SentInspection? Read(byte[] bytes)
    {
        try
        {
            var sent = JsonSerializer.Deserialize<SentInspection>(bytes, Reading);
            return sent is null || sent.Items.IsDefault || sent.Items.Any(i => i.Photos.IsDefault) ? null : sent;
        }
        catch (JsonException)
        {
            // Whoever sends it hears of it; there is nothing else to do about it here.
            return null;
        }
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static IResult Answer(int status, Refusal why) =>
        Results.Json(
            new { codes = why.Each.Select(w => w.Code), why = why.Each.Select(w => RoundBundle.Said(w.Sentence)) },
            statusCode: status
        );
}
