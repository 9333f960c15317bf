using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Services;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Notices;
using SmallMatters.Storage.Services;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Services;

/// <summary>One thing (一件事): one form, several units, one page on which it comes back.</summary>
public class BundleTests(TestHosts hosts)
{
    private const string Phone = "13900007654";
    private const string Door = "三号楼二单元 501";

    private sealed record Scene(Office Office, Clerk Station, Clerk Lamps, Clerk Desk, Guid Bundle)
    {
        public TestHost Host => Office.Host;

        public string Address => $"/services/{Bundle:N}";
    }

    private static async Task<Scene> SceneAsync(TestHost host)
    {
        var office = new Office(host);
        var station = await office.HireAsync(Neighbourhood.Station);
        var lamps = await office.HireAsync(Neighbourhood.Lamps);
        var desk = await office.HireAsync(Neighbourhood.WillowDesk);
        var settle = await KeepAsync(host, station, "落户", "出生证明、户口簿", []);
        var light = await KeepAsync(host, lamps, "门口装灯", "不用", []);
        var card = await KeepAsync(host, desk, "社区登记", "户口簿", []);
        return new Scene(
            office,
            station,
            lamps,
            desk,
            await KeepAsync(host, desk, "新生儿一件事", "不用", [settle, light, card])
        );
    }

    private static async Task<Guid> KeepAsync(TestHost host, Clerk clerk, string name, string papers, Guid[] parts)
    {
        await using var db = host.OpenDb();
        var (done, id) = await host
            .Services.GetRequiredService<ServiceBook>()
            .OpenAsync(
                clerk.Actor,
                new KeepService(
                    name,
                    null,
                    "都可以办",
                    null,
                    papers,
                    null,
                    "一楼",
                    null,
                    "免费",
                    null,
                    Neighbourhood.Other,
                    true,
                    true
                )
                {
                    Parts = [.. await ServiceBook.FindAllAsync(db, parts)],
                }
            );
        Assert.IsType<Acted.Written>(done);
        return id;
    }

    private static async Task<WebPage> StartAsync(Scene scene, Browser browser) =>
        await browser.SubmitAsync(
            await browser.GetAsync($"{scene.Address}/start"),
            [("Area", Neighbourhood.Willow), ("Where", Door), ("Words", "孩子三月出生"), ("Contact.Phone", Phone)]
        );

