using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Services;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Notices;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Services;

/// <summary>A booking with its history.</summary>
/// <param name="Id">Key.</param>
/// <param name="ServiceId">Of which service.</param>
/// <param name="Unit">Code of the unit that serves.</param>
/// <param name="Number">The matter's reference, as a number.</param>
/// <param name="Booking">The state.</param>
/// <param name="Facts">What happened.</param>
public sealed record BookingPage(
    Guid Id,
    Guid ServiceId,
    string Unit,
    long Number,
    Booking Booking,
    IReadOnlyList<KeptFact<BookingFact>> Facts
);

/// <summary>One line of a unit's list of bookings.</summary>
/// <param name="Id">Key.</param>
/// <param name="ServiceId">Of which service.</param>
/// <param name="Number">The matter's reference, as a number.</param>
/// <param name="Way">At the window or at the door.</param>
/// <param name="From">Begins, UTC.</param>
/// <param name="Stage">How it stands.</param>
public sealed record BookingLine(Guid Id, Guid ServiceId, long Number, ServiceWay Way, DateTimeOffset From, BookingStage Stage);

/// <summary>
/// The one way in which times are booked, moved, called off and done. The place in a time and the booking are written in one
/// transaction, and the row of the time takes no more bookings than it has places, however many ask at once.
/// </summary>
public sealed class BookingBook
{
    private readonly IDbContextFactory<Db> _databases;
    private readonly TimeProvider _time;
    private readonly NoticeWriter _notices;

    internal BookingBook(IDbContextFactory<Db> databases, TimeProvider time, NoticeWriter notices) =>
        (_databases, _time, _notices) = (databases, time, notices);

