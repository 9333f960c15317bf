using System.Net;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Accounts;

/// <summary>An appointment that is limited to an area shows that area's matters and no others.</summary>
public class AreaLimitTests
{
    [Theory, OnBothDatabases]
    public async Task Inbox_counts_search_and_page_show_the_area_of_the_appointment_alone(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var here = await office.RaiseAsync(Neighbourhood.Lamp, Neighbourhood.Willow, "路灯昨晚灭了。");
        var there = await office.RaiseAsync(Neighbourhood.Lamp, Neighbourhood.Bell, "路灯今晚灭了。");
        var limited = await SignedInAsync(host, new StaffPost(Neighbourhood.Lamps, StaffRole.Handler, Neighbourhood.Willow));
        var colleague = await SignedInAsync(host, new StaffPost(Neighbourhood.Lamps, StaffRole.Handler, null));

        Assert.Equal([Row(here)], await RowsAsync(limited, "/staff?tab=unit"));
        Assert.Equal([Row(here)], await RowsAsync(limited, "/staff?tab=nottaken"));
        Assert.Equal([Row(here)], await RowsAsync(limited, "/staff/search?q=路灯"));
        Assert.Equal("1", await CountAsync(limited));
        Assert.Equal(HttpStatusCode.OK, (await OpenAsync(limited, here)).Status);
        var hidden = await OpenAsync(limited, there);
        Assert.DoesNotContain("路灯今晚灭了", hidden.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await limited.GetAsync(Address(there) + "/take")).Status);

        Assert.Equal(2, (await RowsAsync(colleague, "/staff?tab=unit")).Count);
        Assert.Equal(2, (await RowsAsync(colleague, "/staff/search?q=路灯")).Count);
        Assert.Equal("2", await CountAsync(colleague));
        Assert.Contains("路灯今晚灭了", (await OpenAsync(colleague, there)).Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Two_areas_are_both_shown_and_another_units_appointment_widens_nothing(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var here = await office.RaiseAsync(Neighbourhood.Lamp, Neighbourhood.Willow, "路灯昨晚灭了。");
        var there = await office.RaiseAsync(Neighbourhood.Lamp, Neighbourhood.Bell, "路灯今晚灭了。");
        var both = await SignedInAsync(
            host,
            new StaffPost(Neighbourhood.Lamps, StaffRole.Handler, Neighbourhood.Willow),
            new StaffPost(Neighbourhood.Lamps, StaffRole.Handler, Neighbourhood.Bell)
        );
        var elsewhere = await SignedInAsync(
            host,
            new StaffPost(Neighbourhood.Lamps, StaffRole.Handler, Neighbourhood.Bell),
            new StaffPost(Neighbourhood.WillowDesk, StaffRole.Handler, null)
        );

        Assert.Equal(2, (await RowsAsync(both, "/staff?tab=unit")).Count);
        Assert.Equal(2, (await RowsAsync(both, "/staff/search?q=路灯")).Count);
        Assert.Equal([Row(there)], await RowsAsync(elsewhere, $"/staff?tab=unit&unit={Neighbourhood.Lamps}"));
        Assert.Equal([Row(there)], await RowsAsync(elsewhere, "/staff/search?q=路灯"));
        Assert.DoesNotContain("路灯昨晚灭了", (await OpenAsync(elsewhere, here)).Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Who_was_given_a_matter_of_another_area_sees_that_one(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var there = await office.RaiseAsync(Neighbourhood.Lamp, Neighbourhood.Bell, "路灯今晚灭了。");
        var name = await StaffMade.MakeAsync(host, new StaffPost(Neighbourhood.Lamps, StaffRole.Handler, Neighbourhood.Willow));
        await using var db = host.OpenDb();
        var id = new StaffId(db.Users.Single(u => u.UserName == name).Id);
        var by = new Actor.Staff(id, Neighbourhood.Lamps, [StaffRole.Supervisor]);
        await office.DoAsync(there, by, (m, _, _) => AssignRule.Decide(m, new Assign(id), [Neighbourhood.Lamps], by));
        var browser = host.NewBrowser();
        await StaffMade.SignInAsync(browser, name);

        Assert.Equal([Row(there)], await RowsAsync(browser, "/staff?tab=mine"));
        Assert.Equal([Row(there)], await RowsAsync(browser, "/staff/search?q=路灯"));
        Assert.Empty(await RowsAsync(browser, "/staff?tab=unit"));
        Assert.Contains("路灯今晚灭了", (await OpenAsync(browser, there)).Text, StringComparison.Ordinal);
    }

    private static async Task<Browser> SignedInAsync(TestHost host, params StaffPost[] posts)
    {
        var browser = host.NewBrowser();
        await StaffMade.SignInAsync(browser, await StaffMade.MakeAsync(host, posts), at: "/sign-in?to=/account");
        return browser;
    }

    private static string Address(RaiseResult.Raised raised) => $"/staff/matters/{raised.Reference.Value}";

    private static Task<WebPage> OpenAsync(Browser browser, RaiseResult.Raised raised) => browser.GetAsync(Address(raised));

    private static string Row(RaiseResult.Raised raised) => $"m{raised.Reference.Value}";

    private static async Task<List<string>> RowsAsync(Browser browser, string address) =>
        [.. (await browser.GetAsync(address)).Document.QuerySelectorAll("tr[data-row]").Select(r => r.Id!)];

    private static async Task<string> CountAsync(Browser browser)
    {
        var page = await browser.GetAsync("/staff?tab=unit");
        var tab = page.Document.QuerySelector(".moj-sub-navigation a[aria-current=page]")!.TextContent;
        return tab.Split('（', '）')[1];
    }
}
