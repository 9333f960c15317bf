using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Problems;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Problems;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Problems;
using SmallMatters.Web.Tests.CommandLine;
using Xunit;

namespace SmallMatters.Web.Tests.Problems;

/// <summary>The demonstration shows a problem with something done, something promised and something measured.</summary>
public class DemoProblemTests
{
    [Theory, OnBothDatabases]
    public async Task The_made_up_neighbourhood_has_a_problem_that_is_worked_on(DatabaseKind kind)
    {
        await using var run = await CommandLineRun.OnAsync(kind);
        Assert.Equal(0, (await run.RunAsync("seed", "--matters", "800", "--seed", "4")).Code);
        await using var services = await run.OpenAsync();
        var databases = services.GetRequiredService<IDbContextFactory<Db>>();
        var jurisdictions = services.GetRequiredService<JurisdictionSource>();
        var now = TimeProvider.System.GetUtcNow();
        await DemoProblem.MakeAsync(databases, jurisdictions, now, TestContext.Current.CancellationToken);

        await using var db = databases.CreateDbContext();
        var reader = new StaffScope(default, "", [], [], []);
        var line = Assert.Single(await ProblemBook.ListAsync(db, reader, false, null, 10));
        var shown = (await ProblemBook.FindAsync(db, reader, line.Id))!.Problem;
        Assert.Equal(ProblemStage.Responding, shown.Stage);
        Assert.Equal([CountermeasureState.Done, CountermeasureState.Promised], shown.Countermeasures.Select(c => c.State));
        var effect = await EffectMeasurement.MeasureAsync(db, shown, (await jurisdictions.CurrentAsync()).Calendar, now);
        Assert.NotNull(effect);
        Assert.True(effect.PlaceBefore + effect.PlaceAfter > 0);
    }
}
