using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Storage.Figures;

/// <summary>What the figures of areas need of a matter.</summary>
internal sealed record CountedMatter(
    string Area,
    string Category,
    Stage Stage,
    DateTimeOffset RaisedAt,
    DateTimeOffset? ClosedAt,
    DateOnly? PromisedOn,
    OutcomeCode? Outcome,
    Settlement? SettledBy,
    YesPartlyNo? VerdictSolved
)
{
    /// <summary>What kind of matter it is.</summary>
    public Kind Kind { get; init; }
}

/// <summary>Adds matters up to the figures of their area and category, of each alone, and of all.</summary>
/// <param name="dayOf">The local day on which an instant falls, as promised days are local.</param>
internal sealed class AreaTallies(Func<DateTimeOffset, DateOnly> dayOf)
{
    private readonly Dictionary<(string Area, string Category), Tally> _tallies = [];

    /// <summary>Adds one matter.</summary>
    public void Add(CountedMatter matter)
    {
        var inTime = matter is { ClosedAt: { } closed, PromisedOn: { } day } && dayOf(closed) <= day;
        foreach (
            var key in (ReadOnlySpan<(string, string)>)
                [(matter.Area, matter.Category), (matter.Area, ""), ("", matter.Category), ("", "")]
        )
        {
            if (!_tallies.TryGetValue(key, out var tally))
            {
                _tallies[key] = tally = new Tally();
            }
            tally.Add(matter, inTime);
        }
    }

    /// <summary>The figures.</summary>
    /// <param name="at">When they were counted, UTC.</param>
    public List<AreaFigureRow> ToRows(DateTimeOffset at) =>
        [.. _tallies.Select(t => t.Value.ToRow(t.Key.Area, t.Key.Category, at))];

    private sealed class Tally
    {
        private readonly List<int> _minutes = [];
        private readonly int[] _outcomes = new int[Enum.GetValues<OutcomeCode>().Length];
        private readonly int[] _said = new int[3];
        private int _open;
        private int _withDate;
        private int _inTime;
        private int _settled;

        public void Add(CountedMatter matter, bool inTime)
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
            _minutes.Count < AreaFigures.Fewest ? null : _minutes[(int)Math.Ceiling(share * _minutes.Count) - 1];
    }
}
