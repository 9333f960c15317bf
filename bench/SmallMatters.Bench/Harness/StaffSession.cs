using System.Net;
using System.Text.RegularExpressions;

namespace SmallMatters.Bench.Harness;

/// <summary>Somebody of the demonstration's staff, signed in.</summary>
internal sealed partial class StaffSession
{
    private readonly Uri _address;
    private readonly string _cookies;

    private StaffSession(Uri address, string cookies) => (_address, _cookies) = (address, cookies);

    public static async Task<StaffSession> SignInAsync(Uri address, string? user, string? password)
    {
        var jar = new CookieContainer();
        using var handler = new SocketsHttpHandler { CookieContainer = jar };
        using var client = new HttpClient(handler) { BaseAddress = address };
        var page = await client.GetStringAsync("/sign-in");
        var answer = await client.PostAsync(
            "/sign-in",
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["UserName"] = user ?? Seeded.User,
                    ["Password"] = password ?? Seeded.Password,
                    ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value,
                }
            )
        );
        var cookies = jar.GetCookieHeader(address);
        return answer.RequestMessage!.RequestUri!.AbsolutePath != "/sign-in"
            ? new StaffSession(address, cookies)
            : throw new InvalidOperationException("signing in failed");
    }

    public HttpRequestMessage Request(string url)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, url);
        message.Headers.Add("Cookie", _cookies);
        return message;
    }

    public async Task<string> GetAsync(string url)
    {
        using var client = new HttpClient { BaseAddress = _address };
        using var message = Request(url);
        using var answer = await client.SendAsync(message);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
