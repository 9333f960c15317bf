using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Partners;

/// <summary>Where links are given to outside partners, and their answers taken.</summary>
public sealed class PartnerDesk
{
    private readonly IDbContextFactory<Db> _databases;
    private readonly MatterBook _book;
    private readonly KeyRing _ring;
    private readonly TimeProvider _time;

    internal PartnerDesk(IDbContextFactory<Db> databases, MatterBook book, KeyRing ring, TimeProvider time) =>
        (_databases, _book, _ring, _time) = (databases, book, ring, time);

    /// <summary>Gives the partner of a part a link.</summary>
    /// <returns>What became of it, and the secret of the link, which is kept nowhere; null unless it was given.</returns>
    public async Task<(ChangeResult Result, string? Secret)> GiveLinkAsync(
        MatterId matter,
        Guid part,
        string purpose,
        int days,
        Actor.Staff by,
        int? seen,
        CancellationToken cancel = default
    )
    {
        var (secret, hash) = PartnerSecrets.NewLink();
        var link = Guid.CreateVersion7(_time.GetUtcNow());
        var result = await _book.DecideAsync(
            matter,
            by,
            (m, _, now) => PartnerLinkRule.Give(m, new GivePartnerLink(part, purpose, days, link, hash), by, now),
            seen,
            null,
            cancel
        );
        return (result, result is ChangeResult.Changed ? secret : null);
    }

    /// <summary>What stands in the way of an answer by a link; nothing is written. Null when nothing does, or no link is there.</summary>
    public async Task<Refusal?> CheckByLinkAsync(string secret, PartnerReply reply, CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (await PartnerReader.LinkAsync(db, secret, cancel) is not { } link)
        {
            return null;
        }
        var by = new Actor.Partner(link.Partner, link.Link, ByLink: true);
        var result = await _book.DecideAsync(
            link.MatterId,
            by,
            (m, j, now) => AnswerAsPartnerRule.Decide(m, link.Part, reply, by, j.Calendar, now) as Decision.Refused,
            null,
            null,
            cancel
        );
        return (result as ChangeResult.Refused)?.Why;
    }

    /// <summary>Takes an answer by a link.</summary>
    /// <returns>What became of it, and the secret of the next link when the answer was a promise.</returns>
    public async Task<(ChangeResult Result, string? Next)> AnswerByLinkAsync(
        string secret,
        PartnerReply reply,
        CancellationToken cancel = default
    )
    {
        PartnerLinkRow? link;
        await using (var db = await _databases.CreateDbContextAsync(cancel))
        {
            link = await PartnerReader.LinkAsync(db, secret, cancel);
        }
        if (link is null)
        {
            return (new ChangeResult.NotFound(), null);
        }
        var by = new Actor.Partner(link.Partner, link.Link, ByLink: true);
        var (following, hash) = PartnerSecrets.NewLink();
        var next = new NextPartnerLink(Guid.CreateVersion7(_time.GetUtcNow()), hash);
        var result = await _book.DecideAsync(
            link.MatterId,
            by,
            (m, j, now) => AnswerAsPartnerRule.Decide(m, link.Part, reply, by, j.Calendar, now, next),
            null,
            null,
            cancel
        );
        return (result, result is ChangeResult.Changed && reply is PartnerReply.Promise ? following : null);
    }

