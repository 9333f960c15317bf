using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>A list of parts that wait for somebody.</summary>
public enum PartList
{
    /// <summary>请我们协办: the unit was asked, or has it in hand.</summary>
    Ours,

    /// <summary>我们派出的: the unit owns the matter, and the part is open.</summary>
    Given,

    /// <summary>上报到我们: overdue elsewhere and gone up to the unit.</summary>
    Escalated,

    /// <summary>居民取消的: asked of the unit and called off by the resident, while the matter goes on.</summary>
    CalledOff,
}

/// <summary>A line of a list of parts.</summary>
/// <param name="Id">Key.</param>
/// <param name="Number">Reference of the matter, as a number.</param>
/// <param name="Title">What it is about; null once the raiser was erased.</param>
/// <param name="Category">Category code of the matter.</param>
/// <param name="Area">Area code of the matter.</param>
/// <param name="Unit">Code of the unit that was asked.</param>
/// <param name="Owner">Code of the matter's owner.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DueAt">The end of the clock that runs now, UTC.</param>
[ProjectionFor(Audience.SupportingUnit, Audience.Handler)]
[ShowsNothingPersonal(nameof(PartLine.Category), nameof(PartLine.Area), nameof(PartLine.Unit), nameof(PartLine.Owner))]
public sealed record PartLine(
    Guid Id,
    long Number,
    [property: Shows(PersonalItem.InternalWords)] string? Title,
    string Category,
    string Area,
    string Unit,
    string Owner,
    PartState State,
    DateTimeOffset? DueAt
);

/// <summary>Reads lists of parts, the most urgent first.</summary>
public sealed class PartLists
{
    /// <summary>Counts go this far and no further.</summary>
    public const int CountTo = 100;

    private readonly KeyRing _ring;

    internal PartLists(KeyRing ring) => _ring = ring;

    /// <summary>The beginning of a list of a unit; nothing of a unit that the reader does not see.</summary>
    public async Task<IReadOnlyList<PartLine>> ReadAsync(
        Db db,
        StaffScope scope,
        string unit,
        PartList list,
        int take,
        CancellationToken cancel = default
    )
    {
        var found = await (
            from p in Of(db, scope, unit, list)
            join m in UnitMatters.Rows(db, scope) on p.MatterId equals m.Id
            orderby p.DueAt, p.Id
            select new
            {
                Part = p,
                m.Number,
                m.Category,
                m.Area,
            }
        )
            .AsNoTracking()
            .Take(take)
            .ToListAsync(cancel);
        var ids = found.Select(f => f.Part.MatterId).Distinct().ToList();
        var people =
            ids.Count == 0
                ? []
                : await db.Set<ParticipantRow>()
                    .AsNoTracking()
                    .Where(p => ids.Contains(p.MatterId) && p.Role == ParticipantRole.Raiser)
                    .ToListAsync(cancel);
        using var keys = MatterMapping.KeysOf(people, _ring);
        return found.ConvertAll(f => new PartLine(
            f.Part.Id,
            f.Number,
            FactCodec.Read<Part>(f.Part.Body, keys).Title.Text,
            f.Category,
            f.Area,
            f.Part.Unit,
            f.Part.Owner,
            f.Part.State,
            f.Part.DueAt
        ));
    }

    /// <summary>How many parts a list of a unit holds, none above <see cref="CountTo"/>.</summary>
    public static Task<int> CountAsync(Db db, StaffScope scope, string unit, PartList list, CancellationToken cancel = default) =>
        Of(db, scope, unit, list).Take(CountTo).CountAsync(cancel);

    /// <summary>Keys of the parts of one matter that the reader's units were asked for and have not ended.</summary>
    public static async Task<IReadOnlyList<Guid>> OnAsync(
        Db db,
        StaffScope scope,
        Reference reference,
        CancellationToken cancel = default
    )
    {
        var sees = scope.Sees;
        return await (
            from p in db.Set<PartRow>()
            join m in UnitMatters.Rows(db, scope) on p.MatterId equals m.Id
            where
                m.Number == reference.Value
                && (
                    (
                        sees.Contains(p.Unit)
                        && p.State != PartState.Returned
                        && p.State != PartState.TakenBack
                        && p.State != PartState.CalledOff
                    ) || (p.EscalatedTo != null && sees.Contains(p.EscalatedTo))
                )
            orderby p.Id
            select p.Id
        ).ToListAsync(cancel);
    }

    private static IQueryable<PartRow> Of(Db db, StaffScope scope, string unit, PartList list)
    {
        var rows = db.Set<PartRow>().AsQueryable();
        if (!scope.Sees.Contains(unit))
        {
            return rows.Where(_ => false);
        }
        rows = list switch
        {
            PartList.Ours => rows.Where(p => p.Unit == unit && (p.State == PartState.Asked || p.State == PartState.InHand)),
            PartList.Given => rows.Where(p =>
                p.Owner == unit && (p.State == PartState.Asked || p.State == PartState.InHand || p.State == PartState.Returned)
            ),
            PartList.Escalated => rows.Where(p => p.EscalatedTo == unit),
            PartList.CalledOff => rows.Where(p =>
                p.Unit == unit
                && p.State == PartState.CalledOff
                && db.Set<MatterRow>().Any(m => m.Id == p.MatterId && m.ClosedAt == null)
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (scope.Areas.TryGetValue(unit, out var only))
        {
            rows = rows.Where(p => db.Set<MatterRow>().Any(m => m.Id == p.MatterId && only.Contains(m.Area)));
        }
        return rows;
    }
}
