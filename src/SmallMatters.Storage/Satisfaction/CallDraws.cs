using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Satisfaction;

/// <summary>Draws the satisfaction calls of a month, once, and ends those for which the time is over.</summary>
public sealed class CallDraws(
    IDbContextFactory<Db> databases,
    JurisdictionSource jurisdictions,
    CallRules rules,
    TimeProvider time
)
{
    private const int MostInMonth = 1_000_000;

    /// <summary>
    /// Draws the latest month that is over long enough, unless it was drawn. Only closings stand in the frame whose resident left a
    /// telephone, is neither sealed nor erased, and may be rung up without putting anybody in danger.
    /// </summary>
    /// <returns>How many calls are to be made.</returns>
    public async Task<int> DrawAsync(CancellationToken cancel = default)
    {
        var calendar = (await jurisdictions.CurrentAsync(cancel)).Calendar;
        var settled = calendar.DayOf(time.GetUtcNow()).AddDays(-rules.DrawAfterDays);
        return await DrawAsync(new DateOnly(settled.Year, settled.Month, 1).AddMonths(-1), cancel);
    }

    /// <summary>Draws one month, unless it was drawn.</summary>
    internal async Task<int> DrawAsync(DateOnly month, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var today = jurisdiction.Calendar.DayOf(now);
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Set<CallDrawRow>().AnyAsync(d => d.Month == month, cancel))
        {
            return 0;
        }
        var (from, to) = (jurisdiction.Calendar.StartOfDay(month), jurisdiction.Calendar.StartOfDay(month.AddMonths(1)));
        var frame = (await FrameAsync(db, from, to, cancel))
            .Where(c => jurisdiction.Units.ContainsKey(c.Closing.Unit) && jurisdiction.FindReviewer(c.Closing.Unit) is not null)
            .ToList();
        var seed = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var (draw, drawn) = CallsDrawn.From([.. frame.Select(c => c.Closing)], seed, rules);
        var byKey = frame.ToDictionary(c => c.Closing.Key);
        var matters = drawn.Select(d => byKey[d.Closing.Key].Matter).ToList();
        var parts = await HandledBy.PartsAsync(db, matters, cancel);
        db.Add(
            new CallDrawRow
            {
                Month = month,
                At = now,
                Type = PlainFacts<DrawOfCalls>.NameOf(draw),
                Body = PlainFacts<DrawOfCalls>.Write(draw),
            }
        );
        var number = ((month.Year * 100L) + month.Month) * MostInMonth;
        var made = 0;
        foreach (var (closing, stratum) in drawn)
        {
            var of = byKey[closing.Key];
            string[] handled =
            [
                .. parts[of.Matter].Append(closing.Unit).Append(of.Owner).Distinct().Order(StringComparer.Ordinal),
            ];
            var caller = HandledBy.NeutralTo(handled, jurisdiction);
            var due = new CallDue(today.AddDays(rules.OpenDays));
            var row = new SatisfactionCallRow
            {
                Number = ++number,
                Month = month,
                MatterId = of.Matter,
                Nth = closing.Nth,
                Unit = closing.Unit,
                Handled = string.Join(',', handled),
                Area = of.Area,
                Category = closing.Category,
                Caller = caller ?? "",
                Frame = stratum.Frame,
                Drawn = stratum.Drawn,
                Stage = CallStage.Waiting,
                OpenUntil = due.OpenUntil,
                HeadSeq = 1,
            };
            db.Add(row);
            db.Add(CallDesk.ToRow(row, due, null, now));
            if (caller is null)
            {
                var lapsed = MakeCallRule.Lapse(due.Apply(null), today, nobodyNeutral: true).Fact!;
                CallDesk.Put(row, lapsed.Apply(due.Apply(null)));
                db.Add(CallDesk.ToRow(row, lapsed, null, now));
            }
            else
            {
                made++;
            }
        }
        await db.SaveChangesAsync(cancel);
        return made;
    }

    /// <summary>Ends the calls whose time is over.</summary>
    public async Task LapseAsync(CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var today = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var over = await db.Set<SatisfactionCallRow>()
            .Where(c => c.Stage == CallStage.Waiting && c.OpenUntil < today)
            .OrderBy(c => c.Number)
            .Take(5000)
            .ToListAsync(cancel);
        var facts = await CallDesk.FactsAsync(db, over.ConvertAll(c => c.Number), cancel);
        foreach (var row in over)
        {
            var call = CallDesk.Replayed(facts[row.Number]);
            if (MakeCallRule.Lapse(call, today, nobodyNeutral: false).Fact is { } fact)
            {
                CallDesk.Put(row, fact.Apply(call));
                db.Add(CallDesk.ToRow(row, fact, null, now));
            }
        }
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>What was drawn from in a month, as it stands now; to do a draw again.</summary>
    /// <param name="db">The database.</param>
    /// <param name="since">First instant of the month, UTC.</param>
    /// <param name="to">Its end, UTC; not included.</param>
    /// <param name="cancel">Cancels.</param>
    internal static async Task<List<(CallCandidate Closing, MatterId Matter, string Owner, string Area)>> FrameAsync(
        Db db,
        DateTimeOffset since,
        DateTimeOffset to,
        CancellationToken cancel
    )
    {
        var rows = await (
            from c in db.Set<ClosingRow>().AsNoTracking()
            join m in db.Set<MatterRow>() on c.MatterId equals m.Id
            join p in db.Set<ParticipantRow>() on c.MatterId equals p.MatterId
            where
                c.ClosedAt >= since
                && c.ClosedAt < to
                && c.Kind != Kind.Conduct
                && c.Origin != Origin.Staff
                && c.Stands != ClosingStands.Ended
                && m.Reopenings == c.Nth
                && m.Stage != Stage.Open
                && p.Role == ParticipantRole.Raiser
                && p.Phone != null
                && !p.Sealed
                && !p.Erased
                && !db.Set<HistoryRow>().Any(h => h.MatterId == m.Id && h.Type == nameof(ThreatRecorded))
                && !db.Set<DisputeRow>().Any(d => d.MatterId == m.Id && d.Flagged)
            select new
            {
                m.Number,
                c.Nth,
                c.Unit,
                c.Category,
                m.Id,
                m.OwnerUnit,
                c.Area,
            }
        ).ToListAsync(cancel);
        return rows.ConvertAll(r => (new CallCandidate(r.Number, r.Nth, r.Unit, r.Category), r.Id, r.OwnerUnit, r.Area));
    }
}
