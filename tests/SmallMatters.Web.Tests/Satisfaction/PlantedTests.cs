using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Patterns.Integrity;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Seeding;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Integrity;
using SmallMatters.Web.Satisfaction;
using SmallMatters.Web.Tests.CommandLine;
using Xunit;

namespace SmallMatters.Web.Tests.Satisfaction;

/// <summary>
/// The demonstration's two years with something planted, and what its pages' own figures say of it. Twelve thousand matters, one seed and
/// one last day: quick, and with some power for three of the plants. The power at this and at larger sizes, over several seeds, stands in
/// docs/measurements.md.
/// </summary>
public class PlantedTests
{
    private const int Matters = 12_000;
    private const int Seed = 20260301;
    private static readonly DateTimeOffset End = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_figures_find_the_worse_the_better_and_the_begging_unit_and_call_hardly_anything_else()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var run = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        await using var services = await run.OpenAsync();
        var seeder = services.GetRequiredService<Seeder>();
        await using var db = await services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContextAsync(cancel);
        var from = End.AddYears(-2);
        await SeededStaff.AddAsync(db, await seeder.SettleAsync(Matters, cancel), from);
        await seeder.FillAsync(Matters, Seed, from, End, planted: true, cancel: cancel);
        var planted = Planted.For(Matters, from, End);
        var jurisdiction = await services.GetRequiredService<JurisdictionSource>().CurrentAsync(cancel);
        var all = new StaffScope(new StaffId(Guid.Empty), jurisdiction.Fallback!, [], [.. jurisdiction.Units.Keys], []);

        var (better, worse, others, compared) = (0, 0, 0, 0);
        var (begging, otherRecords, tested) = (0, 0, 0);
        foreach (var quarter in VerdictQuery.Quarters(jurisdiction.Calendar.DayOf(End)))
        {
            var query = new VerdictQuery { Quarter = quarter.ToString() };
            var lines = (await VerdictTable.ReadAsync(db, all, jurisdiction.Calendar, query, End, cancel))
                .Lines.Where(l => l.Told == Told.Compared)
                .ToList();
            compared += lines.Count;
            better += lines.Count(l => l.Group == planted.Better && l.Against == Against.Above);
            worse += lines.Count(l => l.Group == planted.Worse && l.Against == Against.Below);
            others += lines.Count(l =>
                l.Against is Against.Above or Against.Below && l.Group != planted.Better && l.Group != planted.Worse
            );
            var records = await RecordReading.CheckAsync(db, all, jurisdiction.Calendar, quarter, cancel);
            tested += records.Tested;
            var asked = records.Findings.Count(f => f.Unit == planted.Begging && f.Check == RecordCheck.AskedForGoodMark);
            begging += asked;
            otherRecords += records.Findings.Count - asked;
        }
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"worse {worse}, better {better}, begging {begging}; others {others} of {compared}, {otherRecords} of {tested}"
        );
        Assert.True(worse >= 2, $"the worse unit was found in {worse} of 4 quarters");
        Assert.True(better >= 1, $"the better unit was found in {better} of 4 quarters");
        Assert.True(begging >= 2, $"the begging unit was found in {begging} of 4 quarters");
        Assert.True(others <= 1, $"{others} of {compared} comparisons call out a unit in which nothing is planted");
        Assert.True(otherRecords <= 1, $"{otherRecords} of {tested} checks of records call out something that nobody planted");
    }
}
