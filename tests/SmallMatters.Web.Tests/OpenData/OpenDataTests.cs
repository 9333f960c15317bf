using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.OpenData;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.OpenData;

/// <summary>Open data as programs and people fetch it.</summary>
public class OpenDataTests
{
    private static async Task<TestHost> WithMattersAsync(DatabaseKind kind)
    {
        var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        for (var i = 0; i < 7; i++)
        {
            await office.RaiseAsync(Neighbourhood.Lamp, change: r => r with { Where = At(Neighbourhood.InWillow) });
        }
        for (var i = 0; i < 3; i++)
        {
            await office.RaiseAsync(
                Neighbourhood.Lamp,
                Neighbourhood.Bell,
                change: r => r with { Where = At(Neighbourhood.InBell) }
            );
        }
        for (var i = 0; i < 6; i++)
        {
            await office.RaiseAsync(Neighbourhood.Noise, change: r => r with { Where = At(Neighbourhood.InWillow) });
        }
        return host;
    }

    // Two people weighed what goes out.
    private static async Task PermitAsync(TestHost host, params OpenDataSet[] sets)
    {
        var book = host.Services.GetRequiredService<AssessmentBook>();
        var writer = new Actor.Staff(
            new StaffId(Guid.CreateVersion7(host.Clock.GetUtcNow())),
            Neighbourhood.Street,
            [StaffRole.Supervisor]
        );
        var officer = new Actor.Staff(
            new StaffId(Guid.CreateVersion7(host.Clock.GetUtcNow())),
            Neighbourhood.Street,
            [StaffRole.DataProtectionOfficer]
        );
        var until = new DateOnly(2027, 1, 1);
        foreach (var flow in sets.Select(OpenReleases.FlowOf))
        {
            var (_, id) = await book.WriteAsync(
                writer,
                new WriteAssessment(flow.Kind, flow.Code, "所有人", "件数", "公开办理情况", "少数可推人", "隐去少数", until)
            );
            Assert.IsType<Acted.Written>(
                await book.DecideAsync(id, officer, a => DecideAssessmentRule.Approve(a, "可以", officer), 1)
            );
        }
    }

    private static Where At(Position position) =>
        new(null, null, PositionGiven.From(position.Latitude, position.Longitude, CoordinateSystem.Wgs84), null);

    private static async Task<JsonElement> JsonAsync(HttpClient client, string address) =>
        JsonDocument.Parse(await client.GetStringAsync(address)).RootElement;

    [Theory, OnBothDatabases]
    public async Task A_month_is_released_when_it_is_over_and_never_again(DatabaseKind kind)
    {
        await using var host = await WithMattersAsync(kind);
        var releases = host.Services.GetRequiredService<OpenReleases>();
        host.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal(0, await releases.MakeAsync());
        Assert.Contains(
            "没有有效的个人信息保护影响评估",
            (await host.NewBrowser().GetAsync("/data")).Main,
            StringComparison.Ordinal
        );
        await PermitAsync(host, OpenDataSet.Counts);
        Assert.Equal(1, await releases.MakeAsync());
        var client = host.NewClient();
        var before = await client.GetStringAsync("/data/counts.csv");
        // Somebody who is found in the books later changes nothing that is out.
        Assert.Equal(0, await releases.MakeAsync());
        Assert.Equal(before, await client.GetStringAsync("/data/counts.csv"));

        var rows = (await JsonAsync(client, "/data/counts.json")).GetProperty("rows").EnumerateArray().ToList();
        string? Count(string category, string area) =>
            rows.Single(r => r.GetProperty("category").GetString() == category && r.GetProperty("area").GetString() == area)
                .GetProperty("count")
                .GetString();
        // Three lamps in Bell are hidden, and so is what would give them away.
        Assert.Null(Count(Neighbourhood.Lamp, Neighbourhood.Bell));
        Assert.Null(Count(Neighbourhood.Lamp, Neighbourhood.Willow));
        Assert.Equal("6", Count(Neighbourhood.Noise, Neighbourhood.Willow));
        Assert.Equal("0", Count(Neighbourhood.Noise, Neighbourhood.Bell));
    }

    [Theory, OnBothDatabases]
    public async Task Positions_are_cells_and_cells_with_few_are_left_out(DatabaseKind kind)
    {
        await using var host = await WithMattersAsync(kind);
        await PermitAsync(host, OpenDataSet.Cells);
        host.Clock.Advance(TimeSpan.FromDays(120));
        await host.Services.GetRequiredService<OpenReleases>().MakeAsync();
        var cells = (await JsonAsync(host.NewClient(), "/data/cells.json")).GetProperty("rows").EnumerateArray().ToList();
        // Noise is not of public space and has no cell.
        Assert.Equal("7", Assert.Single(cells).GetProperty("count").GetString());
    }

