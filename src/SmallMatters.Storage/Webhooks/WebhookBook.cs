using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;

namespace SmallMatters.Storage.Webhooks;

/// <summary>
/// Where partners' systems are told, and the secrets that both sides sign with. A secret is shown once, when it is made; here it
/// lies under the installation's key.
/// </summary>
public sealed class WebhookBook
{
    /// <summary>How long the secret before holds beside a new one, so that the partner can change over without losing a message.</summary>
    public static readonly TimeSpan ChangingOver = TimeSpan.FromHours(24);

    private const int SecretBytes = 32;
    private readonly IDbContextFactory<Db> _databases;
    private readonly KeyRing _ring;
    private readonly JurisdictionSource _jurisdictions;
    private readonly TimeProvider _time;

    internal WebhookBook(IDbContextFactory<Db> databases, KeyRing ring, JurisdictionSource jurisdictions, TimeProvider time) =>
        (_databases, _ring, _jurisdictions, _time) = (databases, ring, jurisdictions, time);

    /// <summary>All subscriptions, ended ones too.</summary>
    public async Task<IReadOnlyList<WebhookSubscription>> ListAsync(CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await db.Set<WebhookSubscriptionRow>()
            .OrderBy(s => s.Partner)
            .Select(s => new WebhookSubscription(s.Partner, s.Url, s.Since, s.EndedAt))
            .ToListAsync(cancel);
    }

    /// <summary>Tells a partner's system from now on, at this address. Whether the address may be told is for the caller to have asked.</summary>
    /// <returns>A new secret, shown this once, unless the partner has one that holds.</returns>
    public async Task<string?> SubscribeAsync(string partner, Uri url, Doer by, CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var now = _time.GetUtcNow();
        var row = await db.Set<WebhookSubscriptionRow>().FirstOrDefaultAsync(s => s.Partner == partner, cancel);
        db.Add(by.Did(now, Audited.WebhookSet, null, partner, row?.Url, url.ToString()));
        if (row is null)
        {
            db.Add(
                new WebhookSubscriptionRow
                {
                    Partner = partner,
                    Url = url.ToString(),
                    Since = now,
                }
            );
        }
        else
        {
            (row.Url, row.EndedAt) = (url.ToString(), null);
        }
        var has = await db.Set<WebhookSecretRow>().AnyAsync(s => s.Partner == partner && s.Until == null, cancel);
        var secret = has ? null : AddSecret(db, partner, now);
        await TouchAsync(db, now, cancel);
        await db.SaveChangesAsync(cancel);
        _jurisdictions.LookNow();
        return secret;
    }

    /// <summary>A new secret; the one before holds for <see cref="ChangingOver"/> more, and both sign.</summary>
    public async Task<string> RotateAsync(string partner, Doer by, CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var now = _time.GetUtcNow();
        foreach (
            var old in await db.Set<WebhookSecretRow>().Where(s => s.Partner == partner && s.Until == null).ToListAsync(cancel)
        )
        {
            old.Until = now + ChangingOver;
        }
        var secret = AddSecret(db, partner, now);
        db.Add(by.Did(now, Audited.WebhookSecretMade, null, partner));
        await db.SaveChangesAsync(cancel);
        return secret;
    }

    /// <summary>Tells the partner's system no more; what waits is dropped, and its secrets hold no longer.</summary>
    public async Task EndAsync(string partner, Doer by, CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var now = _time.GetUtcNow();
        var row = await db.Set<WebhookSubscriptionRow>()
            .FirstOrDefaultAsync(s => s.Partner == partner && s.EndedAt == null, cancel);
        if (row is null)
        {
            return;
        }
        row.EndedAt = now;
        foreach (var secret in await db.Set<WebhookSecretRow>().Where(s => s.Partner == partner).ToListAsync(cancel))
        {
            secret.Until = secret.Until is { } until && until < now ? until : now;
        }
        db.Add(by.Did(now, Audited.WebhookEnded, null, partner, row.Url));
        await TouchAsync(db, now, cancel);
        await db.SaveChangesAsync(cancel);
        await db.Set<WebhookMessageRow>()
            .Where(m => m.Partner == partner && m.State == WebhookState.Waiting)
            .ExecuteUpdateAsync(
                m => m.SetProperty(r => r.State, WebhookState.Dropped).SetProperty(r => r.NextTryAt, (DateTimeOffset?)null),
                cancel
            );
        _jurisdictions.LookNow();
    }

    /// <summary>The address and the secrets that hold now, the newest first; null when the partner is not told.</summary>
    public async Task<(Uri Url, IReadOnlyList<byte[]> Secrets)?> ForSendingAsync(
        string partner,
        CancellationToken cancel = default
    )
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var url = await db.Set<WebhookSubscriptionRow>()
            .Where(s => s.Partner == partner && s.EndedAt == null)
            .Select(s => s.Url)
            .FirstOrDefaultAsync(cancel);
        return url is null ? null : (new Uri(url), [.. (await SecretsAsync(partner, cancel)).Select(s => s.Secret)]);
    }

    /// <summary>The secrets of a partner that hold now, the newest first, each with its key.</summary>
    public async Task<IReadOnlyList<(Guid Id, byte[] Secret)>> SecretsAsync(string partner, CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var now = _time.GetUtcNow();
        var rows = await db.Set<WebhookSecretRow>()
            .AsNoTracking()
            .Where(s => s.Partner == partner && (s.Until == null || s.Until > now))
            .OrderByDescending(s => s.MadeAt)
            .ToListAsync(cancel);
        return rows.ConvertAll(s => (s.Id, Convert.FromBase64String(_ring.UnsealForAccount(s.Id, s.Sealed))));
    }

    private string AddSecret(Db db, string partner, DateTimeOffset now)
    {
        var secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));
        var id = Guid.CreateVersion7(now);
        db.Add(
            new WebhookSecretRow
            {
                Id = id,
                Partner = partner,
                Sealed = _ring.SealForAccount(id, secret),
                MadeAt = now,
            }
        );
        return "whsec_" + secret;
    }

    // Facts are told to those who stand in the jurisdiction's snapshot, which every node loads anew for this.
    private static async Task TouchAsync(Db db, DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.Set<SettingRow>().FindAsync([JurisdictionSource.VersionSetting], cancel) is { } version)
        {
            version.Value = Guid.CreateVersion7(now).ToString("N");
        }
    }
}

/// <summary>Where a partner's system is told.</summary>
/// <param name="Partner">Code of the partner.</param>
/// <param name="Url">The address.</param>
/// <param name="Since">Since when (UTC).</param>
/// <param name="EndedAt">Until when (UTC), or null.</param>
public sealed record WebhookSubscription(string Partner, string Url, DateTimeOffset Since, DateTimeOffset? EndedAt);