    [Theory, OnBothDatabases]
    public async Task Before_one_starts_one_reads_every_part_its_unit_and_each_paper_once(DatabaseKind kind)
    {
        var scene = await SceneAsync(await hosts.OnAsync(kind));
        var browser = scene.Host.NewBrowser();
        Assert.Contains("新生儿一件事", (await browser.GetAsync("/services")).Main, StringComparison.Ordinal);
        var page = await browser.GetAsync(scene.Address);
        Assert.Equal(
            ["出生证明", "户口簿"],
            page.Document.QuerySelectorAll("[data-papers] li").Select(li => li.TextContent.Trim())
        );
        var parts = page.Document.QuerySelectorAll("[data-parts] li").Select(li => li.TextContent).ToList();
        Assert.Equal(3, parts.Count);
        Assert.Contains("柳园派出所", parts[0], StringComparison.Ordinal);
        Assert.Contains("上门办", parts[0], StringComparison.Ordinal);
        Assert.Contains("免费", parts[0], StringComparison.Ordinal);
        Assert.Contains("还说不出要多久", parts[0], StringComparison.Ordinal);
        var light = await KeepAsync(scene.Host, scene.Lamps, "单项", "不用", []);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/services/{light:N}/start")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task One_form_goes_to_every_unit_and_nothing_of_it_is_asked_again(DatabaseKind kind)
    {
        var scene = await SceneAsync(await hosts.OnAsync(kind));
        var browser = scene.Host.NewBrowser();
        var together = await StartAsync(scene, browser);
        Assert.Empty(together.Mistakes);
        Assert.EndsWith("/together", together.Path, StringComparison.Ordinal);
        Assert.Contains("落户", together.Main, StringComparison.Ordinal);
        Assert.NotNull(together.Document.QuerySelector("[data-slowest]"));
        var number = Number(together);
        Assert.Contains("落户", (await scene.Station.Browser.GetAsync("/staff/parts")).Main, StringComparison.Ordinal);
        var asked = await scene.Station.Browser.GetAsync(await AddressAsync(scene, number, Neighbourhood.Station));
        asked = await scene.Station.Browser.SubmitAsync(asked, form: "main form[action$='/accept']");
        Assert.Contains(Phone, asked.Main, StringComparison.Ordinal);
        Assert.Contains(Door, asked.Main, StringComparison.Ordinal);
        Assert.Contains("孩子三月出生", asked.Main, StringComparison.Ordinal);
        var receipts = await browser.GetAsync(together.Path.Replace("/together", "/access", StringComparison.Ordinal));
        Assert.Contains("柳园派出所", receipts.Main, StringComparison.Ordinal);
        await using var db = scene.Host.OpenDb();
        Assert.Equal(3, await PartsAsync(db, number).CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory, OnBothDatabases]
    public async Task The_form_sent_twice_is_one_matter_with_each_part_once(DatabaseKind kind)
    {
        var scene = await SceneAsync(await hosts.OnAsync(kind));
        var browser = scene.Host.NewBrowser();
        var form = await browser.GetAsync($"{scene.Address}/start");
        (string, string)[] typed = [("Area", Neighbourhood.Willow), ("Contact.Phone", Phone)];
        var first = await browser.SubmitAsync(form, typed);
        Assert.Equal(first.Path, (await browser.SubmitAsync(form, typed)).Path);
        await using var db = scene.Host.OpenDb();
        Assert.Equal(3, await PartsAsync(db, Number(first)).CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory, OnBothDatabases]
    public async Task One_part_is_called_off_by_the_relative_who_helps_and_the_others_go_on(DatabaseKind kind)
    {
        var scene = await SceneAsync(await hosts.OnAsync(kind));
        var browser = scene.Host.NewBrowser();
        var together = await StartAsync(scene, browser);
        var mine = together.Path.Replace("/together", "", StringComparison.Ordinal);
        var helpers = await browser.SubmitAsync(await browser.GetAsync($"{mine}/helpers"), form: "form.app-main-form");
        var theirs = Regex.Matches(helpers.Text, "/m/[A-Za-z0-9_-]{12,}").Select(m => m.Value).First(m => m != mine);
        var relative = scene.Host.NewBrowser();
        var page = await relative.GetAsync($"{theirs}/together");
        var off = await relative.SubmitAsync(page, form: "main section:nth-of-type(2) form");
        Assert.Contains("您已取消", off.Main, StringComparison.Ordinal);
        await using (var db = scene.Host.OpenDb())
        {
            Assert.Equal(
                [PartState.Asked, PartState.Asked, PartState.CalledOff],
                (
                    await PartsAsync(db, Number(together)).Select(p => p.State).ToListAsync(TestContext.Current.CancellationToken)
                ).Order()
            );
        }
        var number = Number(together);
        var gone = await AddressAsync(scene, number, Neighbourhood.Lamps);
        Assert.DoesNotContain(gone, (await scene.Lamps.Browser.GetAsync("/staff/parts")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, (await scene.Lamps.Browser.GetAsync(gone)).Main, StringComparison.Ordinal);
        var calledOff = await scene.Lamps.Browser.GetAsync("/staff/parts?list=calledoff");
        Assert.Contains("居民取消的（1）", calledOff.Main, StringComparison.Ordinal);
        Assert.Contains(gone, calledOff.Text, StringComparison.Ordinal);
        await using (var db = scene.Host.OpenDb())
        {
            var value = Reference.Parse(number, null).Value;
            var told =
                from notice in db.Set<NoticeRow>()
                join matter in db.Set<MatterRow>() on notice.MatterId equals matter.Id
                where matter.Number == value && notice.Template == nameof(PartCalledOff)
                select notice;
            Assert.Single(await told.ToListAsync(TestContext.Current.CancellationToken));
        }
        await browser.SubmitAsync(await browser.GetAsync($"{mine}/helpers"), form: "form[action$='handler=Back']");
        Assert.Equal(HttpStatusCode.Gone, (await relative.GetAsync($"{theirs}/together")).Status);
        Assert.Equal(HttpStatusCode.Gone, (await relative.SubmitAsync(page, form: "main section:nth-of-type(1) form")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task A_part_that_cannot_be_done_says_why_and_what_then(DatabaseKind kind)
    {
        var scene = await SceneAsync(await hosts.OnAsync(kind));
        var browser = scene.Host.NewBrowser();
        var together = await StartAsync(scene, browser);
        var part = await scene.Station.Browser.GetAsync(await AddressAsync(scene, Number(together), Neighbourhood.Station));
        part = await scene.Station.Browser.SubmitAsync(part, form: "main form[action$='/accept']");
        await scene.Station.Browser.SubmitAsync(
            await scene.Station.Browser.GetAsync($"{part.Path}/end"),
            [("Form.As", nameof(PartOutcome.CannotBeDone)), ("Form.Words", "户口不在本市，到原籍办")]
        );
        var after = await browser.GetAsync(together.Path);
        Assert.Contains("户口不在本市，到原籍办", after.Main, StringComparison.Ordinal);
        Assert.Contains("别的照常办", after.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("落户", after.Document.QuerySelector("[data-slowest]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_unit_makes_a_bundle_of_the_services_of_all_units(DatabaseKind kind)
    {
        var scene = await SceneAsync(await hosts.OnAsync(kind));
        var form = await scene.Desk.Browser.GetAsync($"/staff/services/{scene.Bundle:N}/change");
        var boxes = form.Document.QuerySelectorAll("input[name='Form.Parts']");
        Assert.Equal(3, boxes.Count(b => b.HasAttribute("checked")));
        Assert.DoesNotContain(boxes, b => b.GetAttribute("value") == $"{scene.Bundle:N}");
        var changed = await scene.Desk.Browser.SubmitAsync(form, [("Form.FeeZh", "十元")]);
        Assert.Contains("第 2 版", changed.Main, StringComparison.Ordinal);
        Assert.Equal(
            3,
            (await scene.Host.NewBrowser().GetAsync(scene.Address)).Document.QuerySelectorAll("[data-parts] li").Length
        );
    }

    private static async Task<string> AddressAsync(Scene scene, string number, string unit)
    {
        await using var db = scene.Host.OpenDb();
        var part = await PartsAsync(db, number).Where(p => p.Unit == unit).Select(p => p.Id).SingleAsync();
        return $"/staff/matters/{Reference.Parse(number, null).Value}/parts/{part:N}";
    }

    private static string Number(WebPage together) => together.Document.QuerySelector("main .app-reference")!.TextContent.Trim();

    private static IQueryable<PartRow> PartsAsync(Storage.Db db, string number)
    {
        var value = Reference.TryParse(number, out var reference) ? reference.Value : 0;
        return from part in db.Set<PartRow>()
            join matter in db.Set<MatterRow>() on part.MatterId equals matter.Id
            where matter.Number == value
            select part;
    }
}
