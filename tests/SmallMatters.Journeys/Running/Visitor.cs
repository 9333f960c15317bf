using Microsoft.Playwright;
using Xunit;

namespace SmallMatters.Journeys.Running;

/// <summary>Somebody at a browser. Fields are found by name, buttons and links by what they say.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private static int _pictures;
    private readonly List<string> _faults = [];

    internal Visitor(IBrowserContext context, IPage page, Look look)
    {
        (Context, Page, Look) = (context, page, look);
        page.PageError += (_, error) => _faults.Add($"{page.Url}: {error}");
        page.Console += (_, message) =>
        {
            // A page that answers with an error says so in the console too; that is no fault of the page.
            var answer =
                message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
                && message.Location.StartsWith(page.Url, StringComparison.Ordinal);
            if (message.Type == "error" && !answer)
            {
                _faults.Add($"{page.Url}: {message.Text} ({message.Location})");
            }
        };
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    public Look Look { get; }

    public string Path => new Uri(Page.Url).AbsolutePath;

    /// <summary>What the browser complained of.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>What stands in the main part.</summary>
    public Task<string> ReadAsync() => Page.Locator("main").InnerTextAsync();

    /// <summary>Opens an address and gives the status of the answer.</summary>
    public async Task<int> GoAsync(string address) => (await Page.GotoAsync(address))!.Status;

    public Task FillAsync(string name, string text) => Field(name).FillAsync(text);

    /// <summary>Chooses one of several; where it stands under a theme that is folded, opens the theme first.</summary>
    public async Task ChooseAsync(string name, string value)
    {
        var choice = $"[name='{name}'][value='{value}']";
        var theme = Page.Locator("main details:not([open])").Filter(new() { Has = Page.Locator(choice) });
        if (await theme.CountAsync() > 0)
        {
            await theme.Locator("summary").ClickAsync();
        }
        await Page.Locator($"main {choice}").CheckAsync();
    }

    public Task SelectAsync(string name, string value) => Field(name).SelectOptionAsync(value);

    public async Task DateAsync(string name, DateOnly day)
    {
        await FillAsync($"{name}.year", $"{day.Year}");
        await FillAsync($"{name}.month", $"{day.Month}");
        await FillAsync($"{name}.day", $"{day.Day}");
    }

    public async Task PressAsync(string zh, string en)
    {
        await ArriveAsync(Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = Say(zh, en), Exact = true }).ClickAsync);
        Assert.Empty(await Page.Locator(".govuk-error-summary__list li").AllInnerTextsAsync());
    }

    public async Task FollowAsync(string zh, string en)
    {
        await ArriveAsync(
            Page.Locator("main").GetByText(Say(zh, en), new() { Exact = true }).And(Page.Locator("a")).First.ClickAsync
        );
    }

    /// <summary>
    /// Does what leads to another page, and waits until that page stands. The wait begins before the step: asked afterwards,
    /// a busy browser may answer for the page that is just being left.
    /// </summary>
    public async Task ArriveAsync(Func<LocatorClickOptions?, Task> step)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Arrived(object? sender, IPage page) => arrived.TrySetResult();
        Page.DOMContentLoaded += Arrived;
        try
        {
            await step(null);
            await arrived.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        }
        finally
        {
            Page.DOMContentLoaded -= Arrived;
        }
    }

    public ILocator Field(string name) => Page.Locator($"main [name='{name}']");

    public string Say(string zh, string en) => Look.Chinese ? zh : en;

    /// <summary>Keeps a picture of the page, when somebody asked for pictures.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("SMALLMATTERS_SCREENSHOTS") is { Length: > 0 } folder)
        {
            var file = $"{Interlocked.Increment(ref _pictures):000}-{name}-{Look.Width}-{Say("zh", "en")}.png";
            await Page.ScreenshotAsync(
                new PageScreenshotOptions { Path = System.IO.Path.Combine(folder, file), FullPage = true }
            );
        }
    }

    /// <summary>Nothing went wrong in the browser meanwhile: no error in the console, nothing that the security policy stopped.</summary>
    public void SawNoFault() => Assert.Empty(_faults);

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();
}
