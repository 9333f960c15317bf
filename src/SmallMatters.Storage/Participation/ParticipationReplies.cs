using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;

namespace SmallMatters.Storage.Participation;

/// <summary>What a resident wrote and chose, as it is sealed.</summary>
/// <param name="Words">An answer's words, or what a meeting should talk about; empty where nothing was written.</param>
/// <param name="Choice">Index of an answer's choice; null where there is none.</param>
/// <param name="Coming">Of a sign-up: how many come and what they need; null otherwise.</param>
public sealed record ReplyBody(string Words, int? Choice = null, SignUp? Coming = null);

/// <summary>What a resident's own link opens.</summary>
/// <param name="Key">Key.</param>
/// <param name="Kind">What it is.</param>
/// <param name="About">Key of the consultation, meeting or task.</param>
/// <param name="Body">What they gave.</param>
/// <param name="Confirmed">Whether its button was pressed.</param>
[ProjectionFor(Audience.Resident)]
public sealed record ReplyMine(
    Guid Key,
    ReplyKind Kind,
    Guid About,
    [property: Shows(PersonalItem.ReplyWords)] ReplyBody Body,
    bool Confirmed
);

/// <summary>
/// What residents give to consultations, meetings and tasks, without an account: asked for with a contact, sent there as a link, and done
/// when its button is pressed. The same link shows it afterwards and takes it back.
/// </summary>
public sealed partial class ParticipationReplies
{
    private readonly IDbContextFactory<Db> _databases;
    private readonly KeyRing _ring;
    private readonly JurisdictionSource _jurisdictions;
    private readonly JointBook _book;
    private readonly TimeProvider _time;
    private readonly string _publicAddress;

    internal ParticipationReplies(
        IDbContextFactory<Db> databases,
        KeyRing ring,
        JurisdictionSource jurisdictions,
        JointBook book,
        TimeProvider time,
        string publicAddress
    ) =>
        (_databases, _ring, _jurisdictions, _book, _time, _publicAddress) = (
            databases,
            ring,
            jurisdictions,
            book,
            time,
            publicAddress
        );

