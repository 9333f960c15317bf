using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Accounts;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Tests.Accounts;

/// <summary>Members of staff that a test makes for itself.</summary>
internal static class StaffMade
{
    private static int _count;

    /// <summary>A new demo account with these appointments.</summary>
    /// <returns>Its user name.</returns>
    public static async Task<string> MakeAsync(TestHost host, params StaffPost[] posts)
    {
        var name = $"staff-{Interlocked.Increment(ref _count)}-{Guid.CreateVersion7():N}";
        await using var scope = host.Services.CreateAsyncScope();
        var (made, refusal) = await scope
            .ServiceProvider.GetRequiredService<DemoStaff>()
            .SeedAsync([new DemoPerson(name, "张 三", posts)], new DateOnly(2020, 1, 1));
        return made == 1 ? name : throw new InvalidOperationException($"{refusal}");
    }

    public static Task<string> MakeAsync(TestHost host, StaffRole role, string unit = Neighbourhood.WillowDesk) =>
        MakeAsync(host, new StaffPost(unit, role, null));

    /// <summary>Signs in with the form.</summary>
    public static async Task<WebPage> SignInAsync(
        Browser browser,
        string name,
        string password = DemoStaff.Password,
        string at = "/sign-in"
    )
    {
        var page = await browser.GetAsync(at);
        return await browser.SubmitAsync(page, [("UserName", name), ("Password", password)]);
    }

    /// <summary>A browser in which a new member of staff with that role is signed in.</summary>
    public static async Task<Browser> BrowserOfAsync(TestHost host, StaffRole role, string unit = Neighbourhood.WillowDesk)
    {
        var browser = host.NewBrowser();
        await SignInAsync(browser, await MakeAsync(host, role, unit), at: "/sign-in?to=/account");
        return browser;
    }
}
