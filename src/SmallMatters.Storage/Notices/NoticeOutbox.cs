using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Participation;
using SmallMatters.Storage.Publishing;

namespace SmallMatters.Storage.Notices;

/// <summary>
/// The outbox as its carriers see it. A notice that is taken belongs to its taker for <see cref="Lease"/>; whoever dies with
/// it in hand gives it up by that, and it is taken again under the same id. Any number of nodes may take: on PostgreSQL they
/// skip what another one is just taking, and SQLite lets one write at a time. Of one person's notices the oldest waits for
/// nobody and the others wait for it, so that news arrive in their order.
/// </summary>
public sealed class NoticeOutbox(IDbContextFactory<Db> databases, KeyRing ring, IdentityRing identities, TimeProvider time)
{
    /// <summary>How long a taken notice is its taker's: longer than any carrier takes over one batch.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    private const int LongestError = 500;

    private const string Undecipherable = "its words or the address cannot be decrypted: the record or its key is damaged";

    private const string Due = """
        UPDATE notice SET next_try_at = {0} WHERE id IN (
            SELECT n.id FROM notice n
            WHERE n.next_try_at <= {1} AND n.state = 'Waiting' AND NOT EXISTS (
                SELECT 1 FROM notice e WHERE e."to" = n."to" AND e.state = 'Waiting' AND (e.at, e.id) < (n.at, n.id))
            ORDER BY n.next_try_at LIMIT {2}
        """;

    /// <summary>Takes what is due, decrypted, oldest first; at most one of each person.</summary>
    public async Task<IReadOnlyList<DueNotice>> TakeAsync(int most, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = time.GetUtcNow();
        var postgres = db is PostgresDb;
        var sql = Due + (postgres ? " FOR UPDATE OF n SKIP LOCKED) RETURNING *" : ") RETURNING *");
        object until = postgres ? now + Lease : (now + Lease).UtcTicks;
        object due = postgres ? now : now.UtcTicks;
        var rows = await db.Set<NoticeRow>().FromSqlRaw(sql, until, due, most).AsNoTracking().ToListAsync(cancel);
        if (rows.Count == 0)
        {
            return [];
        }
        var people = await AddresseesAsync(db, rows, cancel);
        var sealedOnes = await Identities.ForCarriersAsync(db, [.. rows.Select(r => r.To)], cancel);
        var taken = new List<DueNotice>(rows.Count);
        foreach (var row in rows.OrderBy(r => r.At).ThenBy(r => r.Id))
        {
            if (people.GetValueOrDefault(row.To) is { Key: { } wrapped } person && row.Words is { } words)
            {
                try
                {
                    using var key = ring.Unwrap(wrapped, row.To.Value);
                    var contact = sealedOnes.GetValueOrDefault(row.To) is { } identity
                        ? Identities.Open(identities, identity)
                        : null;
                    taken.Add(
                        new DueNotice(
                            row.Id,
                            row.Template,
                            person.Tongue,
                            person.Phone is null ? contact?.Phone : key.Unseal(person.Phone),
                            person.Email is null ? contact?.Email : key.Unseal(person.Email),
                            key.Unseal(words),
                            row.Tries
                        )
                        {
                            OfMatter = row.MatterId is not null,
                        }
                    );
                }
                catch (Exception fault) when (IsIllegible(fault))
                {
                    // Thrown on, it would hold up the rest of the batch, now and at every later try.
                    await GaveUpAsync(row.Id, Undecipherable, cancel);
                }
            }
            else
            {
                // The person's key went between the writing and now: nobody can read the words any more.
                await EndAsync([row.Id], NoticeState.Dropped, null, null, cancel);
            }
        }
        return taken;
    }

    /// <summary>They were handed over.</summary>
    /// <param name="ids">The notices.</param>
    /// <param name="by">sms, email or page.</param>
    /// <param name="cancel">Cancels the writing.</param>
    public Task SentAsync(IReadOnlyCollection<Guid> ids, string by, CancellationToken cancel = default) =>
        EndAsync(ids, NoticeState.Sent, by, null, cancel);

    /// <summary>It was not handed over, and is tried again.</summary>
    /// <param name="id">The notice.</param>
    /// <param name="why">What went wrong, without personal words.</param>
    /// <param name="next">When to try again (UTC).</param>
    /// <param name="cancel">Cancels the writing.</param>
    public async Task FailedAsync(Guid id, string why, DateTimeOffset next, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Set<NoticeRow>()
            .Where(n => n.Id == id && n.State == NoticeState.Waiting)
            .ExecuteUpdateAsync(
                n =>
                    n.SetProperty(r => r.NextTryAt, next)
                        .SetProperty(r => r.Tries, r => r.Tries + 1)
                        .SetProperty(r => r.LastError, Short(why)),
                cancel
            );
    }

