using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Satisfaction;

/// <summary>Counts satisfaction calls. They never mix with verdicts by link.</summary>
public static class CallFigures
{
    private sealed record Cell(string Group, CallStage Stage, YesPartlyNo? Answer, int Frame, int Drawn, int Count);

    /// <summary>
    /// What became of the calls about closings of some months, by group; who is limited to areas reads those areas' only. Nobody is
    /// asked for promises on the telephone, and channels are not kept with calls: all calls are one group then.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who reads.</param>
    /// <param name="from">First local day of the first month.</param>
    /// <param name="to">First local day of the month after the last.</param>
    /// <param name="by">What is counted by.</param>
    /// <param name="question">Which question.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyDictionary<string, CallTally>> CountAsync(
        Db db,
        StaffScope scope,
        DateOnly from,
        DateOnly to,
        VerdictsBy by,
        VerdictQuestion question,
        CancellationToken cancel = default
    )
    {
        if (question == VerdictQuestion.PromiseKept)
        {
            return new Dictionary<string, CallTally>();
        }
        var rows = db.Set<SatisfactionCallRow>().AsNoTracking().Where(c => c.Month >= from && c.Month < to);
        if (scope.OnlyAreas is { } only)
        {
            rows = rows.Where(c => only.Contains(c.Area));
        }
        var keyed = by switch
        {
            VerdictsBy.Unit => rows.Select(c => new { Group = c.Unit, Row = c }),
            VerdictsBy.Area => rows.Select(c => new { Group = c.Area, Row = c }),
            VerdictsBy.Category => rows.Select(c => new { Group = c.Category, Row = c }),
            _ => rows.Select(c => new { Group = "", Row = c }),
        };
        var cells = await keyed
            .Select(k => new
            {
                k.Group,
                k.Row.Stage,
                Answer = question == VerdictQuestion.Solved ? k.Row.Solved
                : question == VerdictQuestion.Informed ? k.Row.Informed
                : k.Row.Fair,
                k.Row.Frame,
                k.Row.Drawn,
            })
            .GroupBy(k => new
            {
                k.Group,
                k.Stage,
                k.Answer,
                k.Frame,
                k.Drawn,
            })
            .Select(g => new Cell(g.Key.Group, g.Key.Stage, g.Key.Answer, g.Key.Frame, g.Key.Drawn, g.Count()))
            .ToListAsync(cancel);
        return cells
            .GroupBy(c => c.Group)
            .ToDictionary(g => g.Key, g => g.Aggregate(CallTally.None, (tally, cell) => tally + Of(cell)));
    }

    private static CallTally Of(Cell cell) =>
        cell switch
        {
            { Stage: CallStage.Answered, Answer: { } answer } => CallTally.None with
            {
                Answers = [new CallAnswers(cell.Frame, cell.Drawn, answer, cell.Count)],
            },
            { Stage: CallStage.Waiting } => CallTally.None with { Waiting = cell.Count },
            { Stage: CallStage.Refused } => CallTally.None with { Refused = cell.Count },
            { Stage: CallStage.NotReached } => CallTally.None with { NotReached = cell.Count },
            _ => CallTally.None with { NotMade = cell.Count },
        };
}
