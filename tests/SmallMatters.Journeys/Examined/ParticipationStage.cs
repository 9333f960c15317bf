using System.Text.RegularExpressions;
using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.Examined;

/// <summary>Priorities: one that is open in the demonstration, one that a resident has just proposed, one that nobody confirmed yet.</summary>
internal static partial class ParticipationStage
{
    /// <summary>Addresses of pages by their template.</summary>
    /// <param name="site">The site.</param>
    /// <param name="desk">Who works at the desk of the area.</param>
    public static async Task<IReadOnlyDictionary<string, string>> AddressesAsync(RunningSite site, Visitor desk)
    {
        await using var resident = await site.WelcomeAsync(new Look(Width: Look.Desk, Scripts: Scripts.Off));
        var first = await ProposeAsync(resident, "楼前空地种花");
        Assert.Equal(200, await resident.GoAsync(first));
        await resident.PressAsync("确认提出这个议题", "Propose this");
        var mine = resident.Path;
        var waiting = await ProposeAsync(resident, "楼后空地种菜");
        Assert.Equal(200, await resident.GoAsync("/priorities?area=qh-heliu&stage=Open"));
        var open = (await resident.Page.Locator("main .app-matters a").First.GetAttributeAsync("href"))!;
        Assert.Equal(200, await desk.GoAsync("/staff/priorities"));
        var staff = (await desk.Page.Locator("main li[data-row] a").First.GetAttributeAsync("href"))!;
        return new Dictionary<string, string>
        {
            ["/priorities/{priority}"] = open,
            ["/priorities/confirm/{token}"] = waiting,
            ["/priorities/mine/{secret}"] = mine,
            ["/staff/priorities/{priority}"] = staff,
            ["/staff/priorities/{priority}/{step}"] = $"{staff}/answer",
        };
    }

    private static async Task<string> ProposeAsync(Visitor resident, string title)
    {
        Assert.Equal(200, await resident.GoAsync("/priorities/new"));
        await resident.SelectAsync("Form.Area", "qh-heliu");
        await resident.FillAsync("Form.Title", title);
        await resident.FillAsync("Form.Words", "现在堆着杂物。");
        await resident.FillAsync("Form.Email", "proposer@example.org");
        await resident.PressAsync("发确认链接给我", "Send me the link");
        Assert.Equal(200, await resident.GoAsync("/dev/notices"));
        var link = Confirm().Match(await resident.ReadAsync());
        Assert.True(link.Success, "no message asks to confirm the proposal");
        return link.Value;
    }

    // The latest message stands first.
    [GeneratedRegex("/priorities/confirm/[A-Za-z0-9_-]+")]
    private static partial Regex Confirm();
}
