using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Encounters;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Services;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Notices;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Storage.Services;
using SmallMatters.Storage.Visits;

namespace SmallMatters.Storage.Encounters;

/// <summary>What a link that was not used yet is about.</summary>
/// <param name="Unit">Code of the unit rated.</param>
/// <param name="Area">Code of the area.</param>
/// <param name="Neutral">Code of the unit that sent it.</param>
/// <param name="Kind">Which sort of encounter.</param>
public sealed record EncounterAsked(string Unit, string Area, string Neutral, EncounterKind Kind);

/// <summary>
/// Sends single-use links after encounters, in the name of the unit that reviews the one rated, and takes one answer by each.
/// </summary>
public sealed class EncounterLinks
{
    // More of one kind in one hour waits for the next.
    private const int MostAtOnce = 5000;

    private readonly IDbContextFactory<Db> _databases;
    private readonly JurisdictionSource _jurisdictions;
    private readonly NoticeWriter _notices;
    private readonly EncounterRules _rules;
    private readonly TimeProvider _time;

    internal EncounterLinks(
        IDbContextFactory<Db> databases,
        JurisdictionSource jurisdictions,
        NoticeWriter notices,
        EncounterRules rules,
        TimeProvider time
    ) => (_databases, _jurisdictions, _notices, _rules, _time) = (databases, jurisdictions, notices, rules, time);

    private sealed record Met(MatterId Matter, string Unit, DateTimeOffset At);

    /// <summary>
    /// Sends links about what has happened since the last run: every visit that was answered, every booked time that was served, and a share
    /// of closings, drawn at random. Nobody who left no way to be told is sent one, and what happened before the first run is left alone.
    /// </summary>
    /// <returns>How many were sent.</returns>
    public async Task<int> SendAsync(CancellationToken cancel = default)
    {
        var now = _time.GetUtcNow();
        var jurisdiction = await _jurisdictions.CurrentAsync(cancel);
        var sent = 0;
        foreach (var kind in Enum.GetValues<EncounterKind>())
        {
            await using var db = await _databases.CreateDbContextAsync(cancel);
            var mark = await db.Set<EncounterMarkRow>().FirstOrDefaultAsync(m => m.Kind == kind, cancel);
            if (mark is null)
            {
                db.Add(new EncounterMarkRow { Kind = kind, Until = now });
                await db.SaveChangesAsync(cancel);
                continue;
            }
            var met = await SinceAsync(db, kind, mark.Until, now, cancel);
            mark.Until = met.Count == MostAtOnce ? met[^1].At : now;
            if (kind == EncounterKind.Closing)
            {
                met.RemoveAll(_ => RandomNumberGenerator.GetInt32(1_000_000) >= _rules.ClosingShare * 1_000_000);
            }
            sent += await SendAsync(db, kind, met, jurisdiction, now, cancel);
            await db.SaveChangesAsync(cancel);
        }
        return sent;
    }

