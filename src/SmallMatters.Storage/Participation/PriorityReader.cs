using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Participation;

/// <summary>A priority for everybody.</summary>
/// <param name="Id">Key.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Title">In one line; null while it is not public.</param>
/// <param name="Words">The words; null while it is not public.</param>
/// <param name="Supports">How many contacts support it.</param>
[ProjectionFor(Audience.Public)]
[ShowsNothingPersonal(nameof(PublicPriority.State))]
public sealed record PublicPriority(
    Guid Id,
    Priority State,
    [property: Shows(PersonalItem.PriorityWords)] string? Title,
    [property: Shows(PersonalItem.PriorityWords)] string? Words,
    int Supports
);

/// <summary>A priority for the units that deal with it.</summary>
/// <param name="Id">Key.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Title">In one line; null once it is gone.</param>
/// <param name="Words">The words; null once they are gone.</param>
/// <param name="ByPhone">Supports by telephone number.</param>
/// <param name="ByEmail">Supports by mail address, of which one person can have many.</param>
/// <param name="Facts">What happened.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(PriorityPage.State), nameof(PriorityPage.Facts))]
public sealed record PriorityPage(
    Guid Id,
    Priority State,
    [property: Shows(PersonalItem.PriorityWords)] string? Title,
    [property: Shows(PersonalItem.PriorityWords)] string? Words,
    int ByPhone,
    int ByEmail,
    IReadOnlyList<KeptFact<PriorityFact>> Facts
);

/// <summary>A priority for whoever proposed it.</summary>
/// <param name="Id">Key.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Title">In one line; null once it is gone.</param>
/// <param name="Words">The words; null once they are gone.</param>
[ProjectionFor(Audience.Resident)]
[ShowsNothingPersonal(nameof(PriorityMine.State))]
public sealed record PriorityMine(
    Guid Id,
    Priority State,
    [property: Shows(PersonalItem.PriorityWords)] string? Title,
    [property: Shows(PersonalItem.PriorityWords)] string? Words
);

/// <summary>Reads priorities, always the newest first: an order by support would make a race of it.</summary>
public sealed class PriorityReader
{
    private static readonly PriorityStage[] Answered = [PriorityStage.Adopted, PriorityStage.Done];
    private static readonly PriorityStage[] Public =
    [
        PriorityStage.Open,
        PriorityStage.Adopted,
        PriorityStage.Declined,
        PriorityStage.Done,
    ];

    private readonly KeyRing _ring;

    internal PriorityReader(KeyRing ring) => _ring = ring;

