using System.Net;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Site;

public class BehindProxiesTests(TestHosts hosts)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/staff", "/sign-in?to=%2Fstaff")]
    [InlineData("/staff?filter=mine&page=2", "/sign-in?to=%2Fstaff%3Ffilter%3Dmine%26page%3D2")]
    public async Task The_way_to_sign_in_does_not_lead_to_the_host_that_the_sender_named(string address, string to)
    {
        var client = (await hosts.OnAsync(DatabaseKind.Sqlite)).NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Host = "thief.example";
        request.Headers.Add("X-Forwarded-Host", "thief.example");

        using var answer = await client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(to, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Other_hosts_than_the_allowed_are_refused()
    {
        await using var host = await TestHost.StartAsync(
            DatabaseKind.Sqlite,
            settings: new Dictionary<string, string> { ["AllowedHosts"] = "desk.example.cn;localhost" }
        );
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, "desk.example.cn"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(host, "thief.example"));
    }

    [Theory]
    [InlineData("10.9.9.9", true)]
    [InlineData("10.9.0.0/16", true)]
    [InlineData("192.0.2.1, 10.9.0.0/16", true)]
    [InlineData("192.0.2.1", false)]
    [InlineData("", false)]
    public async Task Who_sent_it_is_believed_from_a_proxy_that_is_named_and_from_nobody_else(string proxies, bool believed)
    {
        await using var host = await TestHost.StartAsync(
            DatabaseKind.Sqlite,
            settings: new Dictionary<string, string> { ["Proxies"] = proxies }
        );
        var client = host.NewClient();
        client.DefaultRequestHeaders.Remove(SenderHeader);
        // Each sender has twenty look-ups of references: those of one behind a known proxy are their own.
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await LookUpAsync(client, "203.0.113.7"));
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, await LookUpAsync(client, "203.0.113.7"));
        Assert.Equal(believed ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests, await LookUpAsync(client, "203.0.113.8"));
    }

    [Fact]
    public async Task A_proxy_that_is_neither_an_address_nor_a_network_stops_the_start()
    {
        var failure = await Assert.ThrowsAnyAsync<InvalidOperationException>(() =>
            TestHost.StartAsync(DatabaseKind.Sqlite, settings: new Dictionary<string, string> { ["Proxies"] = "the-proxy" })
        );
        Assert.Contains("the-proxy", failure.Message, StringComparison.Ordinal);
    }

    private const string SenderHeader = "Test-Sender";

    private static async Task<HttpStatusCode> LookUpAsync(HttpClient client, string sender)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"/follow?ref={Domain.Matters.Reference.From(1_000_000_000).Value}"
        );
        request.Headers.Add(SenderHeader, "10.9.9.9");
        request.Headers.Add("X-Forwarded-For", sender);
        using var answer = await client.SendAsync(request, Cancel);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> StatusAsync(TestHost host, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Host = name;
        using var answer = await host.NewClient().SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}