    /// <summary>What a link is about; null when it was used, has expired or never was.</summary>
    public async Task<EncounterAsked?> FindAsync(string secret, CancellationToken cancel = default)
    {
        var today = (await _jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(_time.GetUtcNow());
        var hash = Hash(secret);
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return
            await db.Set<EncounterLinkRow>().AsNoTracking().FirstOrDefaultAsync(l => l.Hash == hash, cancel) is { } row
            && row.ExpiresOn >= today
            ? new EncounterAsked(row.Unit, row.Area, row.Neutral, row.Kind)
            : null;
    }

    /// <summary>Takes the one answer of a link; the link is gone afterwards.</summary>
    /// <returns>Whether it was taken; not, when the link was used meanwhile or has expired.</returns>
    public async Task<bool> AnswerAsync(string secret, EncounterAnswer answer, CancellationToken cancel = default)
    {
        if (await FindAsync(secret, cancel) is not { } asked)
        {
            return false;
        }
        var today = (await _jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(_time.GetUtcNow());
        var hash = Hash(secret);
        await using var db = await _databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.Set<EncounterLinkRow>().Where(l => l.Hash == hash).ExecuteDeleteAsync(cancel) != 1)
        {
            return false;
        }
        db.Add(
            new EncounterAnswerRow
            {
                Id = RandomNumberGenerator.GetBytes(16),
                Unit = asked.Unit,
                Kind = asked.Kind,
                Month = new DateOnly(today.Year, today.Month, 1),
                Identity = answer.Identity,
                Rights = answer.Rights,
                NextStep = answer.NextStep,
                OnTime = answer.OnTime,
                Overall = answer.Overall,
            }
        );
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>Removes links that have expired.</summary>
    public async Task ForgetAsync(CancellationToken cancel = default)
    {
        var today = (await _jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(_time.GetUtcNow());
        await using var db = await _databases.CreateDbContextAsync(cancel);
        await db.Set<EncounterLinkRow>().Where(l => l.ExpiresOn < today).ExecuteDeleteAsync(cancel);
    }

    /// <summary>The hash by which a link is found: the link itself is kept nowhere but in the message.</summary>
    internal static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static async Task<List<Met>> SinceAsync(
        Db db,
        EncounterKind kind,
        DateTimeOffset since,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        IQueryable<Met> met = kind switch
        {
            EncounterKind.Visit => db.Set<VisitRow>()
                .Where(v => v.AnsweredAt > since && v.AnsweredAt <= now)
                .OrderBy(v => v.AnsweredAt)
                .Select(v => new Met(v.MatterId, v.Unit, v.AnsweredAt!.Value)),
            EncounterKind.Window => from f in db.Set<BookingFactRow>()
            join b in db.Set<BookingRow>() on f.BookingId equals b.Id
            where f.Type == nameof(BookingServed) && f.At > since && f.At <= now
            orderby f.At
            select new Met(b.MatterId, b.Unit, f.At),
            _ => db.Set<ClosingRow>()
                .Where(c => c.ClosedAt > since && c.ClosedAt <= now && c.Kind != Kind.Conduct && c.Stands != ClosingStands.Ended)
                .OrderBy(c => c.ClosedAt)
                .Select(c => new Met(c.MatterId, c.Unit, c.ClosedAt)),
        };
        return await met.Take(MostAtOnce).ToListAsync(cancel);
    }

    private async Task<int> SendAsync(
        Db db,
        EncounterKind kind,
        List<Met> met,
        Jurisdiction jurisdiction,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var matters = met.ConvertAll(m => m.Matter);
        var people = await db.Set<ParticipantRow>()
            .AsNoTracking()
            .Where(p => matters.Contains(p.MatterId) && p.Role == ParticipantRole.Raiser)
            .ToDictionaryAsync(p => p.MatterId, cancel);
        var areas = await db.Set<MatterRow>()
            .Where(m => matters.Contains(m.Id))
            .Select(m => new { m.Id, m.Area })
            .ToDictionaryAsync(m => m.Id, m => m.Area, cancel);
        var today = jurisdiction.Calendar.DayOf(now);
        var month = new DateOnly(today.Year, today.Month, 1);
        var counted = await db.Set<EncounterSentRow>().Where(s => s.Month == month).ToDictionaryAsync(s => s.Unit, cancel);
        var sent = 0;
        foreach (var one in met)
        {
            if (!jurisdiction.Units.ContainsKey(one.Unit) || jurisdiction.FindReviewer(one.Unit) is not { } neutral)
            {
                continue;
            }
            var secret = RandomNumberGenerator.GetHexString(32, lowercase: true);
            if (
                _notices.RatingRow(
                    people[one.Matter],
                    secret,
                    kind,
                    jurisdiction.NameOf(neutral),
                    jurisdiction.NameOf(one.Unit),
                    now
                )
                is not { } notice
            )
            {
                continue;
            }
            db.Add(notice);
            db.Add(
                new EncounterLinkRow
                {
                    Hash = Hash(secret),
                    Unit = one.Unit,
                    Area = areas[one.Matter],
                    Neutral = neutral,
                    Kind = kind,
                    ExpiresOn = today.AddDays(_rules.OpenDays),
                }
            );
            if (!counted.TryGetValue(one.Unit, out var count))
            {
                counted[one.Unit] = count = new EncounterSentRow { Unit = one.Unit, Month = month };
                db.Add(count);
            }
            count.Sent++;
            sent++;
        }
        return sent;
    }
}
