using System.Net;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Accounts;
using Xunit;

namespace SmallMatters.Web.Tests.Accounts;

/// <summary>Every page and endpoint that exists, found where the server itself finds them.</summary>
internal static class Endpoints
{
    /// <summary>All of them with their attributes; static files are not among them.</summary>
    public static async Task<IReadOnlyList<RouteEndpoint>> AllAsync(TestHost host)
    {
        var found = host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .ToList();
        var loader = host.Services.GetRequiredService<PageLoader>();
        for (var i = 0; i < found.Count; i++)
        {
            // A page's attributes are read when it is compiled, which is when it is first asked for.
            if (found[i].Metadata.GetMetadata<PageActionDescriptor>() is { } page and not CompiledPageActionDescriptor)
            {
                found[i] = (RouteEndpoint)(await loader.LoadAsync(page, found[i].Metadata)).Endpoint!;
            }
        }
        return found;
    }

    /// <summary>An address of the endpoint.</summary>
    /// <param name="pattern">Its pattern.</param>
    /// <param name="named">What to put for a name in braces; null for something of the right shape that does not exist.</param>
    public static string AddressOf(RoutePattern pattern, Func<string, string?> named)
    {
        var segments = pattern.PathSegments.Select(segment =>
            string.Concat(
                segment.Parts.Select(part =>
                    part switch
                    {
                        RoutePatternLiteralPart literal => literal.Content,
                        RoutePatternSeparatorPart separator => separator.Content,
                        RoutePatternParameterPart parameter => named(parameter.Name)
                            ?? (parameter.IsOptional ? "" : ShapedLike(parameter.ParameterPolicies)),
                        _ => "x",
                    }
                )
            )
        );
        return "/" + string.Join('/', segments.Where(s => s.Length > 0));
    }

    /// <summary>A client that is signed in with an account's name and follows no redirect.</summary>
    public static async Task<HttpClient> SignedInAsync(TestHost host, string name)
    {
        var client = host.NewClient();
        var page = await client.GetAsync("/sign-in");
        var html = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(
            await page.Content.ReadAsStringAsync(),
            CancellationToken.None
        );
        var token = html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var post = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["UserName"] = name,
                    ["Password"] = DemoStaff.Password,
                    ["__RequestVerificationToken"] = token,
                }
            ),
        };
        post.Headers.Add("Cookie", CookiesOf(page));
        var signedIn = await client.SendAsync(post);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        client.DefaultRequestHeaders.Add("Cookie", CookiesOf(signedIn));
        return client;
    }

    private static string CookiesOf(HttpResponseMessage answer) =>
        string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));

    private static string ShapedLike(IReadOnlyList<RoutePatternParameterPolicyReference> policies) =>
        policies.Select(p => p.Content).FirstOrDefault() switch
        {
            "guid" => Guid.Empty.ToString(),
            "int" or "long" => "1",
            _ => "x",
        };
}
