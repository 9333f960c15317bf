using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>A promise of a unit that is still to be kept.</summary>
/// <param name="Id">Key.</param>
/// <param name="Number">Reference of its matter, as a number.</param>
/// <param name="Title">The matter's title, if it has one.</param>
/// <param name="Category">Category code of the matter.</param>
/// <param name="PlaceText">Where it is.</param>
/// <param name="What">What was promised; null when the person it was promised to has been erased.</param>
/// <param name="DueOn">For which local day.</param>
/// <param name="FollowOn">Whether it is what remains of a partly solved matter.</param>
/// <param name="Changes">How often it was moved.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(OpenPromise.Category), nameof(OpenPromise.Partner))]
public sealed record OpenPromise(
    Guid Id,
    long Number,
    [property: Shows(PersonalItem.Words)] string? Title,
    string Category,
    [property: Shows(PersonalItem.Place, PersonalItem.Door)] string? PlaceText,
    [property: Shows(PersonalItem.Answers)] string? What,
    DateOnly DueOn,
    bool FollowOn,
    int Changes
)
{
    /// <summary>The part of the matter that it is about; null when it is about the whole.</summary>
    public Guid? Part { get; init; }

    /// <summary>Code of the outside partner that promised it, for which the reader's unit answers; null for the unit's own.</summary>
    public string? Partner { get; init; }

    /// <summary>Whether the partner said that it is done, so that only the owner's confirmation is missing.</summary>
    public bool SaidDone { get; init; }
}

/// <summary>Reads the promises of a unit.</summary>
public sealed class OpenPromises
{
    private readonly KeyRing _ring;

    internal OpenPromises(KeyRing ring) => _ring = ring;

    /// <summary>
    /// The unit's open promises by their day, and those of outside partners about its matters, which it has to see kept; those of
    /// matters that the reader may not see left out.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who reads; of a unit that they do not see nothing comes.</param>
    /// <param name="unit">The unit that promised.</param>
    /// <param name="partners">Codes of the outside partners.</param>
    /// <param name="from">The first day, and the key of the last promise read on that day; null for the beginning.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<IReadOnlyList<OpenPromise>> OfUnitAsync(
        Db db,
        StaffScope scope,
        string unit,
        IReadOnlyCollection<string> partners,
        (DateOnly Day, Guid After)? from,
        int take,
        CancellationToken cancel = default
    )
    {
        if (!scope.Sees.Contains(unit))
        {
            return [];
        }
        var promises = db.Set<PromiseRow>().AsNoTracking().Where(p => p.State == PromiseState.Open);
        if (from is { } mark)
        {
            promises = promises.Where(p => p.DueOn >= mark.Day && (p.DueOn != mark.Day || p.Id > mark.After));
        }
        var matters = UnitMatters.Rows(db, scope);
        if (scope.Areas.TryGetValue(unit, out var only))
        {
            var me = (Guid?)scope.Id.Value;
            matters = matters.Where(m => only.Contains(m.Area) || m.Handler == me);
        }
        var own = await FoundAsync(promises.Where(p => p.Unit == unit), matters, take, cancel);
        var theirs =
            partners.Count == 0
                ? []
                : await FoundAsync(
                    promises.Where(p => partners.Contains(p.Unit)),
                    matters.Where(m => m.OwnerUnit == unit),
                    take,
                    cancel
                );
        var found = own.Concat(theirs).OrderBy(f => f.Promise.DueOn).ThenBy(f => f.Promise.Id).Take(take).ToList();
        var parts = theirs.Select(f => f.Promise.Part).OfType<Guid>().ToList();
        var ended = await db.Set<PartRow>()
            .Where(p => parts.Contains(p.Id) && p.State == PartState.Ended)
            .Select(p => p.Id)
            .ToListAsync(cancel);
        var ids = found.Select(f => f.Promise.MatterId).Distinct().ToList();
        var people = await db.Set<ParticipantRow>().AsNoTracking().Where(p => ids.Contains(p.MatterId)).ToListAsync(cancel);
        using var keys = MatterMapping.KeysOf(people, _ring);
        return found.ConvertAll(f => new OpenPromise(
            f.Promise.Id,
            f.Number,
            f.Promise.Part is null || f.Promise.Unit != unit ? f.Title : null,
            f.Category,
            f.Promise.Part is null || f.Promise.Unit != unit ? f.PlaceText : null,
            FactCodec.Read<PersonalText>(f.Promise.What, keys).Text,
            f.Promise.DueOn,
            f.Promise.FollowOn,
            f.Promise.Changes
        )
        {
            // A supporting unit sees of the matter what its part shows, and no more.
            Part = f.Promise.Unit == unit ? f.Promise.Part : null,
            Partner = f.Promise.Unit == unit ? null : f.Promise.Unit,
            // A part that ended otherwise than done gave its promises up.
            SaidDone = f.Promise.Part is { } part && ended.Contains(part),
        });
    }

    private static Task<List<Found>> FoundAsync(
        IQueryable<PromiseRow> promises,
        IQueryable<MatterRow> matters,
        int take,
        CancellationToken cancel
    ) =>
        (
            from p in promises
            join m in matters on p.MatterId equals m.Id
            orderby p.DueOn, p.Id
            select new Found(p, m.Number, m.Title, m.Category, m.PlaceText)
        )
            .Take(take)
            .ToListAsync(cancel);

    private sealed record Found(PromiseRow Promise, long Number, string? Title, string Category, string? PlaceText);
}
