using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.Examined;

/// <summary>What the pages of answers, services and visits need.</summary>
internal static class ServiceStage
{
    /// <summary>The addresses to open, by page template.</summary>
    /// <param name="station">The head of the station, which keeps answers in the demonstration.</param>
    /// <param name="resident">Somebody without an account, who books.</param>
    public static async Task<IReadOnlyDictionary<string, string>> AddressesAsync(Visitor station, Visitor resident)
    {
        Assert.Equal(200, await station.GoAsync("/staff/knowledge"));
        var entry = await HrefAsync(station, "main .app-matters a[href^='/staff/knowledge/']");
        Assert.Equal(200, await station.GoAsync("/staff/services"));
        var service = await HrefAsync(station, "main .app-matters a[href^='/staff/services/']");
        var read = service.Replace("/staff", "", StringComparison.Ordinal);
        Assert.Equal(200, await resident.GoAsync($"{read}/book"));
        var slot = await resident.Page.Locator("select[name='Slot'] option").First.GetAttributeAsync("value");
        await resident.SelectAsync("Slot", slot!);
        await resident.SelectAsync("Area", "qh-heliu");
        await resident.PressAsync("预约", "Book");
        Assert.EndsWith("/booking", resident.Path, StringComparison.Ordinal);
        Assert.Equal(200, await station.GoAsync("/staff/bookings"));
        return new Dictionary<string, string>
        {
            ["/staff/knowledge/{entry}"] = entry,
            ["/staff/knowledge/{entry}/change"] = $"{entry}/change",
            ["/services/{service}"] = read,
            ["/services/{service}/book"] = $"{read}/book",
            ["/m/{link}/booking"] = resident.Path,
            ["/staff/services/{service}"] = service,
            ["/staff/services/{service}/change"] = $"{service}/change",
            ["/staff/bookings/{booking}"] = await HrefAsync(station, "main a[href^='/staff/bookings/']"),
            ["/answers/{answer}"] = entry.Replace("/staff/knowledge", "/answers", StringComparison.Ordinal),
        };
    }

    private static async Task<string> HrefAsync(Visitor visitor, string selector) =>
        await visitor.Page.Locator(selector).First.GetAttributeAsync("href")
        ?? throw new InvalidOperationException($"{visitor.Path} has no link {selector}");
}
