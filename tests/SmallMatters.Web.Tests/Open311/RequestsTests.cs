using System.Globalization;
using System.Net;
using System.Text.Json;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Open311;

public sealed class RequestsTests(TestHosts hosts)
{
    [Theory, OnBothDatabases]
    public async Task A_request_is_read_back_without_anything_that_is_not_everybodys(DatabaseKind kind)
    {
        var program = new Program311(await hosts.OnAsync(kind));
        var id = await program.RaiseAsync(
            Neighbourhood.Lamp,
            ("address_string", "3号楼602室"),
            ("first_name", "王小明"),
            ("phone", "13800138000"),
            ("media_url", "https://example.org/photo.jpg")
        );
        var answer = await program.GetAsync($"v2/requests/{id}.json");
        Assert.Equal((HttpStatusCode.OK, Program311.Json), (answer.Status, answer.ContentType));
        var request = Assert.Single(answer.Json.EnumerateArray());
        Assert.Equal(id, request.GetProperty("service_request_id").GetString());
        Assert.Equal("open", request.GetProperty("status").GetString());
        Assert.Equal(Neighbourhood.Lamp, request.GetProperty("service_code").GetString());
        Assert.Equal("路灯不亮", request.GetProperty("service_name").GetString());
        Assert.Equal("路灯管理所", request.GetProperty("agency_responsible").GetString());
        Assert.Equal("2026-03-02T10:00:00+08:00", request.GetProperty("requested_datetime").GetString());
        Assert.EndsWith("T23:59:59+08:00", request.GetProperty("expected_datetime").GetString(), StringComparison.Ordinal);
        Assert.Equal(31.2305, request.GetProperty("lat").GetDouble(), 6);
        Assert.Equal(121.4705, request.GetProperty("long").GetDouble(), 6);
        Assert.All(
            (string[])["description", "address", "address_id", "zipcode", "media_url"],
            name => Assert.Equal(JsonValueKind.Null, request.GetProperty(name).ValueKind)
        );
        Assert.All(
            (string[])["602", "小明", "13800138000", "三天不亮", "photo.jpg"],
            secret => Assert.DoesNotContain(secret, answer.Text, StringComparison.Ordinal)
        );

        var xml = await program.GetAsync($"v2/requests/{id}.xml");
        var element = Assert.Single(xml.Xml.Elements("request"));
        Assert.Equal(id, element.Element("service_request_id")!.Value);
        Assert.Equal("31.2305", element.Element("lat")!.Value);
        Assert.Equal("", element.Element("address")!.Value);
    }

    [Theory, OnBothDatabases]
    public async Task A_position_that_is_not_of_public_space_stays_inside(DatabaseKind kind)
    {
        var program = new Program311(await hosts.OnAsync(kind));
        var id = await program.RaiseAsync(Neighbourhood.Noise);
        var request = (await program.GetAsync($"v2/requests/{id}.json")).Json[0];
        Assert.Equal(JsonValueKind.Null, request.GetProperty("lat").ValueKind);
        Assert.Equal(JsonValueKind.Null, request.GetProperty("long").ValueKind);
    }

