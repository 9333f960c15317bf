using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.Examined;

/// <summary>What the pages of premises need: one place of the fictional neighbourhood and the import that brought it.</summary>
internal static class PremisesStage
{
    /// <summary>The addresses to open, by page template.</summary>
    /// <param name="station">The head of the station.</param>
    public static async Task<IReadOnlyDictionary<string, string>> AddressesAsync(Visitor station)
    {
        Assert.Equal(200, await station.GoAsync("/staff/premises"));
        var one = await HrefAsync(station, "main li[data-row] a[href^='/staff/premises/']");
        Assert.Equal(200, await station.GoAsync("/staff/premises/import"));
        var imported = await HrefAsync(station, "main a[href^='/staff/premises/imports/']");
        return new Dictionary<string, string>
        {
            ["/staff/premises/{id:guid}"] = one,
            ["/staff/premises/{id:guid}/change"] = $"{one}/change",
            ["/staff/premises/{id:guid}/checklist"] = $"{one}/checklist",
            ["/staff/premises/imports/{number:int}"] = imported,
        };
    }

    private static async Task<string> HrefAsync(Visitor visitor, string selector) =>
        await visitor.Page.Locator(selector).First.GetAttributeAsync("href")
        ?? throw new InvalidOperationException($"{visitor.Path} has no link {selector}");
}