    /// <summary>Notes what a resident wishes to give, which the rules have read, and sends the link that gives it.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="about">Key of the consultation, meeting or task.</param>
    /// <param name="body">What they give.</param>
    /// <param name="phone">Telephone number in digits, or null.</param>
    /// <param name="email">Mail address; where there is a number, it is not used.</param>
    /// <param name="tongue">In which language to be told.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>What came of it, and the key from which the link is made.</returns>
    public async Task<(Acted Done, Guid Id)> AskAsync(
        ReplyKind kind,
        Guid about,
        ReplyBody body,
        string? phone,
        string? email,
        Tongue tongue,
        CancellationToken cancel = default
    )
    {
        var now = _time.GetUtcNow();
        var today = (await _jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
        var contact = phone is not null ? VerifiedContact.OfPhone(phone) : VerifiedContact.OfEmail(email!);
        await using var db = await _databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var asks = _ring.ContactMark($"asks {today:yyyy-MM-dd}", contact.Plain);
        if (!await ContactUses.UseAsync(db, asks, VerifiedContact.AsksInADay, today, cancel))
        {
            return (new Acted.Refused(ProposePriorityRule.TooManyAsks), default);
        }
        var id = Guid.CreateVersion7(now);
        var (key, wrapped) = _ring.NewPersonKey(id);
        using (key)
        {
            db.Add(
                new ReplyRow
                {
                    Id = id,
                    About = about,
                    Kind = kind,
                    Tongue = tongue,
                    Key = wrapped,
                    Body = key.Seal(JsonSerializer.Serialize(body)),
                    Phone = phone is null ? null : key.Seal(phone),
                    Email = phone is null ? key.Seal(email!) : null,
                    Choice = body.Choice,
                    AskedAt = now,
                }
            );
            var link = LinkOf(id);
            var words = kind switch
            {
                ReplyKind.Answer => new Bilingual(
                    $"【小事不小】请打开链接，确认您的意见：{link} 。如果不是您本人写的，请不必理会。",
                    $"[SmallMatters] Open this link to confirm your answer: {link} . If it was not you, ignore this."
                ),
                ReplyKind.SignUp => new Bilingual(
                    $"【小事不小】请打开链接，确认您来参加恳谈会：{link} 。如果不是您本人报的名，请不必理会。",
                    $"[SmallMatters] Open this link to confirm that you come to the meeting: {link} . If it was not you, ignore this."
                ),
                _ => new Bilingual(
                    $"【小事不小】请打开链接，确认您领取志愿任务：{link} 。如果不是您本人领的，请不必理会。",
                    $"[SmallMatters] Open this link to confirm that you take the task: {link} . If it was not you, ignore this."
                ),
            };
            db.Add(PriorityBook.Notice(id, ParticipationAsks.Confirmation, key.Seal(words.In(tongue)), now));
        }
        try
        {
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return (new Acted.Written(), id);
        }
        catch (DbUpdateException)
        {
            return (new Acted.ChangedMeanwhile(), default);
        }
    }

    /// <summary>What a link opens; null when there is nothing behind it, or no longer.</summary>
    public async Task<ReplyMine?> FindAsync(string token, CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await RowOfAsync(db, token, cancel) is { } row
            ? new ReplyMine(row.Id, row.Kind, row.About, BodyOf(row), row.ConfirmedAt is not null)
            : null;
    }

    /// <summary>Presses the button: it counts from now on. What the same contact gave before is replaced; of a task it stays one place.</summary>
    public async Task<Acted> ConfirmAsync(string token, CancellationToken cancel = default)
    {
        var now = _time.GetUtcNow();
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (await RowOfAsync(db, token, cancel, tracked: true) is not { ConfirmedAt: null } row)
        {
            return new Acted.NotFound();
        }
        var (body, mark) = (BodyOf(row), MarkOf(row));
        var before = await db.Set<ReplyRow>().FirstOrDefaultAsync(r => r.About == row.About && r.Mark == mark, cancel);
        var done = row.Kind switch
        {
            ReplyKind.Answer => await MayAnswerAsync(db, row.About, now, cancel),
            ReplyKind.SignUp => await _book.DecideOutsideAsync<Meeting>(
                row.About,
                (it, _, at) => SignUpRule.Decide(it, row.Id, body.Coming!, before?.Id, at),
                cancel
            ),
            _ when before is not null => new Acted.Refused(
                Refusal.Of("task-taken-already", "您已经领取了这个任务。", "You have taken this task already.")
            ),
            _ => await _book.DecideOutsideAsync<VolunteerTask>(
                row.About,
                (it, _, at) => TakeTaskRule.Take(it, row.Id, at),
                cancel
            ),
        };
        if (done is not Acted.Written)
        {
            return done;
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (before is not null)
        {
            await db.Set<ReplyRow>().Where(r => r.Id == before.Id).ExecuteDeleteAsync(cancel);
            db.Entry(before).State = EntityState.Detached;
        }
        (row.ConfirmedAt, row.Mark) = (now, mark);
        if (row.Kind == ReplyKind.Answer)
        {
            (row.Phone, row.Email) = (null, null);
        }
        try
        {
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return done;
        }
        catch (DbUpdateException)
        {
            return new Acted.ChangedMeanwhile();
        }
    }

    /// <summary>Takes back what was given, without a reason: nothing of it is kept.</summary>
    public async Task<Acted> TakeBackAsync(string token, CancellationToken cancel = default)
    {
        var now = _time.GetUtcNow();
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (await RowOfAsync(db, token, cancel) is not { } row)
        {
            return new Acted.NotFound();
        }
        var done = row switch
        {
            { ConfirmedAt: null } => new Acted.Written(),
            { Kind: ReplyKind.Answer } => await MayAnswerAsync(db, row.About, now, cancel),
            _ => await LeaveAsync(row, cancel),
        };
        if (done is Acted.Written)
        {
            await db.Set<ReplyRow>().Where(r => r.Id == row.Id).ExecuteDeleteAsync(cancel);
        }
        return done;
    }

    /// <summary>Says that the task is done.</summary>
    public async Task<Acted> DoneAsync(string token, CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await RowOfAsync(db, token, cancel) is { Kind: ReplyKind.Place, ConfirmedAt: not null } row
            ? await _book.DecideOutsideAsync<VolunteerTask>(row.About, (it, _, at) => TakeTaskRule.Done(it, row.Id, at), cancel)
            : new Acted.NotFound();
    }

    private Task<Acted> LeaveAsync(ReplyRow row, CancellationToken cancel) =>
        row.Kind == ReplyKind.SignUp
            ? _book.DecideOutsideAsync<Meeting>(row.About, (it, _, at) => SignUpRule.Leave(it, row.Id, at), cancel)
            : _book.DecideOutsideAsync<VolunteerTask>(row.About, (it, _, at) => TakeTaskRule.GiveBack(it, row.Id, at), cancel);

    private async Task<Acted> MayAnswerAsync(Db db, Guid about, DateTimeOffset now, CancellationToken cancel)
    {
        var today = (await _jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
        return await JointBook.ReadAsync<Consultation>(db, about, cancel) switch
        {
            null => new Acted.NotFound(),
            { } it when it.TakesAnswers(today) => new Acted.Written(),
            _ => new Acted.Refused(AnswerConsultationRule.IsOver),
        };
    }

    private string LinkOf(Guid id) => $"{_publicAddress}/taking-part/{_ring.LinkFor(id, 1)}";

    private ReplyBody BodyOf(ReplyRow row)
    {
        using var key = _ring.Unwrap(row.Key, row.Id);
        return JsonSerializer.Deserialize<ReplyBody>(key.Unseal(row.Body))!;
    }

    private string MarkOf(ReplyRow row)
    {
        using var key = _ring.Unwrap(row.Key, row.Id);
        var contact = row.Phone is { } phone
            ? VerifiedContact.OfPhone(key.Unseal(phone))
            : VerifiedContact.OfEmail(key.Unseal(row.Email!));
        return _ring.ContactMark($"reply {row.About:N}", contact.Plain);
    }

    private async Task<ReplyRow?> RowOfAsync(Db db, string token, CancellationToken cancel, bool tracked = false)
    {
        if (!KeyRing.TryReadLink(token, out var id) || !_ring.IsGenuine(token, id, 1))
        {
            return null;
        }
        var rows = tracked ? db.Set<ReplyRow>() : db.Set<ReplyRow>().AsNoTracking();
        return await rows.FirstOrDefaultAsync(r => r.Id == id && !r.OnPaper, cancel);
    }
}
