using Microsoft.Playwright;

namespace SmallMatters.Journeys.Running;

/// <summary>The browser of the system; Playwright's own is not downloaded.</summary>
internal static class Chromium
{
    public static string Program =>
        Environment.GetEnvironmentVariable("SMALLMATTERS_CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = ["--no-sandbox"] });
}
