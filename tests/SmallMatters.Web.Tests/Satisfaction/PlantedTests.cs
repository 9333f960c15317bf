using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Bench.Planted;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Seeding;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Satisfaction;
using SmallMatters.Web.Tests.CommandLine;
using Xunit;

namespace SmallMatters.Web.Tests.Satisfaction;

/// <summary>
/// The demonstration's two years with something planted, as <c>./run</c> makes them, and what its pages' own figures say of it: one seed and
/// one last day. The power over several seeds and at other sizes stands in docs/measurements.md.
/// </summary>
public class PlantedTests
{
    private const int Matters = 30_000;
    private const int Seed = 20260301;
    private static readonly DateTimeOffset End = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_figures_find_all_five_that_were_planted_and_call_out_hardly_anything_else()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var run = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        await using var services = await run.OpenAsync();
        var seeder = services.GetRequiredService<Seeder>();
        await using var db = await services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContextAsync(cancel);
        var from = End.AddYears(-2);
        await SeededStaff.AddAsync(db, await seeder.SettleAsync(Matters, cancel), from);
        await seeder.FillAsync(Matters, Seed, from, End, planted: true, cancel: cancel);
        var planted = Storage.Seeding.Planted.For(Matters, from, End);
        var jurisdiction = await services.GetRequiredService<JurisdictionSource>().CurrentAsync(cancel);
        var all = new StaffScope(new StaffId(Guid.Empty), jurisdiction.Fallback!, [], [.. jurisdiction.Units.Keys], []);

        var (better, worse, others, compared) = (0, 0, 0, 0);
        var (begging, otherRecords, tested) = (0, 0, 0);
        foreach (var quarter in VerdictQuery.Quarters(jurisdiction.Calendar.DayOf(End)))
        {
            var verdicts = await PlantedFindings.VerdictsAsync(db, all, jurisdiction.Calendar, quarter, End, planted, cancel);
            better += verdicts.Better is { Told: Told.Compared, Against: Against.Above } ? 1 : 0;
            worse += verdicts.Worse is { Told: Told.Compared, Against: Against.Below } ? 1 : 0;
            others += verdicts.Others.Count;
            compared += verdicts.Compared;
            var records = await PlantedFindings.RecordsAsync(db, all, jurisdiction.Calendar, quarter, planted, cancel);
            begging += records.Begging is null ? 0 : 1;
            otherRecords += records.Others.Count;
            tested += records.Tested;
        }
        var response = await PlantedFindings.ResponseAsync(db, all, jurisdiction.Calendar, End, planted, cancel);
        var solved = await PlantedFindings.SolvedAsync(db, jurisdiction, planted, cancel);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"worse {worse}, better {better}, begging {begging}; others {others} of {compared}, {otherRecords} of {tested}; {response}; {solved}"
        );
        Assert.True(worse >= 3, $"the worse unit was found in {worse} of 4 quarters");
        Assert.True(better >= 2, $"the better unit was found in {better} of 4 quarters");
        Assert.True(begging >= 3, $"the begging unit was found in {begging} of 4 quarters");
        Assert.True(response.Lower >= 3, $"the falling response was found in {response.Lower} of {response.Months} months");
        // Two areas of seven: what they did could be chance in one of 21 ways to choose two, and no fewer.
        Assert.True(solved.Effect is { Effect: { IsClear: true, Value: < -0.03 }, PValue: < 0.05 }, $"{solved.Effect}");
        Assert.True(others <= 2, $"{others} of {compared} comparisons call out a unit in which nothing is planted");
        Assert.True(otherRecords <= 2, $"{otherRecords} of {tested} checks of records call out something that nobody planted");
        Assert.True(
            response.OtherMonthsApart <= 4,
            $"{response.OtherMonthsApart} months of units whose response is as ever stand out"
        );
        Assert.True(
            solved.OthersClear <= 3,
            $"{solved.OthersClear} of {solved.OtherCategories} problems that nobody solved seem to have changed"
        );
    }
}
