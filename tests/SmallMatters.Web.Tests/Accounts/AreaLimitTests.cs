using System.Net;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Accounts;

/// <summary>An appointment that is limited to an area shows that area's matters and no others.</summary>
public class AreaLimitTests
{
    private static readonly StaffRole[] Roles = Enum.GetValues<StaffRole>();
    private static readonly string?[] Limits = [null, Neighbourhood.Willow, Neighbourhood.Bell];

    [Theory, OnBothDatabases]
    public async Task A_role_holds_in_the_areas_of_its_own_appointments_and_in_no_other(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var jurisdiction = await host.JurisdictionAsync();
        var posts = (
            from role in Roles
            from limit in Limits
            select (Unit: Neighbourhood.Lamps, Role: role, Area: limit)
        ).ToList();
        foreach (var (one, other) in from a in posts from b in posts select (a, b))
        {
            (string Unit, StaffRole Role, string? Area)[] held =
            [
                one,
                other,
                (Neighbourhood.WillowDesk, StaffRole.Supervisor, null),
            ];
            var scope = StaffScope.Of(default, Neighbourhood.Lamps, held, jurisdiction);
            foreach (var area in new[] { Neighbourhood.Willow, Neighbourhood.Bell })
            {
                var expected = held.Where(p => p.Unit == Neighbourhood.Lamps && (p.Area is null || p.Area == area))
                    .Select(p => p.Role)
                    .Distinct();
                Assert.Equal(expected.Order(), scope.In(area).Roles.Order());
            }
        }
    }

    [Theory, OnBothDatabases]
    public async Task Who_leads_in_one_area_offers_and_does_in_another_what_a_handler_does(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var here = await office.RaiseAsync(Neighbourhood.Lamp, Neighbourhood.Willow);
        var there = await office.RaiseAsync(Neighbourhood.Lamp, Neighbourhood.Bell);
        var handler = await SignedInAsync(host, new StaffPost(Neighbourhood.Lamps, StaffRole.Handler, null));
        var leader = await SignedInAsync(
            host,
            new StaffPost(Neighbourhood.Lamps, StaffRole.Handler, null),
            new StaffPost(Neighbourhood.Lamps, StaffRole.Supervisor, Neighbourhood.Willow)
        );

        Assert.Equal(await OfferedAsync(handler, there), await OfferedAsync(leader, there));
        Assert.Contains("assign", await OfferedAsync(leader, here));
        var form = await leader.GetAsync($"{Address(here)}/assign");
        Assert.Equal(HttpStatusCode.OK, form.Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.GetAsync($"{Address(there)}/assign")).Status);
        // The form of the area that is theirs, sent to the other matter's address.
        await using var db = host.OpenDb();
        var leads = db.Appointments.Where(a => a.Role == StaffRole.Supervisor).Select(a => a.AccountId);
        var colleague = db.Appointments.First(a => a.Unit == Neighbourhood.Lamps && !leads.Contains(a.AccountId)).AccountId;
        var sent = Browser.RequestOf(form, [("Handler", colleague.ToString())]);
        sent.RequestUri = new Uri($"http://localhost{Address(there)}/assign");
        Assert.NotEmpty((await leader.SendAsync(sent)).Mistakes);
    }

    [Theory, OnBothDatabases]
    public async Task Patterns_problems_and_weekly_plans_are_those_of_the_areas_of_the_appointments(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        await office.RaiseAsync(Neighbourhood.Lamp, Neighbourhood.Willow);
        await office.RaiseAsync(Neighbourhood.Lamp, Neighbourhood.Bell);
        host.Clock.Advance(TimeSpan.FromDays(7));
        var colleague = await SignedInAsync(host, new StaffPost(Neighbourhood.Lamps, StaffRole.Handler, null));
        var limited = await SignedInAsync(host, new StaffPost(Neighbourhood.Lamps, StaffRole.Handler, Neighbourhood.Willow));
        var problem = await colleague.SubmitAsync(
            await colleague.GetAsync("/staff/problems/new"),
            [
                ("Form.Title", "一排路灯总是灭"),
                ("Form.Area", Neighbourhood.Bell),
                ("Form.Category", Neighbourhood.Lamp),
                ("Form.Why", "同一条线路"),
            ]
        );

        Assert.Contains("共 1 件", (await limited.GetAsync("/staff/patterns")).Main);
        Assert.Contains("共 2 件", (await colleague.GetAsync("/staff/patterns")).Main);
        Assert.Contains("共 1 件", (await colleague.GetAsync($"/staff/patterns?area={Neighbourhood.Bell}")).Main);
        var hours = (await limited.GetAsync("/staff/patterns/hours.csv")).Text.Trim().Split("\r\n").Skip(1);
        Assert.Equal(1, hours.Sum(line => int.Parse(line.Split(',')[2])));
        foreach (var page in new[] { "", "/hours.csv", "/places.csv", "/weeks.csv", "/cells.geojson" })
        {
            var elsewhere = await limited.GetAsync($"/staff/patterns{page}?area={Neighbourhood.Bell}");
            Assert.Equal(HttpStatusCode.NotFound, elsewhere.Status);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await limited.GetAsync(problem.Path)).Status);
        Assert.DoesNotContain("一排路灯总是灭", (await limited.GetAsync("/staff/problems")).Main);
        Assert.Contains("一排路灯总是灭", (await colleague.GetAsync("/staff/problems")).Main);
        Assert.Equal(HttpStatusCode.NotFound, (await limited.GetAsync($"/staff/weekly-plan?area={Neighbourhood.Bell}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await limited.GetAsync("/staff/weekly-plan")).Status);
        var refused = await limited.SubmitAsync(
            await limited.GetAsync("/staff/problems/new"),
            [("Form.Title", "别处"), ("Form.Area", Neighbourhood.Bell), ("Form.Category", Neighbourhood.Lamp), ("Form.Why", "是")]
        );
        Assert.NotNull(refused.MistakeBeside("Form.Area"));
    }

    [Theory, OnBothDatabases]
    public async Task The_weekly_plan_names_the_readers_own_promises_and_only_counts_those_of_others(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await office.RaiseAsync(Neighbourhood.Lamp, Neighbourhood.Willow);
        var by = new Actor.Staff(default, Neighbourhood.Lamps, [StaffRole.Handler]);
        await office.DoAsync(
            raised,
            by,
            (m, j, now) =>
                ReplyRule.Decide(m, new Reply("会修", [("换灯泡", j.Calendar.DayOf(now))]), by, j.Calendar.DayOf(now), now)
        );
        var lamps = await SignedInAsync(host, new StaffPost(Neighbourhood.Lamps, StaffRole.Handler, null));
        var desk = await SignedInAsync(host, new StaffPost(Neighbourhood.WillowDesk, StaffRole.Handler, null));

        var address = $"/staff/weekly-plan?area={Neighbourhood.Willow}";
        Assert.Contains(raised.Reference.ToString(), (await lamps.GetAsync(address)).Main);
        var others = (await desk.GetAsync(address)).Main;
        Assert.DoesNotContain(raised.Reference.ToString(), others);
        Assert.Contains("其他单位对居民的承诺 1 项", others);
    }

    private static async Task<List<string>> OfferedAsync(Browser browser, RaiseResult.Raised raised) =>
        [
            .. (await OpenAsync(browser, raised))
                .Document.QuerySelectorAll("main a")
                .Select(a => a.GetAttribute("href") ?? "")
                .Where(to => to.StartsWith(Address(raised) + "/", StringComparison.Ordinal))
                .Select(to => to[(Address(raised).Length + 1)..]),
        ];

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
