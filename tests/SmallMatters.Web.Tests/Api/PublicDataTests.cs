using System.Net;
using System.Text.Json;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Open311;
using Xunit;

namespace SmallMatters.Web.Tests.Api;

public sealed class PublicDataTests(TestHosts hosts)
{
    [Theory, OnBothDatabases]
    public async Task The_interface_describes_itself_in_openapi_3_1_and_every_address_answers(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var document = await ReadAsync(host, "/openapi/v1.json");
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var paths = document.GetProperty("paths").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(
            ["/api/v1/areas", "/api/v1/categories", "/api/v1/figures", "/api/v1/matters", "/api/v1/matters/{reference}"],
            paths
        );
        foreach (var path in paths.Where(p => !p.Contains('{')))
        {
            await ReadAsync(host, path);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Areas_and_categories_have_their_names_in_both_languages(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var areas = (await ReadAsync(host, "/api/v1/areas")).EnumerateArray().ToList();
        Assert.Equal([Neighbourhood.Bell, Neighbourhood.Willow], areas.Select(a => a.GetProperty("code").GetString()));
        Assert.Equal(
            ("钟楼社区", "Bell Tower"),
            (
                areas[0].GetProperty("name").GetProperty("zh").GetString(),
                areas[0].GetProperty("name").GetProperty("en").GetString()
            )
        );
        var categories = (await ReadAsync(host, "/api/v1/categories")).EnumerateArray().ToList();
        Assert.True(
            categories
                .Single(c => c.GetProperty("code").GetString() == Neighbourhood.Lamp)
                .GetProperty("publicSpace")
                .GetBoolean()
        );
    }

    [Theory, OnBothDatabases]
    public async Task Matters_come_newest_first_in_parts_that_join_without_gap(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var program = new Program311(host);
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, await program.RaiseAsync(i == 2 ? Neighbourhood.Noise : Neighbourhood.Lamp));
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        await RequestsTests.CloseAsync(host, ids[0]);

        var seen = new List<string>();
        string? before = null;
        do
        {
            var part = await ReadAsync(host, $"/api/v1/matters?most=2{(before is null ? "" : $"&before={before}")}");
            seen.AddRange(part.GetProperty("matters").EnumerateArray().Select(m => m.GetProperty("reference").GetString()!));
            before = part.GetProperty("next").GetString();
        } while (before is not null);
        Assert.Equal(ids, seen);

        var closed = Assert.Single(
            (await ReadAsync(host, "/api/v1/matters?stage=Closed")).GetProperty("matters").EnumerateArray()
        );
        Assert.Equal(("Closed", "Solved"), (closed.GetProperty("stage").GetString(), closed.GetProperty("outcome").GetString()));
        var noise = Assert.Single(
            (await ReadAsync(host, $"/api/v1/matters?area={Neighbourhood.Willow}&category={Neighbourhood.Noise}"))
                .GetProperty("matters")
                .EnumerateArray()
        );
        Assert.Equal(JsonValueKind.Null, noise.GetProperty("latitude").ValueKind);
        Assert.Equal(
            ids[2],
            (await ReadAsync(host, $"/api/v1/matters/{ids[2][..4]}-{ids[2][4..]}")).GetProperty("reference").GetString()
        );
        Assert.Empty(
            (await ReadAsync(host, $"/api/v1/matters?area={Neighbourhood.Bell}")).GetProperty("matters").EnumerateArray()
        );
    }

    [Theory, OnBothDatabases]
    public async Task Figures_are_counts_and_days_and_few_matters_give_no_days(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var program = new Program311(host);
        for (var i = 1; i <= 10; i++)
        {
            var id = await program.RaiseAsync();
            host.Clock.Advance(TimeSpan.FromDays(i));
            await RequestsTests.CloseAsync(host, id);
        }
        await program.RaiseAsync(Neighbourhood.Noise);
        var all = await ReadAsync(host, "/api/v1/figures");
        Assert.Equal(
            (11, 1, 10),
            (all.GetProperty("raised").GetInt32(), all.GetProperty("open").GetInt32(), all.GetProperty("closed").GetInt32())
        );
        // Closed after 1, 2 … 10 days: the fifth and the ninth.
        Assert.Equal(
            (5.0, 9.0),
            (all.GetProperty("halfWithinDays").GetDouble(), all.GetProperty("nineInTenWithinDays").GetDouble())
        );
        var noise = await ReadAsync(host, $"/api/v1/figures?category={Neighbourhood.Noise}");
        Assert.Equal((1, 0), (noise.GetProperty("raised").GetInt32(), noise.GetProperty("sample").GetInt32()));
        Assert.Equal(JsonValueKind.Null, noise.GetProperty("halfWithinDays").ValueKind);
    }

    [Theory]
    [OnBothDatabases("/api/v1/matters?most=0", 400)]
    [OnBothDatabases("/api/v1/matters?most=many", 400)]
    [OnBothDatabases("/api/v1/matters?stage=Lost", 400)]
    [OnBothDatabases("/api/v1/matters?stage=77", 400)]
    [OnBothDatabases("/api/v1/matters?before=nonsense", 400)]
    [OnBothDatabases("/api/v1/figures?area=nowhere", 400)]
    [OnBothDatabases("/api/v1/matters/123456789012", 404)]
    [OnBothDatabases("/api/v1/nothing", 404)]
    public async Task What_is_wrong_is_answered_as_a_problem_in_both_languages(DatabaseKind kind, string address, int status)
    {
        using var response = await (await hosts.OnAsync(kind)).NewClient().GetAsync(address);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Contains(" / ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task References_cannot_be_tried_without_end()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        using var client = host.NewClient();
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 45; i++)
        {
            using var answer = await client.GetAsync($"/api/v1/matters/{123456789012 + i}");
            statuses.Add(answer.StatusCode);
        }
        Assert.Equal(HttpStatusCode.NotFound, statuses[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    private static async Task<JsonElement> ReadAsync(TestHost host, string address)
    {
        using var response = await host.NewClient().GetAsync(address);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{address}: {response.StatusCode} {text}");
        Assert.Equal(["*"], response.Headers.GetValues("Access-Control-Allow-Origin"));
        return JsonDocument.Parse(text).RootElement;
    }
}