    /// <summary>It is given up; staff see it.</summary>
    public Task GaveUpAsync(Guid id, string why, CancellationToken cancel = default) =>
        EndAsync([id], NoticeState.Dead, null, why, cancel);

    /// <summary>Puts a given-up notice back, to be tried at once with all its tries before it.</summary>
    /// <returns>False when it is not (any more) given up.</returns>
    public async Task<bool> ResendAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<NoticeRow>()
                .Where(n => n.Id == id && n.State == NoticeState.Dead)
                .ExecuteUpdateAsync(
                    n =>
                        n.SetProperty(r => r.State, NoticeState.Waiting)
                            .SetProperty(r => r.Tries, 0)
                            .SetProperty(r => r.NextTryAt, time.GetUtcNow()),
                    cancel
                ) == 1;
    }

    /// <summary>What was given up, newest first: no words and no address, which are between the product and the person.</summary>
    public async Task<IReadOnlyList<DeadNotice>> DeadAsync(int most = 200, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await (
            from n in db.Set<NoticeRow>()
            join m in db.Set<MatterRow>() on n.MatterId equals m.Id into about
            from m in about.DefaultIfEmpty()
            where n.State == NoticeState.Dead
            orderby n.At descending, n.Id
            select new
            {
                n.Id,
                Number = (long?)m.Number,
                n.Template,
                n.At,
                n.Tries,
                n.LastError,
            }
        )
            .Take(most)
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(r => new DeadNotice(
                r.Id,
                r.Number is { } number ? Reference.FromValue(number) : null,
                r.Template,
                r.At,
                r.Tries,
                r.LastError ?? ""
            )),
        ];
    }

    /// <summary>How many wait, how many were given up, and when the oldest that is overdue fell due (UTC).</summary>
    public async Task<(int Waiting, int Dead, DateTimeOffset? OldestDue)> CountAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = time.GetUtcNow();
        var notices = db.Set<NoticeRow>();
        return (
            await notices.CountAsync(n => n.State == NoticeState.Waiting, cancel),
            await notices.CountAsync(n => n.State == NoticeState.Dead, cancel),
            await notices.Where(n => n.NextTryAt <= now).MinAsync(n => n.NextTryAt, cancel)
        );
    }

    /// <summary>How many messages left this system for a person by each way (<c>sms</c>, <c>email</c>), and when the last did, UTC.</summary>
    public static async Task<IReadOnlyList<(string Way, int Count, DateTimeOffset Last)>> SentToAsync(
        Db db,
        ParticipantId to,
        CancellationToken cancel = default
    )
    {
        var sent = await db.Set<NoticeRow>()
            .AsNoTracking()
            .Where(n => n.To == to && n.State == NoticeState.Sent && (n.SentBy == "sms" || n.SentBy == "email"))
            .Select(n => new { n.SentBy, n.SentAt })
            .ToListAsync(cancel);
        return [.. sent.GroupBy(n => n.SentBy!).Select(g => (g.Key, g.Count(), g.Max(n => n.SentAt)!.Value))];
    }

    /// <summary>The latest notices with address and words, for the page of a developer's machine and for nothing else.</summary>
    public async Task<IReadOnlyList<ShownNotice>> LatestAsync(int most, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await db.Set<NoticeRow>()
            .AsNoTracking()
            .OrderByDescending(n => n.At)
            .ThenBy(n => n.Id)
            .Take(most)
            .ToListAsync(cancel);
        var people = await AddresseesAsync(db, rows, cancel);
        return [.. rows.Select(r => Show(r, people.GetValueOrDefault(r.To)))];
    }

    private ShownNotice Show(NoticeRow notice, Addressee? person)
    {
        var shown = new ShownNotice(notice.Id, notice.At, notice.State, notice.SentBy, notice.Template, null, null);
        if (person?.Key is null)
        {
            return shown;
        }
        try
        {
            using var key = ring.Unwrap(person.Key, notice.To.Value);
            var address = person.Phone ?? person.Email;
            return shown with
            {
                Address = address is null ? null : key.Unseal(address),
                Words = notice.Words is null ? null : key.Unseal(notice.Words),
            };
        }
        catch (Exception fault) when (IsIllegible(fault))
        {
            return shown with { Unreadable = true };
        }
    }

    // Whoever takes part in a matter or is a party of its dispute; whoever subscribed to the news of an area, or proposes or supports.
    private static async Task<Dictionary<ParticipantId, Addressee>> AddresseesAsync(
        Db db,
        List<NoticeRow> rows,
        CancellationToken cancel
    )
    {
        var ids = rows.ConvertAll(r => r.To);
        var people = await db.Set<ParticipantRow>()
            .AsNoTracking()
            .Where(p => ids.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => new Addressee(p.Key, p.Tongue, p.Phone, p.Email), cancel);
        if (ids.Where(id => !people.ContainsKey(id)).ToList() is { Count: > 0 } parties)
        {
            var named = await db.Set<DisputePersonRow>().AsNoTracking().Where(p => parties.Contains(p.Id)).ToListAsync(cancel);
            named.ForEach(p => people[p.Id] = new Addressee(p.Key, p.Tongue, p.Phone, null));
        }
        if (rows.Where(r => r.MatterId is null).Select(r => r.To.Value).ToList() is { Count: > 0 } subscribers)
        {
            var subscriptions = await db.Set<SubscriptionRow>()
                .AsNoTracking()
                .Where(s => subscribers.Contains(s.Id))
                .ToListAsync(cancel);
            subscriptions.ForEach(s => people[new ParticipantId(s.Id)] = new Addressee(s.Key, s.Tongue, s.Phone, s.Email));
            var asked = await db.Set<ParticipationAskRow>()
                .AsNoTracking()
                .Where(a => subscribers.Contains(a.Id))
                .ToListAsync(cancel);
            asked.ForEach(a => people[new ParticipantId(a.Id)] = new Addressee(a.Key, a.Tongue, a.Phone, a.Email));
            var proposers = await db.Set<PriorityRow>().AsNoTracking().Where(p => subscribers.Contains(p.Id)).ToListAsync(cancel);
            proposers.ForEach(p => people[new ParticipantId(p.Id)] = new Addressee(p.Key, p.Tongue, p.Phone, p.Email));
            var replies = await db.Set<ReplyRow>().AsNoTracking().Where(r => subscribers.Contains(r.Id)).ToListAsync(cancel);
            replies.ForEach(r => people[new ParticipantId(r.Id)] = new Addressee(r.Key, r.Tongue, r.Phone, r.Email));
        }
        return people;
    }

    private async Task EndAsync(
        IReadOnlyCollection<Guid> ids,
        NoticeState state,
        string? by,
        string? why,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = time.GetUtcNow();
        await db.Set<NoticeRow>()
            .Where(n => ids.Contains(n.Id) && n.State == NoticeState.Waiting)
            .ExecuteUpdateAsync(
                n =>
                    n.SetProperty(r => r.State, state)
                        .SetProperty(r => r.NextTryAt, (DateTimeOffset?)null)
                        .SetProperty(r => r.Tries, r => r.Tries + 1)
                        .SetProperty(r => r.LastError, r => why == null ? r.LastError : Short(why))
                        .SetProperty(r => r.SentBy, by)
                        .SetProperty(r => r.SentAt, state == NoticeState.Sent ? now : null),
                cancel
            );
    }

    private sealed record Addressee(byte[]? Key, Domain.Language.Tongue Tongue, string? Phone, string? Email);

    private static bool IsIllegible(Exception fault) => fault is CryptographicException or FormatException;

    private static string Short(string why) => why.Length <= LongestError ? why : why[..LongestError];
}

