using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Hazards;

/// <summary>What of the register is asked for.</summary>
/// <param name="Kind">The sort, or null for all.</param>
/// <param name="Area">Code of the area, or null for all.</param>
/// <param name="Unit">Code of the unit responsible, or null for all.</param>
/// <param name="Words">Part of a name, an address or a code, or null.</param>
/// <param name="Withdrawn">Those that left the register instead of those on it.</param>
public sealed record PremisesFilter(PremisesKind? Kind, string? Area, string? Unit, string? Words, bool Withdrawn)
{
    /// <summary>Whether anything is asked for.</summary>
    public bool IsOn => Kind is not null || Area is not null || Unit is not null || Words is not null;
}

/// <summary>Premises in a list.</summary>
public sealed record PremisesEntry(Guid Id, PremisesDetails Details);

/// <summary>A page of the list.</summary>
/// <param name="Entries">The premises, by area and name.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record PremisesList(IReadOnlyList<PremisesEntry> Entries, int Total);

/// <summary>Somebody opened the contacts.</summary>
/// <param name="Staff">The account.</param>
/// <param name="Unit">Code of the unit that they acted for.</param>
/// <param name="At">The first opening of that day, UTC.</param>
public sealed record PremisesOpening(Guid Staff, string Unit, DateTimeOffset At);

/// <summary>One place on the register as whoever looks after it reads it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Premises">As they stand.</param>
/// <param name="Contacts">Who is reached there; null for whoever reads the place only.</param>
/// <param name="Facts">What happened to them, the earliest first.</param>
/// <param name="Openings">Who opened the contacts, the latest first; null for whoever does not answer for that.</param>
/// <param name="Keeps">Whether the reader keeps the register of them.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(PremisesPage.Facts), nameof(PremisesPage.Openings))]
public sealed record PremisesPage(
    Guid Id,
    Premises Premises,
    [property: Shows(PersonalItem.PremisesContact)] PremisesContacts? Contacts,
    IReadOnlyList<KeptFact<PremisesFact>> Facts,
    IReadOnlyList<PremisesOpening>? Openings,
    bool Keeps
)
{
    /// <summary>Number of the last fact.</summary>
    public int Seen => Facts[^1].Seq;
}

