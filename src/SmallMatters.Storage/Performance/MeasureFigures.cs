using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Quality;
using SmallMatters.Storage.Satisfaction;

namespace SmallMatters.Storage.Performance;

/// <summary>What measures are counted by.</summary>
public enum MeasuredBy
{
    /// <summary>The unit that closed, that promised, or that was asked.</summary>
    Unit,

    /// <summary>The area.</summary>
    Area,

    /// <summary>The category.</summary>
    Category,
}

/// <summary>
/// Counts the measures of a stretch of time from closings, promises, deadlines of parts and quality checks, which the facts make (figures verify).
/// </summary>
public static class MeasureFigures
{
    private sealed record Closed(
        string Group,
        ClosingStands Stands,
        bool FoundByStaff,
        bool First,
        bool? Contact,
        bool? Answered,
        YesPartlyNo? Solved,
        YesPartlyNo? Fair,
        bool Again,
        int Count
    );

    private sealed record Promised(string Group, PromiseState State, int Count);

    private sealed record Asked(string Group, CooperationDeadline Stands, int Count);

    /// <summary>
    /// The counts of each measure by group; groups without anything are not among them. What residents say of staff (conduct) is not
    /// counted. Who is limited to areas reads those areas only.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who reads.</param>
    /// <param name="from">First instant of the stretch, UTC.</param>
    /// <param name="to">Its end, UTC; not included.</param>
    /// <param name="days">The same stretch in local days, the last one not included: promises are due on days.</param>
    /// <param name="by">What is counted by.</param>
    /// <param name="group">Code of the only group that is wanted; null for all.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyDictionary<string, ImmutableDictionary<MeasureCode, MeasureCounts>>> CountAsync(
        Db db,
        StaffScope scope,
        DateTimeOffset from,
        DateTimeOffset to,
        (DateOnly From, DateOnly To) days,
        MeasuredBy by,
        string? group = null,
        CancellationToken cancel = default
    )
    {
        var closed = await ClosedAsync(db, scope, from, to, by, group, cancel);
        var promised = (await PromisedAsync(db, scope, days, by, group, cancel)).ToLookup(p => p.Group);
        var asked = (await AskedAsync(db, scope, from, to, by, group, cancel)).ToLookup(a => a.Group);
        var quality = await QualityFigures.CountAsync(db, scope, from, to, by, group, cancel);
        return closed
            .Select(c => c.Group)
            .Concat(promised.Select(p => p.Key))
            .Concat(asked.Select(a => a.Key))
            .Concat(quality.Select(q => q.Key))
            .Distinct()
            .ToDictionary(
                group => group,
                group =>
                    Measure.All.ToImmutableDictionary(
                        m => m.Code,
                        m =>
                            Sum(
                                m.Code switch
                                {
                                    MeasureCode.PromisesKept => promised[group].Select(Of),
                                    MeasureCode.Cooperation => asked[group].Select(a => Of(a.Stands, a.Count)),
                                    MeasureCode.SampledQuality => quality[group],
                                    _ => closed.Where(c => c.Group == group).Select(c => Of(m.Code, c)),
                                }
                            )
                    )
            );
    }

    private static Task<List<Closed>> ClosedAsync(
        Db db,
        StaffScope scope,
        DateTimeOffset from,
        DateTimeOffset to,
        MeasuredBy by,
        string? group,
        CancellationToken cancel
    )
    {
        var (split, wanted) = (by, group);
        var rows = db.Set<ClosingRow>()
            .AsNoTracking()
            .Where(c => c.ClosedAt >= from && c.ClosedAt < to && c.Kind != Kind.Conduct);
        if (scope.OnlyAreas is { } only)
        {
            rows = rows.Where(c => only.Contains(c.Area));
        }
        return (
            from c in rows
            join m in db.Set<MatterRow>() on c.MatterId equals m.Id
            select new
            {
                Group = split == MeasuredBy.Unit ? c.Unit
                : split == MeasuredBy.Area ? c.Area
                : c.Category,
                c.Stands,
                FoundByStaff = c.Origin == Origin.Staff,
                First = c.Nth == 0,
                c.ContactInTime,
                c.AnsweredInTime,
                c.Solved,
                c.Fair,
                Again = m.Reopenings > c.Nth,
            } into c
            where wanted == null || c.Group == wanted
            group c by c into g
            select new Closed(
                g.Key.Group,
                g.Key.Stands,
                g.Key.FoundByStaff,
                g.Key.First,
                g.Key.ContactInTime,
                g.Key.AnsweredInTime,
                g.Key.Solved,
                g.Key.Fair,
                g.Key.Again,
                g.Count()
            )
        ).ToListAsync(cancel);
    }

    private static Task<List<Promised>> PromisedAsync(
        Db db,
        StaffScope scope,
        (DateOnly From, DateOnly To) days,
        MeasuredBy by,
        string? group,
        CancellationToken cancel
    )
    {
        var (split, wanted) = (by, group);
        var matters = Matters(db, scope);
        return (
            from p in db.Set<PromiseRow>().AsNoTracking()
            where p.DueOn >= days.From && p.DueOn < days.To
            join m in matters on p.MatterId equals m.Id
            select new
            {
                Group = split == MeasuredBy.Unit ? p.Unit
                : split == MeasuredBy.Area ? m.Area
                : m.Category,
                p.State,
            } into p
            where wanted == null || p.Group == wanted
            group p by p into g
            select new Promised(g.Key.Group, g.Key.State, g.Count())
        ).ToListAsync(cancel);
    }

    private static IQueryable<MatterRow> Matters(Db db, StaffScope scope)
    {
        var matters = db.Set<MatterRow>().AsNoTracking().Where(m => m.Kind != Kind.Conduct);
        return scope.OnlyAreas is { } only ? matters.Where(m => only.Contains(m.Area)) : matters;
    }

    // A deadline at the end of a day is the first instant of the next: it belongs to the stretch that it ends.
    private static Task<List<Asked>> AskedAsync(
        Db db,
        StaffScope scope,
        DateTimeOffset from,
        DateTimeOffset to,
        MeasuredBy by,
        string? group,
        CancellationToken cancel
    )
    {
        var (split, wanted) = (by, group);
        var deadlines = db.Set<ClockRow>().AsNoTracking().Where(c => c.Cooperation != null && c.DueAt > from && c.DueAt <= to);
        var matters = Matters(db, scope);
        return (
            from c in deadlines
            join m in matters on c.MatterId equals m.Id
            select new
            {
                Group = split == MeasuredBy.Unit ? c.Unit
                : split == MeasuredBy.Area ? m.Area
                : m.Category,
                Stands = c.Cooperation!.Value,
            } into a
            where wanted == null || a.Group == wanted
            group a by a into g
            select new Asked(g.Key.Group, g.Key.Stands, g.Count())
        ).ToListAsync(cancel);
    }

    private static MeasureCounts Sum(IEnumerable<MeasureCounts> counts) =>
        counts.Aggregate(default(MeasureCounts), (sum, c) => sum + c);

    private static MeasureCounts Of(Promised p) => Of(p.State, p.Count);

    /// <summary>So many promises that stand so.</summary>
    internal static MeasureCounts Of(PromiseState state, int count) => new(state == PromiseState.Kept ? count : 0, count, 0, 0);

    /// <summary>So many deadlines of parts that stand so.</summary>
    internal static MeasureCounts Of(CooperationDeadline stands, int count) =>
        stands switch
        {
            CooperationDeadline.InTime => new(count, count, 0, 0),
            CooperationDeadline.Late or CooperationDeadline.Running => new(0, count, 0, 0),
            CooperationDeadline.Paused => new(0, 0, count, 0),
            CooperationDeadline.Stopped => new(0, 0, 0, count),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>One closing; <paramref name="again"/> says whether the matter was dealt with again after it.</summary>
    internal static MeasureCounts Of(MeasureCode code, ClosingRow row, bool again) =>
        Of(
            code,
            new Closed(
                "",
                row.Stands,
                row.Origin == Origin.Staff,
                row.Nth == 0,
                row.ContactInTime,
                row.AnsweredInTime,
                row.Solved,
                row.Fair,
                again,
                1
            )
        );

    // Each closing is in exactly one place of a measure: left out, missing, or counted.
    private static MeasureCounts Of(MeasureCode code, Closed c) =>
        c.Stands == ClosingStands.Ended
            ? new(0, 0, 0, c.Count)
            : code switch
            {
                MeasureCode.Response => c.First ? Known(c.Contact, c.Count) : default,
                MeasureCode.InTime => Known(c.Answered, c.Count),
                MeasureCode.Solved => Said(c, c.Solved),
                MeasureCode.Satisfied => Said(c, c.Fair),
                MeasureCode.Reopened => c.Stands == ClosingStands.Waiting && !c.Again
                    ? new(0, 0, c.Count, 0)
                    : new(c.Again ? c.Count : 0, c.Count, 0, 0),
                _ => throw new System.Diagnostics.UnreachableException(),
            };

    private static MeasureCounts Known(bool? so, int count) =>
        so is { } yes ? new(yes ? count : 0, count, 0, 0) : new(0, 0, count, 0);

    private static MeasureCounts Said(Closed c, YesPartlyNo? answer) =>
        c.FoundByStaff ? new(0, 0, 0, c.Count)
        : answer is { } said ? new(said == YesPartlyNo.Yes ? c.Count : 0, c.Count, 0, 0)
        : new(0, 0, c.Count, 0);
}