    /// <summary>Books a time for a matter of the person.</summary>
    public async Task<Acted> BookAsync(Guid slot, MatterId matter, ParticipantId person, CancellationToken cancel = default)
    {
        var now = _time.GetUtcNow();
        await using var db = await _databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await FindSlotAsync(db, slot, cancel) is not { } row)
        {
            return new Acted.Refused(BookingRule.Full);
        }
        if (await db.Set<BookingRow>().AnyAsync(b => b.MatterId == matter && b.Stage == BookingStage.Made, cancel))
        {
            return new Acted.Refused(Already);
        }
        var decision = BookingRule.Book(SlotOf(row), now);
        if (decision.Fact is not { } fact)
        {
            return new Acted.Refused(decision.Why!);
        }
        if (!await TakeAsync(db, slot, cancel))
        {
            return new Acted.Refused(BookingRule.Full);
        }
        var booking = new BookingRow
        {
            Id = Guid.CreateVersion7(now),
            SlotId = slot,
            ServiceId = row.ServiceId,
            MatterId = matter,
            Person = person,
            Unit = row.Unit,
            From = row.From,
            Stage = BookingStage.Made,
            HeadSeq = 1,
        };
        db.Add(booking);
        db.Add(ToRow(booking, fact, null, now));
        await TellAsync(db, booking, fact, new("已为您约好时间", "a time is booked for you"), now, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return new Acted.Written();
        }
        catch (DbUpdateException)
        {
            // The other of two requests for one matter was quicker; its place is the one that counts.
            return new Acted.Refused(Already);
        }
    }

    /// <summary>Decides on a booking and writes what follows: a place that becomes free, another that is taken, who is told.</summary>
    /// <param name="id">Which.</param>
    /// <param name="by">Somebody of the unit that serves; null when it is the resident, whose link was read before.</param>
    /// <param name="decide">What they want.</param>
    /// <param name="to">The other time, when it is moved.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Acted> DecideAsync(
        Guid id,
        Actor.Staff? by,
        Func<Booking, BookedSlot?, DateTimeOffset, BookingDecision> decide,
        Guid? to = null,
        CancellationToken cancel = default
    )
    {
        try
        {
            return await DecideOnceAsync(id, by, decide, to, cancel);
        }
        catch (Exception fault) when (fault is DbUpdateException || DatabaseFaults.WasOvertaken(fault))
        {
            // Another step was quicker, or two moves wanted each other's time; nothing of this one was written.
            return new Acted.ChangedMeanwhile();
        }
    }

    /// <summary>
    /// Closes a time that the writer's unit opened. It takes no more bookings; those that it has are called off with the
    /// reason, and whoever booked is told and chooses another time behind their link.
    /// </summary>
    public async Task<Acted> CloseSlotAsync(Guid slot, Actor.Staff by, string words, CancellationToken cancel = default)
    {
        var now = _time.GetUtcNow();
        await using var db = await _databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (
            await FindSlotAsync(db, slot, cancel) is not { Places: > 0 } row
            || await ServiceBook.FindAsync(db, row.ServiceId, cancel) is not { } service
        )
        {
            return new Acted.NotFound();
        }
        var (reason, why) = CloseSlotRule.Decide(service.Item, SlotOf(row), words, by, now);
        if (reason is null)
        {
            return new Acted.Refused(why!);
        }
        // A time without places is closed. Whoever books at this moment waits for this row and then finds it full.
        await db.Set<ServiceSlotRow>()
            .Where(s => s.Id == slot)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Places, 0).SetProperty(r => r.Taken, 0), cancel);
        var booked = await db.Set<BookingRow>().Where(b => b.SlotId == slot && b.Stage == BookingStage.Made).ToListAsync(cancel);
        foreach (var booking in booked)
        {
            var fact = new BookingCancelled(ByUnit: true, reason);
            booking.Stage = BookingStage.Cancelled;
            booking.HeadSeq++;
            db.Add(ToRow(booking, fact, by, now));
            await TellAsync(db, booking, fact, CalledOff, now, cancel);
        }
        try
        {
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return new Acted.Written();
        }
        catch (Exception fault) when (fault is DbUpdateException || DatabaseFaults.WasOvertaken(fault))
        {
            // Somebody called off or moved their booking at this moment; nothing was closed.
            return new Acted.ChangedMeanwhile();
        }
    }

    private async Task<Acted> DecideOnceAsync(
        Guid id,
        Actor.Staff? by,
        Func<Booking, BookedSlot?, DateTimeOffset, BookingDecision> decide,
        Guid? to,
        CancellationToken cancel
    )
    {
        var now = _time.GetUtcNow();
        await using var db = await _databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var row = await db.Set<BookingRow>().FirstOrDefaultAsync(b => b.Id == id, cancel);
        if (row is null || (by is not null && by.Unit != row.Unit))
        {
            return new Acted.NotFound();
        }
        var other = to is { } key ? await FindSlotAsync(db, key, cancel) : null;
        if (to is not null && other?.ServiceId != row.ServiceId)
        {
            return new Acted.Refused(BookingRule.Full);
        }
        var booking = Replayed(await FactsAsync(db, id, cancel));
        var decision = decide(booking, other is null ? null : SlotOf(other), now);
        if (decision.Fact is not { } fact)
        {
            return new Acted.Refused(decision.Why!);
        }
        var after = fact.Apply(booking);
        if (fact is BookingMoved && !await TakeAsync(db, after.Slot.Id, cancel))
        {
            return new Acted.Refused(BookingRule.Full);
        }
        if (fact is BookingMoved or BookingCancelled)
        {
            await db.Set<ServiceSlotRow>()
                .Where(s => s.Id == booking.Slot.Id && s.Taken > 0)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.Taken, r => r.Taken - 1), cancel);
        }
        (row.Stage, row.SlotId, row.From) = (after.Stage, after.Slot.Id, after.Slot.From);
        row.Reminded &= fact is not BookingMoved;
        row.HeadSeq++;
        db.Add(ToRow(row, fact, by, now));
        if (fact is BookingCancelled { ByUnit: true })
        {
            await TellAsync(db, row, fact, CalledOff, now, cancel);
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new Acted.Written();
    }

    /// <summary>Reminds whoever booked of what begins within a day, each once for each time.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RemindAsync(CancellationToken cancel = default)
    {
        var now = _time.GetUtcNow();
        var soon = now + BookingRule.RemindedBefore;
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var due = await db.Set<BookingRow>()
            .Where(b => b.Stage == BookingStage.Made && !b.Reminded && b.From > now && b.From <= soon)
            .OrderBy(b => b.From)
            .Take(500)
            .ToListAsync(cancel);
        foreach (var booking in due)
        {
            booking.Reminded = true;
            await TellAsync(
                db,
                booking,
                null,
                new("您预约的服务一天以内就到时间", "what you booked begins within a day"),
                now,
                cancel
            );
        }
        await db.SaveChangesAsync(cancel);
        return due.Count;
    }

    /// <summary>The latest booking of a matter; null when there is none.</summary>
    public static async Task<BookingPage?> OfMatterAsync(Db db, MatterId matter, CancellationToken cancel = default) =>
        await db.Set<BookingRow>()
            .AsNoTracking()
            .Where(b => b.MatterId == matter)
            .OrderBy(b => b.Stage == BookingStage.Made ? 0 : 1)
            .ThenByDescending(b => b.Id)
            .FirstOrDefaultAsync(cancel)
            is { } row
            ? await PageAsync(db, row, cancel)
            : null;

    /// <summary>A booking for the unit that serves; null for everybody else.</summary>
    public static async Task<BookingPage?> FindAsync(Db db, string unit, Guid id, CancellationToken cancel = default) =>
        await db.Set<BookingRow>().AsNoTracking().FirstOrDefaultAsync(b => b.Id == id && b.Unit == unit, cancel) is { } row
            ? await PageAsync(db, row, cancel)
            : null;

    /// <summary>The bookings of a unit from an instant on, the next first, those that still stand before then first of all.</summary>
    public static async Task<IReadOnlyList<BookingLine>> OfUnitAsync(
        Db db,
        string unit,
        DateTimeOffset since,
        CancellationToken cancel = default
    ) =>
        await (
            from booking in db.Set<BookingRow>().AsNoTracking()
            join slot in db.Set<ServiceSlotRow>() on booking.SlotId equals slot.Id
            join matter in db.Set<MatterRow>() on booking.MatterId equals matter.Id
            where booking.Unit == unit && (booking.From >= since || booking.Stage == BookingStage.Made)
            orderby booking.From, booking.Id
            select new BookingLine(booking.Id, booking.ServiceId, matter.Number, slot.Way, booking.From, booking.Stage)
        )
            .Take(200)
            .ToListAsync(cancel);

    private static Bilingual CalledOff { get; } =
        new("您的预约被单位取消，并写明了原因，可以另约", "your booking was called off, with the reason; you may book again");

    private static Refusal Already { get; } =
        Refusal.Of(
            "booking-exists",
            "这件诉求已经约好一个时间，可以改时间。",
            "This matter has a time already; it can be moved.",
            "Slot"
        );

    private static async Task<BookingPage> PageAsync(Db db, BookingRow row, CancellationToken cancel)
    {
        var facts = await FactsAsync(db, row.Id, cancel);
        var number = await db.Set<MatterRow>().Where(m => m.Id == row.MatterId).Select(m => m.Number).SingleAsync(cancel);
        return new BookingPage(row.Id, row.ServiceId, row.Unit, number, Replayed(facts), facts);
    }

    private static Task<ServiceSlotRow?> FindSlotAsync(Db db, Guid slot, CancellationToken cancel) =>
        db.Set<ServiceSlotRow>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == slot, cancel);

    // The row of the time is where two who want its last place meet: one of them updates nothing.
    private static async Task<bool> TakeAsync(Db db, Guid slot, CancellationToken cancel) =>
        await db.Set<ServiceSlotRow>()
            .Where(s => s.Id == slot && s.Taken < s.Places)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Taken, r => r.Taken + 1), cancel) == 1;

    private static BookedSlot SlotOf(ServiceSlotRow row) => new(row.Id, row.Way, row.From, row.Until);

    private static async Task<List<KeptFact<BookingFact>>> FactsAsync(Db db, Guid id, CancellationToken cancel) =>
        (
            await db.Set<BookingFactRow>().AsNoTracking().Where(f => f.BookingId == id).OrderBy(f => f.Seq).ToListAsync(cancel)
        ).ConvertAll(f => new KeptFact<BookingFact>(f.Seq, f.At, f.Staff, f.Unit, PlainFacts<BookingFact>.Read(f.Type, f.Body)));

    private static Booking Replayed(List<KeptFact<BookingFact>> facts) =>
        facts.Aggregate((Booking?)null, (booking, kept) => kept.Fact.Apply(booking))!;

    private static BookingFactRow ToRow(BookingRow booking, BookingFact fact, Actor.Staff? by, DateTimeOffset now) =>
        new()
        {
            BookingId = booking.Id,
            Seq = booking.HeadSeq,
            At = now,
            Staff = by?.Id.Value,
            Unit = by?.Unit,
            Type = PlainFacts<BookingFact>.NameOf(fact),
            Body = PlainFacts<BookingFact>.Write(fact),
        };

    private async Task TellAsync(
        Db db,
        BookingRow booking,
        BookingFact? fact,
        Bilingual step,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var person = await db.Set<ParticipantRow>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == booking.Person, cancel);
        var reference = await db.Set<MatterRow>().Where(m => m.Id == booking.MatterId).Select(m => m.Number).SingleAsync(cancel);
        if (
            person is not null
            && _notices.Row(person, Reference.FromValue(reference), fact?.GetType().Name ?? "BookingReminder", step, now)
                is { } row
        )
        {
            db.Add(row);
        }
    }
}
