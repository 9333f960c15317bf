using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Figures;

/// <summary>What an area's page says in numbers, for one category or for all of them.</summary>
/// <param name="Area">Area code; empty for the whole jurisdiction.</param>
/// <param name="Category">Category code; empty for all.</param>
/// <param name="At">When it was counted, UTC.</param>
/// <param name="Open">Open now.</param>
/// <param name="Answered">Closed with an outcome of the unit's in the year before (neither withdrawn nor merged).</param>
/// <param name="Typical">Half of those answered took no longer; null under <see cref="AreaFigures.Fewest"/>.</param>
/// <param name="NineInTen">Nine in ten of those answered took no longer; null under <see cref="AreaFigures.Fewest"/>.</param>
/// <param name="WithDate">Of those answered, how many had a promised day.</param>
/// <param name="InTime">Of those with a promised day, how many were answered by its end.</param>
/// <param name="Outcomes">Of those answered, how many with each outcome.</param>
/// <param name="Settled">Settled in the year before by a verdict, its missing, or a review.</param>
/// <param name="Judged">Of those settled, how many were judged by their resident.</param>
/// <param name="SaidSolved">Of those judged: it is solved.</param>
/// <param name="SaidPartly">Of those judged: partly.</param>
/// <param name="SaidNotSolved">Of those judged: not solved.</param>
public sealed record AreaFigure(
    string Area,
    string Category,
    DateTimeOffset At,
    int Open,
    int Answered,
    TimeSpan? Typical,
    TimeSpan? NineInTen,
    int WithDate,
    int InTime,
    IReadOnlyDictionary<OutcomeCode, int> Outcomes,
    int Settled,
    int Judged,
    int SaidSolved,
    int SaidPartly,
    int SaidNotSolved
);

/// <summary>
/// Counts the figures of areas and reads them. Counting passes once over all matters, so that pages do not: a job does it
/// every hour. Matters of conduct are not counted, since the public has none.
/// </summary>
public static class AreaFigures
{
    /// <summary>Under so many answered matters no times and no rates are published: they would say more of a person than of the work.</summary>
    public const int Fewest = 10;

    /// <summary>How far back the figures look.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(365);

