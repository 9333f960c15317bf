using System.Text.Json;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Open311;

public sealed class SchemaTests(TestHosts hosts)
{
    [Theory]
    [OnBothDatabases("services.json", "v2/services.json")]
    [OnBothDatabases("service-definition.json", "v2/services/stairwell.json")]
    [OnBothDatabases("service-definition.json", "v2/services/street-lamp.json?locale=en")]
    [OnBothDatabases("requests.json", "v2/requests.json")]
    [OnBothDatabases("requests.json", "v2/requests.json?status=closed&locale=en")]
    public async Task Answers_fit_the_published_schemas(DatabaseKind kind, string file, string address)
    {
        var schema = Schema.Open(file);
        var host = await hosts.OnAsync(kind);
        var program = new Program311(host);
        await RequestsTests.CloseAsync(host, await program.RaiseAsync());
        await program.RaiseAsync(Neighbourhood.Noise);
        var answer = await program.GetAsync(address);
        Assert.True(answer.Json.ValueKind == JsonValueKind.Object || answer.Json.GetArrayLength() > 0);
        Assert.Empty(schema.Faults(answer.Json));
    }

    [Theory]
    [InlineData(
        """[{"service_request_id":1,"status":"open","service_code":"x","requested_datetime":"2026-03-02T10:00:00+08:00"}]"""
    )]
    [InlineData(
        """[{"service_request_id":"1","status":"half","service_code":"x","requested_datetime":"2026-03-02T10:00:00+08:00"}]"""
    )]
    [InlineData("""[{"service_request_id":"1","status":"open","requested_datetime":"2026-03-02T10:00:00+08:00"}]""")]
    [InlineData("""[{"service_request_id":"1","status":"open","service_code":"x","requested_datetime":"2 March"}]""")]
    [InlineData(
        """[{"service_request_id":"1","status":"open","service_code":"x","requested_datetime":"2026-03-02T10:00:00+08:00","lat":"31"}]"""
    )]
    [InlineData("""{}""")]
    public void The_check_finds_what_does_not_fit(string answer) =>
        Assert.NotEmpty(Schema.Open("requests.json").Faults(JsonDocument.Parse(answer).RootElement));
}
