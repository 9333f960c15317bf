using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Hazards;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Hazards;

public class CoverageTests
{
    [Theory, OnBothDatabases]
    public async Task The_page_says_which_place_is_next_and_why_how_far_each_type_was_looked_at_and_how_long_hazards_stay(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var (id, _) = await Places.ImportAsync(host, Inspecting.Shop);
        await Places.ImportAsync(host, Places.School.TrimEnd());
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var before = await clerk.Browser.GetAsync("/staff/coverage");
        Assert.Contains("从未检查 +3", before.Main);
        await Inspecting.FindAsync(clerk, id);
        var page = await clerk.Browser.GetAsync("/staff/coverage");
        var shop = page
            .Document.QuerySelectorAll("#next tr")
            .Single(r => r.TextContent.Contains("柳园旅社", StringComparison.Ordinal));
        Assert.Contains("每 300 天", shop.TextContent);
        Assert.Contains("未了结的一般隐患 +0.25", shop.TextContent);
        Assert.Contains("240 天", shop.TextContent);
        Assert.Contains("0 / 1", page.Document.QuerySelector("#half-lives")!.TextContent);
        Assert.Equal(2, page.Document.QuerySelectorAll("#coverage tbody tr").Length);
        Assert.Empty(page.Document.QuerySelectorAll("main form[method=post]"));
        var other = await office.HireAsync(Neighbourhood.BellDesk);
        Assert.DoesNotContain("柳园旅社", (await other.Browser.GetAsync("/staff/coverage")).Main);
    }

    [Theory, OnBothDatabases]
    public async Task The_month_is_drawn_once_and_what_the_drawn_places_show_is_carried_over_to_the_rest(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var rows = string.Join(
            '\n',
            Enumerable.Range(1, 12).Select(n => $"s-{n},小店{n},小场所,柳园路{n}号,willow,willow-desk,,,,")
        );
        await host.TakeAsync(rows + "\n");
        var leader = await new Office(host).HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var form = await leader.Browser.GetAsync("/staff/coverage");
        var drawn = await leader.Browser.SubmitAsync(form);
        Assert.Contains("12 处中抽出 2 处", drawn.Main);
        Assert.Contains("本月已经抽过", (await leader.Browser.SubmitAsync(form)).Text);
        var scope = Scopes.Of(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var book = host.Services.GetRequiredService<CoverageBook>();
        Assert.IsType<Acted.Refused>(await book.DrawAsync(scope));
        var draw = Assert.Single(await book.DrawsAsync(Neighbourhood.WillowDesk, 9)).Draw;
        Assert.Equal(InspectionsDrawn.Of(draw.Seed, draw.From, draw.Share), draw.Drawn);
        foreach (var (at, code) in draw.Drawn.Index())
        {
            var mark = at == 0 ? "Failed" : "Passed";
            await InspectAsync(leader, await Places.IdAsync(host, code), mark);
        }
        var page = await leader.Browser.GetAsync("/staff/coverage");
        Assert.Contains("已检查 2 处，其中 1 处有不合格", page.Main);
        Assert.Contains("没有被抽查的 10 处里约 5 处", page.Main);
    }

    private static async Task InspectAsync(Clerk leader, Guid id, string first)
    {
        var form = await leader.Browser.GetAsync($"/staff/premises/{id:N}/inspect");
        (string, string)[] values =
        [
            .. Inspecting.Form().Where(v => v.Item1 is not ("Form.Items[0].Mark" or "Form.Cause")),
            ("Form.Items[0].Mark", first),
            ("Form.Cause", "Drawn"),
        ];
        Assert.Empty((await leader.Browser.SubmitAsync(form, values)).Mistakes);
    }
}
