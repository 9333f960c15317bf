using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace SmallMatters.Storage.Accounts;

/// <summary>The keys by which programs are known. A key is shown once, when it is issued; afterwards only its hash exists.</summary>
public sealed class ApiKeys(IDbContextFactory<Db> databases, TimeProvider time)
{
    // Only genuine keys are remembered, so that strangers' guesses cannot fill the memory. A key that is ended on another
    // node works here for no longer than this.
    private static readonly TimeSpan Remember = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (string Client, long At)> _known = new();

    /// <summary>The client that the key belongs to, or null when it belongs to nobody or was ended.</summary>
    /// <param name="key">The key as the program sent it.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<string?> ClientAsync(string key, CancellationToken cancel = default)
    {
        if (key.Length is 0 or > 200)
        {
            return null;
        }
        var hash = HashOf(key);
        var name = Convert.ToHexString(hash);
        if (_known.TryGetValue(name, out var known) && time.GetElapsedTime(known.At) < Remember)
        {
            return known.Client;
        }
        var at = time.GetTimestamp();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var client = await db.Set<ApiKeyRow>()
            .Where(k => k.Hash == hash && k.EndedAt == null)
            .Select(k => k.Client)
            .FirstOrDefaultAsync(cancel);
        if (client is null)
        {
            _known.TryRemove(name, out _);
        }
        else
        {
            _known[name] = (client, at);
        }
        return client;
    }

    /// <summary>All keys, newest first.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<ApiKeyRow>()
            .OrderByDescending(k => k.IssuedAt)
            .Select(k => new ApiKey(k.Id, k.Client, k.IssuedAt, k.EndedAt))
            .ToListAsync(cancel);
    }

    /// <summary>A new key for a client: 43 characters, shown this once.</summary>
    public async Task<string> IssueAsync(string client, Doer by, CancellationToken cancel = default)
    {
        var key = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = time.GetUtcNow();
        db.Add(
            new ApiKeyRow
            {
                Id = Guid.CreateVersion7(now),
                Client = client,
                Hash = HashOf(key),
                IssuedAt = now,
            }
        );
        db.Add(by.Did(now, Audited.ApiKeyIssued, null, client));
        await db.SaveChangesAsync(cancel);
        return key;
    }

    /// <summary>Ends a key at once. Ending an ended one changes nothing.</summary>
    public async Task EndAsync(Guid id, Doer by, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Set<ApiKeyRow>().FirstOrDefaultAsync(k => k.Id == id && k.EndedAt == null, cancel) is { } row)
        {
            row.EndedAt = time.GetUtcNow();
            db.Add(by.Did(time.GetUtcNow(), Audited.ApiKeyEnded, null, row.Client));
            await db.SaveChangesAsync(cancel);
            _known.Clear();
        }
    }

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

/// <summary>A program's key as administrators see it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Client">Whose.</param>
/// <param name="IssuedAt">Since when (UTC).</param>
/// <param name="EndedAt">Until when (UTC), or null.</param>
public sealed record ApiKey(Guid Id, string Client, DateTimeOffset IssuedAt, DateTimeOffset? EndedAt);

/// <summary>Who does something that the audit trail keeps.</summary>
/// <param name="Account">The account, or null for the command line or the product itself.</param>
/// <param name="Name">Its name.</param>
public sealed record Doer(Guid? Account, string Name)
{
    /// <summary>The line of the audit trail for what they did.</summary>
    public AuditEntry Did(
        DateTimeOffset now,
        string what,
        Guid? about,
        string aboutName,
        string? old = null,
        string? @new = null
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            By = Account,
            ByName = Name,
            What = what,
            About = about,
            AboutName = aboutName,
            Old = old,
            New = @new,
        };
}
