using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;

namespace SmallMatters.Storage.Participation;

/// <summary>What the link that was sent opens, before its button is pressed.</summary>
/// <param name="Title">Title of the priority.</param>
/// <param name="Proposes">Whether it proposes; else it supports.</param>
/// <param name="Already">Whether this contact supports it already, so that the button takes that back.</param>
[ProjectionFor(Audience.Resident)]
public sealed record AskShown([property: Shows(PersonalItem.PriorityWords)] string Title, bool Proposes, bool Already);

/// <summary>What pressing the button came to.</summary>
/// <param name="Done">What came of it.</param>
/// <param name="Priority">The priority.</param>
/// <param name="Mine">The secret of the proposer's own page, when it proposed.</param>
public sealed record AskConfirmed(Acted Done, Guid Priority, string? Mine);

/// <summary>
/// Proposals and supports by residents: asked for with a contact, sent there as a link, and done when its button is pressed. Of a support
/// no contact is kept.
/// </summary>
public sealed class ParticipationAsks
{
    /// <summary>Name of the message that asks to confirm.</summary>
    public const string Confirmation = "ParticipationConfirmation";

    /// <summary>What nobody confirms is deleted after this.</summary>
    public static readonly TimeSpan ConfirmWithin = TimeSpan.FromDays(2);

    private readonly IDbContextFactory<Db> _databases;
    private readonly KeyRing _ring;
    private readonly JurisdictionSource _jurisdictions;
    private readonly TimeProvider _time;
    private readonly string _publicAddress;

    internal ParticipationAsks(
        IDbContextFactory<Db> databases,
        KeyRing ring,
        JurisdictionSource jurisdictions,
        TimeProvider time,
        string publicAddress
    ) => (_databases, _ring, _jurisdictions, _time, _publicAddress) = (databases, ring, jurisdictions, time, publicAddress);

    /// <summary>Notes a proposal and sends the link that makes it one.</summary>
    /// <param name="command">The proposal.</param>
    /// <param name="phone">Telephone number in digits, or null.</param>
    /// <param name="email">Mail address; where there is a number, it is not used.</param>
    /// <param name="tongue">In which language to be told.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>What came of it, and the key of the wish, from which the link is made.</returns>
    public async Task<(Acted Done, Guid Ask)> ProposeAsync(
        ProposePriority command,
        string? phone,
        string? email,
        Tongue tongue,
        CancellationToken cancel = default
    )
    {
        var (words, why) = ProposePriorityRule.Read(command, await _jurisdictions.CurrentAsync(cancel));
        return words is null
            ? (new Acted.Refused(why!), default)
            : await AskAsync(
                id => new ParticipationAskRow
                {
                    Id = id.Id,
                    Area = command.Area!,
                    Held = words.Held,
                    Tongue = tongue,
                    Key = id.Wrapped,
                    Body = id.Key.Seal(PriorityBody.Of(words.Title, words.Words)),
                    Phone = phone is null ? null : id.Key.Seal(phone),
                    Email = phone is null ? id.Key.Seal(email!) : null,
                    AskedAt = _time.GetUtcNow(),
                },
                link =>
                    new(
                        $"【小事不小】请打开链接，确认您提的议题：{link} 。如果不是您本人提的，请不必理会。",
                        $"[SmallMatters] Open this link to confirm the priority that you propose: {link} . If it was not you, ignore this."
                    ),
                phone,
                email,
                cancel
            );
    }