    /// <summary>
    /// Takes an answer of a partner's program. The same key twice is one answer: the second gets what the first did; the same key
    /// with another answer is refused.
    /// </summary>
    /// <param name="client">The program.</param>
    /// <param name="part">The part that it answers for.</param>
    /// <param name="reply">The answer.</param>
    /// <param name="key">The program's key of this request.</param>
    /// <param name="cancel">Cancels before the writing begins.</param>
    public async Task<PartnerResult> AnswerAsync(
        PartnerClient client,
        Guid part,
        PartnerReply reply,
        string key,
        CancellationToken cancel = default
    )
    {
        MatterId? matter;
        var stored = _ring.SubmissionKey("partner:" + client.Partner, key);
        var body = SHA256.HashData(Encoding.UTF8.GetBytes($"{part:N}\n{reply}"));
        await using (var db = await _databases.CreateDbContextAsync(cancel))
        {
            if (await DoneAsync(db, stored, cancel) is { } before)
            {
                return Again(before, body);
            }
            matter = await db.Set<PartRow>()
                .Where(p => p.Id == part && p.Unit == client.Partner)
                .Select(p => (MatterId?)p.MatterId)
                .FirstOrDefaultAsync(cancel);
        }
        if (matter is not { } id)
        {
            return new PartnerResult.NotFound();
        }
        var by = new Actor.Partner(client.Partner, client.Key, ByLink: false);
        PartnerRequestRow? done = null;
        PartnerRequestRow? row = null;
        var result = await _book.DecideAsync(
            id,
            by,
            async (change, m, j, now) =>
            {
                await using var db = await _databases.CreateDbContextAsync(cancel);
                done = await DoneAsync(db, stored, cancel);
                if (done is not null)
                {
                    return null;
                }
                var decision = AnswerAsPartnerRule.Decide(m, part, reply, by, j.Calendar, now);
                if (decision is Decision.Accepted)
                {
                    row = new PartnerRequestRow
                    {
                        Key = stored,
                        Body = body,
                        At = now,
                        Part = part,
                        State = StateAfter(reply),
                    };
                    change.Inserts.Add(row);
                }
                return decision;
            },
            null,
            null,
            cancel
        );
        return result switch
        {
            ChangeResult.Changed when done is not null => Again(done, body),
            ChangeResult.Changed => new PartnerResult.Done(part, row!.State, row.At, SeenBefore: false),
            ChangeResult.Refused refused => new PartnerResult.Refused(refused.Why),
            ChangeResult.NotFound => new PartnerResult.NotFound(),
            _ => new PartnerResult.Busy(),
        };
    }

    /// <summary>Forgets requests that no program will send again.</summary>
    public async Task ForgetAsync(CancellationToken cancel = default)
    {
        var old = _time.GetUtcNow().AddDays(-30);
        await using var db = await _databases.CreateDbContextAsync(cancel);
        await db.Set<PartnerRequestRow>().Where(r => r.At < old).ExecuteDeleteAsync(cancel);
    }

    private static PartState StateAfter(PartnerReply reply) =>
        reply switch
        {
            PartnerReply.Result => PartState.Ended,
            PartnerReply.Promise => PartState.InHand,
            _ => PartState.Returned,
        };

    private static PartnerResult Again(PartnerRequestRow before, byte[] body) =>
        before.Body.AsSpan().SequenceEqual(body)
            ? new PartnerResult.Done(before.Part, before.State, before.At, SeenBefore: true)
            : new PartnerResult.Refused(
                Refusal.Of("request-key-reused", "这个请求键已用于另一个答复。", "This request key was used for another answer.")
            );

    private static Task<PartnerRequestRow?> DoneAsync(Db db, byte[] key, CancellationToken cancel) =>
        db.Set<PartnerRequestRow>().AsNoTracking().FirstOrDefaultAsync(r => r.Key == key, cancel);
}

/// <summary>What became of an answer of a partner's program.</summary>
public abstract record PartnerResult
{
    private PartnerResult() { }

    /// <summary>It is so.</summary>
    /// <param name="Part">The part.</param>
    /// <param name="State">Where it stood after the answer.</param>
    /// <param name="At">When it was taken, UTC.</param>
    /// <param name="SeenBefore">Whether the same request had been done already.</param>
    public sealed record Done(Guid Part, PartState State, DateTimeOffset At, bool SeenBefore) : PartnerResult;

    /// <summary>It cannot be, and why.</summary>
    public sealed record Refused(Refusal Why) : PartnerResult;

    /// <summary>The partner has no such part.</summary>
    public sealed record NotFound : PartnerResult;

    /// <summary>The matter changes too fast just now; the same request may be sent again.</summary>
    public sealed record Busy : PartnerResult;
}
