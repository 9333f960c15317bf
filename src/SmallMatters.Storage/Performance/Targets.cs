using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Performance;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Performance;

/// <summary>What targets are broken down into, and the counts of their measures.</summary>
public static class Targets
{
    /// <summary>The targets that are parts of one and that the reader may see, the earliest first.</summary>
    public static async Task<IReadOnlyList<(TargetFile File, TargetStage Stage)>> PartsAsync(
        Db db,
        StaffScope scope,
        Guid parent,
        CancellationToken cancel = default
    )
    {
        var key = parent.ToString();
        var found = await (
            from file in db.Set<JointFileRow>().AsNoTracking()
            where file.Kind == nameof(Target)
            join fact in db.Set<JointFactRow>() on file.Id equals fact.FileId
            where fact.Seq == 1 && fact.Body.Contains(key)
            orderby file.BeganAt, file.Id
            select new
            {
                file.Standing,
                fact.Type,
                fact.Body,
            }
        ).ToListAsync(cancel);
        return
        [
            .. from row in found
            let file = ((TargetSet)PlainFacts<JointFact>.Read(row.Type, row.Body)).File
            where file.Parent == parent && (scope.SeesIn(file.Unit, file.Area) || scope.SeesIn(file.SetBy, file.Area))
            select (file, Enum.Parse<TargetStage>(row.Standing)),
        ];
    }

    /// <summary>The measure of a target over its term as far as it has gone; null for a task, which has none.</summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who reads.</param>
    /// <param name="target">The target.</param>
    /// <param name="calendar">The jurisdiction's, for local days.</param>
    /// <param name="today">Local day; it is counted along.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<MeasureCounts?> CountsAsync(
        Db db,
        StaffScope scope,
        TargetFile target,
        WorkingCalendar calendar,
        DateOnly today,
        CancellationToken cancel = default
    )
    {
        if (target.Level == TargetLevel.Task)
        {
            return null;
        }
        var after = (target.Until < today ? target.Until : today).AddDays(1);
        var (by, group) = target.Level == TargetLevel.Area ? (MeasuredBy.Area, target.Area) : (MeasuredBy.Unit, target.Unit);
        var counts =
            after <= target.From
                ? null
                : await MeasureFigures.CountAsync(
                    db,
                    scope,
                    calendar.StartOfDay(target.From),
                    calendar.StartOfDay(after),
                    (target.From, after),
                    by,
                    group,
                    cancel
                );
        return counts?.GetValueOrDefault(group)?[target.Measure] ?? default(MeasureCounts);
    }
}
