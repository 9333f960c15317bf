using System.CommandLine;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.OpenData;
using SmallMatters.Storage.Publishing;
using SmallMatters.Storage.Registers;
using SmallMatters.Storage.Seeding;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Cards;
using SmallMatters.Web.Dispatching;
using SmallMatters.Web.Disputes;
using SmallMatters.Web.Hazards;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Knowledge;
using SmallMatters.Web.Liaisons;
using SmallMatters.Web.MinorCases;
using SmallMatters.Web.OpenData;
using SmallMatters.Web.Participation;
using SmallMatters.Web.Problems;
using SmallMatters.Web.Publishing;
using SmallMatters.Web.Registers;
using SmallMatters.Web.SchoolGates;
using SmallMatters.Web.Services;
using SmallMatters.Web.Transfers;

namespace SmallMatters.Web.CommandLine;

/// <summary>The verb <c>seed</c>: a made-up jurisdiction, for the demonstration or for measuring.</summary>
internal static class SeedCommand
{
    private const int DemoMatters = 3000;
    private const int DemoSeed = 20260301;

    public static Command Create()
    {
        var data = new DataOptions();
        var demo = new Option<bool>("--demo")
        {
            Description =
                "演示街道：两年的诉求和可登录的演示账号 / The demonstration: two years of matters and accounts to sign in with",
        };
        var matters = new Option<int?>("--matters") { Description = "诉求数量 / How many matters" };
        var seed = new Option<int>("--seed")
        {
            Description = "随机种子，同种子同内容 / The same seed gives the same content",
            DefaultValueFactory = _ => DemoSeed,
        };
        var start = new Option<DateOnly?>("--start") { Description = "从哪一天开始（默认两年前） / First day (two years ago)" };
        var planted = new Option<bool>("--planted")
        {
            Description =
                "埋入已知的好单位、差单位、求好评、回评率下降和已解决的问题，用来检验统计 / Plants what the figures have to find",
        };
        var command = new Command("seed", "放入虚构的辖区和诉求 / Fill an empty database with made-up matters")
        {
            demo,
            matters,
            seed,
            start,
            planted,
        };
        data.AddTo(command);
        command.SetAction(
            async (result, cancel) =>
            {
                var error = result.InvocationConfiguration.Error;
                var forDemo = result.GetValue(demo);
                var environment = new CommandLineEnvironment();
                if (forDemo && !environment.IsDevelopment())
                {
                    await error.WriteLineAsync(
                        $"演示账号的密码是公开的，只能在 Development 环境中使用（现在是 {environment.EnvironmentName}）。\n"
                            + $"Demo accounts have a published password and are for Development only (this is {environment.EnvironmentName})."
                    );
                    return 1;
                }
                if (!forDemo && result.GetValue(matters) is null)
                {
                    await error.WriteLineAsync("请给出 --demo 或 --matters N。\nGive --demo or --matters N.");
                    return 1;
                }
                var count = result.GetValue(matters) ?? DemoMatters;
                if (count is < 1 or > 5_000_000)
                {
                    await error.WriteLineAsync("--matters 应为 1 到 5000000。\n--matters is from 1 to 5000000.");
                    return 1;
                }
                await using var services = await data.OpenAsync(result, cancel);
                var time = services.GetRequiredService<TimeProvider>();
                var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
                var from = result.GetValue(start) is { } day
                    ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)).ToUniversalTime()
                    : now.AddYears(-2);
                if (from >= now.AddDays(-1) || from.Year < 2020)
                {
                    await error.WriteLineAsync(
                        "--start 应在 2020 年以后、昨天以前。\n--start is after 2019 and before yesterday."
                    );
                    return 1;
                }
                var seeder = services.GetRequiredService<Seeder>();
                if (await seeder.MayFillAsync(cancel) is { } why)
                {
                    await error.WriteLineAsync($"{why.Sentence.Zh}\n{why.Sentence.En}");
                    return 1;
                }
                var posts = await seeder.SettleAsync(count, cancel);
                await MakeAccountsAsync(services, environment, posts, DateOnly.FromDateTime(from.UtcDateTime), cancel);
                var written = await ProgressBar.RunAsync(
                    "诉求 matters",
                    count,
                    progress =>
                        seeder.FillAsync(count, result.GetValue(seed), from, now, result.GetValue(planted), progress, cancel)
                );
                var jurisdiction = await services.GetRequiredService<JurisdictionSource>().CurrentAsync(cancel);
                await using (var db = await services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContextAsync(cancel))
                {
                    await AreaFigures.RefreshAsync(db, now, jurisdiction.Calendar.DayOf, cancel);
                }
                if (forDemo)
                {
                    await DemoRegisters.MakeAsync(services.GetRequiredService<RegisterBook>(), cancel);
                    await DemoPremises.MakeAsync(services.GetRequiredService<PremisesFiles>(), cancel);
                    await MakeCardsAsync(services, now, cancel);
                    await DemoProblem.MakeAsync(
                        services.GetRequiredService<IDbContextFactory<Db>>(),
                        services.GetRequiredService<JurisdictionSource>(),
                        now,
                        cancel
                    );
                    await DemoOpenData.MakeAsync(
                        services.GetRequiredService<IDbContextFactory<Db>>(),
                        services.GetRequiredService<AssessmentBook>(),
                        services.GetRequiredService<OpenReleases>(),
                        jurisdiction.Calendar.DayOf(now),
                        cancel
                    );
                    await DemoPublications.MakeAsync(
                        services.GetRequiredService<IDbContextFactory<Db>>(),
                        services.GetRequiredService<JurisdictionSource>(),
                        services.GetRequiredService<PublicationBook>(),
                        cancel
                    );
                    await ActivatorUtilities.CreateInstance<DemoJoint>(services).MakeAsync(now, cancel);
                    await ActivatorUtilities.CreateInstance<DemoRulings>(services).MakeAsync(cancel);
                    await ActivatorUtilities
                        .CreateInstance<DemoTransfers>(services, ActivatorUtilities.CreateInstance<TransferDesk>(services))
                        .MakeAsync(cancel);
                    await ActivatorUtilities.CreateInstance<DemoDisputes>(services).MakeAsync(now, cancel);
                    await ActivatorUtilities.CreateInstance<DemoKnowledge>(services).MakeAsync(cancel);
                    await ActivatorUtilities.CreateInstance<DemoServices>(services).MakeAsync(cancel);
                    await ActivatorUtilities.CreateInstance<DemoCases>(services).MakeAsync(now, cancel);
                    await ActivatorUtilities.CreateInstance<DemoInspections>(services).MakeAsync(now, cancel);
                    await ActivatorUtilities.CreateInstance<DemoGates>(services).MakeAsync(now, cancel);
                    await ActivatorUtilities.CreateInstance<DemoEncounters>(services).MakeAsync(now, cancel);
                    await ActivatorUtilities.CreateInstance<DemoSurveys>(services).MakeAsync(now, cancel);
                    await ActivatorUtilities.CreateInstance<DemoQuality>(services).MakeAsync(now, cancel);
                    await ActivatorUtilities.CreateInstance<DemoCalls>(services).MakeAsync(now, cancel);
                    await ActivatorUtilities.CreateInstance<DemoRoster>(services).MakeAsync(now, cancel);
                    await ActivatorUtilities.CreateInstance<DemoLiaisons>(services).MakeAsync(now, cancel);
                    await ActivatorUtilities.CreateInstance<DemoPriorities>(services).MakeAsync(now, cancel);
                }
                await result.InvocationConfiguration.Output.WriteLineAsync(
                    $"已放入 {written:N0} 件虚构的诉求、{posts.Count} 名虚构的工作人员。\n{written:N0} made-up matters and {posts.Count} made-up members of staff."
                );
                return 0;
            }
        );
        return command;
    }

    // A very small neighbourhood may be quiet just now, or all that it had is a reviewer's; then the last week that had something to show
    // to those who lead it is shown.
    private static async Task MakeCardsAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancel)
    {
        var watch = ActivatorUtilities.CreateInstance<CardWatch>(services);
        var jurisdiction = await services.GetRequiredService<JurisdictionSource>().CurrentAsync(cancel);
        var led = jurisdiction.Below(jurisdiction.Fallback);
        var scope = new StaffScope(default, jurisdiction.Fallback, led, led, [StaffRole.Supervisor]);
        await using var db = await services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContextAsync(cancel);
        var shown = false;
        for (var weeks = 0; weeks < 52 && !shown; weeks++)
        {
            await watch.LookAsync(now.AddDays(-7 * weeks), cancel);
            foreach (var waiting in (bool[])[true, false])
            {
                shown |= (await CardBook.ListAsync(db, scope, null, waiting, null, 0, 1, cancel)).Count > 0;
            }
        }
    }

    // In Development they have the demonstration's password; elsewhere none, so that nobody can sign in as them.
    private static async Task MakeAccountsAsync(
        ServiceProvider services,
        IHostEnvironment environment,
        IReadOnlyList<DemoPost> posts,
        DateOnly from,
        CancellationToken cancel
    )
    {
        var time = services.GetRequiredService<TimeProvider>();
        await using var db = await services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContextAsync(cancel);
        if (environment.IsDevelopment())
        {
            var staff = ActivatorUtilities.CreateInstance<DemoStaff>(
                services,
                db,
                new PasswordHasher<Account>(),
                environment,
                new UpperInvariantLookupNormalizer()
            );
            var (_, refused) = await staff.SeedAsync(
                [.. posts.Select(p => new DemoPerson(p.UserName, p.Name, [new StaffPost(p.Unit, p.Role, null)]))],
                from,
                cancel
            );
            if (refused is not null)
            {
                throw new InvalidOperationException(refused.Sentence.En);
            }
            return;
        }
        var now = time.GetUtcNow();
        foreach (var post in posts)
        {
            var id = Guid.CreateVersion7(now);
            db.Add(
                new Account
                {
                    Id = id,
                    UserName = post.UserName,
                    NormalizedUserName = post.UserName.ToUpperInvariant(),
                    DisplayName = post.Name,
                    SecurityStamp = id.ToString("N"),
                    LockoutEnabled = true,
                }
            );
            db.Add(
                new Appointment
                {
                    Id = Guid.CreateVersion7(now),
                    AccountId = id,
                    Unit = post.Unit,
                    Role = post.Role,
                    ValidFrom = from,
                }
            );
        }
        await db.SaveChangesAsync(cancel);
    }
}
