using System.Net;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Open311;

public sealed class ServicesTests(TestHosts hosts)
{
    private async Task<Program311> OnAsync(DatabaseKind kind) => new(await hosts.OnAsync(kind));

    [Theory, OnBothDatabases]
    public async Task Discovery_names_a_production_and_a_test_endpoint_in_both_formats(DatabaseKind kind)
    {
        var program = await OnAsync(kind);
        var json = await program.GetAsync("discovery.json");
        Assert.Equal(Program311.Json, json.ContentType);
        foreach (var name in new[] { "changeset", "contact", "key_service" })
        {
            Assert.NotEmpty(json.Json.GetProperty(name).GetString()!);
        }
        var endpoints = json.Json.GetProperty("endpoints").EnumerateArray().ToList();
        Assert.Equal(["production", "test"], endpoints.Select(e => e.GetProperty("type").GetString()));
        Assert.All(
            endpoints,
            e =>
            {
                Assert.Equal("http://localhost/open311/v2", e.GetProperty("url").GetString());
                Assert.Equal("http://wiki.open311.org/GeoReport_v2", e.GetProperty("specification").GetString());
                Assert.NotEmpty(e.GetProperty("changeset").GetString()!);
                Assert.Equal(
                    ["application/json", "text/xml"],
                    e.GetProperty("formats").EnumerateArray().Select(f => f.GetString())
                );
            }
        );

        var xml = await program.GetAsync("discovery.xml");
        Assert.Equal(Program311.Xml, xml.ContentType);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", xml.Text, StringComparison.Ordinal);
        Assert.Equal("discovery", xml.Xml.Name.LocalName);
        Assert.Equal(
            ["application/json", "text/xml", "application/json", "text/xml"],
            xml.Xml.Element("endpoints")!
                .Elements("endpoint")
                .SelectMany(e => e.Element("formats")!.Elements("format"))
                .Select(f => f.Value)
        );
    }

    [Theory, OnBothDatabases]
    public async Task Services_are_those_that_a_program_may_raise_and_conduct_is_none(DatabaseKind kind)
    {
        var program = await OnAsync(kind);
        var json = await program.GetAsync("v2/services.json");
        Assert.Equal(Program311.Json, json.ContentType);
        var codes = json.Json.EnumerateArray().Select(s => s.GetProperty("service_code").GetString()).ToList();
        Assert.Equal([Neighbourhood.Lamp, Neighbourhood.Stairwell, Neighbourhood.Noise, Neighbourhood.Other], codes);
        var xml = await program.GetAsync("v2/services.xml");
        Assert.Equal(Program311.Xml, xml.ContentType);
        Assert.Equal("services", xml.Xml.Name.LocalName);
        Assert.Equal(codes, xml.Xml.Elements("service").Select(s => s.Element("service_code")!.Value));
        Assert.All(
            xml.Xml.Elements("service"),
            s =>
            {
                Assert.Equal("realtime", s.Element("type")!.Value);
                Assert.Equal("true", s.Element("metadata")!.Value);
                Assert.NotEmpty(s.Element("group")!.Value);
            }
        );
    }

    [Theory]
    [OnBothDatabases("v2/services.json", null, "路灯不亮")]
    [OnBothDatabases("v2/services.json", "zh-CN,zh;q=0.9,en;q=0.5", "路灯不亮")]
    [OnBothDatabases("v2/services.json", "en-GB,en;q=0.8", "Dark street lamp")]
    [OnBothDatabases("v2/services.json?locale=en", null, "Dark street lamp")]
    [OnBothDatabases("v2/services.json?locale=zh_CN", "en", "路灯不亮")]
    public async Task Names_are_chinese_unless_english_is_asked_for(
        DatabaseKind kind,
        string address,
        string? language,
        string name
    )
    {
        var answer = await (await OnAsync(kind)).GetAsync(address, language);
        Assert.Equal(name, answer.Json[0].GetProperty("service_name").GetString());
        Assert.Contains("Accept-Language", answer.Response.Headers.Vary);
    }

