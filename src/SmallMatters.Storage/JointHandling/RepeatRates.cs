using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Satisfaction;

namespace SmallMatters.Storage.JointHandling;

/// <summary>How many matters came back after a unit's first contact.</summary>
/// <param name="Unit">Code of the unit that first spoke with the resident.</param>
/// <param name="Answered">Matters answered in the time looked at: the denominator.</param>
/// <param name="Reopened">Of these, reopened after the resident's verdict or a review.</param>
/// <param name="RaisedAgain">Of the others, raised again: the same category at the same building soon after.</param>
/// <param name="WithoutPlace">Of all, without a building, so that only a reopening of theirs can be seen.</param>
public sealed record RepeatRate(string Unit, int Answered, int Reopened, int RaisedAgain, int WithoutPlace)
{
    /// <summary>The numerator.</summary>
    public int Repeated => Reopened + RaisedAgain;
}

/// <summary>
/// Repeat rate of first contacts (重复反映率) by unit. It counts places and categories, never people: who raised a matter is not
/// looked at, and the same person elsewhere is no repetition.
/// </summary>
public static class RepeatRates
{
    /// <summary>How long after the answer another matter counts as the same one come back, in days.</summary>
    public const int Days = 60;

    /// <summary>How many days of answers are looked at; the last <see cref="Days"/> before now are not, since they could still come back.</summary>
    public const int Window = 180;

    /// <summary>Under so many answered no rate is shown.</summary>
    public const int Fewest = 10;

    /// <summary>
    /// The rates as of an instant, by unit. Matters of conduct, withdrawn and merged ones are left out: nobody answered these.
    /// </summary>
    public static async Task<IReadOnlyList<RepeatRate>> ReadAsync(Db db, DateTimeOffset now, CancellationToken cancel = default)
    {
        var until = now.AddDays(-Days);
        var since = until.AddDays(-Window);
        var answered = await (
            from m in db.Set<MatterRow>().AsNoTracking()
            join c in db.Set<ClockRow>() on m.Id equals c.MatterId
            // The first answer counts, also of a matter that is being dealt with again and has none at present.
            join k in db.Set<ClosingRow>() on m.Id equals k.MatterId
            where
                c.Purpose == ClockFor.FirstContact
                && k.Nth == 0
                && k.ClosedAt >= since
                && k.ClosedAt < until
                && m.Kind != Kind.Conduct
                && k.Outcome != OutcomeCode.Withdrawn
                && k.Outcome != OutcomeCode.Merged
            select new
            {
                m.Id,
                c.Unit,
                m.Category,
                m.PlaceKey,
                k.ClosedAt,
                m.Reopenings,
            }
        ).ToListAsync(cancel);
        var raised = (
            await db.Set<MatterRow>()
                .AsNoTracking()
                .Where(m => m.RaisedAt >= since && m.PlaceKey != null && m.Kind != Kind.Conduct)
                .Select(m => new
                {
                    m.Id,
                    m.Category,
                    m.PlaceKey,
                    m.RaisedAt,
                })
                .ToListAsync(cancel)
        ).ToLookup(m => (m.Category, m.PlaceKey));
        return
        [
            .. answered
                .GroupBy(a => a.Unit)
                .Select(g => new RepeatRate(
                    g.Key,
                    g.Count(),
                    g.Count(a => a.Reopenings > 0),
                    g.Count(a =>
                        a.Reopenings == 0
                        && a.PlaceKey is not null
                        && raised[(a.Category, a.PlaceKey)]
                            .Any(n => n.Id != a.Id && n.RaisedAt > a.ClosedAt && n.RaisedAt <= a.ClosedAt.AddDays(Days))
                    ),
                    g.Count(a => a.PlaceKey is null)
                ))
                .OrderBy(r => r.Unit, StringComparer.Ordinal),
        ];
    }
}
