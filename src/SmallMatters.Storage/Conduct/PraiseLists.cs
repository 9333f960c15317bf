using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Conduct;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Conduct;

/// <summary>Praise as the unit that it is for reads it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Unit">Code of the unit that it is for.</param>
/// <param name="On">The local day on which it was passed on.</param>
/// <param name="Words">What was done well, in the words of whoever passed it on.</param>
[ProjectionFor(Audience.OtherUnits)]
[ShowsNothingPersonal(nameof(Unit), nameof(Words))]
public sealed record PraiseLine(Guid Id, string Unit, DateOnly On, string Words);

/// <summary>Praise as whoever gave it reads it.</summary>
/// <param name="Unit">Code of the unit that was told.</param>
/// <param name="On">The local day.</param>
/// <param name="Words">What it was told, and all that it was told.</param>
[ProjectionFor(Audience.Resident)]
[ShowsNothingPersonal(nameof(Unit), nameof(Words))]
public sealed record PraiseTold(string Unit, DateOnly On, string Words);

/// <summary>Reads what was passed on of residents' praise. The way leads from the matter to it and never back.</summary>
public static class PraiseLists
{
    /// <summary>What was passed on of a matter; null while nothing was.</summary>
    public static async Task<Praise?> OfMatterAsync(Db db, MatterFile file, CancellationToken cancel = default) =>
        file.Kind == Domain.Units.Kind.Praise ? await JointBook.ReadAsync<Praise>(db, Praise.KeyOf(file), cancel) : null;

    /// <summary>The same for whoever raised it.</summary>
    public static async Task<PraiseTold?> ToldAsync(Db db, MatterFile file, CancellationToken cancel = default) =>
        await OfMatterAsync(db, file, cancel) is { File: var it } ? new PraiseTold(it.Unit, it.On, it.Words) : null;

    /// <summary>What was passed on to a unit, the newest first.</summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who reads.</param>
    /// <param name="unit">Code of the unit; of another than the reader's, nothing.</param>
    /// <param name="since">UTC; nothing from before. Null for all.</param>
    /// <param name="before">Key of the last one of the page before; null for the first page.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<PraiseLine>> OfUnitAsync(
        Db db,
        StaffScope scope,
        string unit,
        DateTimeOffset? since,
        Guid? before,
        int most,
        CancellationToken cancel = default
    )
    {
        if (!scope.Sees.Contains(unit))
        {
            return [];
        }
        var files = db.Set<JointFileRow>()
            .AsNoTracking()
            .Where(f => f.Kind == nameof(Praise) && f.Unit == unit && (since == null || f.BeganAt >= since));
        return
        [
            .. (await JointLists.StatesAsync(db, files, before, most, cancel))
                .Cast<Praise>()
                .Select(p => new PraiseLine(p.File.Id, p.File.Unit, p.File.On, p.File.Words)),
        ];
    }
}