/// <summary>
/// Reads the register of premises: staff of the unit responsible and of those above it, in their areas; auditors read the places
/// and who opened the contacts, never these. Nobody gets a contact before the opening is on disk.
/// </summary>
public sealed class PremisesReader(
    IDbContextFactory<Db> databases,
    PremisesBook book,
    JurisdictionSource jurisdictions,
    TimeProvider time
)
{
    /// <summary>How many stand on one page of the list.</summary>
    public const int OnOnePage = 50;

    /// <summary>A page of the list that somebody may read.</summary>
    public async Task<PremisesList> ListAsync(
        StaffScope scope,
        PremisesFilter filter,
        int page,
        CancellationToken cancel = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = Seen(db, scope).Where(p => p.Withdrawn == filter.Withdrawn);
        found = filter.Kind is { } kind ? found.Where(p => p.Kind == kind) : found;
        found = filter.Area is { } area ? found.Where(p => p.Area == area) : found;
        found = filter.Unit is { } unit ? found.Where(p => p.Unit == unit) : found;
        found = filter.Words is { } words
            ? found.Where(p => p.Name.Contains(words) || p.Address.Contains(words) || p.Code == words)
            : found;
        var rows = await found
            .OrderBy(p => p.Area)
            .ThenBy(p => p.Name)
            .ThenBy(p => p.Id)
            .Skip((page - 1) * OnOnePage)
            .Take(OnOnePage)
            .ToListAsync(cancel);
        return new PremisesList(rows.ConvertAll(r => new PremisesEntry(r.Id, r.Details)), await found.CountAsync(cancel));
    }

    /// <summary>How many stand on the register by sort, of those that somebody may read.</summary>
    public async Task<IReadOnlyDictionary<PremisesKind, int>> CountAsync(StaffScope scope, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Seen(db, scope)
            .Where(p => !p.Withdrawn)
            .GroupBy(p => p.Kind)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
    }

    /// <summary>What is said of one place, which opens no contact; null when it is not for this reader.</summary>
    public async Task<PremisesDetails?> PlaceAsync(Guid id, StaffScope scope, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await Seen(db, scope).FirstOrDefaultAsync(p => p.Id == id && !p.Withdrawn, cancel);
        return row?.Details;
    }

    /// <summary>What is said of several places that the reader's own unit inspects, in the order asked for; the others are left out.</summary>
    public async Task<IReadOnlyList<PremisesEntry>> InspectedAsync(
        IReadOnlyCollection<Guid> ids,
        StaffScope scope,
        CancellationToken cancel = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await Seen(db, scope)
            .Where(p => ids.Contains(p.Id) && !p.Withdrawn && p.Unit == scope.Unit)
            .ToDictionaryAsync(p => p.Id, cancel);
        return [.. ids.Where(rows.ContainsKey).Select(id => new PremisesEntry(id, rows[id].Details))];
    }

    /// <summary>One of them; null when it is not for this reader. The opening is on disk before a contact is read.</summary>
    public async Task<PremisesPage?> OpenAsync(Guid id, StaffScope scope, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Set<PremisesEntryRow>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancel);
        var audits = scope.Is(StaffRole.Auditor);
        if (row is null || (!audits && !scope.SeesIn(row.Unit, row.Area)))
        {
            return null;
        }
        var keeps = PremisesKeeper.Of(scope).MayKeep(row.Unit, row.Area);
        var reads = scope.SeesIn(row.Unit, row.Area);
        if (reads && row.Contacts > 0)
        {
            await LogAsync(db, id, scope, cancel);
        }
        var facts = await db.Set<PremisesFactRow>()
            .AsNoTracking()
            .Where(f => f.PremisesId == id)
            .OrderBy(f => f.Seq)
            .ToListAsync(cancel);
        var version =
            reads && row.Contacts > 0
                ? await db.Set<PremisesContactRow>()
                    .AsNoTracking()
                    .FirstOrDefaultAsync(c => c.PremisesId == id && c.Seq == row.Contacts, cancel)
                : null;
        return new PremisesPage(
            id,
            row.State,
            reads ? book.Open(row, version) : null,
            facts.ConvertAll(f => f.ToKept()),
            keeps || audits ? await OpeningsAsync(db, id, cancel) : null,
            keeps && !row.Withdrawn
        );
    }

    private static async Task<IReadOnlyList<PremisesOpening>> OpeningsAsync(Db db, Guid id, CancellationToken cancel) =>
        [
            .. (await db.Set<PremisesOpeningRow>().AsNoTracking().Where(o => o.PremisesId == id).ToListAsync(cancel))
                .OrderByDescending(o => o.At)
                .Select(o => new PremisesOpening(o.Account, o.StaffUnit, o.At)),
        ];

    internal static IQueryable<PremisesEntryRow> Seen(Db db, StaffScope scope)
    {
        var all = db.Set<PremisesEntryRow>().AsNoTracking();
        var (whole, parts) = ((IReadOnlyList<string>)scope.Whole, (IReadOnlyList<string>)scope.Parts);
        return scope.Is(StaffRole.Auditor)
            ? all
            : all.Where(p => whole.Contains(p.Unit) || parts.Contains(p.Unit + "/" + p.Area));
    }

    // The first opening of an account on a local day stands for all of that day.
    private async Task LogAsync(Db db, Guid id, StaffScope scope, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var day = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
        var log = db.Set<PremisesOpeningRow>()
            .Where(o => o.PremisesId == id && o.Account == scope.Id.Value && o.StaffUnit == scope.Unit && o.Day == day);
        if (await log.AnyAsync(cancel))
        {
            return;
        }
        db.Add(
            new PremisesOpeningRow
            {
                PremisesId = id,
                Account = scope.Id.Value,
                StaffUnit = scope.Unit,
                Day = day,
                At = now,
            }
        );
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Two pages at once: the other one's entry is as good. Without any, nothing is shown.
            db.ChangeTracker.Clear();
            if (!await log.AnyAsync(cancel))
            {
                throw;
            }
        }
    }
}
