using System.Text.Json;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Patterns;

/// <summary>The pictures with their tables and files, and the weekly plan.</summary>
public class PatternPagesTests
{
    private static Task<Storage.Matters.RaiseResult.Raised> RaiseAtAsync(
        Office office,
        string estate,
        Origin origin = Origin.Resident,
        double longitude = 121.47052
    )
    {
        Assert.True(Place.TryCreate(estate, "3号楼", "1单元", out var place, out _));
        return office.RaiseAsync(change: r =>
            r with
            {
                Origin = origin,
                Where = new Where(place, null, PositionGiven.From(31.23051, longitude, CoordinateSystem.Wgs84), null),
            }
        );
    }

    [Theory, OnBothDatabases]
    public async Task Each_picture_has_its_table_and_its_file_and_all_three_say_the_same(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        await RaiseAtAsync(office, "柳园新村");
        await RaiseAtAsync(office, "柳园新村");
        await RaiseAtAsync(office, "柳园新村", Origin.Staff);
        host.Clock.Advance(TimeSpan.FromDays(7));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);

        var page = await clerk.Browser.GetAsync("/staff/patterns?weeks=8");
        Assert.Equal(3, page.Document.QuerySelectorAll(".app-picture > svg[role=img]").Length);
        Assert.All(page.Document.QuerySelectorAll(".app-picture > svg"), svg => Assert.NotNull(svg.QuerySelector("title")));
        Assert.Contains("共 2 件", page.Main, StringComparison.Ordinal);
        Assert.Contains("柳园新村3号楼", page.Main, StringComparison.Ordinal);

        var places = await clerk.Browser.GetAsync(page.LinkTo("下载全部地点"));
        Assert.Equal("text/csv", places.Response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("柳园新村3号楼,willow,柳园社区,31.2305,121.4705,2", places.Text, StringComparison.Ordinal);
        var hours = (await clerk.Browser.GetAsync(page.LinkTo("下载每小时"))).Text.Trim().Split('\n');
        Assert.Equal(1 + 168, hours.Length);
        // Monday, ten o'clock in Shanghai.
        Assert.Contains(hours, line => line.Trim() == "1,10,2");
        var weeks = (await clerk.Browser.GetAsync(page.LinkTo("下载每周"))).Text.Trim().Split('\n');
        Assert.Equal(1 + 8, weeks.Length);
        Assert.StartsWith("2026-03-02,2,", weeks[^1], StringComparison.Ordinal);

        var cells = await clerk.Browser.GetAsync("/staff/patterns/cells.geojson?weeks=8");
        var feature = JsonDocument.Parse(cells.Body).RootElement.GetProperty("features").EnumerateArray().Single();
        Assert.Equal(2, feature.GetProperty("properties").GetProperty("matters").GetInt32());
    }

    [Theory, OnBothDatabases]
    public async Task A_building_is_one_place_however_its_residents_point_at_it(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        await RaiseAtAsync(office, "柳园新村");
        await RaiseAtAsync(office, "柳园新村", longitude: 121.47152);
        await RaiseAtAsync(office, "柳园新村", longitude: 121.47152);
        host.Clock.Advance(TimeSpan.FromDays(7));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var csv = (await clerk.Browser.GetAsync("/staff/patterns/places.csv?weeks=8")).Text.Trim().Split('\n');
        Assert.Equal("柳园新村3号楼,willow,柳园社区,31.2305,121.4715,3", Assert.Single(csv[1..]).Trim());
    }

