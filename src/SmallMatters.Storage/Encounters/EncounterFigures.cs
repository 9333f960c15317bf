using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Encounters;

namespace SmallMatters.Storage.Encounters;

/// <summary>Counts answers by unit. What may be told of them is for the caller to decide (<see cref="Domain.Satisfaction.Disclosure"/>).</summary>
public static class EncounterFigures
{
    /// <summary>The answers given in some months, by unit, with how many links were sent.</summary>
    /// <param name="db">The database.</param>
    /// <param name="from">First local day of the first month.</param>
    /// <param name="to">First local day of the month after the last.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyDictionary<string, (int Sent, EncounterTally Tally)>> CountAsync(
        Db db,
        DateOnly from,
        DateOnly to,
        CancellationToken cancel = default
    )
    {
        var sent = await db.Set<EncounterSentRow>()
            .Where(s => s.Month >= from && s.Month < to)
            .GroupBy(s => s.Unit)
            .Select(g => new { Unit = g.Key, Sent = g.Sum(s => s.Sent) })
            .ToListAsync(cancel);
        var cells = await db.Set<EncounterAnswerRow>()
            .Where(a => a.Month >= from && a.Month < to)
            .GroupBy(a => new
            {
                a.Unit,
                a.Identity,
                a.Rights,
                a.NextStep,
                a.OnTime,
                a.Overall,
            })
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(cancel);
        var answers = cells.ToLookup(
            c => c.Key.Unit,
            c => (new EncounterAnswer(c.Key.Identity, c.Key.Rights, c.Key.NextStep, c.Key.OnTime, c.Key.Overall), c.Count)
        );
        var sentBy = sent.ToDictionary(s => s.Unit, s => s.Sent);
        return sentBy
            .Keys.Concat(answers.Select(a => a.Key))
            .Distinct()
            .ToDictionary(unit => unit, unit => (sentBy.GetValueOrDefault(unit), EncounterTally.Of([.. answers[unit]])));
    }
}