    /// <summary>Counts everything anew and replaces what was counted before, in one transaction.</summary>
    /// <param name="db">The database.</param>
    /// <param name="now">UTC.</param>
    /// <param name="dayOf">The local day on which an instant falls, as promised days are local.</param>
    /// <param name="cancel">Cancels; the figures stay as they were.</param>
    /// <returns>How many figures there are now.</returns>
    public static async Task<int> RefreshAsync(
        Db db,
        DateTimeOffset now,
        Func<DateTimeOffset, DateOnly> dayOf,
        CancellationToken cancel = default
    )
    {
        var since = now - Window;
        var tallies = new Dictionary<(string Area, string Category), Tally>();
        var matters = db.Set<MatterRow>()
            .AsNoTracking()
            .Where(m => m.Kind != Kind.Conduct && (m.Stage == Stage.Open || m.ClosedAt >= since))
            .Select(m => new Counted(
                m.Area,
                m.Category,
                m.Stage,
                m.RaisedAt,
                m.ClosedAt,
                m.PromisedOn,
                m.OutcomeCode,
                m.SettledBy,
                m.VerdictSolved
            ));
        await foreach (var matter in matters.AsAsyncEnumerable().WithCancellation(cancel))
        {
            var inTime = matter is { ClosedAt: { } closed, PromisedOn: { } day } && dayOf(closed) <= day;
            foreach (
                var key in (ReadOnlySpan<(string, string)>)
                    [(matter.Area, matter.Category), (matter.Area, ""), ("", matter.Category), ("", "")]
            )
            {
                if (!tallies.TryGetValue(key, out var tally))
                {
                    tallies[key] = tally = new Tally();
                }
                tally.Add(matter, inTime);
            }
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Set<AreaFigureRow>().ExecuteDeleteAsync(cancel);
        db.AddRange(tallies.Select(t => t.Value.ToRow(t.Key.Area, t.Key.Category, now)));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        return tallies.Count;
    }

    /// <summary>All figures of an area (empty for the jurisdiction), by category; the one for all categories has the empty code.</summary>
    public static async Task<IReadOnlyDictionary<string, AreaFigure>> OfAsync(
        Db db,
        string area,
        CancellationToken cancel = default
    ) =>
        (await db.Set<AreaFigureRow>().AsNoTracking().Where(f => f.Area == area).ToListAsync(cancel)).ToDictionary(
            f => f.Category,
            Shown
        );

    /// <summary>The figures over all categories, by area.</summary>
    public static async Task<IReadOnlyDictionary<string, AreaFigure>> OfAllAreasAsync(
        Db db,
        CancellationToken cancel = default
    ) =>
        (await db.Set<AreaFigureRow>().AsNoTracking().Where(f => f.Category == "").ToListAsync(cancel)).ToDictionary(
            f => f.Area,
            Shown
        );

    /// <summary>
    /// The figure that best tells how long a matter will take: of its area and category, else of the category everywhere;
    /// null while neither has enough.
    /// </summary>
    public static async Task<AreaFigure?> TimesAsync(Db db, string area, string category, CancellationToken cancel = default)
    {
        var rows = await db.Set<AreaFigureRow>()
            .AsNoTracking()
            .Where(f => f.Category == category && (f.Area == area || f.Area == "") && f.TypicalMinutes != null)
            .ToListAsync(cancel);
        return rows.OrderBy(f => f.Area == area ? 0 : 1).Select(Shown).FirstOrDefault();
    }

    private static AreaFigure Shown(AreaFigureRow row) =>
        new(
            row.Area,
            row.Category,
            row.At,
            row.Open,
            row.Answered,
            row.TypicalMinutes is { } typical ? TimeSpan.FromMinutes(typical) : null,
            row.LongMinutes is { } longer ? TimeSpan.FromMinutes(longer) : null,
            row.WithDate,
            row.InTime,
            new Dictionary<OutcomeCode, int>
            {
                [OutcomeCode.Solved] = row.Solved,
                [OutcomeCode.PartlySolved] = row.PartlySolved,
                [OutcomeCode.CannotBeSolved] = row.CannotBeSolved,
                [OutcomeCode.NotOurs] = row.NotOurs,
                [OutcomeCode.AnotherDoor] = row.AnotherDoor,
            },
            row.Settled,
            row.Judged,
            row.SaidSolved,
            row.SaidPartly,
            row.SaidNotSolved
        );

    private sealed record Counted(
        string Area,
        string Category,
        Stage Stage,
        DateTimeOffset RaisedAt,
        DateTimeOffset? ClosedAt,
        DateOnly? PromisedOn,
        OutcomeCode? Outcome,
        Settlement? SettledBy,
        YesPartlyNo? VerdictSolved
    );

    private sealed class Tally
    {
        private readonly List<int> _minutes = [];
        private readonly int[] _outcomes = new int[Enum.GetValues<OutcomeCode>().Length];
        private readonly int[] _said = new int[3];
        private int _open;
        private int _withDate;
        private int _inTime;
        private int _settled;

        public void Add(Counted matter, bool inTime)
        {
            if (matter is not { ClosedAt: { } closed, Outcome: { } outcome })
            {
                _open++;
                return;
            }
            if (outcome is OutcomeCode.Withdrawn or OutcomeCode.Merged)
            {
                return;
            }
            // An imported matter may have been closed before it was raised; it took no time, and is not left out.
            _minutes.Add((int)Math.Max(0, (closed - matter.RaisedAt).TotalMinutes));
            _outcomes[(int)outcome]++;
            _withDate += matter.PromisedOn is null ? 0 : 1;
            _inTime += inTime ? 1 : 0;
            if (matter.SettledBy is Settlement.Verdict or Settlement.NoVerdict or Settlement.Review)
            {
                _settled++;
                if (matter.VerdictSolved is { } said)
                {
                    _said[(int)said]++;
                }
            }
        }

        public AreaFigureRow ToRow(string area, string category, DateTimeOffset at)
        {
            _minutes.Sort();
            return new AreaFigureRow
            {
                Area = area,
                Category = category,
                At = at,
                Open = _open,
                Answered = _minutes.Count,
                TypicalMinutes = Quantile(0.5),
                LongMinutes = Quantile(0.9),
                WithDate = _withDate,
                InTime = _inTime,
                Solved = _outcomes[(int)OutcomeCode.Solved],
                PartlySolved = _outcomes[(int)OutcomeCode.PartlySolved],
                CannotBeSolved = _outcomes[(int)OutcomeCode.CannotBeSolved],
                NotOurs = _outcomes[(int)OutcomeCode.NotOurs],
                AnotherDoor = _outcomes[(int)OutcomeCode.AnotherDoor],
                Settled = _settled,
                Judged = _said.Sum(),
                SaidSolved = _said[(int)YesPartlyNo.Yes],
                SaidPartly = _said[(int)YesPartlyNo.Partly],
                SaidNotSolved = _said[(int)YesPartlyNo.No],
            };
        }

        // The smallest value that at least the share of all values does not exceed (inverse of the empirical distribution).
        private int? Quantile(double share) =>
            _minutes.Count < Fewest ? null : _minutes[(int)Math.Ceiling(share * _minutes.Count) - 1];
    }
}
