using System.Globalization;
using System.Net;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Performance;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Documents;
using SmallMatters.Web.Performance;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Performance;

public class ReportPagesTests
{
    private const string Secret = "楼上姓郑的半夜剁肉馅";
    private static readonly DateOnly March = new(2026, 3, 1);

    [Theory, OnBothDatabases]
    public async Task A_month_is_told_in_counts_shares_and_definitions_and_nobody_is_named(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        await PlantAsync(host, office);
        host.Clock.Set(MovableClock.Start.AddDays(44));
        var reader = await office.HireAsync(Neighbourhood.WillowDesk);
        var page = await reader.Browser.GetAsync("/staff/report?month=2026-03&by=Unit");
        Assert.Equal(
            [
                "响应率 9 / 12 0 1 75.0% (46.8%–91.1%) 不比较",
                "按期办结率 10 / 12 0 1 83.3% (55.2%–95.3%) 不比较",
                "承诺兑现率 … / 1 0 0 太少，不公布 不比较",
                "解决率 8 / 10 2 1 80.0% (49.0%–94.3%) 不比较",
                "满意率 10 / 10 2 1 100.0% (72.2%–100.0%) 不比较",
                "重办率 0 / 10 2 1 0.0% (0.0%–27.8%) 不比较",
                "答复质量（抽查） 0 / 0 0 0 没有 不比较",
                "协办按时率 0 / 0 0 0 没有 不比较",
            ],
            Rows(page, 0)
        );
        // A share leads to its definition.
        Assert.All(
            page.Document.QuerySelectorAll("main table a[href^='#']"),
            link => Assert.NotNull(page.Document.QuerySelector(link.GetAttribute("href")!))
        );
        // The only unit with anything is the total; what is hidden there is hidden here.
        Assert.Equal("柳园社区居委会 9 / 12 0 1 75.0% (46.8%–91.1%) 不比较", Assert.Single(Rows(page, 1)));

        var english = await reader.Browser.GetAsync("/staff/report?month=2026-03&by=Area&lang=en");
        Assert.Contains("Closed in time 10 / 12 0 1 83.3% (55.2%–95.3%) Not compared", Rows(english, 0));

        var figures = await reader.Browser.GetAsync("/staff/report/figures.csv?month=2026-03&by=Unit");
        Assert.Contains("InTime,1,按期办结率,,合计,10,12,0,1,0.8333,0.552,0.953,NotCompared,NotCompared,", figures.Text);
        Assert.Contains("PromisesKept,1,承诺兑现率,,合计,,1,0,0,,,,TooFew,NotCompared,", figures.Text);

        var ledger = await reader.Browser.GetAsync("/staff/report/ledger.csv?month=2026-03");
        Assert.Equal(1 + 13, ledger.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        foreach (var said in (string[])[page.Text, figures.Text, ledger.Text])
        {
            Assert.DoesNotContain("郑", said);
            Assert.DoesNotContain("13900001111", said);
        }

        // Nobody else's ledger, and of another area nothing.
        var elsewhere = await office.HireAsync(Neighbourhood.BellDesk);
        var other = await elsewhere.Browser.GetAsync("/staff/report/ledger.csv?month=2026-03");
        Assert.Single(other.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        await using var db = host.OpenDb();
        var limited = StaffScope.Of(
            reader.Id,
            reader.Unit,
            [(reader.Unit, StaffRole.Handler, Neighbourhood.Bell)],
            await host.JurisdictionAsync()
        );
        Assert.Empty(
            await MeasureFigures.CountAsync(
                db,
                limited,
                MovableClock.Start.AddDays(-1),
                MovableClock.Start.AddDays(31),
                (March, March.AddMonths(1)),
                MeasuredBy.Category
            )
        );
    }

    [Theory, OnBothDatabases]
    public async Task The_report_and_the_ledger_are_papers_that_are_the_same_from_the_same_facts(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        await PlantAsync(host, office);
        host.Clock.Set(MovableClock.Start.AddDays(44));
        var reader = await office.HireAsync(Neighbourhood.WillowDesk);
        var jurisdiction = await host.JurisdictionAsync();
        await using var db = host.OpenDb();
        var scope = new StaffScope(reader.Id, reader.Unit, [reader.Unit], [reader.Unit], [StaffRole.Handler]);
        var unit = new Bilingual("柳园社区居委会", "Willow desk");
        var calendar = jurisdiction.Calendar;
        foreach (var by in Enum.GetValues<MeasuredBy>())
        {
            var first = ReportPapers.Report(await TableAsync(by), March, by, unit, jurisdiction);
            var again = ReportPapers.Report(await TableAsync(by), March, by, unit, jurisdiction);
            foreach (var tongue in Enum.GetValues<Tongue>())
            {
                var bytes = DocxWriter.Write(first, tongue);
                Assert.Equal(bytes, DocxWriter.Write(again, tongue));
                Valid(bytes);
            }
        }
        var lines = await Ledger
            .Lines(db, scope, calendar.StartOfDay(March), calendar.StartOfDay(March.AddMonths(1)))
            .ToListAsync(TestContext.Current.CancellationToken);
        var ledger = DocxWriter.Write(ReportPapers.Ledger(lines, true, March, unit, jurisdiction), Tongue.Zh);
        Valid(ledger);
        foreach (var paper in (string[])["monthly", "ledger"])
        {
            var printed = await reader.Browser.GetAsync($"/staff/report/papers/{paper}/print?month=2026-03");
            Assert.Contains("2026 年 3 月", printed.Text);
            Assert.DoesNotContain("郑", printed.Text);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Browser.GetAsync("/staff/report/papers/other/docx")).Status);

        Task<MeasureTable> TableAsync(MeasuredBy by) =>
            MeasureTable.ReadAsync(db, scope, calendar, March, by, TestContext.Current.CancellationToken);
    }

    [Theory, OnBothDatabases]
    public async Task A_closing_that_is_made_to_have_been_in_time_is_found_by_computing_the_figures_again(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await PlantAsync(host, new Office(host));
        var verification = host.Services.GetRequiredService<FigureVerification>();
        var calendar = (await host.JurisdictionAsync()).Calendar;
        Assert.Empty((await verification.RunAsync(calendar, cancel: TestContext.Current.CancellationToken)).Differences);
        await using var db = host.OpenDb();
        Assert.Equal(
            2,
            await db.Set<ClosingRow>()
                .Where(c => c.AnsweredInTime == false)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.AnsweredInTime, true), TestContext.Current.CancellationToken)
        );
        var found = await verification.RunAsync(calendar, cancel: TestContext.Current.CancellationToken);
        Assert.Equal(2, found.Differences.Count(d => d.Figure == "closing 0"));
    }

    // Twelve closings with a result, one withdrawn and one of conduct: three first contacts late, two past their limit, eight
    // solved, two not, two silent so far, and one promise.
    private static async Task PlantAsync(TestHost host, Office office)
    {
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = new List<Storage.Matters.RaiseResult.Raised>();
        for (var n = 0; n < 13; n++)
        {
            raised.Add(
                await office.RaiseAsync(words: $"{Secret}{n.ToString(CultureInfo.InvariantCulture)}", phone: "13900001111")
            );
        }
        var conduct = await office.RaiseAsync(
            Neighbourhood.Conduct,
            change: raise => raise with { Kind = Domain.Units.Kind.Conduct, UnitConcerned = Neighbourhood.WillowDesk }
        );
        var reviewer = await office.HireAsync(Neighbourhood.Review);
        await office.DoAsync(
            conduct,
            reviewer.Actor,
            (m, j, now) =>
                CloseRule.Decide(
                    m,
                    new Close(OutcomeCode.Solved, "已查清。") { Finding = ConductFinding.Upheld },
                    reviewer.Actor,
                    j,
                    now
                )
        );
        await office.DoAsync(
            raised[12],
            new Actor.Person(raised[12].Raiser),
            (m, _, now) => WithdrawRule.Decide(m, new Withdraw(null), new Actor.Person(raised[12].Raiser), now)
        );
        var promised = await office.DoAsync(
            raised[0],
            clerk.Actor,
            (m, _, now) =>
                ReplyRule.Decide(m, new Reply("我们来看。", [("上门", March.AddDays(3))]), clerk.Actor, March.AddDays(1), now)
        );
        await office.DoAsync(
            raised[0],
            clerk.Actor,
            (m, _, _) =>
                KeepPromiseRule.Decide(
                    m,
                    new KeepPromise(promised.File.Promises[0].Id, "去看了。"),
                    clerk.Actor,
                    March.AddDays(2)
                )
        );
        for (var n = 0; n < 12; n++)
        {
            host.Clock.Set(
                MovableClock.Start.AddDays(
                    n < 9 ? 0
                    : n < 10 ? 3
                    : 10
                )
            );
            await office.DoAsync(
                raised[n],
                clerk.Actor,
                (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已处理。"), clerk.Actor, j, now)
            );
            if (n < 2)
            {
                continue;
            }
            var me = new Actor.Person(raised[n].Raiser);
            var solved = n < 10 ? YesPartlyNo.Yes : YesPartlyNo.No;
            await office.DoAsync(
                raised[n],
                me,
                (m, j, now) =>
                    GiveVerdictRule.Decide(
                        m,
                        new GiveVerdict(
                            YesPartlyNo.Yes,
                            YesPartlyNo.Yes,
                            null,
                            solved,
                            false,
                            solved == YesPartlyNo.No ? "还吵。" : null
                        ),
                        me,
                        j,
                        now
                    )
            );
        }
    }

    private static string[] Rows(WebPage page, int table) =>
        [
            .. page
                .Document.QuerySelectorAll("main table")
                .ElementAt(table)
                .QuerySelectorAll("tbody tr")
                .Select(row =>
                    string.Join(
                        ' ',
                        row.Children.Select(cell =>
                            string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                        )
                    )
                ),
        ];

    private static void Valid(byte[] bytes)
    {
        using var opened = WordprocessingDocument.Open(new MemoryStream(bytes), false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(opened));
    }
}
