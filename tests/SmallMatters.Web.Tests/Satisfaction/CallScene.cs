using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Satisfaction;

/// <summary>Closings of a month whose calls are drawn.</summary>
internal static class CallScene
{
    /// <summary>After how many days the draw is made; the clock goes back when it has been.</summary>
    public const int Days = 45;

    /// <summary>Closes matters, lets the month go by, and draws. The calls of these matters, in the order of the matters.</summary>
    public static async Task<IReadOnlyList<long>> DrawnAsync(TestHost host, Office office, params RaiseResult.Raised[] matters)
    {
        foreach (var raised in matters)
        {
            await CloseAsync(office, raised);
        }
        host.Clock.Advance(TimeSpan.FromDays(Days));
        await host.Services.GetRequiredService<CallDraws>().DrawAsync();
        await using var db = host.OpenDb();
        var ids = matters.Select(m => m.Id).ToList();
        var calls = await db.Set<SatisfactionCallRow>()
            .Where(c => ids.Contains(c.MatterId))
            .ToDictionaryAsync(c => c.MatterId, c => c.Number);
        return [.. matters.Where(m => calls.ContainsKey(m.Id)).Select(m => calls[m.Id])];
    }

    /// <summary>Somebody of the unit that reviews, who may work for others too.</summary>
    public static StaffScope Reviewing(StaffId? id = null, params string[] also) =>
        new(
            id ?? new StaffId(Guid.CreateVersion7()),
            Neighbourhood.Review,
            [Neighbourhood.Review, .. also],
            [Neighbourhood.Review, .. also],
            [StaffRole.Reviewer]
        );

    /// <summary>Closed by its owner.</summary>
    public static async Task CloseAsync(Office office, RaiseResult.Raised raised)
    {
        var owner = (await office.NowAsync(raised)).File.Owner;
        var by = new Actor.Staff(new StaffId(Guid.CreateVersion7()), owner, [StaffRole.Handler]);
        await office.DoAsync(
            raised,
            by,
            (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "换了灯泡。"), by, j, now)
        );
    }

    /// <summary>A call about a matter as it stands, without the months that a draw takes.</summary>
    public static async Task<long> PlantAsync(TestHost host, RaiseResult.Raised raised)
    {
        const long number = 202601000001;
        var now = host.Clock.GetUtcNow();
        await using var db = host.OpenDb();
        var row = new SatisfactionCallRow
        {
            Number = number,
            Month = new DateOnly(2026, 1, 1),
            MatterId = raised.Id,
            Nth = 0,
            Unit = Neighbourhood.WillowDesk,
            Handled = Neighbourhood.WillowDesk,
            Area = Neighbourhood.Willow,
            Category = Neighbourhood.Noise,
            Caller = Neighbourhood.Review,
            Frame = 1,
            Drawn = 1,
            Stage = CallStage.Waiting,
            OpenUntil = new DateOnly(2030, 1, 1),
            HeadSeq = 1,
        };
        db.Add(row);
        db.Add(CallDesk.ToRow(row, new CallDue(row.OpenUntil), null, now));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return number;
    }
}
