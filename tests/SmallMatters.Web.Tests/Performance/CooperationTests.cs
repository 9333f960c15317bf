using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Migrations;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Partners;
using Xunit;

namespace SmallMatters.Web.Tests.Performance;

/// <summary>How far units that were asked for a part keep its deadlines, from the parts to the report, on both databases.</summary>
public class CooperationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Whoever_is_asked_for_a_part_is_measured_by_its_deadlines_and_whoever_asked_is_not(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        await PlantAsync(host, office);
        host.Clock.Set(MovableClock.Start.AddDays(44));
        var reader = await office.HireAsync(Neighbourhood.BellDesk);
        var page = await reader.Browser.GetAsync("/staff/report?month=2026-03&by=Unit");
        // To answer: 12 asked, one late. To do: 11 accepted, two late, one not done to this day. One was taken back.
        Assert.Contains("协办按时率 19 / 23 0 1 82.6%", Flat(page.Main), StringComparison.Ordinal);
        Assert.Contains("钟楼社区居委会 19 / 23 0 1", Flat(page.Main), StringComparison.Ordinal);
        Assert.DoesNotContain("柳园社区居委会 19 / 23", Flat(page.Main), StringComparison.Ordinal);
        var areas = await reader.Browser.GetAsync("/staff/report?month=2026-03&by=Area&lang=en");
        Assert.Contains("Cooperation in time 19 / 23 0 1", Flat(areas.Main), StringComparison.Ordinal);
        Assert.Contains("by accepting or by giving back with a reason", areas.Main, StringComparison.Ordinal);
        var figures = await reader.Browser.GetAsync("/staff/report/figures.csv?month=2026-03&by=Unit");
        Assert.Contains("Cooperation,1,协办按时率,", figures.Text, StringComparison.Ordinal);
        // It can be a target; what falls due in April is April's.
        var leader = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        var target = await leader.Browser.GetAsync($"/staff/targets/new?unit={leader.Unit}");
        Assert.NotNull(target.Document.QuerySelector($"select option[value={nameof(MeasureCode.Cooperation)}]"));
        host.Clock.Set(MovableClock.Start.AddDays(74));
        var later = await office.HireAsync(Neighbourhood.BellDesk);
        var april = await later.Browser.GetAsync("/staff/report?month=2026-04&by=Unit");
        Assert.DoesNotContain("协办按时率 19", Flat(april.Main), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_outside_partner_that_was_asked_stands_in_the_report_by_its_name(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await PartnerScene.MakeAsync(host);
        host.Clock.Set(MovableClock.Start.AddDays(44));
        var reader = await scene.Office.HireAsync(Neighbourhood.BellDesk);
        var page = await reader.Browser.GetAsync("/staff/report?month=2026-03&by=Unit");
        Assert.Contains(page.Document.QuerySelectorAll("main th[scope=row]"), th => th.TextContent.Trim() == "绿园物业");
        Assert.DoesNotContain(PartnerScene.Company, page.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_late_answer_that_is_made_to_have_been_in_time_is_found_by_computing_the_figures_again(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await PlantAsync(host, new Office(host));
        var verification = host.Services.GetRequiredService<FigureVerification>();
        var calendar = (await host.JurisdictionAsync()).Calendar;
        Assert.Empty((await verification.RunAsync(calendar, cancel: Cancel)).Differences);
        await using var db = host.OpenDb();
        var late = await db.Set<ClockRow>()
            .SingleAsync(c => c.Purpose == ClockFor.PartAnswer && c.Cooperation == CooperationDeadline.Late, Cancel);
        late.Cooperation = CooperationDeadline.InTime;
        await db.SaveChangesAsync(Cancel);
        var found = Assert.Single((await verification.RunAsync(calendar, cancel: Cancel)).Differences);
        Assert.Equal("deadline of a part", found.Figure);
        Assert.EndsWith(" InTime", found.Kept, StringComparison.Ordinal);
        Assert.EndsWith(" Late", found.Recomputed, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Deadlines_from_before_the_measure_are_filled_in_as_the_facts_make_them(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await PlantAsync(host, new Office(host));
        await using var db = host.OpenDb();
        var kept = await db.Set<ClockRow>().AsNoTracking().ToDictionaryAsync(c => c.Id, c => c.Cooperation, Cancel);
        Assert.Equal(5, kept.Values.Distinct().Count());
        await db.Set<ClockRow>()
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Cooperation, (CooperationDeadline?)null), Cancel);
        var migration = Migrator
            .Known(kind == DatabaseKind.Postgres ? "postgres" : "sqlite")
            .Single(m => m.Name.Contains("cooperation", StringComparison.Ordinal))
            .Sql;
        var fill = migration.Split(';').Single(s => s.Contains("UPDATE", StringComparison.Ordinal));
        // Braces are no places for values here.
        await db.Database.ExecuteSqlRawAsync(fill.Replace("{", "{{").Replace("}", "}}"), Cancel);
        Assert.Equal(kept, await db.Set<ClockRow>().AsNoTracking().ToDictionaryAsync(c => c.Id, c => c.Cooperation, Cancel));
    }

    // Thirteen parts that the desk in Willow asks of the desk in Bell, within March.
    private static async Task PlantAsync(TestHost host, Office office)
    {
        var asks = (await office.HireAsync(Neighbourhood.WillowDesk)).Actor;
        var asked = (await office.HireAsync(Neighbourhood.BellDesk)).Actor;
        var parts = new List<(RaiseResult.Raised Matter, Guid Part)>();
        for (var i = 0; i < 13; i++)
        {
            var raised = await office.RaiseAsync();
            await office.DoAsync(
                raised,
                asks,
                (m, j, now) => GivePartRule.Decide(m, new GivePart(asked.Unit, "看一下灯", "请看一下灯。"), asks, j, now)
            );
            await using var db = host.OpenDb();
            parts.Add((raised, (await db.Set<PartRow>().SingleAsync(p => p.MatterId == raised.Id, Cancel)).Id));
        }
        foreach (var (matter, part) in parts.Take(10))
        {
            await office.DoAsync(matter, asked, (m, _, now) => AnswerPartRule.Accept(m, new AcceptPart(part), asked, now));
        }
        var (slow, back, gaveBack) = (parts[10], parts[11], parts[12]);
        await office.DoAsync(
            back.Matter,
            asks,
            (m, _, now) => TakeBackPartRule.Decide(m, new TakeBackPart(back.Part, "自己看。"), asks, now)
        );
        await office.DoAsync(
            gaveBack.Matter,
            asked,
            (m, _, now) => AnswerPartRule.Return(m, new ReturnPart(gaveBack.Part, "不归我们管。"), asked, now)
        );
        foreach (var (matter, part) in parts.Take(7))
        {
            await EndAsync(matter, part);
        }
        host.Clock.Set(MovableClock.Start.AddDays(4));
        await office.DoAsync(slow.Matter, asked, (m, _, now) => AnswerPartRule.Accept(m, new AcceptPart(slow.Part), asked, now));
        await EndAsync(slow.Matter, slow.Part);
        host.Clock.Set(MovableClock.Start.AddDays(20));
        await EndAsync(parts[7].Matter, parts[7].Part);
        await EndAsync(parts[8].Matter, parts[8].Part);

        Task EndAsync(RaiseResult.Raised matter, Guid part) =>
            office.DoAsync(
                matter,
                asked,
                (m, _, now) => EndPartRule.Decide(m, new EndPart(part, PartOutcome.Done, "看过了。"), asked, now)
            );
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
