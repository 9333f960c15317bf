using SmallMatters.Domain.Matters;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Partners;

/// <summary>What a partner promises is the owner's to see kept, and is shown as it stands.</summary>
public class PartnerPromiseTests
{
    private static async Task<WebPage> PromiseAsync(PartnerScene scene, Browser partner, string link)
    {
        var day = scene.Host.Clock.GetUtcNow().AddDays(4);
        return await partner.SubmitAsync(
            await partner.GetAsync(link),
            [
                ("Form.What", "Promise"),
                ("Form.Promise", "换好门禁主板"),
                ("Form.Day.year", $"{day.Year}"),
                ("Form.Day.month", $"{day.Month}"),
                ("Form.Day.day", $"{day.Day}"),
            ]
        );
    }

    [Fact]
    public async Task Loading_the_page_of_a_new_link_again_makes_no_other_and_shows_it_no_more()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        var scene = await PartnerScene.MakeAsync(host);
        var owner = scene.Owner.Browser;
        var made = await owner.SubmitAsync(
            await owner.GetAsync($"{await scene.AddressAsync()}/partner-link"),
            [("Form.Purpose", "请物业上门修门禁"), ("Form.Days", "7")]
        );
        Assert.NotNull(made.Document.QuerySelector("main code"));
        Assert.Equal(HttpMethod.Get, made.Response.RequestMessage!.Method);
        var again = await owner.GetAsync(made.Path);
        Assert.Null(again.Document.QuerySelector("main code"));
        Assert.Single((await scene.PartAsync()).Links);
    }

    [Theory, OnBothDatabases]
    public async Task A_partners_promise_stands_among_the_owners_and_follows_the_part(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await PartnerScene.MakeAsync(host);
        var partner = host.NewBrowser();
        var next = await PromiseAsync(scene, partner, await scene.LinkAsync());
        // One day by which something is to be done: the promised one.
        Assert.Contains("您承诺在这一天结束前办好", next.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("请在这一天结束前答复", next.Main, StringComparison.Ordinal);

        var mine = (await scene.Owner.Browser.GetAsync("/staff/promises")).Main;
        Assert.Contains("换好门禁主板", mine, StringComparison.Ordinal);
        Assert.Contains("绿园物业承诺", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("待核实", mine, StringComparison.Ordinal);
        var stranger = await scene.Office.HireAsync(Neighbourhood.BellDesk);
        var theirs = (await stranger.Browser.GetAsync("/staff/promises")).Main;
        Assert.DoesNotContain("换好门禁主板", theirs, StringComparison.Ordinal);

        await partner.SubmitAsync(next, [("Form.What", "Result"), ("Form.As", "Done"), ("Form.Words", "已换。")]);
        const string Said = "对方说已办好，待主办单位核实";
        foreach (
            var (page, phrase) in new[]
            {
                (await scene.Owner.Browser.GetAsync("/staff/promises"), "对方已答复办好，待核实确认"),
                (await scene.Owner.OpenAsync(scene.Raised), Said),
                (await scene.Owner.Browser.GetAsync(await scene.AddressAsync()), Said),
                (await host.NewBrowser().GetAsync($"/m/{scene.Raised.Link}"), Said),
            }
        )
        {
            Assert.Contains(phrase, page.Main, StringComparison.Ordinal);
            Assert.DoesNotContain("待兑现", page.Main, StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task What_a_partner_said_is_done_waits_for_the_owner_and_is_not_overdue_on_the_list_or_the_board(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await PartnerScene.MakeAsync(host);
        var partner = host.NewBrowser();
        var next = await PromiseAsync(scene, partner, await scene.LinkAsync());
        host.Clock.Advance(TimeSpan.FromDays(5));
        var late = await ListAndBoardAsync(scene);
        Assert.All(late, page => Assert.Contains("（已过期）", page, StringComparison.Ordinal));
        Assert.All(late, page => Assert.DoesNotContain("待核实", page, StringComparison.Ordinal));

        await partner.SubmitAsync(next, [("Form.What", "Result"), ("Form.As", "Done"), ("Form.Words", "已换。")]);
        var done = await ListAndBoardAsync(scene);
        Assert.All(done, page => Assert.Contains("待核实", page, StringComparison.Ordinal));
        Assert.All(done, page => Assert.Contains("绿园物业承诺", page, StringComparison.Ordinal));
        Assert.All(done, page => Assert.DoesNotContain("（已过期）", page, StringComparison.Ordinal));
    }

    private static async Task<string[]> ListAndBoardAsync(PartnerScene scene)
    {
        var clerk = await scene.Office.HireAsync(Neighbourhood.WillowDesk);
        var board = await clerk.Browser.GetAsync("/staff/morning-board");
        return
        [
            (await clerk.Browser.GetAsync("/staff/promises")).Main,
            Assert
                .Single(
                    board.Document.QuerySelectorAll("main section"),
                    s => s.QuerySelector("h2")!.TextContent == "今天要兑现的承诺"
                )
                .TextContent,
        ];
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_looked_is_told_that_a_link_was_used_or_ended_and_not_that_it_is_still_good(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await PartnerScene.MakeAsync(host);
        var partner = host.NewBrowser();
        var first = await scene.LinkAsync();
        async Task<string> AccessAsync() => (await host.NewBrowser().GetAsync($"/m/{scene.Raised.Link}/access")).Main;
        Assert.Contains("链接有效至", await AccessAsync(), StringComparison.Ordinal);
        var next = await PromiseAsync(scene, partner, first);
        var access = await AccessAsync();
        Assert.Contains("对方已用链接答复", access, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(access, "链接有效至"));

        await partner.SubmitAsync(next, [("Form.What", "Result"), ("Form.As", "Done"), ("Form.Words", "已换。")]);
        Assert.DoesNotContain("链接有效至", await AccessAsync(), StringComparison.Ordinal);
        var part = (await scene.Owner.Browser.GetAsync(await scene.AddressAsync())).Main;
        Assert.DoesNotContain("有效至", part, StringComparison.Ordinal);

        var other = await PartnerScene.MakeAsync(host);
        await other.LinkAsync("1");
        host.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Contains(
            "链接已过期",
            (await host.NewBrowser().GetAsync($"/m/{other.Raised.Link}/access")).Main,
            StringComparison.Ordinal
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_link_that_was_not_used_opens_nothing_once_a_program_ended_the_part_and_says_so(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await PartnerScene.MakeAsync(host);
        await scene.LinkAsync();
        var part = await scene.PartAsync();
        var done = new Actor.Partner(PartnerScene.Company, Guid.CreateVersion7(host.Clock.GetUtcNow()), ByLink: false);
        await scene.Office.DoAsync(
            scene.Raised,
            done,
            (m, j, now) =>
                AnswerAsPartnerRule.Decide(m, part.Id, new PartnerReply.Result(PartOutcome.Done, "已换。"), done, j.Calendar, now)
        );
        var access = (await host.NewBrowser().GetAsync($"/m/{scene.Raised.Link}/access")).Main;
        Assert.Contains("链接已失效", access, StringComparison.Ordinal);
        Assert.DoesNotContain("链接有效至", access, StringComparison.Ordinal);
    }
}
