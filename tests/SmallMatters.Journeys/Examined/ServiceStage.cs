using SmallMatters.Journeys.People;
using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.Examined;

/// <summary>What the pages of answers, services and visits need.</summary>
internal static class ServiceStage
{
    /// <summary>The addresses to open, by page template.</summary>
    /// <param name="station">The head of the station, which keeps answers in the demonstration.</param>
    /// <param name="resident">Somebody without an account, who books.</param>
    /// <param name="works">The head of the works unit, which visits.</param>
    /// <param name="raiser">Who raised the matter that is visited about.</param>
    /// <param name="raised">That matter.</param>
    public static async Task<IReadOnlyDictionary<string, string>> AddressesAsync(
        Visitor station,
        Visitor resident,
        Visitor works,
        Visitor raiser,
        Receipt raised
    )
    {
        var visit = await VisitAsync(works, raised);
        Assert.Equal(200, await raiser.GoAsync($"/m/{raised.Secret}/visit"));
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
        Assert.Equal(200, await resident.GoAsync("/services"));
        // Bundles stand first.
        var bundle = await HrefAsync(resident, "main .app-matters a[href^='/services/']");
        return new Dictionary<string, string>
        {
            ["/services/{bundle}/start"] = $"{bundle}/start",
            ["/staff/knowledge/{entry}"] = entry,
            ["/staff/knowledge/{entry}/change"] = $"{entry}/change",
            ["/staff/visits/{visit}"] = visit,
            ["/staff/visits/{visit}/slip"] = $"{visit}/slip",
            ["/neighbour-note/{note}"] = "/neighbour-note/noise",
            ["/services/{service}"] = read,
            ["/services/{service}/book"] = $"{read}/book",
            ["/m/{link}/booking"] = resident.Path,
            ["/staff/services/{service}"] = service,
            ["/staff/services/{service}/change"] = $"{service}/change",
            ["/staff/bookings/{booking}"] = await HrefAsync(station, "main a[href^='/staff/bookings/']"),
            ["/answers/{answer}"] = entry.Replace("/staff/knowledge", "/answers", StringComparison.Ordinal),
        };
    }

    // Today, answered at the door, so that there is a slip.
    private static async Task<string> VisitAsync(Visitor works, Receipt raised)
    {
        Assert.Equal(200, await works.GoAsync($"/staff/matters/{raised.Number}/visit"));
        await works.DateAsync(
            "Form.Day",
            DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime)
        );
        await works.FillAsync("Form.FromHour", "9");
        await works.FillAsync("Form.UntilHour", "11");
        await works.PressAsync("约上门", "Propose it");
        var visit = works.Path;
        Assert.StartsWith("/staff/visits/", visit, StringComparison.Ordinal);
        await works.FillAsync("Form.Said", "路灯闪了两周。");
        await works.ChooseAsync("Form.Kind", "Did");
        await works.FillAsync("Form.Words", "换了镇流器。");
        await works.PressAsync("答复居民，结束走访", "Answer the resident and end the visit");
        return visit;
    }

    private static async Task<string> HrefAsync(Visitor visitor, string selector) =>
        await visitor.Page.Locator(selector).First.GetAttributeAsync("href")
        ?? throw new InvalidOperationException($"{visitor.Path} has no link {selector}");
}
