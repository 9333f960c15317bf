using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Storage.Accounts;

namespace SmallMatters.Storage.Partners;

/// <summary>
/// The keys by which partners' programs are known, each good for one partner's parts. A key is shown once, when it is issued;
/// afterwards only its hash exists.
/// </summary>
public sealed class PartnerKeys(IDbContextFactory<Db> databases, TimeProvider time)
{
    // Only genuine keys are remembered. A key that is ended on another node works here for no longer than this.
    private static readonly TimeSpan Remember = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (PartnerClient Client, long At)> _known = new();

    /// <summary>Whose program it is, or null when the key belongs to nobody or was ended.</summary>
    public async Task<PartnerClient?> ClientAsync(string key, CancellationToken cancel = default)
    {
        if (key.Length is 0 or > 200)
        {
            return null;
        }
        var hash = PartnerSecrets.HashOf(key);
        var name = Convert.ToHexString(hash);
        if (_known.TryGetValue(name, out var known) && time.GetElapsedTime(known.At) < Remember)
        {
            return known.Client;
        }
        var at = time.GetTimestamp();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var client = await db.Set<PartnerKeyRow>()
            .Where(k => k.Hash == hash && k.EndedAt == null)
            .Select(k => new PartnerClient(k.Id, k.Partner))
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
    public async Task<IReadOnlyList<PartnerKey>> ListAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<PartnerKeyRow>()
            .OrderByDescending(k => k.IssuedAt)
            .Select(k => new PartnerKey(k.Id, k.Partner, k.IssuedAt, k.EndedAt))
            .ToListAsync(cancel);
    }

    /// <summary>A new key for a partner: 43 characters, shown this once.</summary>
    public async Task<string> IssueAsync(string partner, Doer by, CancellationToken cancel = default)
    {
        var key = PartnerSecrets.NewKey();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = time.GetUtcNow();
        db.Add(
            new PartnerKeyRow
            {
                Id = Guid.CreateVersion7(now),
                Partner = partner,
                Hash = PartnerSecrets.HashOf(key),
                IssuedAt = now,
            }
        );
        db.Add(by.Did(now, Audited.ApiKeyIssued, null, partner));
        await db.SaveChangesAsync(cancel);
        return key;
    }

    /// <summary>Ends a key at once. Ending an ended one changes nothing.</summary>
    public async Task EndAsync(Guid id, Doer by, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Set<PartnerKeyRow>().FirstOrDefaultAsync(k => k.Id == id && k.EndedAt == null, cancel) is { } row)
        {
            row.EndedAt = time.GetUtcNow();
            db.Add(by.Did(time.GetUtcNow(), Audited.ApiKeyEnded, null, row.Partner));
            await db.SaveChangesAsync(cancel);
            _known.Clear();
        }
    }
}

/// <summary>A partner's program.</summary>
/// <param name="Key">The key that it came with.</param>
/// <param name="Partner">Code of the partner.</param>
public sealed record PartnerClient(Guid Key, string Partner);

/// <summary>A key of a partner's program as administrators see it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Partner">Code of the partner.</param>
/// <param name="IssuedAt">Since when (UTC).</param>
/// <param name="EndedAt">Until when (UTC), or null.</param>
public sealed record PartnerKey(Guid Id, string Partner, DateTimeOffset IssuedAt, DateTimeOffset? EndedAt);
