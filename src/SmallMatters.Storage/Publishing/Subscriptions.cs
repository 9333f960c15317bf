using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Notices;

namespace SmallMatters.Storage.Publishing;

/// <summary>
/// Who is told of what is published for an area. Nobody is told anything before they have pressed the button behind the link
/// that was sent to the address they gave; the button behind the other link ends it and deletes the address.
/// </summary>
public sealed partial class Subscriptions
{
    /// <summary>Name of the message that asks for a confirmation; others are named after the fact.</summary>
    public const string Confirmation = "SubscriptionConfirmation";

    /// <summary>Unconfirmed ones are deleted after this.</summary>
    public static readonly TimeSpan ConfirmWithin = TimeSpan.FromDays(2);

    /// <summary>How many are told in one transaction.</summary>
    public const int Batch = 200;

    private readonly IDbContextFactory<Db> _databases;
    private readonly KeyRing _ring;
    private readonly MasterKeyCheck _masterKey;
    private readonly TimeProvider _time;
    private readonly string _publicAddress;
    private readonly ILogger<Subscriptions> _log;

    internal Subscriptions(
        IDbContextFactory<Db> databases,
        KeyRing ring,
        MasterKeyCheck masterKey,
        TimeProvider time,
        string publicAddress,
        ILogger<Subscriptions> log
    ) => (_databases, _ring, _masterKey, _time, _publicAddress, _log) = (databases, ring, masterKey, time, publicAddress, log);

    /// <summary>Notes the wish and sends the link that confirms it.</summary>
    /// <param name="area">Code of the area, or null for all.</param>
    /// <param name="phone">Telephone number, or null.</param>
    /// <param name="email">E-mail address, or null.</param>
    /// <param name="tongue">In which language to be told.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task AskAsync(string? area, string? phone, string? email, Tongue tongue, CancellationToken cancel = default)
    {
        var now = _time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var (key, wrapped) = _ring.NewPersonKey(id);
        using (key)
        {
            await using var db = await _databases.CreateDbContextAsync(cancel);
            db.Add(
                new SubscriptionRow
                {
                    Id = id,
                    Area = area,
                    Tongue = tongue,
                    Key = wrapped,
                    Phone = phone is null ? null : key.Seal(phone),
                    Email = email is null ? null : key.Seal(email),
                    AskedAt = now,
                }
            );
            var link = $"{_publicAddress}/news/confirm/{_ring.LinkFor(id, 1)}";
            var words = new Bilingual(
                $"【小事不小】请打开链接，确认接收片区通知：{link} 。如果不是您本人申请，请不必理会。",
                $"[SmallMatters] Open this link to confirm that you want area news: {link} . If you did not ask for it, ignore this."
            );
            db.Add(Row(id, Confirmation, key.Seal(words.In(tongue)), now));
            await db.SaveChangesAsync(cancel);
        }
    }