    [Theory, OnBothDatabases]
    public async Task A_definition_holds_the_questions_of_the_category_and_the_areas(DatabaseKind kind)
    {
        var program = await OnAsync(kind);
        var json = (await program.GetAsync($"v2/services/{Neighbourhood.Stairwell}.json")).Json;
        Assert.Equal(Neighbourhood.Stairwell, json.GetProperty("service_code").GetString());
        var attributes = json.GetProperty("attributes").EnumerateArray().ToList();
        Assert.Equal(["blocked", "floor", "area"], attributes.Select(a => a.GetProperty("code").GetString()));
        Assert.Equal([1, 2, 3], attributes.Select(a => a.GetProperty("order").GetInt32()));
        Assert.True(attributes[0].GetProperty("required").GetBoolean());
        Assert.Equal(
            ["yes", "no"],
            attributes[0].GetProperty("values").EnumerateArray().Select(v => v.GetProperty("key").GetString())
        );
        Assert.False(attributes[1].TryGetProperty("values", out _));
        Assert.Equal(
            [Neighbourhood.Bell, Neighbourhood.Willow],
            attributes[2].GetProperty("values").EnumerateArray().Select(v => v.GetProperty("key").GetString())
        );

        var xml = (await program.GetAsync($"v2/services/{Neighbourhood.Stairwell}.xml")).Xml;
        Assert.Equal("service_definition", xml.Name.LocalName);
        var blocked = xml.Element("attributes")!.Elements("attribute").First();
        Assert.Equal("singlevaluelist", blocked.Element("datatype")!.Value);
        Assert.Equal(["能", "不能"], blocked.Element("values")!.Elements("value").Select(v => v.Element("name")!.Value));
    }

    [Theory]
    [OnBothDatabases("v2/services/no-such.json", 404)]
    [OnBothDatabases("v2/services/staff-conduct.json", 404)]
    [OnBothDatabases("v2/services/.json", 400)]
    [OnBothDatabases("v2/services.json?jurisdiction_id=elsewhere", 404)]
    [OnBothDatabases("v2/services.json?jurisdiction_id=elsewhere&jurisdiction_id=test.liuyuan", 400)]
    [OnBothDatabases("v2/services", 404)]
    [OnBothDatabases("v2/services.csv", 404)]
    [OnBothDatabases("v3/services.json", 404)]
    [OnBothDatabases("", 404)]
    public async Task What_is_not_there_is_answered_with_the_error_body(DatabaseKind kind, string address, int status)
    {
        var program = await OnAsync(kind);
        var json = await program.GetAsync(address);
        Assert.Equal(status, (int)json.Status);
        Assert.Equal(Program311.Json, json.ContentType);
        Assert.NotEmpty(json.Mistake);
        if (!address.Contains(".json", StringComparison.Ordinal))
        {
            return;
        }
        var xml = await program.GetAsync(address.Replace(".json", ".xml", StringComparison.Ordinal));
        Assert.Equal(status, (int)xml.Status);
        Assert.Equal(Program311.Xml, xml.ContentType);
        Assert.Equal("errors", xml.Xml.Name.LocalName);
        Assert.All(xml.Xml.Elements("error"), e => Assert.Equal($"{status}", e.Element("code")!.Value));
        Assert.NotEmpty(xml.Xml.Elements("error"));
    }

    [Theory, OnBothDatabases]
    public async Task The_right_jurisdiction_may_be_named_or_left_out(DatabaseKind kind)
    {
        var program = await OnAsync(kind);
        Assert.Equal(
            HttpStatusCode.OK,
            (await program.GetAsync($"v2/services.json?jurisdiction_id={Neighbourhood.Code}")).Status
        );
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("v2/services.json")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task Any_page_on_the_web_may_read_the_public_data_and_none_with_credentials(DatabaseKind kind)
    {
        var answer = await (await OnAsync(kind)).GetAsync("v2/services.json");
        Assert.Equal(["*"], answer.Response.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.False(answer.Response.Headers.Contains("Access-Control-Allow-Credentials"));
    }
}
