using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.Examined;

/// <summary>What the pages of minor cases need: a case of the fictional neighbourhood, something to do on it, a receipt and its reporter's page.</summary>
internal static class CaseStage
{
    /// <summary>The addresses to open, by page template.</summary>
    /// <param name="station">The head of the station.</param>
    /// <param name="reporter">Somebody with the receipt in hand.</param>
    public static async Task<IReadOnlyDictionary<string, string>> AddressesAsync(Visitor station, Visitor reporter)
    {
        Assert.Equal(200, await station.GoAsync("/staff/cases"));
        var one = await HrefAsync(station, "main a[href^='/staff/cases/'].govuk-link:not([href$='/import']):not([href$='/new'])");
        Assert.Equal(200, await station.GoAsync(one));
        var act = await HrefAsync(station, $"main a[role='button'][href^='{one}/']");
        var receipt = await HrefAsync(station, "main a[href*='/receipt?']");
        await station.GoAsync(receipt);
        var said = await station.Page.Locator("main .app-reference").AllInnerTextsAsync();
        await reporter.GoAsync("/case");
        await reporter.FillAsync("Number", said[0]);
        await reporter.FillAsync("Code", said[1]);
        await reporter.PressAsync("查询", "Ask");
        Assert.StartsWith("/case/", reporter.Path);
        return new Dictionary<string, string>
        {
            ["/staff/cases/{reference}"] = one,
            ["/staff/cases/{reference}/{act:regex(^[a-z]+$)}"] = act,
            ["/staff/cases/{reference}/receipt"] = receipt,
            ["/case/{link}"] = reporter.Path,
        };
    }

    private static async Task<string> HrefAsync(Visitor visitor, string selector) =>
        await visitor.Page.Locator(selector).First.GetAttributeAsync("href")
        ?? throw new InvalidOperationException($"{visitor.Path} has no link {selector}");
}
