using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.Examined;

/// <summary>What the pages of answers, services and visits need.</summary>
internal static class ServiceStage
{
    /// <summary>The addresses to open, by page template.</summary>
    /// <param name="station">The head of the station, which keeps answers in the demonstration.</param>
    public static async Task<IReadOnlyDictionary<string, string>> AddressesAsync(Visitor station)
    {
        Assert.Equal(200, await station.GoAsync("/staff/knowledge"));
        var entry = await HrefAsync(station, "main .app-matters a[href^='/staff/knowledge/']");
        return new Dictionary<string, string>
        {
            ["/staff/knowledge/{entry}"] = entry,
            ["/staff/knowledge/{entry}/change"] = $"{entry}/change",
            ["/answers/{answer}"] = entry.Replace("/staff/knowledge", "/answers", StringComparison.Ordinal),
        };
    }

    private static async Task<string> HrefAsync(Visitor visitor, string selector) =>
        await visitor.Page.Locator(selector).First.GetAttributeAsync("href")
        ?? throw new InvalidOperationException($"{visitor.Path} has no link {selector}");
}
