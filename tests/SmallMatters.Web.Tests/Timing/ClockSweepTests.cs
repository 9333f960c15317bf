using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Storage.Timing;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.History;
using Xunit;

namespace SmallMatters.Web.Tests.Timing;

public class ClockSweepTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_matter_that_cannot_be_decided_holds_up_no_other(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var damaged = await Lives.RaiseAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var whole = await Lives.RaiseAsync(host);
        host.Clock.Advance(TimeSpan.FromDays(30));
        await using var thief = await Thief.BreakInAsync(host);
        await thief.RunAsync($"UPDATE matter_clock SET body = '{{' WHERE matter_id = {damaged.Id.Value}");
        Task<long> FactsAsync(long matter) => thief.NumberAsync($"SELECT count(*) FROM history WHERE matter_id = {matter}");
        var (before, beforeDamaged) = (await FactsAsync(whole.Id.Value), await FactsAsync(damaged.Id.Value));

        var sweep = host.Services.GetRequiredService<ClockSweep>();
        Assert.True(await sweep.RunAsync(page: 1, Stop) >= 2);

        Assert.True(await FactsAsync(whole.Id.Value) > before);
        Assert.Equal(beforeDamaged, await FactsAsync(damaged.Id.Value));
    }

    [Fact]
    public async Task A_sweep_ends_when_it_is_cancelled()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        await Lives.RaiseAsync(host);
        host.Clock.Advance(TimeSpan.FromDays(30));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            host.Services.GetRequiredService<ClockSweep>().RunAsync(cancel: new CancellationToken(true))
        );
    }
}
