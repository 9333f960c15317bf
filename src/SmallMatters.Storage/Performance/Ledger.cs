using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Satisfaction;

namespace SmallMatters.Storage.Performance;

/// <summary>One closing in the ledger: dates and what came of it, nothing that a resident wrote or is called.</summary>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(LedgerLine.Unit), nameof(LedgerLine.Area), nameof(LedgerLine.Category))]
public sealed record LedgerLine
{
    /// <summary>The reference as a number.</summary>
    public long Number { get; init; }

    /// <summary>0 for the first closing, 1 for the one after the first reopening, and so on.</summary>
    public int Nth { get; init; }

    /// <summary>Code of the unit that closed it.</summary>
    public required string Unit { get; init; }

    /// <summary>Area code.</summary>
    public required string Area { get; init; }

    /// <summary>Category code.</summary>
    public required string Category { get; init; }

    /// <summary>By which way it came.</summary>
    public Channel Channel { get; init; }

    /// <summary>When it was raised, UTC.</summary>
    public DateTimeOffset RaisedAt { get; init; }

    /// <summary>The local day that was promised for the result; null without one.</summary>
    public DateOnly? PromisedOn { get; init; }

    /// <summary>When it was closed, UTC.</summary>
    public DateTimeOffset ClosedAt { get; init; }

    /// <summary>Whether within its time limit; null when there was none.</summary>
    public bool? InTime { get; init; }

    /// <summary>What came of it.</summary>
    public OutcomeCode Outcome { get; init; }

    /// <summary>Whether it was judged.</summary>
    public ClosingStands Stands { get; init; }

    /// <summary>What the resident said of "is it solved?"; null without an answer.</summary>
    public YesPartlyNo? Solved { get; init; }
}

/// <summary>The ledger (台账): each closing of a stretch of time by the units that a reader sees.</summary>
public static class Ledger
{
    /// <summary>The lines in the order of their closing. Matters of conduct are in no ledger.</summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who reads.</param>
    /// <param name="begin">First instant, UTC.</param>
    /// <param name="end">End, UTC; not included.</param>
    public static IQueryable<LedgerLine> Lines(Db db, StaffScope scope, DateTimeOffset begin, DateTimeOffset end)
    {
        var (whole, parts) = (scope.Whole, scope.Parts);
        return from c in db.Set<ClosingRow>().AsNoTracking()
            where c.ClosedAt >= begin && c.ClosedAt < end && c.Kind != Kind.Conduct
            where whole.Contains(c.Unit) || parts.Contains(c.Unit + "/" + c.Area)
            join m in db.Set<MatterRow>() on c.MatterId equals m.Id
            orderby c.ClosedAt, c.MatterId
            select new LedgerLine
            {
                Number = m.Number,
                Nth = c.Nth,
                Unit = c.Unit,
                Area = c.Area,
                Category = c.Category,
                Channel = c.Channel,
                RaisedAt = m.RaisedAt,
                PromisedOn = m.PromisedOn,
                ClosedAt = c.ClosedAt,
                InTime = c.AnsweredInTime,
                Outcome = c.Outcome,
                Stands = c.Stands,
                Solved = c.Solved,
            };
    }
}
