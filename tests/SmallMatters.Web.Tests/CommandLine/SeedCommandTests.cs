using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Notices;
using SmallMatters.Storage.Seeding;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.CommandLine;

public class SeedCommandTests
{
    private static readonly DateTimeOffset End = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [OnBothDatabases]
    public async Task A_made_up_jurisdiction_has_matters_in_every_stage_and_a_history_that_verifies(DatabaseKind kind)
    {
        await using var run = await CommandLineRun.OnAsync(kind);
        var seeded = await run.RunAsync("seed", "--matters", "600", "--seed", "4");
        Assert.Equal(0, seeded.Code);
        Assert.Equal(0, (await run.RunAsync("verify")).Code);

        await using var services = await run.OpenAsync();
        await using var db = services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext();
        var matters = await db.Set<MatterRow>().ToListAsync();
        Assert.InRange(matters.Count, 600, 640);
        Assert.Empty(new[] { Stage.Open, Stage.Closed, Stage.Settled }.Except(matters.Select(m => m.Stage)));
        Assert.Empty(
            Enum.GetValues<OutcomeCode>().Except(matters.Where(m => m.OutcomeCode is not null).Select(m => m.OutcomeCode!.Value))
        );
        var promises = await db.Set<PromiseRow>().Select(p => p.State).ToListAsync();
        Assert.Empty(new[] { PromiseState.Kept, PromiseState.KeptLate }.Except(promises));
        // Nobody is told of what never happened.
        Assert.False(await db.Set<NoticeRow>().AnyAsync());
        var counted = await AreaFigures.OfAllAreasAsync(db);
        Assert.NotEmpty(counted);
    }

    [Fact]
    public async Task The_same_seed_tells_the_same_stories()
    {
        Assert.Equal(await StoriesAsync(11), await StoriesAsync(11));
        Assert.NotEqual(await StoriesAsync(11), await StoriesAsync(12));
    }

    [Fact]
    public async Task Telephone_numbers_are_ones_that_nobody_can_have()
    {
        await using var run = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        Assert.Equal(0, (await run.RunAsync("seed", "--matters", "60")).Code);
        await using var services = await run.OpenAsync();
        await using var db = services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext();
        var ring = services.GetRequiredService<KeyRing>();
        var phones = (await db.Set<ParticipantRow>().Where(p => p.Phone != null).ToListAsync()).ConvertAll(p =>
            ring.Unwrap(p.Key!, p.Id.Value).Unseal(p.Phone!)
        );
        Assert.NotEmpty(phones);
        Assert.All(phones, phone => Assert.Matches("^1380000[0-9]{4}$", phone));
    }

    [Fact]
    public async Task A_database_that_holds_something_is_left_alone()
    {
        await using var run = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        Assert.Equal(0, (await run.RunAsync("seed", "--matters", "20")).Code);
        var again = await run.RunAsync("seed", "--matters", "20");
        Assert.Equal(1, again.Code);
        Assert.Contains("not empty", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_accounts_are_made_on_a_developers_machine_only()
    {
        if (Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") == "Development")
        {
            Assert.Skip("this run says of itself that it is a developer's machine");
        }
        await using var run = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        var refused = await run.RunAsync("seed", "--demo");
        Assert.Equal(1, refused.Code);
        Assert.Contains("Development only", refused.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(run.Folder));
    }

    private static async Task<List<string>> StoriesAsync(int seed)
    {
        await using var run = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        await using var services = await run.OpenAsync();
        var seeder = services.GetRequiredService<Seeder>();
        await using var db = services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext();
        await SeededStaff.AddAsync(db, await seeder.SettleAsync(50), End.AddYears(-1));
        await seeder.FillAsync(50, seed, End.AddYears(-1), End);
        return await db.Set<MatterRow>()
            .OrderBy(m => m.Number)
            .Select(m => $"{m.Number} {m.Category} {m.OwnerUnit} {m.Stage} {m.OutcomeCode} {m.HeadSeq} {m.Description}")
            .ToListAsync();
    }
}
