using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Satisfaction;

/// <summary>What is counted by.</summary>
public enum VerdictsBy
{
    /// <summary>The unit that closed.</summary>
    Unit,

    /// <summary>The area.</summary>
    Area,

    /// <summary>The category.</summary>
    Category,

    /// <summary>The channel by which it was raised.</summary>
    Channel,
}

/// <summary>Which question of the verdict is counted.</summary>
public enum VerdictQuestion
{
    /// <summary>Is it solved?</summary>
    Solved,

    /// <summary>Was I told in time?</summary>
    Informed,

    /// <summary>Was I treated fairly?</summary>
    Fair,

    /// <summary>Was what was promised kept?</summary>
    PromiseKept,
}

/// <summary>Counts verdicts. Each closing counts, so that a "no" that led to a second handling is not lost behind the second verdict.</summary>
public static class VerdictFigures
{
    private sealed record Cell(
        string Group,
        ClosingStands Stands,
        OutcomeCode Outcome,
        bool FoundByStaff,
        YesPartlyNo? Answer,
        int Count
    );

    /// <summary>
    /// Counts of the closings from one instant to another, by group; groups without a closing are not among them. What residents say
    /// of staff (conduct) is not counted here. Who is limited to areas reads those areas' closings only.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who reads.</param>
    /// <param name="from">First instant, UTC.</param>
    /// <param name="to">End, UTC; not included.</param>
    /// <param name="by">What is counted by.</param>
    /// <param name="question">Which question.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyDictionary<string, VerdictCounts>> CountAsync(
        Db db,
        StaffScope scope,
        DateTimeOffset from,
        DateTimeOffset to,
        VerdictsBy by,
        VerdictQuestion question,
        CancellationToken cancel = default
    )
    {
        var rows = db.Set<ClosingRow>()
            .AsNoTracking()
            .Where(c => c.ClosedAt >= from && c.ClosedAt < to && c.Kind != Kind.Conduct);
        if (scope.OnlyAreas is { } only)
        {
            rows = rows.Where(c => only.Contains(c.Area));
        }
        var keyed = by switch
        {
            VerdictsBy.Unit => rows.Select(c => new { Group = c.Unit, Row = c }),
            VerdictsBy.Area => rows.Select(c => new { Group = c.Area, Row = c }),
            VerdictsBy.Category => rows.Select(c => new { Group = c.Category, Row = c }),
            VerdictsBy.Channel => rows.Select(c => new { Group = c.Channel.ToString(), Row = c }),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var cells = await keyed
            .Select(k => new
            {
                k.Group,
                k.Row.Stands,
                k.Row.Outcome,
                FoundByStaff = k.Row.Origin == Origin.Staff,
                Answer = question == VerdictQuestion.Solved ? k.Row.Solved
                : question == VerdictQuestion.Informed ? k.Row.Informed
                : question == VerdictQuestion.Fair ? k.Row.Fair
                : k.Row.PromiseKept,
            })
            .GroupBy(k => new
            {
                k.Group,
                k.Stands,
                k.Outcome,
                k.FoundByStaff,
                k.Answer,
            })
            .Select(g => new Cell(g.Key.Group, g.Key.Stands, g.Key.Outcome, g.Key.FoundByStaff, g.Key.Answer, g.Count()))
            .ToListAsync(cancel);
        return cells
            .GroupBy(c => c.Group)
            .ToDictionary(g => g.Key, g => g.Aggregate(VerdictCounts.None, (counts, cell) => counts + Of(cell)));
    }

    // Each closing is in exactly one place: left out with the first reason that holds, waiting, silent, or answered.
    private static VerdictCounts Of(Cell cell) =>
        cell switch
        {
            { Stands: ClosingStands.Ended, Outcome: OutcomeCode.Merged } => VerdictCounts.None with { Merged = cell.Count },
            { Stands: ClosingStands.Ended } => VerdictCounts.None with { Withdrawn = cell.Count },
            { FoundByStaff: true } => VerdictCounts.None with { FoundByStaff = cell.Count },
            { Stands: ClosingStands.Waiting } => VerdictCounts.None with { Waiting = cell.Count },
            { Stands: ClosingStands.NotJudged } => VerdictCounts.None with { NotJudged = cell.Count },
            { Answer: YesPartlyNo.Yes } => VerdictCounts.None with { Yes = cell.Count },
            { Answer: YesPartlyNo.Partly } => VerdictCounts.None with { Partly = cell.Count },
            { Answer: YesPartlyNo.No } => VerdictCounts.None with { No = cell.Count },
            _ => VerdictCounts.None with { Unasked = cell.Count },
        };
}