    /// <summary>What is public, in one stage or all, of one area or all.</summary>
    /// <param name="db">Where.</param>
    /// <param name="area">Area code, or null.</param>
    /// <param name="stage">The stage, or null.</param>
    /// <param name="before">Key after which the page begins, or null for the newest.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<IReadOnlyList<PublicPriority>> PublicAsync(
        Db db,
        string? area,
        PriorityStage? stage,
        Guid? before,
        int most,
        CancellationToken cancel = default
    )
    {
        var rows = db.Set<PriorityRow>().AsNoTracking();
        rows =
            stage is { } one && Public.Contains(one)
                ? rows.Where(p => p.Stage == one)
                : rows.Where(p => Public.Contains(p.Stage));
        return await ShownAsync(db, rows, area, before, most, cancel);
    }

    /// <summary>What was taken up in an area: adopted, and done.</summary>
    public Task<IReadOnlyList<PublicPriority>> AnsweredAsync(Db db, string area, int most, CancellationToken cancel = default) =>
        ShownAsync(db, db.Set<PriorityRow>().AsNoTracking().Where(p => Answered.Contains(p.Stage)), area, null, most, cancel);

    /// <summary>One that is public, or was and is hidden, then without its words; null for everything else.</summary>
    public async Task<PublicPriority?> FindPublicAsync(Db db, Guid id, CancellationToken cancel = default) =>
        await PriorityBook.FindAsync(db, id, cancel) is var (row, state)
        && (state.IsPublic || state.Stage == PriorityStage.Hidden)
            ? Shown(row, state)
            : null;

    /// <summary>Those of a unit that wait for something or are in hand; all that ended, when asked for.</summary>
    public async Task<IReadOnlyList<PriorityPage>> OfUnitAsync(
        Db db,
        string unit,
        bool ended,
        Guid? before,
        int most,
        CancellationToken cancel = default
    )
    {
        PriorityStage[] stages = ended
            ? [PriorityStage.Declined, PriorityStage.Done, PriorityStage.Hidden, PriorityStage.Withdrawn]
            : [PriorityStage.Held, PriorityStage.Open, PriorityStage.Adopted];
        return await PagesAsync(
            db,
            db.Set<PriorityRow>().AsNoTracking().Where(p => p.Unit == unit && stages.Contains(p.Stage)),
            before,
            most,
            cancel
        );
    }

    /// <summary>Appeals that a reviewer of a unit may decide: those of other units.</summary>
    public Task<IReadOnlyList<PriorityPage>> AppealsAsync(Db db, string unit, int most, CancellationToken cancel = default) =>
        PagesAsync(db, db.Set<PriorityRow>().AsNoTracking().Where(p => p.AppealWaits && p.Unit != unit), null, most, cancel);

    /// <summary>One, for the unit that answers it and for a reviewer while its appeal waits; null for everybody else.</summary>
    public async Task<PriorityPage?> ForStaffAsync(Db db, Guid id, Actor.Staff reader, CancellationToken cancel = default)
    {
        if (await PriorityBook.FindAsync(db, id, cancel) is not var (row, state))
        {
            return null;
        }
        var reviews = state.AppealWaits && reader.Is(StaffRole.Reviewer) && reader.Unit != state.HiddenBy;
        return reader.IsOf(state) || reviews ? Page(row, state, await PriorityBook.FactsAsync(db, [id], cancel)) : null;
    }

    /// <summary>What the proposer's link opens; null where there is no such link.</summary>
    public async Task<PriorityMine?> MineAsync(Db db, string secret, CancellationToken cancel = default)
    {
        if (
            !KeyRing.TryReadLink(secret, out var id)
            || !_ring.IsGenuine(secret, id, 2)
            || await PriorityBook.FindAsync(db, id, cancel) is not var (row, state)
        )
        {
            return null;
        }
        var body = PriorityBook.Opened(_ring, row);
        return new PriorityMine(id, state, body?.Title, body?.Words);
    }

    private async Task<IReadOnlyList<PublicPriority>> ShownAsync(
        Db db,
        IQueryable<PriorityRow> rows,
        string? area,
        Guid? before,
        int most,
        CancellationToken cancel
    )
    {
        rows = area is null ? rows : rows.Where(p => p.Area == area);
        rows = before is { } last ? rows.Where(p => p.Id < last) : rows;
        var found = await rows.OrderByDescending(p => p.Id).Take(most).ToListAsync(cancel);
        var facts = await PriorityBook.FactsAsync(db, found.ConvertAll(p => p.Id), cancel);
        return found.ConvertAll(p => Shown(p, PriorityBook.Replayed(facts, p.Id)));
    }

    private async Task<IReadOnlyList<PriorityPage>> PagesAsync(
        Db db,
        IQueryable<PriorityRow> rows,
        Guid? before,
        int most,
        CancellationToken cancel
    )
    {
        rows = before is { } last ? rows.Where(p => p.Id < last) : rows;
        var found = await rows.OrderByDescending(p => p.Id).Take(most).ToListAsync(cancel);
        var facts = await PriorityBook.FactsAsync(db, found.ConvertAll(p => p.Id), cancel);
        return found.ConvertAll(p => Page(p, PriorityBook.Replayed(facts, p.Id), facts));
    }

    // What a unit has prepared is nobody's to see before it is released.
    private PublicPriority Shown(PriorityRow row, Priority state)
    {
        var body = state.IsPublic ? PriorityBook.Opened(_ring, row) : null;
        return new PublicPriority(row.Id, state with { Prepared = null }, body?.Title, body?.Words, row.ByPhone + row.ByEmail);
    }

    private PriorityPage Page(PriorityRow row, Priority state, ILookup<Guid, KeptFact<PriorityFact>> facts)
    {
        var body = PriorityBook.Opened(_ring, row);
        return new PriorityPage(row.Id, state, body?.Title, body?.Words, row.ByPhone, row.ByEmail, [.. facts[row.Id]]);
    }
}
