using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.History;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Photos;
using SmallMatters.Web.Tests.Raising;
using Xunit;

namespace SmallMatters.Web.Tests.Following;

/// <summary>Somebody who acts for the raiser by a link that the raiser gave.</summary>
public class HelperTests(TestHosts hosts)
{
    private const string Said = "她行动不便，请上门";

    [Theory, OnBothDatabases]
    public async Task What_a_helper_added_stays_when_their_link_is_taken_back(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        var (relative, link) = await AddForAsync(office.Host, raised);
        var resident = office.Host.NewBrowser();

        var helpers = await resident.GetAsync($"/m/{raised.Link}/helpers");
        Assert.Empty((await resident.SubmitAsync(helpers)).Document.QuerySelectorAll("main code"));

        Assert.Equal(HttpStatusCode.Gone, (await relative.GetAsync(link)).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await relative.GetAsync($"{link}/add")).Status);
        foreach (var page in new[] { await resident.GetAsync($"/m/{raised.Link}"), await clerk.OpenAsync(raised) })
        {
            Assert.Contains(Said, page.Main, StringComparison.Ordinal);
            var photo = Assert.Single(page.Document.QuerySelectorAll("main .app-photos img"));
            var browser = page.Path.StartsWith("/m/", StringComparison.Ordinal) ? resident : clerk.Browser;
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(photo.GetAttribute("src")!)).Status);
        }
        Assert.Null((await Lives.VerifyAsync(office.Host)).Broken);
    }

    [Theory, OnBothDatabases]
    public async Task When_the_raiser_erases_themselves_what_their_helpers_wrote_and_sent_goes_too(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var raised = await office.RaiseAsync();
        await AddForAsync(office.Host, raised);
        var resident = office.Host.NewBrowser();
        await resident.SubmitAsync(await resident.GetAsync($"/m/{raised.Link}/helpers"));
        var (present, stillGiven) = await AddForAsync(office.Host, raised);
        await resident.SubmitAsync(await resident.GetAsync($"/m/{raised.Link}/withdraw"));

        await resident.SubmitAsync(await resident.GetAsync($"/m/{raised.Link}/erase"), [("Sure", "true")]);

        Assert.Equal(HttpStatusCode.Gone, (await present.GetAsync(stillGiven)).Status);
        await using var db = office.Host.OpenDb();
        FormattableString keys =
            $"SELECT count(*) AS \"Value\" FROM participant WHERE matter_id = {raised.Id.Value} AND \"key\" IS NOT NULL";
        FormattableString photos =
            $"SELECT count(*) AS \"Value\" FROM photo WHERE matter_id = {raised.Id.Value} AND bytes IS NOT NULL";
        Assert.Equal(0, await db.Database.SqlQuery<int>(keys).SingleAsync());
        Assert.Equal(0, await db.Database.SqlQuery<int>(photos).SingleAsync());
        Assert.Null((await Lives.VerifyAsync(office.Host)).Broken);
    }

    [Theory, OnBothDatabases]
    public async Task A_helper_who_stops_reads_what_goes_and_the_raiser_reads_only_that_they_stopped(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        var (relative, link) = await AddForAsync(office.Host, raised);
        var address = (await relative.GetAsync(link)).LinkTo("结束代办，删除我的信息");

        var page = await relative.GetAsync(address);
        Assert.Contains("您的代办链接失效", page.Main, StringComparison.Ordinal);
        Assert.Contains("提出人的诉求、信息和链接都不受影响，照常办理", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("不能再评价", page.Main, StringComparison.Ordinal);
        await relative.SubmitAsync(page, [("Sure", "true")]);

        Assert.Equal(HttpStatusCode.Gone, (await relative.GetAsync(link)).Status);
        var mine = await office.Host.NewBrowser().GetAsync($"/m/{raised.Link}");
        Assert.Equal(HttpStatusCode.OK, mine.Status);
        Assert.Contains("代办人结束了代办", mine.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(Said, mine.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("删除了", mine.Main, StringComparison.Ordinal);
        Assert.Contains("楼下半夜很吵。", mine.Main, StringComparison.Ordinal);
        var english = await office.Host.NewBrowser("en").GetAsync($"/m/{raised.Link}");
        Assert.Contains("A helper no longer helps", english.Main, StringComparison.Ordinal);
        Assert.Contains("代办人结束了代办", (await clerk.OpenAsync(raised)).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_who_joined_reads_that_only_their_own_part_goes(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var raised = await office.RaiseAsync();
        var joiner = new ParticipantId(Guid.CreateVersion7(office.Host.Clock.GetUtcNow()));
        await office.DoAsync(
            raised,
            new Actor.Person(joiner),
            (m, _, _) => JoinRule.Decide(m, new Join(joiner, new Contact(null, null, null), default, "我家也吵"))
        );
        var link = $"/m/{office.Host.Services.GetRequiredService<KeyRing>().LinkFor(joiner.Value, 1)}";
        var browser = office.Host.NewBrowser();

        var page = await browser.GetAsync((await browser.GetAsync(link)).LinkTo("退出，删除我的信息"));
        Assert.Contains("诉求本身和别人的信息不受影响，照常办理", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("不能再评价", page.Main, StringComparison.Ordinal);
        await browser.SubmitAsync(page, [("Sure", "true")]);

        var mine = await office.Host.NewBrowser().GetAsync($"/m/{raised.Link}");
        Assert.Contains("一位加入的居民退出了", mine.Main, StringComparison.Ordinal);
        Assert.Contains("楼下半夜很吵。", mine.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_link_asked_for_twice_by_the_same_form_is_one(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var browser = host.NewBrowser();
        var address = $"{Journey.LinkOf(await new Journey(browser).RaiseAsync())}/helpers";
        var form = await browser.GetAsync(address);

        await Task.WhenAll(browser.SubmitAsync(form), browser.SubmitAsync(form));

        Assert.Single((await browser.GetAsync(address)).Document.QuerySelectorAll("main code"));
        await browser.SubmitAsync(await browser.GetAsync(address), form: "form.app-main-form");
        Assert.Equal(2, (await browser.GetAsync(address)).Document.QuerySelectorAll("main code").Length);
    }

    /// <summary>A relative with a link of their own, who has written something and sent a photo.</summary>
    private static async Task<(Browser Relative, string Link)> AddForAsync(TestHost host, RaiseResult.Raised raised)
    {
        var resident = host.NewBrowser();
        var given = await resident.SubmitAsync(await resident.GetAsync($"/m/{raised.Link}/helpers"));
        var link = new Uri(given.Document.QuerySelector("main code")!.TextContent).AbsolutePath;
        var relative = host.NewBrowser();
        var added = await relative.SubmitAsync(
            await relative.GetAsync($"{link}/add"),
            [("Text", Said)],
            files: [new ChosenFile("files", "door.jpg", "image/jpeg", MadePhotos.Jpeg())]
        );
        Assert.Contains("已补充", added.Main, StringComparison.Ordinal);
        return (relative, link);
    }
}
