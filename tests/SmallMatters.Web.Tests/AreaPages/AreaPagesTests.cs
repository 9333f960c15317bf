using System.Net;
using System.Text.Json;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Figures;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.AreaPages;

public sealed class AreaPagesTests(TestHosts hosts)
{
    [Theory, OnBothDatabases("zh"), OnBothDatabases("en")]
    public async Task The_first_page_leads_to_raising_following_and_the_areas(DatabaseKind kind, string language)
    {
        var page = await (await hosts.OnAsync(kind)).NewBrowser(language).GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var links = page.Document.QuerySelectorAll("a").Select(a => a.GetAttribute("href")).ToList();
        foreach (var link in (string[])["tel:110", "sms:12110", "/raise", $"/areas/{Neighbourhood.Willow}", "/privacy"])
        {
            Assert.Contains(link, links);
        }
        Assert.Equal(HttpStatusCode.OK, (await (await hosts.OnAsync(kind)).NewBrowser(language).GetAsync("/privacy")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task An_area_shows_its_open_matters_page_by_page_without_words(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var references = new List<string>();
        for (var i = 0; i < 23; i++)
        {
            references.Add((await RaiseAsync(host, Neighbourhood.Lamp)).ToString());
        }
        var conduct = (await RaiseAsync(host, Neighbourhood.Conduct, Kind.Conduct)).ToString();
        var browser = host.NewBrowser();
        var page = await browser.GetAsync($"/areas/{Neighbourhood.Bell}");
        var first = Shown(page);
        Assert.Equal(20, first.Count);
        Assert.DoesNotContain("只有承办人能看的话", page.Text, StringComparison.Ordinal);
        var second = await browser.GetAsync(page.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(references.Order(), first.Concat(Shown(second)).Order());
        Assert.DoesNotContain(conduct, first.Concat(Shown(second)));
        Assert.Null(second.Document.QuerySelector("a[rel=next]"));
        var back = await browser.GetAsync(second.Document.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);
        Assert.Equal(first, Shown(back));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/areas/nowhere")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task Figures_are_counted_with_their_denominators_and_small_numbers_stay_unsaid(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var lamps = new List<MatterId>();
        for (var i = 0; i < 12; i++)
        {
            lamps.Add((await host.Book.FindAsync(await RaiseAsync(host, Neighbourhood.Lamp)))!.Value);
        }
        var noise = (await host.Book.FindAsync(await RaiseAsync(host, Neighbourhood.Noise)))!.Value;
        var start = MovableClock.Start;
        for (var i = 0; i < 11; i++)
        {
            host.Clock.Set(start + TimeSpan.FromDays(i + 1));
            await CloseAsync(host, lamps[i], Neighbourhood.Lamps);
        }
        await CloseAsync(host, noise, Neighbourhood.BellDesk);

        var jurisdiction = await host.JurisdictionAsync();
        await using var db = host.OpenDb();
        await AreaFigures.RefreshAsync(db, host.Clock.GetUtcNow(), jurisdiction.Calendar.DayOf);
        var figures = await AreaFigures.OfAsync(db, Neighbourhood.Bell);
        var lamp = figures[Neighbourhood.Lamp];
        Assert.Equal((1, 11, 11, 11), (lamp.Open, lamp.Answered, lamp.WithDate, lamp.Outcomes[OutcomeCode.Solved]));
        // Of 1, 2 … 11 days the sixth is the median, the tenth the ninth decile.
        Assert.Equal((TimeSpan.FromDays(6), TimeSpan.FromDays(10)), (lamp.Typical, lamp.NineInTen));
        Assert.Equal((1, null), (figures[Neighbourhood.Noise].Answered, figures[Neighbourhood.Noise].Typical));
        Assert.Equal(12, figures[""].Answered);
        Assert.Equal(12, (await AreaFigures.OfAllAreasAsync(db))[Neighbourhood.Bell].Answered);
        Assert.Null(await AreaFigures.TimesAsync(db, Neighbourhood.Willow, Neighbourhood.Noise));
        Assert.Equal(TimeSpan.FromDays(6), (await AreaFigures.TimesAsync(db, Neighbourhood.Willow, Neighbourhood.Lamp))!.Typical);

        var page = await host.NewBrowser().GetAsync($"/areas/{Neighbourhood.Bell}");
        Assert.Contains("6 天", page.Main, StringComparison.Ordinal);
        Assert.Contains("其余 1 类太少，不显示时长", page.Main, StringComparison.Ordinal);
        Assert.Single(page.Document.QuerySelectorAll("main table tbody tr"));
        var late = page.Document.QuerySelector("#open + .app-matters li")!.TextContent;
        Assert.Contains("已超期", late, StringComparison.Ordinal);
        // A second count replaces the first.
        await AreaFigures.RefreshAsync(db, host.Clock.GetUtcNow(), jurisdiction.Calendar.DayOf);
        Assert.Equal(11, (await AreaFigures.OfAsync(db, Neighbourhood.Bell))[Neighbourhood.Lamp].Answered);
    }

    [Theory, OnBothDatabases]
    public async Task You_said_we_did_is_one_list_of_what_was_done_and_what_became_of_the_promises(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var browser = host.NewBrowser();
        Assert.Contains("最近没有", (await browser.GetAsync($"/areas/{Neighbourhood.Bell}")).Main, StringComparison.Ordinal);
        var lamp = (await host.Book.FindAsync(await RaiseAsync(host, Neighbourhood.Lamp)))!.Value;
        var handler = new Actor.Staff(
            new StaffId(Guid.CreateVersion7(MovableClock.Start)),
            Neighbourhood.Lamps,
            [StaffRole.Handler]
        );
        async Task DoAsync(Func<Matter, Jurisdiction, DateTimeOffset, Decision> decide) =>
            Assert.IsType<Storage.Matters.ChangeResult.Changed>(await host.Book.DecideAsync(lamp, handler, decide));
        await DoAsync(
            (m, j, now) =>
            {
                var today = j.Calendar.DayOf(now);
                return ReplyRule.Decide(m, new Reply("我们来修", [("换灯", today.AddDays(3))]), handler, today, now);
            }
        );
        await DoAsync(
            (m, j, now) =>
                KeepPromiseRule.Decide(m, new KeepPromise(m.File.Promises[0].Id, "换好了"), handler, j.Calendar.DayOf(now))
        );
        await CloseAsync(host, lamp, Neighbourhood.Lamps);
        var page = await browser.GetAsync($"/areas/{Neighbourhood.Bell}");
        var line = Assert.Single(page.Document.QuerySelectorAll("[data-said-and-done] li")).TextContent;
        Assert.Contains("1 件承诺按期兑现", line, StringComparison.Ordinal);
        Assert.DoesNotContain("换灯", page.Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_areas_are_published_as_geojson(DatabaseKind kind)
    {
        var answer = await (await hosts.OnAsync(kind)).NewClient().GetAsync(new Uri("/areas.geojson", UriKind.Relative));
        Assert.Equal("application/geo+json", answer.Content.Headers.ContentType?.MediaType);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        Assert.Equal(2, json.RootElement.GetProperty("features").GetArrayLength());
        Assert.Equal(
            "柳园社区",
            json.RootElement.GetProperty("features")[1].GetProperty("properties").GetProperty("zh").GetString()
        );
    }

    private static List<string> Shown(WebPage page) =>
        [.. page.Document.QuerySelectorAll("#open + .app-matters .app-reference").Select(e => e.TextContent)];

    private static async Task<Reference> RaiseAsync(TestHost host, string category, Kind kind = Kind.Request)
    {
        var (id, reference, raiser) = host.Book.NewKeys();
        var raise = new Raise(
            id,
            reference,
            raiser,
            kind,
            Origin.Resident,
            Channel.Web,
            category,
            Neighbourhood.Bell,
            "只有承办人能看的话"
        )
        {
            UnitConcerned = kind == Kind.Conduct ? Neighbourhood.BellDesk : null,
        };
        return Assert
            .IsType<Storage.Matters.RaiseResult.Raised>(await host.Book.RaiseAsync(raise, new Actor.Person(raiser)))
            .Reference;
    }

    private static async Task CloseAsync(TestHost host, MatterId id, string unit)
    {
        var handler = new Actor.Staff(new StaffId(Guid.CreateVersion7(MovableClock.Start)), unit, [StaffRole.Handler]);
        Assert.IsType<Storage.Matters.ChangeResult.Changed>(
            await host.Book.DecideAsync(
                id,
                handler,
                (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已办"), handler, j, now)
            )
        );
    }
}
