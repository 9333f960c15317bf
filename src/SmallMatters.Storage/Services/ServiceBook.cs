using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Services;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Services;

/// <summary>A service with its history.</summary>
public sealed record ServicePage(ServiceItem Item, IReadOnlyList<KeptFact<ServiceFact>> Facts)
{
    /// <summary>Number of the last fact.</summary>
    public int Seen => Facts[^1].Seq;
}

/// <summary>One time of a service.</summary>
/// <param name="Slot">When and how.</param>
/// <param name="ServiceId">Of which service.</param>
/// <param name="Places">How many can be served.</param>
/// <param name="Taken">How many places are booked.</param>
public sealed record SlotLine(BookedSlot Slot, Guid ServiceId, int Places, int Taken)
{
    /// <summary>How many places are free.</summary>
    public int Left => Places - Taken;
}

/// <summary>The one way in which the catalogue of services is kept, its times are opened, and both are read.</summary>
public sealed class ServiceBook(IDbContextFactory<Db> databases, JurisdictionSource jurisdictions, TimeProvider time)
{
    /// <summary>Puts a service into the catalogue.</summary>
    public async Task<(Acted Done, Guid Id)> OpenAsync(Actor.Staff by, KeepService command, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var decision = ServiceRule.Open(command, id, by, await jurisdictions.CurrentAsync(cancel), now);
        if (decision.Fact is not ServiceOpened opened)
        {
            return (new Acted.Refused(decision.Why!), id);
        }
        await using var db = await databases.CreateDbContextAsync(cancel);
        var entry = new RegisterEntryRow
        {
            Id = id,
            Register = Register.Service,
            Subject = opened.File.Sheet.Category,
            Title = opened.File.Sheet.Name.Zh,
            Unit = by.Unit,
            Stage = nameof(ServiceItem.Offered),
            OpenedAt = now,
        };
        db.Add(RegisterChain<ServiceFact>.Append(entry, opened, by, now));
        db.Add(entry);
        await db.SaveChangesAsync(cancel);
        return (new Acted.Written(), id);
    }

    /// <summary>Decides on a service and writes what follows.</summary>
    public async Task<Acted> DecideAsync(
        Guid id,
        Actor.Staff by,
        Func<ServiceItem, Jurisdiction, DateTimeOffset, ServiceDecision> decide,
        int seen,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow();
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        return await RegisterChain<ServiceFact>.DecideAsync(
            databases,
            Register.Service,
            id,
            seen,
            by,
            now,
            facts =>
            {
                var before = Replayed(facts);
                var decision = decide(before, jurisdiction, now);
                return decision.Fact is { } fact
                    ? new RegisterStep<ServiceFact>(fact, null, fact.Apply(before).GetType().Name)
                    : new RegisterStep<ServiceFact>(null, decision.Why);
            },
            cancel
        );
    }

    /// <summary>Opens times of a service.</summary>
    public async Task<Acted> OpenSlotsAsync(Guid id, Actor.Staff by, OpenSlots command, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await FindAsync(db, id, cancel) is not { } page)
        {
            return new Acted.NotFound();
        }
        var now = time.GetUtcNow();
        var calendar = (await jurisdictions.CurrentAsync(cancel)).Calendar;
        var (times, why) = OpenSlotsRule.Decide(page.Item, command, by, calendar.DayOf(now));
        if (times is null)
        {
            return new Acted.Refused(why!);
        }
        var midnight = calendar.StartOfDay(command.Day!.Value);
        db.AddRange(
            times.Select(t => new ServiceSlotRow
            {
                Id = Guid.CreateVersion7(now),
                ServiceId = id,
                Unit = page.Item.File.Unit,
                Way = command.Way,
                From = midnight + t.From,
                Until = midnight + t.Until,
                Places = command.Places!.Value,
            })
        );
        await db.SaveChangesAsync(cancel);
        return new Acted.Written();
    }

    /// <summary>A service with its history; null when there is none.</summary>
    public static async Task<ServicePage?> FindAsync(Db db, Guid id, CancellationToken cancel = default) =>
        await RegisterChain<ServiceFact>.FindAsync(db, Register.Service, id, cancel) is { } facts
            ? new ServicePage(Replayed(facts), facts)
            : null;

    /// <summary>The services of those keys, in their order, withdrawn ones too; what is no service is left out.</summary>
    public static async Task<IReadOnlyList<ServiceItem>> FindAllAsync(
        Db db,
        IEnumerable<Guid> ids,
        CancellationToken cancel = default
    )
    {
        var found = new List<ServiceItem>();
        foreach (var id in ids.Distinct())
        {
            if (await FindAsync(db, id, cancel) is { } page)
            {
                found.Add(page.Item);
            }
        }
        return found;
    }

    /// <summary>The services that are offered, of one unit or of all, by their category.</summary>
    public static async Task<IReadOnlyList<ServiceFile>> OfferedAsync(Db db, string? unit, CancellationToken cancel = default)
    {
        var all = await RegisterChain<ServiceFact>.ReadAllAsync(
            db,
            db.Set<RegisterEntryRow>()
                .Where(e =>
                    e.Register == Register.Service && e.Stage == nameof(ServiceItem.Offered) && (unit == null || e.Unit == unit)
                ),
            cancel
        );
        return
        [
            .. all.Select(e => Replayed(e.Facts).File)
                .OrderBy(f => f.Sheet.Category, StringComparer.Ordinal)
                .ThenBy(f => f.Sheet.Name.Zh, StringComparer.Ordinal),
        ];
    }

    /// <summary>The times of a service that have not begun, the next first; full ones too.</summary>
    public static async Task<IReadOnlyList<SlotLine>> SlotsAsync(
        Db db,
        Guid service,
        DateTimeOffset now,
        CancellationToken cancel = default
    ) =>
        await db.Set<ServiceSlotRow>()
            .AsNoTracking()
            .Where(s => s.ServiceId == service && s.From > now)
            .OrderBy(s => s.From)
            .ThenBy(s => s.Way)
            .Take(200)
            .Select(s => new SlotLine(new BookedSlot(s.Id, s.Way, s.From, s.Until), s.ServiceId, s.Places, s.Taken))
            .ToListAsync(cancel);

    private static ServiceItem Replayed(List<KeptFact<ServiceFact>> facts) =>
        facts.Aggregate((ServiceItem?)null, (item, kept) => kept.Fact.Apply(item))!;
}
