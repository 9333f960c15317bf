using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Hazards;

/// <summary>A matter that told of what an inspection found.</summary>
/// <param name="Inspection">Key of the inspection.</param>
/// <param name="Number">The matter's number.</param>
public sealed record ToldOf(Guid Inspection, long Number);

/// <summary>Which residents can be answered at their door after a round.</summary>
public static class FindingMatters
{
    /// <summary>
    /// The open matters of a unit that findings are about, each once, by number; those about somebody's conduct or with a unit
    /// concerned are left out. Whether the reader may see the findings is for the caller to have asked.
    /// </summary>
    public static async Task<IReadOnlyList<ToldOf>> OpenAsync(
        Db db,
        string unit,
        IReadOnlyCollection<Guid> findings,
        CancellationToken cancel = default
    )
    {
        if (findings.Count == 0)
        {
            return [];
        }
        var told = await (
            from finding in db.Set<FindingRow>()
            where findings.Contains(finding.FileId)
            join about in db.Set<JointMatterRow>() on finding.FileId equals about.FileId
            join matter in db.Set<MatterRow>() on about.Number equals matter.Number
            where matter.OwnerUnit == unit && matter.Stage == Stage.Open
            where matter.UnitConcerned == null && matter.Kind != Kind.Conduct
            orderby matter.Number, finding.InspectionId
            select new ToldOf(finding.InspectionId, matter.Number)
        ).ToListAsync(cancel);
        return [.. told.DistinctBy(t => t.Number)];
    }
}
