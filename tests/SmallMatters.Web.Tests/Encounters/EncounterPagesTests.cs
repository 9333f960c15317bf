using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Encounters;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Supervision;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Encounters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Encounters;

/// <summary>Visit-and-rate: from the encounter to the promise that everybody sees kept or late.</summary>
public class EncounterPagesTests
{
    private const string What = "没敲门就进来了，态度很凶。";

    private static (string, string)[] Marks(
        string identity = "No",
        string overall = "Dissatisfied",
        params (string, string)[] more
    ) =>
        [
            ("Form.Identity", identity),
            ("Form.Rights", "Yes"),
            ("Form.NextStep", "Yes"),
            ("Form.OnTime", "NotSure"),
            ("Form.Overall", overall),
            .. more,
        ];

    [Theory, OnBothDatabases]
    public async Task After_a_visit_one_link_is_sent_which_takes_one_answer_and_leads_back_to_nobody(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var links = host.Services.GetRequiredService<EncounterLinks>();
        await links.SendAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync(phone: "13900007171");
        await EncounterScene.VisitAsync(host, raised, clerk.Actor);
        var unreachable = await office.RaiseAsync();
        await EncounterScene.VisitAsync(host, unreachable, clerk.Actor);
        Assert.Equal(1, await links.SendAsync());
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, await links.SendAsync());
        var secret = Assert.Single(await EncounterScene.SentAsync(host, raised));

