using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Partners;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Accounts;
using Xunit;

namespace SmallMatters.Web.Tests.Accounts;

/// <summary>
/// Every page and endpoint that exists, found where the server itself finds them, against everybody who may come. A new one
/// is covered as soon as it is there.
/// </summary>
public class EndpointPolicyTests(TestHosts hosts)
{
    private const string Anonymous = "anonymous";
    private const string Link = "resident link";
    private const string Program = "program";
    private const string Partner = "partner's program";

    [Fact]
    public async Task Every_page_and_endpoint_names_exactly_one_policy()
    {
        var endpoints = await AllAsync();
        Assert.True(endpoints.Count > 10, "hardly any endpoint was found");
        Assert.All(
            endpoints,
            endpoint =>
            {
                var named = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>();
                Assert.True(
                    named.Count == 1 && named[0].Policy is { } policy && Policies.All.Contains(policy),
                    $"{endpoint.DisplayName} names {named.Count} policies: {string.Join(", ", named.Select(n => n.Policy))}"
                );
                Assert.True(
                    endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null,
                    $"{endpoint.DisplayName} lets everybody in past its policy: name Policies.Everybody"
                );
            }
        );
    }

    [Fact]
    public void Everybody_who_may_come_is_in_the_table_of_every_policy() =>
        Assert.All(Policies.All, policy => Assert.NotNull(LetIn(policy)));

    [Theory, OnBothDatabases]
    public async Task Nobody_gets_further_than_the_policy_of_a_page_lets_them(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var link = await ResidentLinkAsync(host);
        var partner = await host.Services.GetRequiredService<PartnerKeys>().IssueAsync("green-property", new Doer(null, "test"));
        var endpoints = await AllAsync();
        var wrong = new List<string>();
        var asked = 0;
        foreach (var (who, browser) in await EverybodyAsync(host))
        {
            foreach (var endpoint in endpoints)
            {
                var policy = endpoint.Metadata.GetRequiredMetadata<IAuthorizeData>().Policy!;
                var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"];
                foreach (var method in methods.Where(m => m is "GET" or "POST"))
                {
                    var address = Endpoints.AddressOf(
                        endpoint.RoutePattern,
                        name => name == Policies.LinkRouteValue ? (who == Link ? link : new string('A', 43)) : null
                    );
                    if (address == "/sign-out" && method == "POST")
                    {
                        continue;
                    }
                    using var request = new HttpRequestMessage(new HttpMethod(method), address);
                    if (who == Partner)
                    {
                        request.Headers.Authorization = new("Bearer", partner);
                    }
                    if (who == Program)
                    {
                        request.Headers.Add("X-Api-Key", ApiClients.DemoKey);
                    }
                    // A stream of events never ends: the head of the answer says enough.
                    using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
                    using var answer = await browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
                    asked++;
                    if (WasTurnedAway(answer, policy) == LetIn(policy)!.Contains(who))
                    {
                        wrong.Add($"{who}: {method} {address} ({policy}) → {(int)answer.StatusCode} {answer.Headers.Location}");
                    }
                }
            }
        }
        Assert.Empty(wrong);
        Assert.True(asked > 100, "hardly anything was asked");
    }

    [Fact]
    public async Task An_endpoint_that_names_no_policy_lets_nobody_in()
    {
        var host = await hosts.OnAsync(DatabaseKind.Sqlite);
        var policy = await host.Services.GetRequiredService<IAuthorizationPolicyProvider>().GetFallbackPolicyAsync();
        Assert.NotNull(policy);
        var unnamed = new DefaultHttpContext();
        unnamed.SetEndpoint(new Endpoint(null, [], "unnamed"));
        var auditor = new System.Security.Claims.ClaimsPrincipal(
            new System.Security.Claims.ClaimsIdentity([new("role", nameof(StaffRole.Auditor))], "test")
        );
        var answer = await host
            .Services.GetRequiredService<IAuthorizationService>()
            .AuthorizeAsync(auditor, unnamed, policy.Requirements);
        Assert.False(answer.Succeeded);
    }

    /// <summary>Who may enter, by policy. The link and the key of these tests are genuine, and the host is a developer's.</summary>
    private static HashSet<string>? LetIn(string policy)
    {
        HashSet<string> all = [Anonymous, Link, Program, Partner, .. Enum.GetNames<StaffRole>()];
        return policy switch
        {
            Policies.Everybody or Policies.DevelopmentOnly => all,
            Policies.ResidentLink => [Link],
            Policies.ApiKey => [Program],
            Policies.PartnerKey => [Partner],
            Policies.Staff => [.. Enum.GetNames<StaffRole>()],
            Policies.Matters => [nameof(StaffRole.Handler), nameof(StaffRole.Supervisor), nameof(StaffRole.Reviewer)],
            Policies.Handler => [nameof(StaffRole.Handler), nameof(StaffRole.Supervisor)],
            Policies.Supervisor => [nameof(StaffRole.Supervisor)],
            Policies.Reviewer => [nameof(StaffRole.Reviewer)],
            Policies.SystemAdministrator => [nameof(StaffRole.SystemAdministrator)],
            Policies.SecurityAdministrator => [nameof(StaffRole.SecurityAdministrator)],
            Policies.Auditor => [nameof(StaffRole.Auditor)],
            Policies.DataProtectionOfficer => [nameof(StaffRole.DataProtectionOfficer)],
            Policies.Premises =>
            [
                nameof(StaffRole.Handler),
                nameof(StaffRole.Supervisor),
                nameof(StaffRole.Reviewer),
                nameof(StaffRole.Auditor),
            ],
            Policies.DataProtection =>
            [
                nameof(StaffRole.Supervisor),
                nameof(StaffRole.SystemAdministrator),
                nameof(StaffRole.Auditor),
                nameof(StaffRole.DataProtectionOfficer),
            ],
            _ => null,
        };
    }

    private static bool WasTurnedAway(HttpResponseMessage answer, string policy) =>
        answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => true,
            HttpStatusCode.Redirect => answer.Headers.Location!.ToString().Contains("/sign-in?to=", StringComparison.Ordinal),
            // A false link is not found; a page behind a genuine one is.
            HttpStatusCode.NotFound => policy == Policies.ResidentLink,
            _ => false,
        };

    private async Task<IReadOnlyList<RouteEndpoint>> AllAsync() =>
        await Endpoints.AllAsync(await hosts.OnAsync(DatabaseKind.Sqlite));

    private static async Task<List<(string Who, HttpClient Browser)>> EverybodyAsync(TestHost host)
    {
        var all = new List<(string, HttpClient)>
        {
            (Anonymous, host.NewClient()),
            (Link, host.NewClient()),
            (Program, host.NewClient()),
            (Partner, host.NewClient()),
        };
        foreach (var role in Enum.GetValues<StaffRole>())
        {
            var unit = role == StaffRole.Reviewer ? Neighbourhood.Review : Neighbourhood.WillowDesk;
            all.Add((role.ToString(), await Endpoints.SignedInAsync(host, await StaffMade.MakeAsync(host, role, unit))));
        }
        return all;
    }

    private static Task<string> ResidentLinkAsync(TestHost host) => Residents.LinkAsync(host);
}