    [Theory, OnBothDatabases]
    public async Task Every_table_is_described_measured_and_downloaded(DatabaseKind kind)
    {
        await using var host = await WithMattersAsync(kind);
        var page = await host.NewBrowser().GetAsync("/data");
        var client = host.NewClient();
        foreach (var code in Web.OpenData.OpenTables.Codes)
        {
            Assert.NotNull(page.Document.GetElementById(code));
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/data/{code}.csv")).StatusCode);
            Assert.Equal(code, (await JsonAsync(client, $"/data/{code}.json")).GetProperty("code").GetString());
        }
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/data/people.csv")).StatusCode);
        var dcat = await JsonAsync(client, "/data/catalogue.jsonld");
        Assert.Equal("dcat:Catalog", dcat.GetProperty("@type").GetString());
        Assert.Equal(4, dcat.GetProperty("dcat:dataset").GetArrayLength());
    }

    [Theory, OnBothDatabases]
    public async Task Matters_are_paged_through_their_links_and_each_comes_once_with_a_cell_for_a_position(DatabaseKind kind)
    {
        await using var host = await WithMattersAsync(kind);
        var client = host.NewClient();
        var (seen, next) = (new List<string>(), "/ogc/collections/matters/items?limit=3");
        while (next is not null)
        {
            var page = await JsonAsync(client, next);
            foreach (var feature in page.GetProperty("features").EnumerateArray())
            {
                seen.Add(feature.GetProperty("id").GetString()!);
                Assert.Equal("Polygon", feature.GetProperty("geometry").GetProperty("type").GetString());
                Assert.NotEqual(Neighbourhood.Noise, feature.GetProperty("properties").GetProperty("category").GetString());
            }
            next = page.GetProperty("links")
                .EnumerateArray()
                .Where(l => l.GetProperty("rel").GetString() == "next")
                .Select(l => new Uri(l.GetProperty("href").GetString()!).PathAndQuery)
                .FirstOrDefault();
        }
        Assert.Equal((10, 10), (seen.Count, seen.Distinct().Count()));
    }

    [Theory, OnBothDatabases]
    public async Task A_rectangle_and_a_time_choose_what_is_given(DatabaseKind kind)
    {
        await using var host = await WithMattersAsync(kind);
        var client = host.NewClient();
        async Task<int> ReturnedAsync(string query) =>
            (await JsonAsync(client, $"/ogc/collections/matters/items?{query}")).GetProperty("numberReturned").GetInt32();
        Assert.Equal(7, await ReturnedAsync("bbox=121.46,31.22,121.48,31.24"));
        Assert.Equal(3, await ReturnedAsync("bbox=121.485,31.22,121.50,31.24"));
        Assert.Equal(0, await ReturnedAsync("bbox=0,0,1,1"));
        Assert.Equal(10, await ReturnedAsync("datetime=2020-01-01T00:00:00Z/.."));
        Assert.Equal(0, await ReturnedAsync("datetime=../2020-01-01T00:00:00Z"));
        var areas = await JsonAsync(client, "/ogc/collections/areas/items?bbox=121.46,31.22,121.47,31.24");
        Assert.Equal(1, areas.GetProperty("numberMatched").GetInt32());
    }

    [Theory, OnBothDatabases]
    public async Task What_is_asked_for_wrongly_is_refused_and_not_guessed(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var client = host.NewClient();
        string[] wrong =
        [
            "items?colour=red",
            "items?bbox=1,2,3",
            "items?bbox=a,b,c,d",
            "items?bbox=1,50,2,40",
            "items?datetime=yesterday",
            "items?datetime=../..",
            "items?datetime=2026-02-01T00:00:00Z/2026-01-01T00:00:00Z",
            "items?limit=0",
            "items?limit=-1",
            "items?limit=many",
            "items?limit=1&limit=2",
            "items?after=nothing",
            "items?f=html",
        ];
        foreach (var collection in new[] { "areas", "matters" })
        {
            foreach (var address in wrong)
            {
                var answer = await client.GetAsync($"/ogc/collections/{collection}/{address}");
                Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{collection}/{address}: {answer.StatusCode}");
            }
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await client.GetAsync($"/ogc/collections/{collection}/items/none")).StatusCode
            );
        }
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/ogc/collections/people/items")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/ogc/collections?x=1")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task The_landing_page_leads_to_everything_the_standard_asks_for(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var client = host.NewClient();
        var landing = await JsonAsync(client, "/ogc");
        var links = landing
            .GetProperty("links")
            .EnumerateArray()
            .ToDictionary(l => l.GetProperty("rel").GetString()!, l => new Uri(l.GetProperty("href").GetString()!).PathAndQuery);
        Assert.Subset(links.Keys.ToHashSet(), new HashSet<string> { "self", "service-desc", "conformance", "data" });
        foreach (var address in links.Values)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(address)).StatusCode);
        }
        var described = await JsonAsync(client, links["service-desc"]);
        Assert.StartsWith("3.0", described.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        foreach (var collection in (await JsonAsync(client, links["data"])).GetProperty("collections").EnumerateArray())
        {
            var items = $"/ogc/collections/{collection.GetProperty("id").GetString()}/items";
            Assert.True(described.GetProperty("paths").TryGetProperty(items, out _));
            Assert.Equal("application/geo+json", (await client.GetAsync(items)).Content.Headers.ContentType?.MediaType);
        }
    }
}
