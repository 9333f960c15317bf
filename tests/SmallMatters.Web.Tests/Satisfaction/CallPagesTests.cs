using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Patterns;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Satisfaction;

/// <summary>Satisfaction calls from the draw to the figures, and what the unit that dealt with the matter does not learn.</summary>
public class CallPagesTests
{
    private const string Phone = "13900006161";
    private const string Said = "来过一次，灯还是不亮。";

    private sealed record Scene(TestHost Host, Office Office, RaiseResult.Raised Raised, Clerk Caller, long Call)
    {
        public string Page => $"/staff/satisfaction-calls/{Call}";

        public Task<WebPage> AnswerAsync(WebPage page, string informed, string solved, string fair, string words) =>
            Caller.Browser.SubmitAsync(
                page,
                [("Answer.Informed", informed), ("Answer.Solved", solved), ("Answer.Fair", fair), ("Answer.Words", words)],
                "form[action$='handler=answer']"
            );

        public Task<WebPage> TryAsync(WebPage page, TryOutcome outcome, params (string, string)[] more) =>
            Caller.Browser.SubmitAsync(page, [("Try.Outcome", $"{outcome}"), .. more], "form[action$='handler=try']");
    }

    private static async Task<Scene> SceneAsync(DatabaseKind kind)
    {
        var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await office.RaiseAsync(phone: Phone, name: "唐小满");
        var call = Assert.Single(await CallScene.DrawnAsync(host, office, raised));
        return new Scene(host, office, raised, await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer), call);
    }

    [Theory, OnBothDatabases]
    public async Task A_no_on_the_telephone_opens_the_review_and_the_handler_cannot_tell_it_from_one_by_link(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var page = await scene.Caller.Browser.GetAsync(scene.Page);
        Assert.Contains(Phone, page.Main, StringComparison.Ordinal);
        Assert.Contains("换了灯泡。", page.Main, StringComparison.Ordinal);
        Assert.Contains("我是督察复查组的，不是办理您这件事的单位", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("楼下半夜很吵", page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);

        var wrong = await scene.AnswerAsync(page, "", "No", "", Said);
        Assert.Equal(2, wrong.Mistakes.Count);
        Assert.Equal(Said, wrong.ValueOf("Answer.Words")!.Trim());
        Assert.Empty((await scene.AnswerAsync(wrong, "Yes", "No", "Yes", Said)).Mistakes);

        var review = Assert.IsType<Matter.UnderReview>(await scene.Office.NowAsync(scene.Raised));
        Assert.Equal((Neighbourhood.Review, VerdictMode.Call), (review.ReviewUnit, review.Verdict!.Mode));
        var decide = await scene.Caller.Browser.GetAsync($"/staff/reviews/{scene.Raised.Reference.Value}");
        Assert.Contains(Said, decide.Main, StringComparison.Ordinal);
        var mine = await host.NewBrowser().GetAsync($"/m/{scene.Raised.Link}/copy");
        Assert.Contains(Said, mine.Main, StringComparison.Ordinal);

        var handler = await scene.Office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var seen = await handler.OpenAsync(scene.Raised);
        Assert.Contains("居民评价后转复查", seen.Main, StringComparison.Ordinal);
        foreach (var word in (string[])["回访", "电话问", Said])
        {
            Assert.DoesNotContain(word, seen.Main, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await scene.Caller.Browser.GetAsync(scene.Page)).Status);
    }

    [Theory, OnBothDatabases]
    public async Task A_content_answer_is_kept_under_the_residents_key_and_shown_to_no_handler(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        await scene.AnswerAsync(await scene.Caller.Browser.GetAsync(scene.Page), "Yes", "Yes", "Yes", "小王很耐心");
        Assert.IsType<Matter.Closed>(await scene.Office.NowAsync(scene.Raised));
        Assert.Contains(
            "小王很耐心",
            (await host.NewBrowser().GetAsync($"/m/{scene.Raised.Link}/copy")).Main,
            StringComparison.Ordinal
        );
        var handler = await scene.Office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var seen = await handler.OpenAsync(scene.Raised);
        Assert.DoesNotContain("小王很耐心", seen.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("回访", seen.Main, StringComparison.Ordinal);

        // It is no verdict by link: the resident may still give one, and figures of links do not hold it.
        Assert.Contains(
            "/verdict",
            (await host.NewBrowser().GetAsync($"/m/{scene.Raised.Link}")).Document.DocumentElement.OuterHtml,
            StringComparison.Ordinal
        );
        await using var db = host.OpenDb();
        var closing = await db.Set<ClosingRow>().SingleAsync(c => c.MatterId == scene.Raised.Id);
        Assert.Equal((ClosingStands.Waiting, (YesPartlyNo?)null), (closing.Stands, closing.Solved));
    }

    [Theory, OnBothDatabases]
    public async Task Who_asks_for_another_time_is_rung_then_and_who_refuses_never_again(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var page = await scene.Caller.Browser.GetAsync(scene.Page);
        Assert.Equal(2, (await scene.TryAsync(page, TryOutcome.AskedLater)).Mistakes.Count);
        var day = DateOnly.FromDateTime(host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime).AddDays(2);
        await scene.TryAsync(
            page,
            TryOutcome.AskedLater,
            ("Try.Day.year", $"{day.Year}"),
            ("Try.Day.month", $"{day.Month}"),
            ("Try.Day.day", $"{day.Day}"),
            ("Try.Hour", "18")
        );
        var list = await scene.Caller.Browser.GetAsync("/staff/satisfaction-calls");
        Assert.Contains("18:00以后再打", list.Main, StringComparison.Ordinal);
        Assert.Empty(list.Document.QuerySelectorAll($"main a[href='{scene.Page}']"));
        Assert.DoesNotContain(Phone, list.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("唐小满", list.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);

        host.Clock.Advance(TimeSpan.FromDays(3));
        var caller = await scene.Office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var again = scene with { Caller = caller };
        await again.TryAsync(await caller.Browser.GetAsync(scene.Page), TryOutcome.Refused);
        Assert.Equal(HttpStatusCode.NotFound, (await caller.Browser.GetAsync(scene.Page)).Status);
        Assert.Contains(
            "谢绝",
            (await caller.Browser.GetAsync("/staff/satisfaction-calls?over=true")).Main,
            StringComparison.Ordinal
        );
        await using var db = host.OpenDb();
        Assert.Equal(CallStage.Refused, (await db.Set<SatisfactionCallRow>().SingleAsync()).Stage);
    }

    [Theory, OnBothDatabases]
    public async Task A_draw_can_be_done_again_from_its_seed_and_is_made_once(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var matters = new List<RaiseResult.Raised>();
        for (var i = 0; i < 24; i++)
        {
            matters.Add(await office.RaiseAsync(phone: Phone, category: i % 2 == 0 ? Neighbourhood.Noise : Neighbourhood.Lamp));
        }
        var without = await office.RaiseAsync();
        var hidden = await office.RaiseAsync(phone: Phone, change: r => r with { SealIdentity = true });
        var threatened = await office.RaiseAsync(phone: Phone);
        var by = (await office.HireAsync(Neighbourhood.WillowDesk)).Actor;
        await office.DoAsync(
            threatened,
            by,
            (m, _, _) => RecordThreatRule.Decide(m, new RecordThreat(ThreatTo.Person, "邻居扬言", true), by)
        );
        var calls = await CallScene.DrawnAsync(host, office, [.. matters, without, hidden, threatened]);
        Assert.Equal(4, calls.Count);
        Assert.Equal(0, await host.Services.GetRequiredService<CallDraws>().DrawAsync());

        await using var db = host.OpenDb();
        var kept = await db.Set<CallDrawRow>().OrderByDescending(d => d.Month).FirstAsync();
        var draw = Assert.IsType<CallsDrawn>(PlainFacts<DrawOfCalls>.Read(kept.Type, kept.Body));
        var calendar = (await host.JurisdictionAsync()).Calendar;
        var frame = await CallDraws.FrameAsync(
            db,
            calendar.StartOfDay(kept.Month),
            calendar.StartOfDay(kept.Month.AddMonths(1)),
            default
        );
        Assert.Equal(24, frame.Count);
        var (again, drawn) = CallsDrawn.From([.. frame.Select(f => f.Closing)], draw.Seed, CallRules.BuiltIn);
        Assert.Equal(draw.FrameHash, again.FrameHash);
        Assert.Equal(draw.Strata, again.Strata);
        var rows = await db.Set<SatisfactionCallRow>().OrderBy(c => c.Number).ToListAsync();
        Assert.Equal(drawn.Select(d => frame.First(f => f.Closing.Key == d.Closing.Key).Matter), rows.Select(r => r.MatterId));
        Assert.All(rows, r => Assert.Equal(Neighbourhood.Review, r.Caller));
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_works_for_the_unit_that_dealt_with_it_finds_no_call_and_no_page(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        var handler = await scene.Office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        Assert.Equal(HttpStatusCode.Forbidden, (await handler.Browser.GetAsync("/staff/satisfaction-calls")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await handler.Browser.GetAsync(scene.Page)).Status);

        var both = CallScene.Reviewing(also: Neighbourhood.WillowDesk);
        await using var db = host.OpenDb();
        Assert.Empty((await CallDesk.ListAsync(db, both, false, 0, 50)).Lines);
        Assert.Null(await host.Services.GetRequiredService<CallDesk>().OpenAsync(db, both, scene.Call));
        Assert.False(
            await db.Set<AccessReceiptRow>().AnyAsync(r => r.MatterId == scene.Raised.Id && r.Purpose == AccessPurpose.Calling)
        );
    }

    [Theory, OnBothDatabases]
    public async Task What_waits_longest_is_rung_first_and_of_what_is_over_the_latest_stands_first(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var matters = new List<RaiseResult.Raised>();
        for (var i = 0; i < 4; i++)
        {
            matters.Add(await office.RaiseAsync(phone: $"1390000616{i}"));
        }
        var calls = await CallScene.DrawnAsync(host, office, [.. matters]);
        var scope = CallScene.Reviewing();
        await using var db = host.OpenDb();
        Assert.Equal(calls.Order().ToList(), await NumbersAsync(over: false));
        var desk = host.Services.GetRequiredService<CallDesk>();
        foreach (var call in calls)
        {
            await desk.TryAsync(scope, call, new TryCall(TryOutcome.Refused, null, null));
        }
        Assert.Equal(calls.OrderDescending().ToList(), await NumbersAsync(over: true));

        async Task<List<long>> NumbersAsync(bool over)
        {
            var (first, next) = await CallDesk.ListAsync(db, scope, over, 0, 1);
            var (rest, end) = await CallDesk.ListAsync(db, scope, over, next!.Value, 1);
            Assert.Null(end);
            return [.. first.Concat(rest).Select(l => l.Number)];
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_page_of_verdicts_tells_calls_apart_and_nothing_of_fewer_than_ten_answers(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        await scene.AnswerAsync(await scene.Caller.Browser.GetAsync(scene.Page), "Yes", "Yes", "Yes", "");
        host.Clock.Advance(TimeSpan.FromDays(90));
        var handler = await scene.Office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var page = await handler.Browser.GetAsync("/staff/verdicts");
        var quarter = page.Document.QuerySelectorAll("select[name=quarter] option").Select(o => o.GetAttribute("value")).ToList();
        var told = new List<string>();
        foreach (var q in quarter)
        {
            told.Add((await handler.Browser.GetAsync($"/staff/verdicts?quarter={q}")).Main);
        }
        var calls = Assert.Single(told, t => t.Contains("满意度回访", StringComparison.Ordinal));
        var section = calls[calls.IndexOf("满意度回访（电话", StringComparison.Ordinal)..];
        Assert.Contains("回答少于 10 份，不公布。", section, StringComparison.Ordinal);
        Assert.DoesNotContain("抽中1", section.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_call_that_nobody_makes_in_time_is_counted_as_not_made(DatabaseKind kind)
    {
        var scene = await SceneAsync(kind);
        await using var host = scene.Host;
        host.Clock.Advance(TimeSpan.FromDays(CallScene.Days + CallRules.BuiltIn.OpenDays + 1));
        await host.Services.GetRequiredService<CallDraws>().LapseAsync();
        await using var db = host.OpenDb();
        Assert.Equal(CallStage.NotMade, (await db.Set<SatisfactionCallRow>().SingleAsync()).Stage);
    }
}
