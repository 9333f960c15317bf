using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Quality;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;
using SmallMatters.Storage.Performance;
using SmallMatters.Storage.Quality;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Satisfaction;
using Xunit;

namespace SmallMatters.Web.Tests.Quality;

/// <summary>Answers from the draw to the figures, on both databases.</summary>
public class QualityPagesTests
{
    private const string Phone = "13900007272";
    private const string Name = "唐小满";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Two_reviewers_read_an_answer_without_who_raised_it_and_its_unit_reads_what_it_lacks(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await office.RaiseAsync(phone: Phone, name: Name);
        await QualityScene.DrawnAsync(host, office, raised);
        host.Clock.Advance(TimeSpan.FromDays(CallScene.Days));
        var (first, second) = await QualityScene.OfAsync(host, raised);
        var one = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var other = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);

        // Nobody has both before them: the second waits for the first, where both lie with one unit.
        var list = await one.Browser.GetAsync("/staff/quality/checks");
        Assert.Single(list.Document.QuerySelectorAll("main [data-row] a"));
        Assert.Equal(HttpStatusCode.NotFound, (await one.Browser.GetAsync($"/staff/quality/checks/{second}")).Status);
        var page = await one.Browser.GetAsync($"/staff/quality/checks/{first}");
        Assert.Contains("楼下半夜很吵", page.Main, StringComparison.Ordinal);
        Assert.Contains("换了灯泡。", page.Main, StringComparison.Ordinal);
        foreach (var word in (string[])[Phone, Name, raised.Reference.ToString()])
        {
            Assert.DoesNotContain(word, page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
            Assert.DoesNotContain(word, list.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        }

        var wrong = await one.Browser.SubmitAsync(page, [("Said[points]", "No")]);
        Assert.Equal(5, wrong.Mistakes.Count);
        Assert.Contains("普通人不用问别人", wrong.MistakeBeside("Said[plain]"), StringComparison.Ordinal);
        Assert.Equal("No", wrong.ValueOf("Said[points]"));
        Assert.Contains("已记下", (await QualityScene.ReadAsync(one, wrong, "points", "plain")).Main, StringComparison.Ordinal);

        // Neither finds the other reading, nor the same again.
        Assert.Equal(HttpStatusCode.NotFound, (await one.Browser.GetAsync($"/staff/quality/checks/{first}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await one.Browser.GetAsync($"/staff/quality/checks/{second}")).Status);
        Assert.Contains("没有要看的", (await one.Browser.GetAsync("/staff/quality/checks")).Main, StringComparison.Ordinal);
        var theirs = await other.Browser.GetAsync($"/staff/quality/checks/{second}");
        Assert.DoesNotContain("checked", theirs.Document.QuerySelector("form[method=post]")!.OuterHtml, StringComparison.Ordinal);
        await QualityScene.ReadAsync(other, theirs);

        // The resident sees who read it and what for; the unit sees what was lacking, not who said so.
        var seen = await host.NewBrowser().GetAsync($"/m/{raised.Link}/access");
        Assert.Contains("看给您的答复写得清不清楚", seen.Main, StringComparison.Ordinal);
        var handler = await office.HireAsync(Neighbourhood.WillowDesk);
        var unit = await handler.Browser.GetAsync("/staff/quality?month=2026-03");
        Assert.Contains("没有逐点回答", unit.Main, StringComparison.Ordinal);
        Assert.Contains("普通人读不懂", unit.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("没写清做了什么、哪一天", unit.Main, StringComparison.Ordinal);
        Assert.Contains("少于 10 份，不公布", unit.Main, StringComparison.Ordinal);
        Assert.NotEmpty(unit.Document.QuerySelectorAll($"main a[href='/staff/matters/{raised.Reference.Value}']"));
        var elsewhere = await office.HireAsync(Neighbourhood.BellDesk);
        Assert.DoesNotContain(
            "没有逐点回答",
            (await elsewhere.Browser.GetAsync("/staff/quality?month=2026-03")).Main,
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.Forbidden, (await handler.Browser.GetAsync("/staff/quality/checks")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await handler.Browser.GetAsync($"/staff/quality/checks/{second}")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task The_share_stands_in_the_report_and_on_its_page_with_the_interval_and_how_far_two_agree(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        // On 2 March February is not drawn yet; in April it shows that it never was.
        var early = await (await office.HireAsync(Neighbourhood.WillowDesk)).Browser.GetAsync("/staff/quality");
        Assert.Contains("这个月还没有抽", early.Main, StringComparison.Ordinal);
        var matters = new List<RaiseResult.Raised>();
        for (var i = 0; i < 31; i++)
        {
            matters.Add(await office.RaiseAsync(area: i == 30 ? Neighbourhood.Bell : Neighbourhood.Willow));
        }
        await QualityScene.DrawnAsync(host, office, [.. matters]);
        host.Clock.Advance(TimeSpan.FromDays(CallScene.Days));
        await SayAsync(host, (n, second) => n % 5 == 0 && !(second && n == 0) ? ["next", "done"] : []);
        var handler = await office.HireAsync(Neighbourhood.WillowDesk);
        var page = await handler.Browser.GetAsync("/staff/quality?month=2026-03");
        // 7 of 31 lack something.
        Assert.Contains("24 / 31", page.Main, StringComparison.Ordinal);
        Assert.Contains("77.4%", page.Main, StringComparison.Ordinal);
        Assert.Contains("31 份由两个人各看各的，30 份说的一样", page.Main, StringComparison.Ordinal);
        Assert.Contains("κ = 0.90", page.Main, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("#definition"));
        var rows = page
            .Document.QuerySelectorAll("main table tbody tr")
            .Select(r => r.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        Assert.Equal(6, rows.Count);
        Assert.Equal(["24", "7", "0"], rows[1][1..4]);
        Assert.Equal(["31", "0", "0"], rows[0][1..4]);

        var report = await handler.Browser.GetAsync("/staff/report?month=2026-03&by=Area");
        Assert.Contains("答复质量（抽查） 24 / 31 0 0", Flat(report.Main), StringComparison.Ordinal);
        var english = await handler.Browser.GetAsync("/staff/quality?month=2026-03&lang=en");
        Assert.Contains("of 30 they said the same", english.Main, StringComparison.Ordinal);
        var none = await handler.Browser.GetAsync("/staff/quality?month=2026-02&lang=zh");
        Assert.Contains("这个月没有抽过", none.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Conduct_disputes_the_sealed_the_threatened_and_what_staff_found_are_never_drawn(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var plain = new List<RaiseResult.Raised>();
        for (var i = 0; i < 24; i++)
        {
            plain.Add(await office.RaiseAsync(category: i % 2 == 0 ? Neighbourhood.Noise : Neighbourhood.Lamp));
        }
        var hidden = await office.RaiseAsync(phone: Phone, change: r => r with { SealIdentity = true });
        var threatened = await office.RaiseAsync();
        var by = (await office.HireAsync(Neighbourhood.WillowDesk)).Actor;
        await office.DoAsync(
            threatened,
            by,
            (m, _, _) => RecordThreatRule.Decide(m, new RecordThreat(ThreatTo.Person, "邻居扬言", true), by)
        );
        var conduct = await office.RaiseAsync(
            Neighbourhood.Conduct,
            change: r => r with { Kind = Kind.Conduct, UnitConcerned = Neighbourhood.WillowDesk }
        );
        foreach (var raised in (RaiseResult.Raised[])[.. plain, hidden, threatened])
        {
            await CallScene.CloseAsync(office, raised);
        }
        var reviewer = (await office.HireAsync(Neighbourhood.Review)).Actor;
        var upheld = new Close(OutcomeCode.Solved, "已查清。") { Finding = ConductFinding.Upheld };
        await office.DoAsync(conduct, reviewer, (m, j, now) => CloseRule.Decide(m, upheld, reviewer, j, now));
        host.Clock.Advance(TimeSpan.FromDays(CallScene.Days));
        var draws = host.Services.GetRequiredService<QualityDraws>();
        var made = await draws.DrawAsync(Cancel);
        Assert.Equal(0, await draws.DrawAsync(Cancel));

        await using var db = host.OpenDb();
        var kept = await db.Set<QualityDrawRow>().SingleAsync(Cancel);
        var draw = Assert.IsType<QualityDrawn>(PlainFacts<DrawOfQuality>.Read(kept.Type, kept.Body));
        var calendar = (await host.JurisdictionAsync()).Calendar;
        var frame = await QualityDraws.FrameAsync(
            db,
            calendar.StartOfDay(kept.Month),
            calendar.StartOfDay(kept.Month.AddMonths(1)),
            Cancel
        );
        Assert.Equal(plain.Select(p => p.Id).ToHashSet(), frame.Select(f => f.Matter).ToHashSet());
        var (again, readings) = QualityDrawn.From([.. frame.Select(f => f.Closing)], draw.Seed, QualityRules.BuiltIn);
        Assert.Equal(draw, again);
        var rows = await db.Set<QualityCheckRow>().OrderBy(c => c.Number).ToListAsync(Cancel);
        Assert.Equal(made, rows.Count);
        Assert.Equal(
            readings.Select(r => (frame.First(f => f.Closing.Key == r.Closing.Key).Matter, r.Second)),
            rows.Select(r => (r.MatterId, r.Second))
        );
        Assert.All(rows, r => Assert.Equal(Neighbourhood.Review, r.Checker));
    }

    [Theory, OnBothDatabases]
    public async Task Whose_people_are_sealed_after_the_draw_is_left_out_and_what_nobody_reads_is_not_known(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (hidden, waits) = (await office.RaiseAsync(), await office.RaiseAsync());
        await QualityScene.DrawnAsync(host, office, hidden, waits);
        host.Clock.Advance(TimeSpan.FromDays(CallScene.Days));
        var (first, _) = await QualityScene.OfAsync(host, hidden);
        await using var db = host.OpenDb();
        await db.Set<Storage.Matters.Rows.ParticipantRow>()
            .Where(p => p.MatterId == hidden.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Sealed, true), Cancel);
        var reader = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Browser.GetAsync($"/staff/quality/checks/{first}")).Status);
        Assert.False(await db.Set<AccessReceiptRow>().AnyAsync(r => r.Purpose == AccessPurpose.CheckingQuality, Cancel));

        var draws = host.Services.GetRequiredService<QualityDraws>();
        await draws.LapseAsync(Cancel);
        // That one of so few was sealed is not told: it is among those that are not known.
        Assert.Equal((0, 0, 2, 0), await CountsAsync(host));
        host.Clock.Advance(TimeSpan.FromDays(QualityRules.BuiltIn.OpenDays + 1));
        await draws.LapseAsync(Cancel);
        Assert.Equal((0, 0, 2, 0), await CountsAsync(host));
        Assert.Equal(
            [QualityStage.NotRead, QualityStage.LeftOut],
            (await db.Set<QualityCheckRow>().AsNoTracking().Where(c => !c.Second).ToListAsync(Cancel))
                .Select(c => c.Stage)
                .OrderBy(s => s)
        );
    }

    [Theory, OnBothDatabases]
    public async Task After_a_reopening_the_reader_of_the_first_answer_reads_nothing_that_came_later(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await office.RaiseAsync();
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        await office.DissatisfyAsync(raised, clerk, "灯还是不亮，没人来过。");
        host.Clock.Advance(TimeSpan.FromDays(CallScene.Days));
        await QualityScene.DrawsOf(host, QualityScene.Whole).DrawAsync(Cancel);
        var (first, _) = await QualityScene.OfAsync(host, raised);
        var reader = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var page = await reader.Browser.GetAsync($"/staff/quality/checks/{first}");
        Assert.Contains("已处理。", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("没人来过", page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_check_that_is_made_to_hold_is_found_by_computing_the_figures_again(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await office.RaiseAsync();
        await QualityScene.DrawnAsync(host, office, raised);
        host.Clock.Advance(TimeSpan.FromDays(CallScene.Days));
        await SayAsync(host, (_, _) => ["plain"]);
        var verification = host.Services.GetRequiredService<QualityVerification>();
        var whole = await verification.RunAsync(Cancel);
        Assert.Empty(whole.Differences);
        Assert.Equal((2 * 9) + 1, whole.Figures);
        await using var db = host.OpenDb();
        await db.Set<QualityCheckRow>()
            .Where(c => !c.Second)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Holds, true), Cancel);
        var (first, _) = await QualityScene.OfAsync(host, raised);
        Assert.Equal(
            [new FigureDifference("holds", $"check {first}", "True", "False")],
            (await verification.RunAsync(Cancel)).Differences
        );
    }

    [Theory, OnBothDatabases]
    public async Task Another_unit_lost_facts_and_a_month_without_its_draw_are_named_and_not_passed_over(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (moved, lost) = (await office.RaiseAsync(), await office.RaiseAsync());
        await QualityScene.DrawnAsync(host, office, moved, lost);
        var (first, _) = await QualityScene.OfAsync(host, moved);
        var (gone, _) = await QualityScene.OfAsync(host, lost);
        await using var db = host.OpenDb();
        await db.Set<QualityCheckRow>()
            .Where(c => c.Number == first)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Unit, Neighbourhood.BellDesk), Cancel);
        await db.Set<QualityCheckFactRow>().Where(f => f.Number == gone).ExecuteDeleteAsync(Cancel);
        await db.Set<QualityDrawRow>().ExecuteDeleteAsync(Cancel);
        var found = (await host.Services.GetRequiredService<QualityVerification>().RunAsync(Cancel)).Differences;
        Assert.Equal(
            new HashSet<FigureDifference>
            {
                new("unit", $"check {first}", Neighbourhood.BellDesk, Neighbourhood.WillowDesk),
                new("facts", $"check {gone}", "1", "0"),
                new("drawn", "2026-03", "-", "2"),
            },
            found.ToHashSet()
        );
    }

    [Theory, OnBothDatabases]
    public async Task Months_that_were_missed_while_the_program_did_not_run_are_drawn_later_but_none_from_before_the_first(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        await QualityScene.DrawnAsync(host, office, await office.RaiseAsync());
        host.Clock.Advance(TimeSpan.FromDays(CallScene.Days));
        var april = await office.RaiseAsync();
        await CallScene.CloseAsync(office, april);
        host.Clock.Advance(TimeSpan.FromDays(100));
        await QualityScene.DrawsOf(host, QualityScene.Whole).DrawAsync(Cancel);
        await using var db = host.OpenDb();
        Assert.Equal(
            [3, 4, 5, 6],
            (await db.Set<QualityDrawRow>().Select(d => d.Month).ToListAsync(Cancel)).Select(m => m.Month).Order()
        );
        var late = await db.Set<QualityCheckRow>().FirstAsync(c => c.MatterId == april.Id, Cancel);
        Assert.Equal(4, late.ClosedAt.Month);
        // They have their full time from the day on which they were drawn.
        var calendar = (await host.JurisdictionAsync()).Calendar;
        Assert.Equal(calendar.DayOf(host.Clock.GetUtcNow()).AddDays(QualityRules.BuiltIn.OpenDays), late.OpenUntil);
    }

    [Theory, OnBothDatabases]
    public async Task The_quality_of_answers_can_be_a_target(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var leader = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        var page = await leader.Browser.GetAsync($"/staff/targets/new?unit={leader.Unit}");
        Assert.NotNull(page.Document.QuerySelector($"select option[value={nameof(MeasureCode.SampledQuality)}]"));
    }

    // Says of each check, in the order of the matters, to which questions "no" is said.
    private static async Task SayAsync(TestHost host, Func<int, bool, string[]> no)
    {
        await using var db = host.OpenDb();
        var rows = await db.Set<QualityCheckRow>().OrderBy(c => c.MatterId).ToListAsync(Cancel);
        var order = rows.Select(r => r.MatterId).Distinct().ToList();
        foreach (var row in rows)
        {
            var lacking = no(order.IndexOf(row.MatterId), row.Second);
            var answers = QualityRules
                .BuiltIn.Sheets[0]
                .Questions.Select(q => new QualityAnswer(q.Code, lacking.Contains(q.Code) ? QualityMark.No : QualityMark.Yes));
            QualityDesk.Put(db, row, new QualityRead(1, [.. answers]), null, host.Clock.GetUtcNow());
        }
        await db.SaveChangesAsync(Cancel);
    }

    private static async Task<(int Count, int Total, int Missing, int LeftOut)> CountsAsync(TestHost host)
    {
        await using var db = host.OpenDb();
        var scope = new StaffScope(
            new StaffId(Guid.CreateVersion7()),
            Neighbourhood.Street,
            [Neighbourhood.Street],
            [Neighbourhood.Street],
            [StaffRole.Supervisor]
        );
        var since = MovableClock.Start.AddDays(-40);
        var counts = await QualityFigures.CountAsync(db, scope, since, since.AddDays(80), MeasuredBy.Unit, cancel: Cancel);
        var sum = counts.SelectMany(g => g).Aggregate(default(MeasureCounts), (s, c) => s + c);
        return (sum.Count, sum.Total, sum.Missing, sum.LeftOut);
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