    [Theory, OnBothDatabases]
    public async Task A_matter_of_conduct_is_not_there(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var (id, reference, raiser) = host.Book.NewKeys();
        await host.Book.RaiseAsync(
            new Raise(
                id,
                reference,
                raiser,
                Kind.Conduct,
                Origin.Resident,
                Channel.Web,
                Neighbourhood.Conduct,
                Neighbourhood.Willow,
                "态度不好"
            )
            {
                UnitConcerned = Neighbourhood.Station,
            },
            new Actor.Person(raiser)
        );
        var program = new Program311(host);
        var digits = reference.Value.ToString(CultureInfo.InvariantCulture);
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync($"v2/requests/{digits}.json")).Status);
        Assert.Equal(0, (await program.GetAsync($"v2/requests.json?service_request_id={digits}")).Json.GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync($"v2/tokens/{digits}.json")).Status);
        Assert.DoesNotContain(digits, (await program.GetAsync("v2/requests.json")).Text, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await host.NewClient().GetAsync($"/api/v1/matters/{digits}", TestContext.Current.CancellationToken)).StatusCode
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_closed_request_says_how_it_ended_and_when(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var program = new Program311(host);
        var id = await program.RaiseAsync();
        host.Clock.Advance(TimeSpan.FromHours(5));
        await CloseAsync(host, id);
        var request = (await program.GetAsync($"v2/requests/{id}.json?locale=en")).Json[0];
        Assert.Equal("closed", request.GetProperty("status").GetString());
        Assert.Equal("Solved", request.GetProperty("status_notes").GetString());
        Assert.Equal("2026-03-02T15:00:00+08:00", request.GetProperty("updated_datetime").GetString());
        Assert.DoesNotContain("换了灯泡", (await program.GetAsync($"v2/requests/{id}.json")).Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Every_filter_finds_what_it_names_and_nothing_else(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var program = new Program311(host);
        var old = await program.RaiseAsync();
        host.Clock.Advance(TimeSpan.FromDays(60));
        var closed = await program.RaiseAsync(Neighbourhood.Noise);
        await CloseAsync(host, closed, Neighbourhood.WillowDesk);
        host.Clock.Advance(TimeSpan.FromDays(40));
        var young = await program.RaiseAsync();
        var other = await program.RaiseAsync(Neighbourhood.Other);

        async Task<string[]> FoundAsync(string query) =>
            [
                .. (await program.GetAsync($"v2/requests.json?{query}"))
                    .Json.EnumerateArray()
                    .Select(r => r.GetProperty("service_request_id").GetString()!)
                    .Order(),
            ];
        string[] Those(params string[] ids) => [.. ids.Order()];

        // Without a filter: the last ninety days.
        Assert.Equal(Those(closed, young, other), await FoundAsync(""));
        Assert.Equal(
            Those(old, young),
            await FoundAsync($"service_request_id={old},{young},123456789012,nonsense&status=closed")
        );
        Assert.Equal(Those(young), await FoundAsync($"service_code={Neighbourhood.Lamp}"));
        Assert.Equal(Those(closed, other), await FoundAsync($"service_code={Neighbourhood.Noise},{Neighbourhood.Other}"));
        Assert.Equal(Those(closed), await FoundAsync("status=closed"));
        Assert.Equal(Those(young, other), await FoundAsync("status=open"));
        Assert.Equal(Those(closed, young, other), await FoundAsync("status=open,closed"));
        Assert.Equal(Those(old), await FoundAsync("start_date=2026-03-02T10:00:00%2B08:00&end_date=2026-03-02T02:00:00Z"));
        // A plus that was not escaped arrives as a blank.
        Assert.Equal(Those(old), await FoundAsync("start_date=2026-03-02T10:00:00+08:00&end_date=2026-03-02T10:00:00+08:00"));
        Assert.Equal(Those(), await FoundAsync("start_date=2026-03-02T10:00:01%2B08:00&end_date=2026-03-03"));
        Assert.Equal(Those(old, closed), await FoundAsync("start_date=2026-03-01T00:00:00Z"));
        Assert.Equal(Those(old), await FoundAsync("end_date=2026-03-31"));
        Assert.Equal(Those(), await FoundAsync("start_date=2099-01-01T00:00:00Z"));
        Assert.Equal(Those(), await FoundAsync("end_date=0001-01-03T00:00:00Z"));
        Assert.Equal(Those(), await FoundAsync("start_date=9999-12-31T00:00:00Z"));

        // The newest first, a page at a time.
        var pages = new List<string>();
        for (var page = 1; page <= 4; page++)
        {
            pages.AddRange(await FoundAsync($"page={page}&page_size=1"));
        }
        Assert.Equal(3, pages.Count);
        Assert.Equal(closed, pages[2]);
    }

    [Theory]
    [OnBothDatabases("status=half-open")]
    [OnBothDatabases("start_date=yesterday")]
    [OnBothDatabases("start_date=2026-02-30")]
    [OnBothDatabases("start_date=2026-01-01&end_date=2026-06-01")]
    [OnBothDatabases("start_date=2026-03-02&end_date=2026-03-01")]
    [OnBothDatabases("start_date=2026-03-02&start_date=2026-03-03")]
    [OnBothDatabases("page=0")]
    [OnBothDatabases("page=999999999999")]
    [OnBothDatabases("page_size=1001")]
    [OnBothDatabases("page_size=-1")]
    public async Task A_filter_that_makes_no_sense_is_named_in_the_error_body(DatabaseKind kind, string query)
    {
        var program = new Program311(await hosts.OnAsync(kind));
        var answer = await program.GetAsync($"v2/requests.json?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(query.Split('=')[0], answer.Mistake, StringComparison.Ordinal);
    }

    [Theory]
    [OnBothDatabases("123456789012")]
    [OnBothDatabases("nonsense")]
    [OnBothDatabases("%FF%FE")]
    [OnBothDatabases("1e9999")]
    public async Task An_unknown_number_is_not_found_in_both_formats(DatabaseKind kind, string id)
    {
        var program = new Program311(await hosts.OnAsync(kind));
        foreach (var resource in (string[])["requests", "tokens"])
        {
            var json = await program.GetAsync($"v2/{resource}/{id}.json");
            Assert.Equal(HttpStatusCode.NotFound, json.Status);
            Assert.NotEmpty(json.Mistake);
            var xml = await program.GetAsync($"v2/{resource}/{id}.xml");
            Assert.Equal((HttpStatusCode.NotFound, Program311.Xml), (xml.Status, xml.ContentType));
            Assert.Equal("404", xml.Xml.Element("error")!.Element("code")!.Value);
        }
        Assert.Equal(HttpStatusCode.BadRequest, (await program.GetAsync("v2/requests/.json")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task A_number_serves_as_its_own_token(DatabaseKind kind)
    {
        var program = new Program311(await hosts.OnAsync(kind));
        var id = await program.RaiseAsync();
        var answer = Assert.Single((await program.GetAsync($"v2/tokens/{id}.json")).Json.EnumerateArray());
        Assert.Equal((id, id), (answer.GetProperty("service_request_id").GetString(), answer.GetProperty("token").GetString()));
        var xml = (await program.GetAsync($"v2/tokens/{id}.xml")).Xml;
        Assert.Equal(id, xml.Element("request")!.Element("token")!.Value);
    }

    internal static async Task CloseAsync(TestHost host, string id, string unit = Neighbourhood.Lamps)
    {
        var matter = (await host.Book.FindAsync(Reference.Parse(id)))!.Value;
        var handler = new Actor.Staff(new StaffId(Guid.CreateVersion7()), unit, [StaffRole.Handler]);
        Assert.IsType<Storage.Matters.ChangeResult.Changed>(
            await host.Book.DecideAsync(
                matter,
                handler,
                (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "换了灯泡"), handler, j, now)
            )
        );
    }
}
