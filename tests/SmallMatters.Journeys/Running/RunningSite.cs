using Microsoft.Playwright;
using SmallMatters.Journeys.Running;
using SmallMatters.Web.Accounts;
using Xunit;

[assembly: AssemblyFixture(typeof(RunningSite))]

namespace SmallMatters.Journeys.Running;

/// <summary>
/// The program itself, as a process of its own on a free port, over a fresh folder with the fictional neighbourhood; and one
/// Chromium for all journeys. Both are ended by the journeys that started them.
/// </summary>
public sealed class RunningSite : IAsyncLifetime
{
    private const int SeededMatters = 150;
    private readonly ServedProgram _program = new();
    private IPlaywright? _playwright;

    /// <summary>Where its data stand.</summary>
    public string Folder => _program.Folder;

    /// <summary>Every line that the program has written so far.</summary>
    public string Log => _program.Log;

    /// <summary>Where it is served.</summary>
    public Uri Address => _program.Address;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _program.RunAsync("seed", "--demo", "--matters", $"{SeededMatters}");
        await _program.ServeAsync();
        _playwright = await Playwright.CreateAsync();
        Browser = await Chromium.LaunchAsync(_playwright);
    }

    /// <summary>Somebody at a browser of their own: a context without cookies.</summary>
    public async Task<Visitor> WelcomeAsync(Look look)
    {
        var context = await Browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = Address.ToString(),
                Locale = look.Chinese ? "zh-CN" : "en-GB",
                TimezoneId = "Asia/Shanghai",
                ViewportSize = new ViewportSize { Width = look.Width, Height = look.Width < 600 ? 740 : 900 },
                JavaScriptEnabled = look.Scripts is not Scripts.Off,
                BypassCSP = look.Scripts is Scripts.Blocked,
                StorageState = look.Cookies,
            }
        );
        context.SetDefaultTimeout((float)TimeSpan.FromSeconds(60).TotalMilliseconds);
        if (look.Scripts is Scripts.Blocked)
        {
            await context.RouteAsync(
                "**/*",
                route => route.Request.ResourceType == "script" ? route.AbortAsync() : route.ContinueAsync()
            );
        }
        return new Visitor(context, await context.NewPageAsync(), look);
    }

    /// <summary>Somebody of the staff, signed in with the demonstration's password.</summary>
    public async Task<Visitor> SignInAsync(string userName, Look look)
    {
        var visitor = await WelcomeAsync(look);
        await visitor.GoAsync("/sign-in");
        await visitor.FillAsync("UserName", userName);
        await visitor.FillAsync("Password", DemoStaff.Password);
        await visitor.PressAsync("登录", "Sign in");
        Assert.DoesNotContain("/sign-in", visitor.Path);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }
        _playwright?.Dispose();
        await _program.DisposeAsync();
    }
}
