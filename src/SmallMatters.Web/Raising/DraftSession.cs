using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Storage;
using SmallMatters.Storage.Drafts;

namespace SmallMatters.Web.Raising;

/// <summary>The draft of the browser that asks: the cookie has its key, the database its ciphertext.</summary>
public sealed class DraftSession(IHttpContextAccessor request, IDbContextFactory<Db> databases, TimeProvider time)
{
    private const string Cookie = "draft";

    private HttpContext Context => request.HttpContext!;

    /// <summary>The key that the browser holds, or null.</summary>
    public DraftKey? Key => DraftKey.Read(Context.Request.Cookies[Cookie]);

    /// <summary>The answers so far, or null when there are none.</summary>
    public async Task<RaiseAnswers?> ReadAsync()
    {
        if (Key is not { } key)
        {
            return null;
        }
        await using var db = await databases.CreateDbContextAsync(Context.RequestAborted);
        return await Drafts.ReadAsync(db, key, time.GetUtcNow(), Context.RequestAborted) is { } body
            ? JsonSerializer.Deserialize<RaiseAnswers>(body)
            : null;
    }

    /// <summary>Begins a draft with a new key.</summary>
    public async Task BeginAsync(RaiseAnswers answers)
    {
        var key = DraftKey.New();
        await WriteAsync(key, answers);
        Context.Response.Cookies.Append(
            Cookie,
            key.Token,
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = Drafts.Kept,
                Path = "/raise",
                SameSite = SameSiteMode.Lax,
                Secure = Context.Request.IsHttps,
            }
        );
    }

    /// <summary>Keeps the answers under a key.</summary>
    public async Task WriteAsync(DraftKey key, RaiseAnswers answers)
    {
        await using var db = await databases.CreateDbContextAsync(Context.RequestAborted);
        await Drafts.WriteAsync(db, key, JsonSerializer.SerializeToUtf8Bytes(answers), time.GetUtcNow(), Context.RequestAborted);
    }

    /// <summary>
    /// Forgets the answers and the photos, and remembers only which matter came of them, so that sending once more leads
    /// to the same receipt.
    /// </summary>
    public async Task EndAsync(DraftKey key, string link)
    {
        // The matter is stored; what follows is tidying, which a person who leaves must not interrupt.
        await using var db = await databases.CreateDbContextAsync();
        await Drafts.WriteAsync(db, key, JsonSerializer.SerializeToUtf8Bytes(new RaiseAnswers { Sent = link }), time.GetUtcNow());
        await Drafts.RemovePhotosAsync(db, key, null);
    }

    /// <summary>Deletes what was begun, and the cookie that leads to it.</summary>
    public async Task DropAsync(DraftKey key)
    {
        await using var db = await databases.CreateDbContextAsync();
        await Drafts.DeleteAsync(db, key);
        Context.Response.Cookies.Delete(Cookie, new CookieOptions { Path = "/raise" });
    }
}
