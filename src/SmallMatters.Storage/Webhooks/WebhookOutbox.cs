using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Webhooks;

/// <summary>
/// Messages to partners' systems on their way out. A message that is taken belongs to its taker for <see cref="Lease"/>; whoever
/// dies with it in hand gives it up by that, and it is taken again under the same id. Of one matter's messages to one partner the
/// oldest waits for nobody and the others wait for it. Any number of nodes may take.
/// </summary>
public sealed class WebhookOutbox(IDbContextFactory<Db> databases, TimeProvider time)
{
    /// <summary>How long a taken message is its taker's: longer than a batch takes of which each runs into its time limit.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    private const int LongestError = 300;

    private const string Due = """
        UPDATE webhook_message SET next_try_at = {0} WHERE id IN (
            SELECT n.id FROM webhook_message n
            WHERE n.partner = {3} AND n.next_try_at <= {1} AND n.state = 'Waiting' AND NOT EXISTS (
                SELECT 1 FROM webhook_message e
                WHERE e.matter_id = n.matter_id AND e.partner = n.partner AND e.state = 'Waiting' AND e.seq < n.seq)
            ORDER BY n.next_try_at LIMIT {2}
        """;

    /// <summary>Codes of the partners for whom anything is due.</summary>
    public async Task<IReadOnlyList<string>> PartnersAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = time.GetUtcNow();
        return await db.Set<WebhookMessageRow>()
            .Where(m => m.NextTryAt <= now && m.State == WebhookState.Waiting)
            .Select(m => m.Partner)
            .Distinct()
            .ToListAsync(cancel);
    }

    /// <summary>Takes what is due to one partner; at most one of each matter.</summary>
    public async Task<IReadOnlyList<DueWebhook>> TakeAsync(string partner, int most, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = time.GetUtcNow();
        var postgres = db is PostgresDb;
        var sql = Due + (postgres ? " FOR UPDATE OF n SKIP LOCKED) RETURNING *" : ") RETURNING *");
        object until = postgres ? now + Lease : (now + Lease).UtcTicks;
        object due = postgres ? now : now.UtcTicks;
        var rows = await db.Set<WebhookMessageRow>()
            .FromSqlRaw(sql, until, due, most, partner)
            .AsNoTracking()
            .ToListAsync(cancel);
        return rows.ConvertAll(r => new DueWebhook(r.Id, r.Partner, r.Type, r.Body, r.Tries));
    }

    /// <summary>They were taken by the partner's system.</summary>
    public Task SentAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel = default) =>
        EndAsync(ids, WebhookState.Sent, null, cancel);

    /// <summary>It is given up; an administrator sees it, and those after it go on.</summary>
    public Task GaveUpAsync(Guid id, string why, CancellationToken cancel = default) =>
        EndAsync([id], WebhookState.Dead, why, cancel);

    /// <summary>It was not taken, and is tried again.</summary>
    public async Task FailedAsync(Guid id, string why, DateTimeOffset next, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Set<WebhookMessageRow>()
            .Where(m => m.Id == id && m.State == WebhookState.Waiting)
            .ExecuteUpdateAsync(
                m =>
                    m.SetProperty(r => r.NextTryAt, next)
                        .SetProperty(r => r.Tries, r => r.Tries + 1)
                        .SetProperty(r => r.LastError, Short(why)),
                cancel
            );
    }

    /// <summary>Puts a given-up message back, to be tried at once under its own id.</summary>
    /// <returns>False when it is not (any more) given up.</returns>
    public async Task<bool> ResendAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<WebhookMessageRow>()
                .Where(m => m.Id == id && m.State == WebhookState.Dead)
                .ExecuteUpdateAsync(
                    m =>
                        m.SetProperty(r => r.State, WebhookState.Waiting)
                            .SetProperty(r => r.Tries, 0)
                            .SetProperty(r => r.NextTryAt, time.GetUtcNow()),
                    cancel
                ) == 1;
    }

    /// <summary>What was given up, newest first.</summary>
    public async Task<IReadOnlyList<DeadWebhook>> DeadAsync(int most = 200, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await (
            from w in db.Set<WebhookMessageRow>()
            join m in db.Set<MatterRow>() on w.MatterId equals m.Id
            where w.State == WebhookState.Dead
            orderby w.At descending, w.Id
            select new
            {
                w.Id,
                w.Partner,
                m.Number,
                w.Type,
                w.At,
                w.Tries,
                w.LastError,
            }
        )
            .Take(most)
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(r => new DeadWebhook(
                r.Id,
                r.Partner,
                Reference.FromValue(r.Number),
                r.Type,
                r.At,
                r.Tries,
                r.LastError ?? ""
            )),
        ];
    }

    /// <summary>How many wait for each partner.</summary>
    public async Task<IReadOnlyDictionary<string, int>> WaitingAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<WebhookMessageRow>()
            .Where(m => m.State == WebhookState.Waiting)
            .GroupBy(m => m.Partner)
            .ToDictionaryAsync(g => g.Key, g => g.Count(), cancel);
    }

    private async Task EndAsync(IReadOnlyCollection<Guid> ids, WebhookState state, string? why, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = time.GetUtcNow();
        await db.Set<WebhookMessageRow>()
            .Where(m => ids.Contains(m.Id) && m.State == WebhookState.Waiting)
            .ExecuteUpdateAsync(
                m =>
                    m.SetProperty(r => r.State, state)
                        .SetProperty(r => r.NextTryAt, (DateTimeOffset?)null)
                        .SetProperty(r => r.Tries, r => r.Tries + 1)
                        .SetProperty(r => r.LastError, r => why == null ? r.LastError : Short(why))
                        .SetProperty(r => r.SentAt, state == WebhookState.Sent ? now : null),
                cancel
            );
    }

    private static string Short(string why) => why.Length <= LongestError ? why : why[..LongestError];
}

/// <summary>A message in a sender's hand.</summary>
/// <param name="Id">Stays the same however often it is tried.</param>
/// <param name="Partner">Code of the partner.</param>
/// <param name="Type">What happened.</param>
/// <param name="Body">The envelope.</param>
/// <param name="Tries">How often it was tried before.</param>
public sealed record DueWebhook(Guid Id, string Partner, string Type, string Body, int Tries);

/// <summary>A message that was given up.</summary>
public sealed record DeadWebhook(
    Guid Id,
    string Partner,
    Reference Reference,
    string Type,
    DateTimeOffset At,
    int Tries,
    string LastError
);
