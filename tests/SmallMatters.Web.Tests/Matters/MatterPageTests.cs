using System.Net;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Matters;

public class MatterPageTests(TestHosts hosts)
{
    [Theory, OnBothDatabases]
    public async Task Reports_that_were_repeated_are_one_line_with_all_their_times(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        for (var again = 0; again < 5; again++)
        {
            await office.DoAsync(
                raised,
                new Actor.System("sweep"),
                (m, _, now) =>
                {
                    var handle = m.File.Running(ClockFor.Handle)!;
                    var step = new ClockStep(ClockStepKind.Escalate, now, 3, true);
                    return new ClockStepped(handle.Id, ClockFor.Handle, step, Neighbourhood.Street, handle.Clock);
                }
            );
        }

        foreach (
            var page in new[] { await clerk.OpenAsync(raised), await office.Host.NewBrowser().GetAsync($"/m/{raised.Link}") }
        )
        {
            var times = Assert.Single(page.Document.QuerySelectorAll("main details"), d => d.TextContent.Contains("共 5 次"));
            Assert.Equal(5, times.QuerySelectorAll("li").Length);
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_routing_rule_that_made_a_unit_the_owner_is_said_in_words(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.Lamps);
        var page = await clerk.OpenAsync(await office.RaiseAsync(Neighbourhood.Lamp));
        Assert.Contains("按派单规则：“路灯不亮”由路灯管理所主办", page.Main);
    }

    [Theory, OnBothDatabases]
    public async Task The_owner_reads_what_it_is_about_and_how_to_reach_the_resident(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        Assert.True(Place.TryCreate("柳园小区", "3栋", "2单元", out var place, out _));
        var raised = await office.RaiseAsync(
            words: "三楼装修到深夜。",
            phone: "13800000000",
            name: "王阿姨",
            change: r => r with { Where = new Where(place, null, null, "水泵房旁边") }
        );

        var page = await clerk.OpenAsync(raised);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        foreach (
            var part in new[]
            {
                raised.Reference.ToString(),
                "三楼装修到深夜。",
                "13800000000",
                "王阿姨",
                "柳园小区3栋2单元",
                "水泵房旁边",
                "噪声扰民",
                "柳园社区居委会",
                "依据",
            }
        )
        {
            Assert.Contains(part, page.Main);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Another_unit_sees_only_that_it_exists_and_whose_it_is(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var stranger = await office.HireAsync(Neighbourhood.BellDesk);
        var raised = await office.RaiseAsync(words: "不给外人看的内容", phone: "13811111111");

        var page = await stranger.OpenAsync(raised);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("柳园社区居委会", page.Main);
        Assert.DoesNotContain("不给外人看的内容", page.Text);
        Assert.DoesNotContain("13811111111", page.Text);
    }

    [Theory, OnBothDatabases]
    public async Task A_unit_that_is_only_asked_to_take_over_reads_the_matter_without_the_residents_number(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var sender = await office.HireAsync(Neighbourhood.WillowDesk);
        var asked = await office.HireAsync(Neighbourhood.BellDesk);
        var raised = await office.RaiseAsync(words: "噪声从钟楼社区传来。", phone: "13822222222");
        await office.DoAsync(
            raised,
            sender.Actor,
            (m, j, now) =>
                ProposeHandOverRule.Decide(
                    m,
                    new ProposeHandOver(Neighbourhood.BellDesk, "place", "声源在你们那边。"),
                    sender.Actor,
                    j,
                    now
                )
        );

        var page = await asked.OpenAsync(raised);

        Assert.Contains("噪声从钟楼社区传来。", page.Main);
        Assert.Contains("声源在你们那边。", page.Main);
        Assert.DoesNotContain("13822222222", page.Text);
    }

    [Theory, OnBothDatabases]
    public async Task Conduct_about_ones_own_unit_is_not_found(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var concerned = await office.HireAsync(Neighbourhood.WillowDesk);
        var above = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        var reviewer = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var raised = await office.RaiseAsync(
            Neighbourhood.Conduct,
            words: "窗口的人不理人。",
            change: r => r with { Kind = Kind.Conduct, UnitConcerned = Neighbourhood.WillowDesk }
        );

        Assert.Equal(HttpStatusCode.NotFound, (await concerned.OpenAsync(raised)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await above.OpenAsync(raised)).Status);
        Assert.Contains("窗口的人不理人。", (await reviewer.OpenAsync(raised)).Main);
    }

    [Theory]
    [OnBothDatabases("482109375564")]
    [OnBothDatabases("nonsense")]
    [OnBothDatabases("1' OR 1=1")]
    public async Task A_reference_that_nobody_has_is_not_found(DatabaseKind kind, string reference)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await clerk.Browser.GetAsync("/staff/matters/" + Uri.EscapeDataString(reference))).Status
        );
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_is_not_signed_in_is_asked_to_sign_in(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var raised = await office.RaiseAsync();
        foreach (
            var address in new[]
            {
                "/staff",
                "/staff/search",
                "/staff/raise",
                "/staff/promises",
                $"/staff/matters/{raised.Reference.Value}",
                $"/staff/reviews/{raised.Reference.Value}",
            }
        )
        {
            Assert.Equal("/sign-in", (await office.Host.NewBrowser().GetAsync(address)).Path);
        }
    }

    [Theory]
    [OnBothDatabases(StaffRole.Auditor)]
    [OnBothDatabases(StaffRole.SystemAdministrator)]
    [OnBothDatabases(StaffRole.SecurityAdministrator)]
    public async Task Administrators_and_auditors_see_no_matter(DatabaseKind kind, StaffRole role)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk, role);
        var raised = await office.RaiseAsync(words: "与管理员无关");
        foreach (var address in new[] { "/staff/search?q=管理员", "/staff/raise", $"/staff/matters/{raised.Reference.Value}" })
        {
            var page = await clerk.Browser.GetAsync(address);
            Assert.Equal(HttpStatusCode.Forbidden, page.Status);
            Assert.DoesNotContain("与管理员无关", page.Text);
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_page_speaks_english_too(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk, language: "en");
        var raised = await office.RaiseAsync();
        var page = await clerk.OpenAsync(raised);
        Assert.Contains("What you can do", page.Main);
        Assert.Contains("Willow Garden Committee", page.Main);
    }

    [Theory, OnBothDatabases]
    public async Task A_place_with_a_position_is_shown_on_the_map_and_in_words_and_one_without_loads_no_map(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var placed = await office.RaiseAsync(change: r =>
            r with
            {
                Where = new Where(null, null, PositionGiven.From(31.2305, 121.4705, CoordinateSystem.Wgs84), null),
            }
        );
        var unplaced = await office.RaiseAsync();

        var page = await clerk.OpenAsync(placed);
        Assert.Equal("31.2305,121.4705", page.Document.QuerySelector("[data-map]")!.GetAttribute("data-at"));
        Assert.Contains("31.23050", page.Main, StringComparison.Ordinal);
        Assert.Null((await clerk.OpenAsync(unplaced)).Document.QuerySelector("[data-map]"));
    }
}