    /// <summary>The subscription behind a link: for which area, and whether it is confirmed. Null when there is none.</summary>
    public async Task<(string? Area, bool Confirmed)?> FindAsync(string token, CancellationToken cancel = default)
    {
        if (IdOf(token) is not { } id)
        {
            return null;
        }
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var row = await db.Set<SubscriptionRow>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancel);
        return row is null ? null : (row.Area, row.ConfirmedAt is not null);
    }

    /// <summary>Confirms it. Confirming twice changes nothing.</summary>
    public async Task<bool> ConfirmAsync(string token, CancellationToken cancel = default)
    {
        if (IdOf(token) is not { } id)
        {
            return false;
        }
        var now = _time.GetUtcNow();
        await using var db = await _databases.CreateDbContextAsync(cancel);
        await db.Set<SubscriptionRow>()
            .Where(s => s.Id == id && s.ConfirmedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.ConfirmedAt, now), cancel);
        return await db.Set<SubscriptionRow>().AnyAsync(s => s.Id == id, cancel);
    }

    /// <summary>Ends it: address and key are deleted, and what still waits to be sent is dropped.</summary>
    public async Task EndAsync(string token, CancellationToken cancel = default)
    {
        if (IdOf(token) is { } id)
        {
            await using var db = await _databases.CreateDbContextAsync(cancel);
            await db.Set<SubscriptionRow>().Where(s => s.Id == id).ExecuteDeleteAsync(cancel);
        }
    }

    /// <summary>Deletes those that nobody confirmed in time.</summary>
    public async Task<int> PurgeAsync(CancellationToken cancel = default)
    {
        var before = _time.GetUtcNow() - ConfirmWithin;
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await db.Set<SubscriptionRow>().Where(s => s.ConfirmedAt == null && s.AskedAt < before).ExecuteDeleteAsync(cancel);
    }

    /// <summary>
    /// Writes the messages of releases and recalls that are still to be told, batch by batch; each batch and how far it came
    /// are one transaction. Of a release that was recalled meanwhile nobody else is told: the recall has a round of its own.
    /// </summary>
    /// <param name="most">How many batches at most.</param>
    /// <param name="cancel">Cancels between two batches.</param>
    /// <returns>How many messages were written.</returns>
    public async Task<int> TellAsync(int most = int.MaxValue, CancellationToken cancel = default)
    {
        // Under another master key everybody's would seem damaged: the round waits until the right one is back.
        if (!await _masterKey.IsRightOrLearnsAsync(cancel))
        {
            return 0;
        }
        var told = 0;
        for (var batches = 0; batches < most; batches++)
        {
            cancel.ThrowIfCancellationRequested();
            await using var db = await _databases.CreateDbContextAsync(cancel);
            var round = await db.Set<NewsRoundRow>()
                .Where(r => r.DoneAt == null)
                .OrderBy(r => r.At)
                .ThenBy(r => r.Id)
                .FirstOrDefaultAsync(cancel);
            if (round is null)
            {
                return told;
            }
            var about = await db.Set<PublicationRow>().AsNoTracking().FirstAsync(p => p.Id == round.PublicationId, cancel);
            var people = about.Stage == round.Stage ? await NextAsync(db, round, about.Area, cancel) : [];
            var now = _time.GetUtcNow();
            var written = 0;
            foreach (var person in people)
            {
                if (Sealed(person, about) is { } words)
                {
                    db.Add(Row(person.Id, round.Stage.ToString(), words, now));
                    written++;
                }
            }
            round.HeadSeq++;
            if (people.Count < Batch)
            {
                round.DoneAt = now;
            }
            else
            {
                round.After = people[^1].Id;
            }
            try
            {
                await db.SaveChangesAsync(cancel);
                told += written;
            }
            catch (DbUpdateConcurrencyException)
            {
                // Another node has written this batch.
                return told;
            }
        }
        return told;
    }

    // Null for somebody whose key is damaged: the others are told all the same.
    private string? Sealed(SubscriptionRow person, PublicationRow about)
    {
        try
        {
            using var key = _ring.Unwrap(person.Key, person.Id);
            var leave = $"{_publicAddress}/news/leave/{_ring.LinkFor(person.Id, 1)}";
            return key.Seal(Message(News.Of(about), _publicAddress, leave).In(person.Tongue));
        }
        catch (CryptographicException)
        {
            Damaged(person.Id);
            return null;
        }
    }

    private static Task<List<SubscriptionRow>> NextAsync(Db db, NewsRoundRow round, string? area, CancellationToken cancel)
    {
        var people = db.Set<SubscriptionRow>()
            .AsNoTracking()
            .Where(s => s.ConfirmedAt <= round.At && (s.Area == null || area == null || s.Area == area));
        if (round.After is { } after)
        {
            people = people.Where(s => s.Id > after);
        }
        return people.OrderBy(s => s.Id).Take(Batch).ToListAsync(cancel);
    }

    /// <summary>What somebody who subscribed is told of a release or a recall.</summary>
    /// <param name="news">What everybody sees of it.</param>
    /// <param name="publicAddress">Where residents reach the product.</param>
    /// <param name="leave">The link that ends the subscription.</param>
    public static Bilingual Message(PublicNews news, string publicAddress, string leave)
    {
        var read = $"{publicAddress}/news/{news.Id:N}";
        return news.Title is null
            ? new Bilingual(
                $"【小事不小】此前发布的一条消息已撤回，原因见 {read} 。退订：{leave}",
                $"[SmallMatters] Something that was published was taken back; why: {read} . To leave: {leave}"
            )
            : new Bilingual(
                $"【小事不小】{news.Title}。全文：{read} 。退订：{leave}",
                $"[SmallMatters] {news.Title}. Read it: {read} . To leave: {leave}"
            );
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The key of subscription {Id} is damaged; it is told nothing")]
    private partial void Damaged(Guid id);

    private Guid? IdOf(string token) => KeyRing.TryReadLink(token, out var id) && _ring.IsGenuine(token, id, 1) ? id : null;

    private static NoticeRow Row(Guid to, string template, string words, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            To = new ParticipantId(to),
            Template = template,
            Words = words,
            At = now,
            State = NoticeState.Waiting,
            NextTryAt = now,
        };
}
