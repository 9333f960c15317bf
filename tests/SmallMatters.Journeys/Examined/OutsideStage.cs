using System.Text.RegularExpressions;
using SmallMatters.Journeys.People;
using SmallMatters.Journeys.Running;
using Xunit;

namespace SmallMatters.Journeys.Examined;

/// <summary>What the pages around outside partners, sealed identities, lawful routes and subscriptions need, made as people do.</summary>
internal static partial class OutsideStage
{
    private const string Company = "stage-property";

    /// <summary>The addresses to open, by page template.</summary>
    /// <param name="site">The site.</param>
    /// <param name="resident">At the front door.</param>
    /// <param name="works">The head of the works unit, which owns what the resident raises.</param>
    /// <param name="system">A system administrator.</param>
    public static async Task<IReadOnlyDictionary<string, string>> AddressesAsync(
        RunningSite site,
        Resident resident,
        Visitor works,
        Visitor system
    )
    {
        var found = new Dictionary<string, string>();
        var token = await SubscribeAsync(site);
        found["/news/confirm/{token}"] = $"/news/confirm/{token}";
        found["/news/leave/{token}"] = $"/news/leave/{token}";

        var routed = await resident.RaiseAsync(new Small("灯杆占了我家的地。", "样板新里"));
        await works.GoAsync($"/staff/matters/{routed.Number}/route");
        await works.ChooseAsync("Form.Code", "Proceedings");
        await works.FillAsync("Form.Where", "样板区人民法院");
        await works.FillAsync("Form.Words", "占地要由法院判断。");
        await works.PressAsync("选定", "Choose it");
        found["/staff/matters/{reference}/route/receipt"] = $"/staff/matters/{routed.Number}/route/receipt";

        found["/staff/matters/{reference}/identity"] = $"/staff/matters/{(await SealedAsync(resident)).Number}/identity";

        await system.GoAsync("/administration/partners");
        await system.ChooseAsync("Form.What", "Add");
        await system.FillAsync("Form.Zh", "样板物业公司");
        await system.FillAsync("Form.En", "Example Property Company");
        await system.FillAsync("Form.Code", Company);
        await system.SelectAsync("Form.KeptBy", "works");
        await system.FillAsync("Form.Why", "小区的门禁由它管。");
        await system.PressAsync("写入名册", "Put it into the register");
        var asked = await resident.RaiseAsync(new Small("门禁旁边的灯不亮。", "样板老里"));
        var part = await new Officer(works).AskForPartAsync(asked, Company, "打开门禁配电箱");
        var give = $"/staff/matters/{asked.Number}/parts/{part}/partner-link";
        found["/staff/matters/{reference}/parts/{part:guid}/partner-link"] = give;
        await works.GoAsync(give);
        await works.FillAsync("Form.Purpose", "请物业打开配电箱");
        await works.FillAsync("Form.Days", "7");
        await works.PressAsync("生成链接", "Make the link");
        found["/partner/{secret}"] = new Uri(await works.Page.Locator("main code").InnerTextAsync()).AbsolutePath;
        return found;
    }

    private static async Task<Receipt> SealedAsync(Resident resident)
    {
        var small = new Small("灯箱漏电，不想让人知道是我说的。", "样板后里");
        await resident.ToWhereAsync(small);
        await resident.AnswerWhereAsync(small);
        await resident.NextAsync("/raise/contact");
        await resident.Visitor.ChooseAsync("SealIdentity", "true");
        await resident.Visitor.FillAsync("Contact.Phone", "13900001111");
        await resident.NextAsync("/raise/similar", "/raise/check");
        if (resident.Visitor.Path == "/raise/similar")
        {
            await resident.Visitor.ChooseAsync("Join", "new");
            await resident.NextAsync("/raise/check");
        }
        return await resident.SendAsync();
    }

    private static async Task<string> SubscribeAsync(RunningSite site)
    {
        await using var reader = await site.WelcomeAsync(new Look(Width: Look.Desk, Scripts: Scripts.Off));
        await reader.GoAsync("/news/subscribe");
        await reader.FillAsync("Form.Email", "reader@example.org");
        await reader.PressAsync("订阅", "Subscribe");
        Assert.Equal(200, await reader.GoAsync("/dev/notices"));
        var link = ConfirmLink().Match(await reader.ReadAsync());
        Assert.True(link.Success, "no message asks to confirm the subscription");
        return link.Groups[1].Value;
    }

    [GeneratedRegex("/news/confirm/([A-Za-z0-9_-]+)")]
    private static partial Regex ConfirmLink();
}
