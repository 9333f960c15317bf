using Microsoft.Playwright;
using SmallMatters.Journeys.People;
using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys;

/// <summary>The map of places: drawn by the server, and one that can be moved where scripts run.</summary>
public class PatternsOnAMap(RunningSite site)
{
    [Fact]
    public async Task Where_scripts_run_the_drawing_gives_way_to_a_map_that_moves()
    {
        await using var desk = await site.SignInAsync(Staff.StreetSupervisor, new Look(Width: Look.Desk));
        await desk.GoAsync("/staff/patterns?weeks=52");
        await Assertions.Expect(desk.Page.Locator("[data-cells] canvas")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(desk.Page.Locator("[data-cells] > svg")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await desk.PictureAsync("patterns");
        desk.SawNoFault();
    }

    [Fact]
    public async Task Without_scripts_all_three_pictures_and_their_tables_are_there()
    {
        await using var phone = await site.SignInAsync(Staff.StreetSupervisor, new Look(Width: Look.Phone, Scripts: Scripts.Off));
        await phone.GoAsync("/staff/patterns?weeks=52");
        await Assertions.Expect(phone.Page.Locator(".app-picture > svg")).ToHaveCountAsync(3);
        await phone.Page.Locator("main details summary").First.ClickAsync();
        await Assertions.Expect(phone.Page.Locator("main details table").First).ToBeVisibleAsync();
        await phone.PictureAsync("patterns");
        phone.SawNoFault();
    }
}
