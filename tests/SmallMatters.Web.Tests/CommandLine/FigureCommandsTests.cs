using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.CommandLine;

public class FigureCommandsTests
{
    [Theory, OnBothDatabases]
    public async Task Figures_are_what_the_facts_make_them_and_one_that_was_changed_is_named(DatabaseKind kind)
    {
        await using var run = await CommandLineRun.OnAsync(kind);
        Assert.Equal(0, (await run.RunAsync("seed", "--matters", "400", "--seed", "6")).Code);
        var whole = await run.RunAsync("figures", "verify");
        Assert.Contains("全部一致", whole.Output, StringComparison.Ordinal);
        Assert.Equal(0, whole.Code);

        await using var services = await run.OpenAsync();
        await using var db = services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext();
        var better = await db.Set<ClosingRow>().FirstAsync(c => c.Solved == YesPartlyNo.No);
        await db.Set<ClosingRow>()
            .Where(c => c.MatterId == better.MatterId && c.Nth == better.Nth)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Solved, YesPartlyNo.Yes));
        await db.Set<AreaFigureRow>()
            .Where(f => f.Area == "" && f.Category == "")
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.SaidSolved, f => f.SaidSolved + 1));
        var changed = await run.RunAsync("figures", "verify");
        Assert.Equal(1, changed.Code);
        Assert.Equal(2, changed.Output.Split('\n').Count(line => line.Contains("DIFFERS", StringComparison.Ordinal)));
        Assert.Contains($"closing {better.Nth}", changed.Output, StringComparison.Ordinal);
        Assert.Contains("/ SaidSolved", changed.Output, StringComparison.Ordinal);
    }
}
