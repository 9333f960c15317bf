using System.Text.RegularExpressions;
using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.Examined;

/// <summary>What residents take part in. Priorities: one that is open in the demonstration, one that a resident has just proposed, one that nobody confirmed yet.</summary>
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
        Assert.Equal(200, await resident.GoAsync("/taking-part?area=qh-heliu"));
        var links = await resident
            .Page.Locator("main .app-matters a")
            .EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
        var (consultation, meeting, task) = (One("/consultations/"), One("/meetings/"), One("/tasks/"));
        Assert.Equal(200, await resident.GoAsync(consultation));
        await resident.Page.Locator("input[name='Form.Choice']").First.CheckAsync();
        await resident.FillAsync("Form.Email", "answers@example.org");
        await resident.PressAsync("发确认链接给我", "Send me the link");
        Assert.Equal(200, await resident.GoAsync("/dev/notices"));
        var given = Given().Match(await resident.ReadAsync()).Value;
        return new Dictionary<string, string>
        {
            ["/consultations/{file}"] = consultation,
            ["/meetings/{file}"] = meeting,
            ["/tasks/{file}"] = task,
            ["/taking-part/{token}"] = given,
            ["/staff/consultations/{id}"] = $"/staff{consultation}",
            ["/staff/consultations/{id}/answers"] = $"/staff{consultation}/answers",
            ["/staff/consultations/{id}/{step}"] = $"/staff{consultation}/paper",
            ["/staff/meetings/{id}"] = $"/staff{meeting}",
            ["/staff/meetings/{id}/{step}"] = $"/staff{meeting}/move",
            ["/staff/tasks/{id}"] = $"/staff{task}",
            ["/staff/tasks/{id}/{step}"] = $"/staff{task}/calloff",
            ["/priorities/{priority}"] = open,
            ["/priorities/confirm/{token}"] = waiting,
            ["/priorities/mine/{secret}"] = mine,
            ["/staff/priorities/{priority}"] = staff,
            ["/staff/priorities/{priority}/{step}"] = $"{staff}/answer",
        };

        string One(string folder) => links.First(l => l.StartsWith(folder, StringComparison.Ordinal));
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

    [GeneratedRegex("/taking-part/[A-Za-z0-9_-]+")]
    private static partial Regex Given();

    // The latest message stands first.
    [GeneratedRegex("/priorities/confirm/[A-Za-z0-9_-]+")]
    private static partial Regex Confirm();
}
