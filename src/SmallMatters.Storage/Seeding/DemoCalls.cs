using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Satisfaction;

namespace SmallMatters.Storage.Seeding;

/// <summary>
/// The demonstration's satisfaction calls: the latest month and, late but so that figures of a whole quarter show them, those of the last
/// quarter, drawn as the program draws and half of them rung by now; some refused, some were not reached, and each unit that rings has
/// some before it.
/// </summary>
public sealed class DemoCalls(IDbContextFactory<Db> databases, JurisdictionSource jurisdictions, CallDraws draws, CallDesk desk)
{
    private const int Waiting = 3;

    /// <summary>Makes them, where somebody reviews.</summary>
    public async Task MakeAsync(DateTimeOffset now, CancellationToken cancel = default)
    {
        var quarter = Quarter.Of((await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now)).Before;
        for (var month = quarter.First; month < quarter.Next.First; month = month.AddMonths(1))
        {
            await draws.DrawAsync(month, cancel);
        }
        await draws.DrawAsync(cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var calls = await db.Set<SatisfactionCallRow>()
            .AsNoTracking()
            .Where(c => c.Stage == CallStage.Waiting)
            .OrderBy(c => c.Number)
            .Select(c => new { c.Number, c.Caller })
            .ToListAsync(cancel);
        var callers = await DemoReviewers.ByUnitAsync(db, cancel);
        var drawn = new Random(29);
        foreach (var call in calls.GroupBy(c => c.Caller).SelectMany(g => g.SkipLast(Waiting)))
        {
            if (callers[call.Caller].FirstOrDefault() is var caller && caller == Guid.Empty)
            {
                continue;
            }
            var scope = new StaffScope(new StaffId(caller), call.Caller, [call.Caller], [call.Caller], [StaffRole.Reviewer]);
            await RingAsync(scope, call.Number, drawn, cancel);
        }
    }

    private async Task RingAsync(StaffScope scope, long number, Random drawn, CancellationToken cancel)
    {
        switch (drawn.Next(100))
        {
            case < 50:
                await desk.AnswerAsync(scope, number, new TakeCallAnswer(Rate(90), Rate(78), Rate(84), ""), cancel);
                break;
            case < 58:
                await desk.TryAsync(scope, number, new TryCall(TryOutcome.Refused, null, null), cancel);
                break;
            case < 63:
                await desk.TryAsync(scope, number, new TryCall(TryOutcome.WrongNumber, null, null), cancel);
                break;
            case < 80:
                await desk.TryAsync(scope, number, new TryCall(TryOutcome.NoAnswer, null, null), cancel);
                break;
            default:
                break;
        }

        YesPartlyNo Rate(int yes) =>
            drawn.Next(100) is var at && at < yes ? YesPartlyNo.Yes
            : at < 98 ? YesPartlyNo.Partly
            : YesPartlyNo.No;
    }
}
