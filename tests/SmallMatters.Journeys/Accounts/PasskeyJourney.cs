using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SmallMatters.Domain.Matters;
using SmallMatters.Journeys.Running;
using SmallMatters.Storage.Accounts;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Accounts;
using Xunit;

namespace SmallMatters.Journeys.Accounts;

/// <summary>A member of staff adds a passkey and signs in with it, in Chromium with an authenticator made of software.</summary>
public class PasskeyJourney
{
    private const string UserName = "officer";

    [Fact]
    public async Task Whoever_added_a_passkey_signs_in_with_it_and_without_a_password()
    {
        await using var host = await ServeAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await Chromium.LaunchAsync(playwright);
        await using var context = await chromium.NewContextAsync(Chinese(host));
        var page = await context.NewPageAsync();
        var (devTools, authenticator) = await AddAuthenticatorAsync(context, page);

        await SignInWithPasswordAsync(page);
        await page.GotoAsync("/account/passkeys");
        await page.GetByLabel("名称").FillAsync("办公室电脑");
        await page.GetByRole(AriaRole.Button, new() { Name = "添加", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("通行密钥已添加");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("办公室电脑");

        await page.GetByRole(AriaRole.Button, new() { Name = "退出" }).ClickAsync();
        await page.GotoAsync("/sign-in?to=/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "使用通行密钥" }).ClickAsync();
        await page.WaitForURLAsync("**/account");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("我的账号");

        // Somebody else at the device: it does not recognise them.
        await page.GetByRole(AriaRole.Button, new() { Name = "退出" }).ClickAsync();
        await devTools.SendAsync(
            "WebAuthn.setUserVerified",
            new Dictionary<string, object> { ["authenticatorId"] = authenticator, ["isUserVerified"] = false }
        );
        await page.GotoAsync("/sign-in?to=/account");
        await Assertions.Expect(page.Locator("[data-passkey-error]")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "使用通行密钥" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-passkey-error]")).ToBeVisibleAsync();
        Assert.EndsWith("/sign-in?to=/account", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_passkey_signs_nobody_in()
    {
        await using var host = await ServeAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await Chromium.LaunchAsync(playwright);
        await using var context = await chromium.NewContextAsync(Chinese(host));
        var page = await context.NewPageAsync();
        await AddAuthenticatorAsync(context, page);
        await SignInWithPasswordAsync(page);
        await page.GotoAsync("/account/passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "添加", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "删除" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("通行密钥已删除");

        await page.GetByRole(AriaRole.Button, new() { Name = "退出" }).ClickAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "使用通行密钥" }).ClickAsync();

        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToContainTextAsync("这个通行密钥不能登录");
    }

    private static async Task<TestHost> ServeAsync()
    {
        var host = await TestHost.ServeAsync(DatabaseKind.Sqlite);
        await using var scope = host.Services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<DemoStaff>()
            .SeedAsync(
                [new DemoPerson(UserName, "赵小安", [new StaffPost(Neighbourhood.Station, StaffRole.Handler, null)])],
                new DateOnly(2020, 1, 1)
            );
        return host;
    }

    private static BrowserNewContextOptions Chinese(TestHost host) =>
        new() { BaseURL = host.Address.ToString(), Locale = "zh-CN" };

    private static async Task SignInWithPasswordAsync(IPage page)
    {
        await page.GotoAsync("/sign-in?to=/account");
        await page.GetByLabel("用户名").FillAsync(UserName);
        await page.Locator("#Password").FillAsync(DemoStaff.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/account");
    }

    private static async Task<(ICDPSession DevTools, string Authenticator)> AddAuthenticatorAsync(
        IBrowserContext context,
        IPage page
    )
    {
        var devTools = await context.NewCDPSessionAsync(page);
        await devTools.SendAsync("WebAuthn.enable");
        var made = await devTools.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new Dictionary<string, object>
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        return (devTools, made!.Value.GetProperty("authenticatorId").GetString()!);
    }
}
