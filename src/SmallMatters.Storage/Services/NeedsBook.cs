using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Services;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Services;

/// <summary>What the raiser declared, for who has their link or a helper's.</summary>
/// <param name="Needs">Null when nothing is declared.</param>
[ProjectionFor(Audience.Resident)]
public sealed record OwnNeeds([property: Shows(PersonalItem.Needs)] Needs? Needs);

/// <summary>
/// The one way in which declared needs are written, withdrawn and shown. Nothing else reads their table: they stand in no list,
/// search, count or file.
/// </summary>
public sealed class NeedsBook
{
    private readonly IDbContextFactory<Db> _databases;
    private readonly KeyRing _ring;
    private readonly AccessReceipts _receipts;
    private readonly JurisdictionSource _jurisdictions;
    private readonly TimeProvider _time;

    internal NeedsBook(
        IDbContextFactory<Db> databases,
        KeyRing ring,
        AccessReceipts receipts,
        JurisdictionSource jurisdictions,
        TimeProvider time
    ) => (_databases, _ring, _receipts, _jurisdictions, _time) = (databases, ring, receipts, jurisdictions, time);

    /// <summary>Writes what the raiser needs, in the place of what stood there.</summary>
    /// <param name="view">The matter as the writer's link shows it.</param>
    /// <param name="command">What was typed.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Acted> DeclareAsync(ResidentMatter view, DeclareNeeds command, CancellationToken cancel = default)
    {
        var (needs, why) = NeedsRule.Declare(view.Matter, command, new Actor.Person(view.Me.Id), await TodayAsync(cancel));
        if (needs is null)
        {
            return new Acted.Refused(why!);
        }
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var raiser = await RaiserAsync(db, view.Matter.File.Id, cancel);
        using var keys = MatterMapping.KeysOf([raiser], _ring);
        var body = keys.Of(raiser.Id)!.Seal(JsonSerializer.Serialize(needs));
        if (await db.Set<DeclaredNeedRow>().FirstOrDefaultAsync(n => n.Person == raiser.Id, cancel) is { } row)
        {
            (row.Until, row.Body) = (needs.Until, body);
        }
        else
        {
            db.Add(
                new DeclaredNeedRow
                {
                    Person = raiser.Id,
                    MatterId = raiser.MatterId,
                    Until = needs.Until,
                    Body = body,
                }
            );
        }
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Acted.Written();
        }
        catch (DbUpdateException)
        {
            return new Acted.ChangedMeanwhile();
        }
    }

    /// <summary>Withdraws them: the row goes. Whoever may declare may withdraw, in whatever state the matter is.</summary>
    public async Task<Acted> WithdrawAsync(ResidentMatter view, CancellationToken cancel = default)
    {
        if (view.Me.Role == ParticipantRole.Joined)
        {
            return new Acted.NotFound();
        }
        var person = view.Matter.File.Raiser.Id;
        await using var db = await _databases.CreateDbContextAsync(cancel);
        await db.Set<DeclaredNeedRow>().Where(n => n.Person == person).ExecuteDeleteAsync(cancel);
        return new Acted.Written();
    }

    /// <summary>What the raiser declared; whoever only joined reads nothing of it.</summary>
    public async Task<OwnNeeds> OwnAsync(Db db, ResidentMatter view, CancellationToken cancel = default)
    {
        if (view.Me.Role == ParticipantRole.Joined || view.Matter.File.Raiser.Erased)
        {
            return new OwnNeeds(null);
        }
        var raiser = await RaiserAsync(db, view.Matter.File.Id, cancel);
        using var keys = MatterMapping.KeysOf([raiser], _ring);
        return new OwnNeeds(await ReadAsync(db, raiser, keys, cancel));
    }

    /// <summary>
    /// For the window of a booking or the visitor of an appointment, on its day: who serves need not own the matter. The receipt
    /// is written first, and only when there is something to read.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who serves.</param>
    /// <param name="number">The matter's reference, as a number.</param>
    /// <param name="on">The local day of the appointment.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Needs?> OnTheDayAsync(Db db, StaffScope scope, long number, DateOnly on, CancellationToken cancel = default)
    {
        var today = await TodayAsync(cancel);
        var matter = await db.Set<MatterRow>().AsNoTracking().FirstAsync(m => m.Number == number, cancel);
        if (on != today || !await db.Set<DeclaredNeedRow>().AnyAsync(n => n.MatterId == matter.Id && n.Until >= today, cancel))
        {
            return null;
        }
        var raiser = await RaiserAsync(db, matter.Id, cancel);
        using var keys = await _receipts.OpenAsync(matter, [raiser], scope, AccessPurpose.Serving, cancel);
        return await ReadAsync(db, raiser, keys, cancel);
    }

    /// <summary>
    /// Beside a matter or a part that is being dealt with, for a reader that has written the receipt and holds the keys.
    /// </summary>
    internal async Task<Needs?> BesideAsync(
        Db db,
        MatterRows rows,
        Stage stage,
        PersonKeys keys,
        CancellationToken cancel = default
    ) =>
        await ReadAsync(db, rows.Participants.First(p => p.Role == ParticipantRole.Raiser), keys, cancel) is { } needs
        && NeedsRule.ShownBeside(stage, needs, await TodayAsync(cancel))
            ? needs
            : null;

    /// <summary>Deletes those whose last day is over.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ForgetAsync(CancellationToken cancel = default)
    {
        var today = await TodayAsync(cancel);
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await db.Set<DeclaredNeedRow>().Where(n => n.Until < today).ExecuteDeleteAsync(cancel);
    }

    private static Task<ParticipantRow> RaiserAsync(Db db, MatterId matter, CancellationToken cancel) =>
        db.Set<ParticipantRow>().AsNoTracking().FirstAsync(p => p.MatterId == matter && p.Role == ParticipantRole.Raiser, cancel);

    private static async Task<Needs?> ReadAsync(Db db, ParticipantRow raiser, PersonKeys keys, CancellationToken cancel) =>
        await db.Set<DeclaredNeedRow>().AsNoTracking().FirstOrDefaultAsync(n => n.Person == raiser.Id, cancel) is { } row
        && keys.Of(raiser.Id)?.Unseal(row.Body) is { } said
            ? JsonSerializer.Deserialize<Needs>(said)
            : null;

    private async Task<DateOnly> TodayAsync(CancellationToken cancel) =>
        (await _jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(_time.GetUtcNow());
}