        var resident = host.NewBrowser();
        var page = await resident.GetAsync($"/rate/{secret}");
        Assert.Contains("由督察复查组来问", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(raised.Link, page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        var wrong = await resident.SubmitAsync(page, [("Form.Identity", "Yes"), ("Form.Review", "true")]);
        Assert.Equal(5, wrong.Mistakes.Count);
        var done = await resident.SubmitAsync(wrong, Marks("Yes", "Satisfied", ("Form.Review", "false")));
        Assert.Equal("/rate/thanks", done.Path);
        var again = await host.NewBrowser().GetAsync($"/rate/{secret}");
        Assert.Equal(HttpStatusCode.Gone, again.Status);
        Assert.Contains("已经用过", again.Main, StringComparison.Ordinal);

        await using var db = host.OpenDb();
        Assert.Empty(await db.Set<EncounterLinkRow>().ToListAsync());
        var kept = await db.Set<EncounterAnswerRow>().SingleAsync();
        Assert.Equal((Neighbourhood.WillowDesk, EncounterMark.Yes), (kept.Unit, kept.Identity));
        Assert.Equal(1, kept.Month.Day);
    }

    [Theory, OnBothDatabases]
    public async Task Two_answers_by_one_link_at_once_are_one_answer(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var secret = await EncounterScene.LinkAsync(host, new string('a', 32));
        var links = host.Services.GetRequiredService<EncounterLinks>();
        var answer = new EncounterAnswer(
            EncounterMark.No,
            EncounterMark.No,
            EncounterMark.No,
            EncounterMark.No,
            EncounterOverall.Basically
        );
        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => links.AnswerAsync(secret, answer))));
        Assert.Single(taken, t => t);
        await using var db = host.OpenDb();
        Assert.Equal(1, await db.Set<EncounterAnswerRow>().CountAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Who_is_dissatisfied_is_reviewed_outside_the_unit_and_answered_without_giving_a_name(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var secret = await EncounterScene.LinkAsync(host, new string('b', 32));
        var resident = host.NewBrowser();
        var receipt = await resident.SubmitAsync(
            await resident.GetAsync($"/rate/{secret}"),
            Marks(more: [("Form.Review", "true"), ("Form.Words", What)])
        );
        Assert.Matches("^/m/[^/]+/receipt$", receipt.Path);
        var own = receipt.Path.Split('/')[2];
        await using var db = host.OpenDb();
        var matter = await db.Set<MatterRow>().SingleAsync();
        Assert.Equal(
            (Kind.Conduct, Neighbourhood.Review, Neighbourhood.WillowDesk),
            (matter.Kind, matter.OwnerUnit, matter.UnitConcerned)
        );

        foreach (var unit in (string[])[Neighbourhood.WillowDesk, Neighbourhood.Street])
        {
            var about = await office.HireAsync(unit, StaffRole.Supervisor);
            Assert.Equal(HttpStatusCode.NotFound, (await about.Browser.GetAsync($"/staff/matters/{matter.Number}")).Status);
            foreach (
                var address in (string[])
                    ["/staff", "/staff/encounters", $"/staff/search?q={matter.Number}", "/staff/search?q=敲门"]
            )
            {
                var seen = await about.Browser.GetAsync(address);
                Assert.DoesNotContain("没敲门", seen.Main, StringComparison.Ordinal);
                Assert.DoesNotContain(
                    $"/staff/matters/{matter.Number}",
                    seen.Document.DocumentElement.OuterHtml,
                    StringComparison.Ordinal
                );
            }
        }
        var reviewer = await office.HireAsync(Neighbourhood.Review);
        Assert.Contains(
            "没敲门",
            (await reviewer.Browser.GetAsync($"/staff/matters/{matter.Number}")).Main,
            StringComparison.Ordinal
        );
        Assert.IsType<Storage.Matters.ChangeResult.Changed>(
            await host.Book.DecideAsync(
                matter.Id,
                reviewer.Actor,
                (m, j, now) =>
                    CloseRule.Decide(
                        m,
                        new Close(OutcomeCode.Solved, "已批评，今后先敲门。") { Finding = ConductFinding.Upheld },
                        reviewer.Actor,
                        j,
                        now
                    )
            )
        );
        Assert.Contains("今后先敲门", (await host.NewBrowser().GetAsync($"/m/{own}")).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_expired_link_is_of_no_use_and_goes(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var secret = await EncounterScene.LinkAsync(host, new string('c', 32));
        host.Clock.Advance(TimeSpan.FromDays(365 * 5));
        Assert.Equal(HttpStatusCode.Gone, (await host.NewBrowser().GetAsync($"/rate/{secret}")).Status);
        await host.Services.GetRequiredService<EncounterLinks>().ForgetAsync();
        await using var db = host.OpenDb();
        Assert.Empty(await db.Set<EncounterLinkRow>().ToListAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Nine_answers_tell_nothing_and_ten_make_a_theme_whose_promise_everybody_sees(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        await EncounterScene.AnswerAsync(host, yes: 5, no: 4);
        var start = host.Clock.GetUtcNow();
        var calendar = (await host.JurisdictionAsync()).Calendar;
        var day = calendar.DayOf(start);
        var quarter = $"{day.Year}Q{((day.Month - 1) / 3) + 1}";
        var address = $"/staff/encounters?quarter={quarter}";
        host.Clock.Advance(TimeSpan.FromDays(95));
        var reviewer = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var nine = await reviewer.Browser.GetAsync(address);
        Assert.Contains("太少，不公布", nine.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("4/9", nine.Main, StringComparison.Ordinal);
        Assert.Empty(nine.Document.QuerySelectorAll("main form[method=post]"));

        host.Clock.Advance(TimeSpan.FromDays(-95));
        await EncounterScene.AnswerAsync(host, yes: 1, no: 2);
        host.Clock.Advance(TimeSpan.FromDays(95));
        var head = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var mine = await head.Browser.GetAsync(address);
        Assert.Contains("6/12", mine.Main, StringComparison.Ordinal);
        Assert.Empty(mine.Document.QuerySelectorAll("main form[method=post]"));
        var told = await reviewer.Browser.GetAsync(address);
        var named = await reviewer.Browser.SubmitAsync(told, [("item", "Identity")], "main form[method=post]");
        Assert.Contains("等单位承诺", named.Main, StringComparison.Ordinal);
        var theme = named.Document.QuerySelector("main a[href^='/staff/encounters/themes/']")!.GetAttribute("href")!;

        var own = await head.Browser.GetAsync(theme);
        Assert.Equal(3, (await head.Browser.SubmitAsync(own, [], "form[action$='handler=promise']")).Mistakes.Count);
        var due = calendar.DayOf(host.Clock.GetUtcNow()).AddDays(10);
        var promised = await head.Browser.SubmitAsync(
            own,
            [
                ("Form.Measure", nameof(CorrectionMeasure.ShowCards)),
                ("Form.Post", nameof(LeaderPost.Head)),
                ("Form.DueOn.year", $"{due.Year}"),
                ("Form.DueOn.month", $"{due.Month}"),
                ("Form.DueOn.day", $"{due.Day}"),
            ],
            "form[action$='handler=promise']"
        );
        Assert.Contains("亮证、挂牌上岗", promised.Main, StringComparison.Ordinal);
        Assert.Empty(promised.Document.QuerySelectorAll("form[action$='handler=keep']"));
        Assert.Contains("整改中", await CorrectionsAsync(Neighbourhood.Willow), StringComparison.Ordinal);
        Assert.Equal("", await CorrectionsAsync(Neighbourhood.Bell));

        host.Clock.Advance(TimeSpan.FromDays(11));
        Assert.Contains("到期没有兑现", await CorrectionsAsync(Neighbourhood.Willow), StringComparison.Ordinal);
        reviewer = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        await reviewer.Browser.SubmitAsync(await reviewer.Browser.GetAsync(theme), form: "form[action$='handler=keep']");
        Assert.Contains("兑现晚了", await CorrectionsAsync(Neighbourhood.Willow), StringComparison.Ordinal);

        async Task<string> CorrectionsAsync(string area)
        {
            var page = await host.NewBrowser().GetAsync($"/areas/{area}");
            return page.Document.QuerySelector("#corrections") is null
                ? ""
                : page.Document.QuerySelector("#corrections + ul")!.TextContent;
        }
    }

    [Theory, OnBothDatabases]
    public async Task About_a_unit_that_nobody_reviews_no_link_is_sent(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var links = host.Services.GetRequiredService<EncounterLinks>();
        await links.SendAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var raised = await office.RaiseAsync(phone: "13900007272");
        await EncounterScene.VisitAsync(
            host,
            raised,
            new Actor.Staff(new StaffId(Guid.CreateVersion7()), Neighbourhood.Review, [StaffRole.Handler])
        );
        Assert.Equal(0, await links.SendAsync());
    }
}
