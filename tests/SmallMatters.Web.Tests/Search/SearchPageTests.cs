using SmallMatters.Domain.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Search;

public class SearchPageTests(TestHosts hosts)
{
    [Theory, OnBothDatabases]
    public async Task Two_characters_find_a_matter_of_ones_unit(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync(words: "井盖松动，车过就响。");
        Assert.Contains(raised.Reference.ToString(), (await FindAsync(clerk, "井盖")).Main);
        Assert.Contains(raised.Reference.ToString(), (await FindAsync(clerk, "松动 井盖")).Main);
    }

    [Theory, OnBothDatabases]
    public async Task Another_units_matters_are_not_found(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var stranger = await office.HireAsync(Neighbourhood.BellDesk);
        await office.RaiseAsync(words: "鹦鹉叫得太早。");
        var page = await FindAsync(stranger, "鹦鹉");
        Assert.Contains("没有找到", page.Main);
        Assert.Empty(page.Document.QuerySelectorAll("tr[data-row]"));
    }

    [Theory]
    [OnBothDatabases("赵钱孙")]
    [OnBothDatabases("13877776666")]
    public async Task Names_and_numbers_of_residents_are_not_searched(DatabaseKind kind, string personal)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        await office.RaiseAsync(words: "窗外施工。", name: "赵钱孙", phone: "13877776666");
        Assert.Empty((await FindAsync(clerk, personal)).Document.QuerySelectorAll("tr[data-row]"));
    }

    [Theory, OnBothDatabases]
    public async Task A_reference_leads_straight_to_its_matter(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        Assert.Equal($"/staff/matters/{raised.Reference.Value}", (await FindAsync(clerk, raised.Reference.ToString())).Path);
    }

    [Theory]
    [OnBothDatabases("\"")]
    [OnBothDatabases("' OR 1=1 --")]
    [OnBothDatabases("a & !b | (c")]
    [OnBothDatabases("*")]
    [OnBothDatabases("NEAR(x)")]
    [OnBothDatabases("\\'")]
    [OnBothDatabases("😀")]
    public async Task Whatever_is_typed_is_only_looked_for(DatabaseKind kind, string typed)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var page = await FindAsync(clerk, typed);
        Assert.Equal(System.Net.HttpStatusCode.OK, page.Status);
        Assert.Equal(typed, page.ValueOf("q"));
    }

    [Theory]
    [OnBothDatabases("柳园社区", "柳园社区")]
    [OnBothDatabases("3号楼", "柳园社区 · 3号楼")]
    public async Task A_place_that_is_the_areas_name_is_said_once(DatabaseKind kind, string place, string shown)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        await office.RaiseAsync(words: $"鹤立{place}", change: r => r with { Where = new Where(null, null, null, place) });
        var row = Assert.Single((await FindAsync(clerk, $"鹤立{place}")).Document.QuerySelectorAll("tr[data-row]"));
        Assert.Equal(
            shown,
            string.Join(
                ' ',
                row.QuerySelector("td[data-label=地点]")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            )
        );
    }

    [Theory, OnBothDatabases]
    public async Task More_than_a_page_is_read_on(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        for (var i = 0; i < 31; i++)
        {
            await office.RaiseAsync(words: "喜鹊窝");
        }
        var first = await FindAsync(clerk, "喜鹊窝");
        var second = await clerk.Browser.GetAsync(first.LinkTo("较早的"));
        Assert.Equal(30, first.Document.QuerySelectorAll("tr[data-row]").Length);
        Assert.Single(second.Document.QuerySelectorAll("tr[data-row]"));
    }

    private static Task<WebPage> FindAsync(Clerk clerk, string words) =>
        clerk.Browser.GetAsync("/staff/search?q=" + Uri.EscapeDataString(words));
}