/// <summary>A notice in a carrier's hand.</summary>
/// <param name="Id">Stays the same however often it is tried; receivers recognise a repetition by it.</param>
/// <param name="Template">Name of the fact that caused it.</param>
/// <param name="Tongue">The person's language.</param>
/// <param name="Phone">Telephone number, or null.</param>
/// <param name="Email">E-mail address, or null.</param>
/// <param name="Words">The message.</param>
/// <param name="Tries">How often it was tried before.</param>
public sealed record DueNotice(
    Guid Id,
    string Template,
    Domain.Language.Tongue Tongue,
    string? Phone,
    string? Email,
    string Words,
    int Tries
)
{
    /// <summary>Whether it is about a matter; else it is news to somebody who subscribed.</summary>
    public bool OfMatter { get; init; } = true;
}

/// <summary>A notice that was given up; without a reference when it was news to a subscriber.</summary>
public sealed record DeadNotice(Guid Id, Reference? Reference, string Template, DateTimeOffset At, int Tries, string LastError);

/// <summary>A notice as a developer sees it. Address and words are null once the person was erased.</summary>
public sealed record ShownNotice(
    Guid Id,
    DateTimeOffset At,
    NoticeState State,
    string? SentBy,
    string Template,
    string? Address,
    string? Words
)
{
    /// <summary>Whether it cannot be decrypted: the record or its key is damaged, or the master key is another one.</summary>
    public bool Unreadable { get; init; }
}