    [Theory, OnBothDatabases]
    public async Task Patterns_of_an_area_or_category_that_is_none_are_not_found(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var clerk = await new Office(host).HireAsync(Neighbourhood.WillowDesk);
        foreach (
            var address in (string[])["/staff/patterns?area=x", "/staff/patterns?category=x", "/staff/patterns/hours.csv?area=x"]
        )
        {
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await clerk.Browser.GetAsync(address)).Status);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_place_named_like_a_formula_is_not_run_by_a_spreadsheet(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        await office.RaiseAsync(change: r =>
            r with
            {
                Where = new Where(
                    Place.TryCreate("=cmd", null, null, out var place, out _) ? place : null,
                    null,
                    PositionGiven.From(31.23051, 121.47052, CoordinateSystem.Wgs84),
                    null
                ),
            }
        );
        host.Clock.Advance(TimeSpan.FromDays(7));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var csv = (await clerk.Browser.GetAsync("/staff/patterns/places.csv")).Text;
        Assert.DoesNotContain("\n=", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\"=", csv, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_page_without_any_matter_is_whole(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var clerk = await new Office(host).HireAsync(Neighbourhood.WillowDesk, language: "en");
        foreach (
            var address in (string[])
                ["/staff/patterns", "/staff/patterns?area=bell&category=noise&weeks=52", "/staff/weekly-plan"]
        )
        {
            var page = await clerk.Browser.GetAsync(address);
            Assert.Equal(System.Net.HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain("NaN", page.Text, StringComparison.Ordinal);
        }
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await clerk.Browser.GetAsync("/staff/weekly-plan?area=x")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task The_weekly_plan_says_what_was_raised_what_recurs_and_what_was_promised(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await RaiseAtAsync(office, "柳园新村");
        await RaiseAtAsync(office, "柳园新村");
        await office.DoAsync(
            raised,
            clerk.Actor,
            (m, _, now) =>
                ReplyRule.Decide(
                    m,
                    new Reply("我们会去看", [("下周二去看", new DateOnly(2026, 3, 10))]),
                    clerk.Actor,
                    new DateOnly(2026, 3, 2),
                    now
                )
        );
        host.Clock.Advance(TimeSpan.FromDays(7));
        clerk = await office.HireAsync(Neighbourhood.WillowDesk);

        var plan = await clerk.Browser.GetAsync("/staff/weekly-plan");
        Assert.Equal("柳园社区：本周工作", plan.Heading);
        Assert.Contains("噪声扰民 2 0", plan.Main, StringComparison.Ordinal);
        Assert.Contains("柳园新村3号楼：噪声扰民，2 次", plan.Main, StringComparison.Ordinal);
        Assert.Contains(raised.Reference.ToString(), plan.Main, StringComparison.Ordinal);
        // It hangs on a wall: no words of a resident or to one.
        Assert.DoesNotContain("下周二去看", plan.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("楼下半夜很吵", plan.Main, StringComparison.Ordinal);
        Assert.NotNull(plan.Document.QuerySelector("[data-print]"));

        // For everybody it says less: no building, no reference, no small number; and a second person releases it.
        var form = await clerk.Browser.GetAsync(
            plan.Document.QuerySelector("main a[href^='/staff/publications/new?plan=']")!.GetAttribute("href")!
        );
        var words = form.Document.QuerySelector("[name='Form.Words']")!.TextContent;
        Assert.Contains("上周大家说的\n噪声扰民。", words, StringComparison.Ordinal);
        Assert.Contains("四周里同一处又有人提的：噪声扰民。", words, StringComparison.Ordinal);
        Assert.Contains("对居民的承诺 1 项，其中：柳园社区居委会 1 项。", words, StringComparison.Ordinal);
        Assert.DoesNotContain("柳园新村", words, StringComparison.Ordinal);
        Assert.DoesNotContain(raised.Reference.ToString(), words, StringComparison.Ordinal);
        var draft = await clerk.Browser.SubmitAsync(
            form,
            [("Form.Words", words.Replace("\n", "\r\n", StringComparison.Ordinal))]
        );
        Assert.Equal("柳园社区：3月9日这一周做什么", draft.Heading);
        var anybody = host.NewBrowser();
        var news = "/news/" + draft.Path.Split('/')[^1];
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await anybody.GetAsync(news)).Status);
        var second = await office.HireAsync(Neighbourhood.WillowDesk);
        await Publishing.PublicationPagesTests.ReleaseAsync(clerk, second, draft);
        Assert.Contains("本周工作", (await anybody.GetAsync(news)).Text, StringComparison.Ordinal);
        Assert.Contains("3月9日这一周做什么", (await anybody.GetAsync("/areas/willow")).Text, StringComparison.Ordinal);
    }
}
