using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.JointHandling;

namespace SmallMatters.Storage.Hazards;

/// <summary>What has to be written beside the facts of a finding, in their transaction.</summary>
internal static class FindingRows
{
    /// <summary>The finding's row, the rows of its links, and that its photos are named.</summary>
    public static async Task KeepAsync(
        Db db,
        Finding after,
        ImmutableArray<JointFact> facts,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var file = after.File;
        var row = await db.Set<FindingRow>().FirstOrDefaultAsync(f => f.FileId == file.Id, cancel);
        if (row is null)
        {
            row = new FindingRow
            {
                FileId = file.Id,
                PremisesId = file.Premises,
                InspectionId = file.Inspection,
                Kind = file.Kind,
                Item = file.Item,
                Major = file.Major,
                FoundAt = file.FoundAt,
            };
            db.Add(row);
        }
        (row.Stage, row.EndedAt) = (after.Stage, after.IsOver ? row.EndedAt ?? now : null);
        db.AddRange(
            facts
                .OfType<RectificationLinkGiven>()
                .Select(given => new RectificationLinkRow { Hash = given.Link.Hash, FileId = file.Id })
        );
        var named = facts.SelectMany(fact => PhotosOf(fact)).ToList();
        var fresh = await db.Set<PlacePhotoRow>()
            .Where(p => p.PremisesId == file.Premises && !p.Named && named.Contains(p.Sha256))
            .Select(p => p.Sha256)
            .ToListAsync(cancel);
        foreach (var hash in fresh.Except(db.Set<PlacePhotoRow>().Local.Select(p => p.Sha256)))
        {
            // Its bytes need not be read to say so.
            var photo = new PlacePhotoRow
            {
                PremisesId = file.Premises,
                Sha256 = hash,
                ContentType = "",
                Bytes = [],
            };
            db.Attach(photo);
            photo.Named = true;
        }
    }

    private static ImmutableArray<string> PhotosOf(JointFact fact) =>
        fact switch
        {
            FindingMade made => made.File.Photos,
            FindingFedBack said => said.Said.Photos,
            FindingRechecked looked => looked.Look.Photos,
            _ => [],
        };
}
