using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Disputes;

/// <summary>Another matter of the same kind at the same place.</summary>
/// <param name="Reference">Which.</param>
/// <param name="SameBuilding">Whether it is the same building; else a position not far from it.</param>
public sealed record MatterAtPlace(Reference Reference, bool SameBuilding);

/// <summary>Disputes as lists and the inbox have them: who deals with them and where they stand, and nothing of what they say.</summary>
public static class DisputeLists
{
    private const int MostNear = 100;

    /// <summary>Disputes that the reader deals with: those that go on, or those that ended; flagged ones first, then the latest changed.</summary>
    public static async Task<IReadOnlyList<DisputeLine>> ListAsync(
        Db db,
        StaffScope scope,
        bool ended,
        int most,
        CancellationToken cancel = default
    )
    {
        var (sees, whole, parts, me) = (scope.Sees, scope.Whole, scope.Parts, (Guid?)scope.Id.Value);
        var rows = await (
            from d in db.Set<DisputeRow>().AsNoTracking()
            join m in db.Set<MatterRow>() on d.MatterId equals m.Id
            // What is owed to the police is not over with the dispute.
            where (d.Stage == DisputeStage.Ended) == ended || (!ended && (d.Untold || d.FollowUpOn != null))
            where
                whole.Contains(m.OwnerUnit)
                || parts.Contains(m.OwnerUnit + "/" + m.Area)
                || (m.Handler == me && sees.Contains(m.OwnerUnit))
            orderby d.Untold descending, d.Flagged descending, d.ChangedAt descending
            select new
            {
                d.Untold,
                d.DueOn,
                d.Provisional,
                d.FollowUpOn,
                d.FollowUpBy,
                d.GoneUpTo,
                d.Kind,
                d.Stage,
                d.Flagged,
                d.OpenedAt,
                d.ChangedAt,
                m.Number,
                m.OwnerUnit,
                m.Area,
            }
        )
            .Take(most)
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(r => new DisputeLine(
                Reference.FromValue(r.Number),
                r.Kind,
                r.Stage,
                r.Flagged,
                r.OwnerUnit,
                r.Area,
                r.OpenedAt,
                r.ChangedAt
            )
            {
                Untold = r.Untold,
                DueOn = r.DueOn,
                Provisional = r.Provisional,
                FollowUpOn = r.FollowUpOn,
                FollowUpBy = r.FollowUpBy,
                GoneUpTo = r.GoneUpTo,
            }),
        ];
    }

    /// <summary>What the disputes of the reader's units wait for, for the inbox of whoever has to do it.</summary>
    public static async Task<DisputesWaiting> WaitingAsync(
        Db db,
        StaffScope scope,
        DateOnly today,
        CancellationToken cancel = default
    )
    {
        var (sees, whole, parts, me) = (scope.Sees, scope.Whole, scope.Parts, (Guid?)scope.Id.Value);
        var unit = scope.Unit;
        var waiting = await (
            from d in db.Set<DisputeRow>().AsNoTracking()
            join m in db.Set<MatterRow>() on d.MatterId equals m.Id
            where d.Untold || d.DueOn < today || d.FollowUpOn <= today || d.GoneUpTo == unit
            where
                whole.Contains(m.OwnerUnit)
                || parts.Contains(m.OwnerUnit + "/" + m.Area)
                || (m.Handler == me && sees.Contains(m.OwnerUnit))
            select new
            {
                d.Untold,
                Overdue = d.DueOn < today,
                Check = d.FollowUpOn <= today,
                CheckLate = d.FollowUpBy < today,
                Here = d.GoneUpTo == unit,
            }
        ).ToListAsync(cancel);
        return new DisputesWaiting(
            waiting.Count(w => w.Untold),
            waiting.Count(w => w.Overdue),
            waiting.Count(w => w.Check),
            waiting.Count(w => w.CheckLate),
            waiting.Count(w => w.Here)
        );
    }

    /// <summary>
    /// The latest other matter of the same category that the same unit had at the same place since a day: the second one is the moment
    /// to offer mediation. The same place is the same building, or for a matter without one a position within
    /// <see cref="GridCell.ReachMetres"/>. Places are compared, never people; who raised either is not looked at.
    /// </summary>
    public static async Task<MatterAtPlace?> AnotherAtAsync(
        Db db,
        MatterId matter,
        DateTimeOffset since,
        CancellationToken cancel = default
    )
    {
        var here = await db.Set<MatterRow>()
            .AsNoTracking()
            .Where(m => m.Id == matter)
            .Select(m => new
            {
                m.PlaceKey,
                m.Latitude,
                m.Longitude,
                m.Category,
                m.OwnerUnit,
                m.RaisedAt,
            })
            .FirstAsync(cancel);
        var others = db.Set<MatterRow>()
            .AsNoTracking()
            .Where(m => m.Id != matter && m.Category == here.Category && m.OwnerUnit == here.OwnerUnit)
            .Where(m => m.RaisedAt >= since && m.RaisedAt <= here.RaisedAt && m.MergedInto == null);
        // A building at least: a whole estate is no place that two neighbours share.
        if (here.PlaceKey is { } key && key.Contains('/'))
        {
            var number = await others
                .Where(m => m.PlaceKey == key)
                .OrderByDescending(m => m.RaisedAt)
                .Select(m => (long?)m.Number)
                .FirstOrDefaultAsync(cancel);
            if (number is { } found)
            {
                return new MatterAtPlace(Reference.FromValue(found), SameBuilding: true);
            }
        }
        if (here is not { Latitude: { } latitude, Longitude: { } longitude })
        {
            return null;
        }
        var position = Position.At(latitude, longitude);
        var cells = GridCell.KeysNear(position).Select(cell => (long?)cell).ToList();
        var near = await others
            .Where(m => cells.Contains(m.Cell))
            .OrderByDescending(m => m.RaisedAt)
            .Select(m => new
            {
                m.Number,
                m.Latitude,
                m.Longitude,
            })
            .Take(MostNear)
            .ToListAsync(cancel);
        return
            near.FirstOrDefault(m =>
                Position.At(m.Latitude!.Value, m.Longitude!.Value).MetresTo(position) <= GridCell.ReachMetres
            )
                is { } one
            ? new MatterAtPlace(Reference.FromValue(one.Number), SameBuilding: false)
            : null;
    }

    /// <summary>Whether a matter has a dispute that the reader may open, and where it stands; null when not.</summary>
    public static async Task<DisputeStage?> StageOfAsync(Db db, MatterId matter, CancellationToken cancel = default) =>
        await db.Set<DisputeRow>()
            .AsNoTracking()
            .Where(d => d.MatterId == matter)
            .OrderByDescending(d => d.OpenedAt)
            .Select(d => (DisputeStage?)d.Stage)
            .FirstOrDefaultAsync(cancel);
}