    /// <summary>Notes the wish to support a priority and sends the link that counts it.</summary>
    public async Task<(Acted Done, Guid Ask)> SupportAsync(
        Guid priority,
        string? phone,
        string? email,
        Tongue tongue,
        CancellationToken cancel = default
    )
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (await PriorityBook.FindAsync(db, priority, cancel) is not var (row, state) || !state.IsPublic)
        {
            return (new Acted.NotFound(), default);
        }
        if (ProposePriorityRule.Support(state, 0) is { } why)
        {
            return (new Acted.Refused(why), default);
        }
        return await AskAsync(
            id => new ParticipationAskRow
            {
                Id = id.Id,
                PriorityId = priority,
                Area = row.Area,
                Tongue = tongue,
                Key = id.Wrapped,
                Phone = phone is null ? null : id.Key.Seal(phone),
                Email = phone is null ? id.Key.Seal(email!) : null,
                AskedAt = _time.GetUtcNow(),
            },
            link =>
                new(
                    $"【小事不小】请打开链接，确认您支持这个议题：{link} 。如果不是您本人点的，请不必理会。",
                    $"[SmallMatters] Open this link to confirm that you support a priority: {link} . If it was not you, ignore this."
                ),
            phone,
            email,
            cancel
        );
    }

    /// <summary>What a link opens; null when there is nothing behind it, or no longer.</summary>
    public async Task<AskShown?> FindAsync(string token, CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (await AskOfAsync(db, token, cancel) is not { } ask)
        {
            return null;
        }
        using var key = _ring.Unwrap(ask.Key, ask.Id);
        if (ask.PriorityId is not { } id)
        {
            return new AskShown(PriorityBody.Read(key.Unseal(ask.Body!)).Title, true, false);
        }
        if (await PriorityBook.FindAsync(db, id, cancel) is not var (row, state) || !state.IsPublic)
        {
            return null;
        }
        var mark = SupportMark(id, ContactOf(ask, key));
        return new AskShown(
            PriorityBook.Opened(_ring, row)!.Title,
            false,
            await db.Set<PrioritySupportRow>().AnyAsync(s => s.PriorityId == id && s.Mark == mark, cancel)
        );
    }

    /// <summary>Presses the button: the proposal is made, the support counts, or, where this contact supports it already, ends.</summary>
    public async Task<AskConfirmed> ConfirmAsync(string token, CancellationToken cancel = default)
    {
        var now = _time.GetUtcNow();
        var jurisdiction = await _jurisdictions.CurrentAsync(cancel);
        var today = jurisdiction.Calendar.DayOf(now);
        await using var db = await _databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // Whoever deletes it has it: pressed twice at once, it counts once.
        if (
            await AskOfAsync(db, token, cancel) is not { } ask
            || await db.Set<ParticipationAskRow>().Where(a => a.Id == ask.Id).ExecuteDeleteAsync(cancel) == 0
        )
        {
            return new AskConfirmed(new Acted.NotFound(), default, null);
        }
        using var key = _ring.Unwrap(ask.Key, ask.Id);
        var contact = ContactOf(ask, key);
        var (done, id) = ask.PriorityId is { } supported
            ? (await CountAsync(db, supported, contact, today, cancel), supported)
            : (await MakeAsync(db, ask, contact, jurisdiction, now, cancel), ask.Id);
        if (done is Acted.ChangedMeanwhile)
        {
            return new AskConfirmed(done, id, null);
        }
        try
        {
            await db.SaveChangesAsync(cancel);
            // What was refused keeps nothing of the wish either.
            await transaction.CommitAsync(cancel);
        }
        catch (DbUpdateException)
        {
            return new AskConfirmed(new Acted.ChangedMeanwhile(), id, null);
        }
        var mine = done is Acted.Written && ask.PriorityId is null ? PriorityBook.MineOf(_ring, id) : null;
        return new AskConfirmed(done, id, mine);
    }

    private async Task<(Acted Done, Guid Ask)> AskAsync(
        Func<(Guid Id, PersonKey Key, byte[] Wrapped), ParticipationAskRow> row,
        Func<string, Bilingual> message,
        string? phone,
        string? email,
        CancellationToken cancel
    )
    {
        var now = _time.GetUtcNow();
        var today = (await _jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
        var contact = phone is not null ? VerifiedContact.OfPhone(phone) : VerifiedContact.OfEmail(email!);
        var id = Guid.CreateVersion7(now);
        var (key, wrapped) = _ring.NewPersonKey(id);
        using (key)
        {
            await using var db = await _databases.CreateDbContextAsync(cancel);
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            var mark = _ring.ContactMark($"asks {today:yyyy-MM-dd}", contact.Plain);
            if (!await ContactUses.UseAsync(db, mark, VerifiedContact.AsksInADay, today, cancel))
            {
                return (new Acted.Refused(ProposePriorityRule.TooManyAsks), default);
            }
            var asked = row((id, key, wrapped));
            db.Add(asked);
            var words = message($"{_publicAddress}/priorities/confirm/{_ring.LinkFor(id, 1)}").In(asked.Tongue);
            db.Add(PriorityBook.Notice(id, Confirmation, key.Seal(words), now));
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
    }

    private async Task<Acted> CountAsync(Db db, Guid id, VerifiedContact contact, DateOnly today, CancellationToken cancel)
    {
        if (await PriorityBook.FindAsync(db, id, cancel) is not var (_, state))
        {
            return new Acted.NotFound();
        }
        var mark = SupportMark(id, contact);
        var (one, counted) = (1, db.Set<PriorityRow>().Where(p => p.Id == id));
        if (await db.Set<PrioritySupportRow>().Where(s => s.PriorityId == id && s.Mark == mark).ExecuteDeleteAsync(cancel) == 1)
        {
            one = -1;
        }
        else
        {
            var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
            var week = _ring.ContactMark($"supports {monday:yyyy-MM-dd}", contact.Plain);
            if (ProposePriorityRule.Support(state, await ContactUses.CountAsync(db, week, cancel)) is { } why)
            {
                return new Acted.Refused(why);
            }
            // Others of the same contact may have been quicker since.
            const int Most = VerifiedContact.SupportsInAWeek;
            if (!await ContactUses.UseAsync(db, week, Most, monday.AddDays(6), cancel))
            {
                return new Acted.Refused(ProposePriorityRule.Support(state, Most)!);
            }
            db.Add(new PrioritySupportRow { PriorityId = id, Mark = mark });
            // It may have ended since it was read, and its marks have gone.
            counted = counted.Where(p => p.Stage == PriorityStage.Open);
        }
        var written = await (
            contact.IsPhone
                ? counted.ExecuteUpdateAsync(p => p.SetProperty(r => r.ByPhone, r => r.ByPhone + one), cancel)
                : counted.ExecuteUpdateAsync(p => p.SetProperty(r => r.ByEmail, r => r.ByEmail + one), cancel)
        );
        return written == 1 ? new Acted.Written() : new Acted.ChangedMeanwhile();
    }

    private async Task<Acted> MakeAsync(
        Db db,
        ParticipationAskRow ask,
        VerifiedContact contact,
        Domain.Units.Jurisdiction jurisdiction,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var today = jurisdiction.Calendar.DayOf(now);
        var month = new DateOnly(today.Year, today.Month, 1);
        var mark = _ring.ContactMark($"proposals {month:yyyy-MM}", contact.Plain);
        var decision = ProposePriorityRule.Decide(
            ask.Area,
            ask.Held,
            await ContactUses.CountAsync(db, mark, cancel),
            jurisdiction,
            today
        );
        if (decision.Fact is not PriorityProposed proposed)
        {
            return new Acted.Refused(decision.Why!);
        }
        const int Most = VerifiedContact.ProposalsInAMonth;
        if (!await ContactUses.UseAsync(db, mark, Most, month.AddMonths(1).AddDays(-1), cancel))
        {
            return new Acted.Refused(ProposePriorityRule.Decide(ask.Area, ask.Held, Most, jurisdiction, today).Why!);
        }
        PriorityBook.Add(
            db,
            new PriorityRow
            {
                Id = ask.Id,
                Area = ask.Area,
                Unit = proposed.Unit,
                Tongue = ask.Tongue,
                Key = ask.Key,
                Body = ask.Body,
                Phone = ask.Phone,
                Email = ask.Email,
            },
            proposed,
            null,
            now
        );
        return new Acted.Written();
    }

    private string SupportMark(Guid priority, VerifiedContact contact) =>
        _ring.ContactMark($"support {priority:N}", contact.Plain);

    private static VerifiedContact ContactOf(ParticipationAskRow ask, PersonKey key) =>
        ask.Phone is { } phone ? VerifiedContact.OfPhone(key.Unseal(phone)) : VerifiedContact.OfEmail(key.Unseal(ask.Email!));

    private async Task<ParticipationAskRow?> AskOfAsync(Db db, string token, CancellationToken cancel) =>
        KeyRing.TryReadLink(token, out var id) && _ring.IsGenuine(token, id, 1)
            ? await db.Set<ParticipationAskRow>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, cancel)
            : null;
}
