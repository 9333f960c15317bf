using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Disputes;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Disputes;

/// <summary>A mediation past its time goes up, level by level, and is seen where it went.</summary>
public class GoneUpTests
{
    [Theory, OnBothDatabases]
    public async Task An_overdue_mediation_goes_up_and_the_level_above_reads_it_in_its_list_and_inbox(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await DisputeScene.MakeAsync(host);
        await scene.MediateAsync();
        var sweep = host.Services.GetRequiredService<DisputeSweep>();
        var levels = new List<string?>();
        for (var day = 0; day < 45; day++)
        {
            host.Clock.Advance(TimeSpan.FromDays(1));
            await sweep.RunAsync();
            await using var db = host.OpenDb();
            levels.Add((await db.Set<DisputeRow>().SingleAsync(d => d.MatterId == scene.Raised.Id)).GoneUpTo);
        }
        var up = levels.Distinct().ToList();
        // Nowhere while it is in time; then to the level above the unit.
        Assert.Null(up[0]);
        Assert.Equal(Neighbourhood.Street, up[1]);
        // It never comes down again by itself, nor is it lost.
        Assert.DoesNotContain(null, levels.SkipWhile(l => l is null));

        var last = levels[^1]!;
        var above = await scene.Office.HireAsync(last, StaffRole.Supervisor);
        Assert.Contains("1 起纠纷超期，已上报到本单位", (await above.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);
        var list = (await above.Browser.GetAsync("/staff/disputes")).Main;
        Assert.Contains($"{scene.Raised.Reference}", list, StringComparison.Ordinal);
        Assert.Contains("已上报", list, StringComparison.Ordinal);
        var own = await scene.Office.HireAsync(Neighbourhood.WillowDesk);
        Assert.Contains("已上报", (await own.Browser.GetAsync("/staff/disputes")).Main, StringComparison.Ordinal);
        Assert.DoesNotContain("已上报到本单位", (await own.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);
    }
}
