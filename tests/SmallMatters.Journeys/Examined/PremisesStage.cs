using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.Examined;

/// <summary>
/// What the pages of premises need: one place of the fictional neighbourhood, the import that brought it, and an inspection that finds
/// something, with its notice and its link.
/// </summary>
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
        Assert.Equal(200, await station.GoAsync($"{one}/inspect"));
        await station.ChooseAsync("Form.Cause", "Planned");
        await station.Page.Locator("input[name='Form.Shown'][value='true']").CheckAsync();
        foreach (var mark in await station.Page.Locator("input[value='Passed']").AllAsync())
        {
            await mark.CheckAsync();
        }
        await station.ChooseAsync("Form.Items[0].Mark", "Failed");
        await station.FillAsync("Form.Items[0].What", "登记本没有填写");
        await station.SelectAsync("Form.Items[0].Level", "GB-2/general");
        await station.PressAsync("记录检查", "Record the inspection");
        var inspection = new Uri(station.Page.Url).AbsolutePath;
        var finding = await HrefAsync(station, "main a[href^='/staff/findings/']");
        var until = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).AddDays(9);
        Assert.Equal(200, await station.GoAsync($"{finding}/order"));
        await station.FillAsync("Form.Number", "整〔2026〕1号");
        await station.FillAsync("Form.What", "补齐登记");
        await station.FillAsync("Form.Article", "校园安全管理制度");
        await station.FillAsync("Form.Until.year", $"{until.Year}");
        await station.FillAsync("Form.Until.month", $"{until.Month}");
        await station.FillAsync("Form.Until.day", $"{until.Day}");
        await station.PressAsync("保存", "Save");
        Assert.Equal(200, await station.GoAsync($"{finding}/link"));
        await station.PressAsync("生成链接", "Make the link");
        var link = new Uri(await station.Page.Locator("#link").InnerTextAsync()).AbsolutePath;
        Assert.Equal(200, await station.GoAsync("/staff/gates"));
        var room = await HrefAsync(station, "main a[href^='/staff/campus/']");
        Assert.Equal(200, await station.GoAsync(room));
        var shift = await HrefAsync(station, "main a[href^='/staff/gate-shifts/']");
        Assert.Equal(200, await station.GoAsync($"{room}/link"));
        await station.PressAsync("生成链接", "Make the link");
        var school = new Uri(await station.Page.Locator("#link").InnerTextAsync()).AbsolutePath;
        // Another school than the demonstration's, whose work has begun.
        Assert.Equal(200, await station.GoAsync("/staff/premises?words=cs-002"));
        var other = await HrefAsync(station, "main li[data-row] a[href^='/staff/premises/']");
        Assert.Equal(200, await station.GoAsync("/staff/liaisons/new"));
        await station.FillAsync("Form.Name", "安平");
        await station.FillAsync("Form.Phone", "55500123");
        await station.SelectAsync("Form.Area", "qh-heliu");
        await station.FillAsync("Form.Until.year", $"{until.Year}");
        await station.FillAsync("Form.Until.month", $"{until.Month}");
        await station.FillAsync("Form.Until.day", $"{until.Day}");
        await station.PressAsync("聘请，生成链接", "Appoint, and make the link");
        var mine = new Uri(await station.Page.Locator("#link").InnerTextAsync()).AbsolutePath;
        // Whoever holds the link accepts; only who serves can report.
        Assert.Equal(200, await station.GoAsync(mine));
        await station.Page.Locator("input[name='Form.Read'][value='true']").CheckAsync();
        await station.Page.Locator("input[name='Form.Named'][value='false']").CheckAsync();
        await station.PressAsync("我愿意担任", "I take the role");
        Assert.Equal(200, await station.GoAsync("/staff/liaisons"));
        var volunteer = await HrefAsync(station, "main li[data-row] a[href^='/staff/liaisons/']");
        return new Dictionary<string, string>
        {
            ["/staff/liaisons/{liaison}"] = volunteer,
            ["/liaison/{secret}"] = mine,
            ["/liaison/{secret}/report"] = $"{mine}/report",
            ["/staff/gates/school/{id:guid}"] = $"/staff/gates/school/{other.Split('/')[^1]}",
            ["/staff/campus/{id}"] = room,
            ["/staff/campus/{id}/{step}"] = $"{room}/roster",
            ["/staff/gate-shifts/{id}"] = shift,
            ["/school/{secret}"] = school,
            ["/staff/premises/{id:guid}/inspect"] = $"{one}/inspect",
            ["/staff/inspections/{id:guid}"] = inspection,
            ["/staff/findings/{id}"] = finding,
            ["/staff/findings/{id}/{step}"] = $"{finding}/note",
            ["/rectify/{secret}"] = link,
            ["/staff/premises/{id:guid}"] = one,
            ["/staff/rounds/take"] = $"/staff/rounds/take?id={one.Split('/')[^1]}",
            ["/staff/premises/{id:guid}/change"] = $"{one}/change",
            ["/staff/premises/{id:guid}/checklist"] = $"{one}/checklist",
            ["/staff/premises/imports/{number:int}"] = imported,
        };
    }

    private static async Task<string> HrefAsync(Visitor visitor, string selector) =>
        await visitor.Page.Locator(selector).First.GetAttributeAsync("href")
        ?? throw new InvalidOperationException($"{visitor.Path} has no link {selector}");
}
