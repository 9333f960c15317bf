using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Storage;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Satisfaction;

public class ClosingsTests
{
    private static readonly string[] Columns =
    [
        nameof(ClosingRow.MatterId),
        nameof(ClosingRow.Nth),
        nameof(ClosingRow.ClosedAt),
        nameof(ClosingRow.Unit),
        nameof(ClosingRow.Area),
        nameof(ClosingRow.Category),
        nameof(ClosingRow.Outcome),
        nameof(ClosingRow.Stands),
        nameof(ClosingRow.JudgedAt),
        nameof(ClosingRow.Informed),
        nameof(ClosingRow.Fair),
        nameof(ClosingRow.PromiseKept),
        nameof(ClosingRow.Solved),
        nameof(ClosingRow.AskedForGoodMark),
    ];

    private static async Task<List<string>> AllAsync(Db db)
    {
        var rows = await db.Set<ClosingRow>().AsNoTracking().OrderBy(c => c.MatterId).ThenBy(c => c.Nth).ToListAsync();
        return rows.ConvertAll(r => string.Join('|', Columns.Select(c => typeof(ClosingRow).GetProperty(c)!.GetValue(r))));
    }

    [Theory, OnBothDatabases]
    public async Task A_no_stays_counted_when_the_matter_was_dealt_with_again_and_judged_better(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        await office.DissatisfyAsync(raised, clerk);
        var reviewer = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        await office.DoAsync(
            raised,
            reviewer.Actor,
            (m, j, now) =>
                DecideReopeningRule.Decide(
                    m,
                    new DecideReopening(ReopeningDecision.Reopen, "再办一次", "到场看"),
                    reviewer.Actor,
                    [Neighbourhood.Review],
                    j,
                    now
                )
        );
        await office.DoAsync(
            raised,
            clerk.Actor,
            (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已处理。"), clerk.Actor, j, now)
        );
        var me = new Actor.Person(raised.Raiser);
        await office.DoAsync(
            raised,
            me,
            (m, j, now) =>
                GiveVerdictRule.Decide(
                    m,
                    new GiveVerdict(YesPartlyNo.Yes, YesPartlyNo.Yes, null, YesPartlyNo.Yes, false, null),
                    me,
                    j,
                    now
                )
        );

        await using var db = host.OpenDb();
        var all = new StaffScope(clerk.Id, clerk.Unit, [clerk.Unit], [clerk.Unit], [StaffRole.Handler]);
        var counts = await VerdictFigures.CountAsync(
            db,
            all,
            MovableClock.Start.AddDays(-1),
            MovableClock.Start.AddDays(1),
            VerdictsBy.Unit,
            VerdictQuestion.Solved
        );
        var mine = counts[Neighbourhood.WillowDesk];
        Assert.Equal((2, 1, 0, 1), (mine.Closings, mine.Yes, mine.Partly, mine.No));
        var promises = await VerdictFigures.CountAsync(
            db,
            all,
            MovableClock.Start.AddDays(-1),
            MovableClock.Start.AddDays(1),
            VerdictsBy.Channel,
            VerdictQuestion.PromiseKept
        );
        Assert.Equal((2, 0), (promises["Web"].Unasked, promises["Web"].Answered));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_said_of_staff_and_of_other_areas_is_not_counted_for_the_reader(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        await office.DissatisfyAsync(raised, clerk);
        await using var db = host.OpenDb();
        var elsewhere = StaffScope.Of(
            clerk.Id,
            clerk.Unit,
            [(clerk.Unit, StaffRole.Handler, Neighbourhood.Bell)],
            await host.JurisdictionAsync()
        );
        Assert.Empty(
            await VerdictFigures.CountAsync(
                db,
                elsewhere,
                MovableClock.Start.AddDays(-1),
                MovableClock.Start.AddDays(1),
                VerdictsBy.Area,
                VerdictQuestion.Solved
            )
        );
    }

    [Theory, OnBothDatabases]
    public async Task Closings_of_before_are_made_from_the_history_as_they_would_have_been_written(DatabaseKind kind)
    {
        await using var run = await CommandLine.CommandLineRun.OnAsync(kind);
        Assert.Equal(0, (await run.RunAsync("seed", "--matters", "500", "--seed", "9")).Code);
        await using var services = await run.OpenAsync();
        await using var db = services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext();
        var written = await AllAsync(db);
        Assert.Empty(
            Enum.GetValues<ClosingStands>().Except(await db.Set<ClosingRow>().Select(c => c.Stands).Distinct().ToListAsync())
        );
        await db.Set<ClosingRow>().ExecuteDeleteAsync();
        // The table as it was then, and what has been added to it since.
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE closing DROP COLUMN contact_in_time");
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE closing DROP COLUMN answered_in_time");
        await MigrateAgainAsync("0150-closings", "INSERT INTO");
        await MigrateAgainAsync("0260-closings-in-time", "ALTER TABLE");
        Assert.Equal(written, await AllAsync(db));

        async Task MigrateAgainAsync(string migration, string statements)
        {
            var name = $"migrations/{migration}.{(kind == DatabaseKind.Sqlite ? "sqlite" : "postgres")}.sql";
            using var reader = new StreamReader(typeof(Db).Assembly.GetManifestResourceStream(name)!);
            var lines = (await reader.ReadToEndAsync()).Split('\n').Where(l => !l.StartsWith("--", StringComparison.Ordinal));
            foreach (
                var statement in string.Join('\n', lines).Split(';').Where(s => s.Contains(statements, StringComparison.Ordinal))
            )
            {
                await db.Database.ExecuteSqlRawAsync(statement.Replace("{", "{{").Replace("}", "}}"));
            }
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_page_tells_counts_before_rates_in_both_languages(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        await office.DissatisfyAsync(await office.RaiseAsync(), clerk);
        host.Clock.Advance(TimeSpan.FromDays(45));
        clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var page = await clerk.Browser.GetAsync("/staff/verdicts");
        Assert.Contains("2026 年第 1 季度", page.Main, StringComparison.Ordinal);
        Assert.Contains("回答少于 10 份，不公布", page.Main, StringComparison.Ordinal);
        Assert.Contains("太少，不公布", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("100.0%", page.Document.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        var csv = await clerk.Browser.GetAsync(page.LinkTo("下载表格"));
        Assert.Contains(",TooFew,", csv.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("strict 1,0", csv.Text, StringComparison.Ordinal);
        var empty = await clerk.Browser.GetAsync("/staff/verdicts?quarter=2025Q3&by=Channel&question=Fair&formula=full&lang=en");
        Assert.Contains("Nothing was closed in this quarter", empty.Main, StringComparison.Ordinal);
    }
}
