using System.Net;
using System.Text.Json;
using SmallMatters.Domain.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Raising;
using Xunit;

namespace SmallMatters.Web.Tests.Following;

public sealed class FollowingTests(TestHosts hosts)
{
    private static readonly Actor.Staff Handler = new(
        new StaffId(Guid.CreateVersion7(MovableClock.Start)),
        Neighbourhood.Lamps,
        [StaffRole.Handler]
    );

    [Theory, OnBothDatabases]
    public async Task The_page_behind_the_link_is_kept_by_nobody_and_tells_nobody_its_address(DatabaseKind kind)
    {
        var (_, browser, link, _) = await RaiseAsync(kind);
        var page = await browser.GetAsync(link);
        Assert.True(page.Response.Headers.CacheControl?.NoStore);
        Assert.Equal("noindex, nofollow", page.Response.Headers.GetValues("X-Robots-Tag").Single());
        Assert.Equal("no-referrer", page.Response.Headers.GetValues("Referrer-Policy").Single());
    }

    [Theory]
    [OnBothDatabases("/m/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [OnBothDatabases("/m/short")]
    [OnBothDatabases("/m/!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [OnBothDatabases("/m/lqciaeihznkpt0y3pdykawfsi3hzj4ddp_tr1s8wt8s")]
    [OnBothDatabases("/m/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/verdict")]
    public async Task A_false_link_opens_a_page_that_says_what_to_do(DatabaseKind kind, string address)
    {
        var page = await (await hosts.OnAsync(kind)).NewBrowser().GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("/follow", page.Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));
    }

    [Theory, OnBothDatabases]
    public async Task Files_behind_a_false_link_are_not_found(DatabaseKind kind)
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser();
        const string Link = "/m/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        foreach (var file in (string[])["qr.png", "export", $"photo/{Guid.CreateVersion7()}"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"{Link}/{file}")).Status);
        }
    }

    [Theory, OnBothDatabases]
    public async Task What_was_held_of_an_erased_matter_is_gone_in_the_same_words_on_the_page_and_as_a_file(DatabaseKind kind)
    {
        var (host, browser, link, id) = await RaiseAsync(kind);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"{link}/export")).Status);
        var raiser = new Actor.Person((await host.Book.FindAsync(id))!.File.Participants[0].Id);
        await ActAsync(host, id, raiser, (m, _, now) => WithdrawRule.Decide(m, new Withdraw(null), raiser, now));
        await ActAsync(host, id, raiser, (m, _, _) => EraseRule.Decide(m, raiser));
        var page = await browser.GetAsync(link);
        var file = await browser.GetAsync($"{link}/export");
        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (page.Status, file.Status));
        Assert.Equal(page.Main, file.Main);
    }

    [Theory, OnBothDatabases]
    public async Task A_question_is_answered_and_what_was_typed_too_long_is_kept(DatabaseKind kind)
    {
        var (host, browser, link, id) = await RaiseAsync(kind);
        await ActAsync(host, id, Handler, (m, j, now) => AskRule.Decide(m, new Ask("灯杆上有编号吗？"), Handler, j, now));
        var page = await browser.GetAsync(link);
        Assert.Contains("灯杆上有编号吗？", page.Main, StringComparison.Ordinal);

        var typed = new string('灯', 2001);
        var refused = await browser.SubmitAsync(page, [("Text", typed)]);
        Assert.NotNull(refused.MistakeBeside("Text"));
        Assert.Equal(typed, refused.ValueOf("Text"));
        var answered = await browser.SubmitAsync(refused, [("Text", "有，LD-07。")]);
        Assert.Contains("有，LD-07。", answered.Main, StringComparison.Ordinal);
        Assert.Empty(answered.Document.QuerySelectorAll("main form"));
    }

    [Theory, OnBothDatabases]
    public async Task Information_and_withdrawing_reach_the_matter(DatabaseKind kind)
    {
        var (_, browser, link, _) = await RaiseAsync(kind);
        var nothing = await browser.SubmitAsync(await browser.GetAsync($"{link}/add"));
        Assert.NotNull(nothing.MistakeBeside("Text"));
        var added = await browser.SubmitAsync(nothing, [("Text", "昨晚整条路都黑了。")]);
        Assert.Equal(link, added.Path);
        Assert.Contains("昨晚整条路都黑了。", added.Main, StringComparison.Ordinal);
        var open = await browser.GetAsync($"{link}/add");
        var withdrawn = await browser.SubmitAsync(await browser.GetAsync($"{link}/withdraw"), [("Reason", "已经亮了")]);
        Assert.Contains("已撤回", withdrawn.Main, StringComparison.Ordinal);
        var late = await browser.SubmitAsync(open, [("Text", "还有一句")]);
        Assert.NotEmpty(late.Mistakes);
        Assert.Equal("还有一句", late.ValueOf("Text"));
    }

    [Theory, OnBothDatabases]
    public async Task A_verdict_asks_each_question_and_a_no_is_looked_at_by_another_unit(DatabaseKind kind)
    {
        var (host, browser, link, id) = await RaiseAsync(kind);
        await CloseAsync(host, id);
        var page = await browser.SubmitAsync(
            await browser.GetAsync($"{link}/verdict"),
            [("Informed", "Yes"), ("Words", "灯还是不亮")]
        );
        Assert.Null(page.MistakeBeside("Informed"));
        Assert.NotNull(page.MistakeBeside("Fair"));
        Assert.NotNull(page.MistakeBeside("SolvedIt"));
        Assert.Equal("灯还是不亮", page.ValueOf("Words"));
        var judged = await browser.SubmitAsync(page, [("Fair", "Yes"), ("SolvedIt", "No")]);
        Assert.Equal(link, judged.Path);
        Assert.Contains("复查中", judged.Main, StringComparison.Ordinal);
        Assert.Contains("督察复查组", judged.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_internal_review_says_that_it_stops_no_legal_clock(DatabaseKind kind)
    {
        var (host, browser, link, id) = await RaiseAsync(kind);
        await CloseAsync(host, id);
        var page = await browser.GetAsync($"{link}/review");
        Assert.Contains("不代替任何法律途径", page.Main, StringComparison.Ordinal);
        Assert.NotNull((await browser.SubmitAsync(page)).MistakeBeside("Why"));
        var asked = await browser.SubmitAsync(page, [("Why", "没有到现场看过")]);
        Assert.Contains("复查中", asked.Main, StringComparison.Ordinal);
        Assert.NotEmpty((await browser.SubmitAsync(page, [("Why", "再看一次")])).Mistakes);
    }

    [Theory, OnBothDatabases]
    public async Task A_helpers_link_opens_until_it_is_taken_back_and_gives_no_links(DatabaseKind kind)
    {
        var (host, browser, link, _) = await RaiseAsync(kind);
        var given = await browser.SubmitAsync(await browser.GetAsync($"{link}/helpers"));
        var helpers = new Uri(given.Document.QuerySelector("main code")!.TextContent).AbsolutePath;
        var relative = host.NewBrowser();
        Assert.Contains("代办链接", (await relative.GetAsync(helpers)).Main, StringComparison.Ordinal);
        Assert.Empty((await relative.GetAsync($"{helpers}/helpers")).Document.QuerySelectorAll("main form"));
        var taken = await browser.SubmitAsync(given);
        Assert.Null(taken.Document.QuerySelector("main code"));
        Assert.Equal(HttpStatusCode.Gone, (await relative.GetAsync(helpers)).Status);
    }

    [Theory, OnBothDatabases]
    public async Task Erasing_waits_for_the_end_then_takes_words_and_link_away(DatabaseKind kind)
    {
        var (_, browser, link, _) = await RaiseAsync(kind);
        Assert.Contains("可以先撤回", (await browser.GetAsync($"{link}/erase")).Main, StringComparison.Ordinal);
        await browser.SubmitAsync(await browser.GetAsync($"{link}/withdraw"));
        var unsure = await browser.SubmitAsync(await browser.GetAsync($"{link}/erase"));
        Assert.NotNull(unsure.MistakeBeside("Sure"));
        var erased = await browser.SubmitAsync(unsure, [("Sure", "true")]);
        Assert.Equal("/erased", erased.Path);
        Assert.Equal(HttpStatusCode.Gone, (await browser.GetAsync(link)).Status);
    }

    [Theory, OnBothDatabases]
    public async Task A_person_downloads_what_is_held_about_them(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var journey = new Journey(host.NewBrowser());
        var receipt = await journey.RaiseAsync(phone: "１３８ 0000-1234");
        var export = await journey.Browser.GetAsync($"{Journey.LinkOf(receipt)}/export");
        using var json = JsonDocument.Parse(export.Body);
        Assert.Equal("13800001234", json.RootElement.GetProperty("contact").GetProperty("phone").GetString());
        Assert.Equal("三号楼门口的路灯不亮。", json.RootElement.GetProperty("description").GetString());
        Assert.Equal("attachment", export.Response.Content.Headers.ContentDisposition?.DispositionType);
    }

    [Theory, OnBothDatabases]
    public async Task By_reference_everybody_sees_the_status_and_nobody_the_words(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var receipt = await new Journey(host.NewBrowser()).RaiseAsync();
        var page = await host.NewBrowser().GetAsync($"/follow?ref={Uri.EscapeDataString(Journey.ReferenceOn(receipt))}");
        Assert.Contains("办理中", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("三号楼", page.Main, StringComparison.Ordinal);
        var link = await host.NewBrowser()
            .GetAsync($"/follow?ref={Uri.EscapeDataString("http://localhost" + Journey.LinkOf(receipt))}");
        Assert.Equal(Journey.LinkOf(receipt), link.Path);
        Assert.NotEmpty((await host.NewBrowser().GetAsync("/follow?ref=482109375565")).Mistakes);
    }

    [Theory, OnBothDatabases]
    public async Task Guessing_references_is_stopped_after_twenty_a_minute(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var browser = host.NewBrowser();
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(
                HttpStatusCode.OK,
                (await browser.GetAsync($"/follow?ref={Reference.From(1_000_000_000 + i).Value}")).Status
            );
        }
        var stopped = await browser.GetAsync($"/follow?ref={Reference.From(1_000_000_999).Value}");
        Assert.Equal(HttpStatusCode.TooManyRequests, stopped.Status);
        Assert.NotNull(stopped.MistakeBeside("ref"));
        Assert.Equal(
            HttpStatusCode.OK,
            (await host.NewBrowser().GetAsync($"/follow?ref={Reference.From(1_000_000_999).Value}")).Status
        );
    }

    [Theory, OnBothDatabases]
    public async Task Joining_twice_by_one_form_is_joining_once(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var receipt = await new Journey(host.NewBrowser()).RaiseAsync();
        var browser = host.NewBrowser();
        var form = await browser.GetAsync($"/join/{Journey.ReferenceOn(receipt).Replace(" ", "", StringComparison.Ordinal)}");
        var first = await browser.SubmitAsync(form, [("Words", "我家门口也黑")]);
        var second = await browser.SubmitAsync(form, [("Words", "我家门口也黑")]);
        Assert.EndsWith("/receipt", first.Path, StringComparison.Ordinal);
        Assert.Equal(first.Path, second.Path);
        var raiser = await browser.GetAsync(Journey.LinkOf(receipt));
        Assert.DoesNotContain("我家门口也黑", raiser.Main, StringComparison.Ordinal);
        Assert.Single(raiser.Document.QuerySelectorAll(".app-steps__what"), e => e.TextContent == "有居民加入");
    }

    [Theory, OnBothDatabases]
    public async Task Adding_twice_by_one_form_is_adding_once_and_by_two_forms_twice(DatabaseKind kind)
    {
        var (_, browser, link, _) = await RaiseAsync(kind);
        var form = await browser.GetAsync($"{link}/add");
        var taps = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => browser.SubmitAsync(form, [("Text", "昨晚整条路都黑了。")]))
        );
        var again = await browser.SubmitAsync(form, [("Text", "昨晚整条路都黑了。")]);
        Assert.All([.. taps, again], page => Assert.Equal(link, page.Path));
        Assert.All([.. taps, again], page => Assert.Empty(page.Mistakes));
        Assert.Equal(1, Added(await browser.GetAsync(link)));
        Assert.Equal(
            2,
            Added(await browser.SubmitAsync(await browser.GetAsync($"{link}/add"), [("Text", "昨晚整条路都黑了。")]))
        );

        static int Added(WebPage page) =>
            page.Document.QuerySelectorAll(".app-steps__item .app-said").Count(e => e.TextContent == "昨晚整条路都黑了。");
    }

    [Theory, OnBothDatabases]
    public async Task An_addition_without_the_forms_key_is_not_taken(DatabaseKind kind)
    {
        var (_, browser, link, _) = await RaiseAsync(kind);
        var form = await browser.GetAsync($"{link}/add");
        var sent = await browser.SubmitAsync(form, [("Text", "灯灭了"), ("Submission", "1")]);
        Assert.Equal(HttpStatusCode.BadRequest, sent.Status);
        Assert.DoesNotContain("灯灭了", (await browser.GetAsync(link)).Main, StringComparison.Ordinal);
    }

    [Theory]
    [OnBothDatabases("Yes", "")]
    [OnBothDatabases("Partly", "")]
    [OnBothDatabases("No", "灯还是不亮")]
    public async Task The_same_verdict_sent_twice_was_taken_and_another_one_is_refused(
        DatabaseKind kind,
        string solved,
        string words
    )
    {
        var (host, browser, link, id) = await RaiseAsync(kind);
        await CloseAsync(host, id);
        var form = await browser.GetAsync($"{link}/verdict");
        (string, string)[] verdict = [("Informed", "Yes"), ("Fair", "Yes"), ("SolvedIt", solved), ("Words", words)];
        var first = await browser.SubmitAsync(form, verdict);
        var second = await browser.SubmitAsync(form, verdict);
        Assert.All([first, second], page => Assert.Equal(link, page.Path));
        Assert.Contains("谢谢您的评价", second.Main, StringComparison.Ordinal);
        Assert.Empty(second.Mistakes);
        var other = await browser.SubmitAsync(
            form,
            [("Informed", "No"), ("Fair", "Yes"), ("SolvedIt", solved), ("Words", words)]
        );
        Assert.NotEmpty(other.Mistakes);
    }

    [Theory]
    [OnBothDatabases("verdict", "现在不能评价", "There is nothing to judge now")]
    [OnBothDatabases("review", "现在没有可以复查的结果", "There is no result to review now")]
    [OnBothDatabases("erase", "可以先撤回", "Withdraw it first")]
    public async Task What_cannot_be_done_while_it_is_open_is_said_in_the_place_of_the_form(
        DatabaseKind kind,
        string step,
        string zh,
        string en
    )
    {
        var (host, _, link, _) = await RaiseAsync(kind);
        await SaysAsync(host, $"{link}/{step}", zh, en);
    }

    [Theory]
    [OnBothDatabases("add", "已经不在办理中", "no longer being dealt with")]
    [OnBothDatabases("withdraw", "已经不在办理中", "no longer being dealt with")]
    [OnBothDatabases("verdict", "现在不能评价", "There is nothing to judge now")]
    [OnBothDatabases("review", "现在没有可以复查的结果", "There is no result to review now")]
    public async Task What_cannot_be_done_after_withdrawing_is_said_in_the_place_of_the_form(
        DatabaseKind kind,
        string step,
        string zh,
        string en
    )
    {
        var (host, browser, link, _) = await RaiseAsync(kind);
        await browser.SubmitAsync(await browser.GetAsync($"{link}/withdraw"));
        await SaysAsync(host, $"{link}/{step}", zh, en);
    }

    [Theory, OnBothDatabases]
    public async Task Who_joined_reads_that_withdrawing_and_judging_are_not_theirs(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var receipt = await new Journey(host.NewBrowser()).RaiseAsync();
        var neighbour = host.NewBrowser();
        var form = await neighbour.GetAsync($"/join/{Journey.ReferenceOn(receipt).Replace(" ", "", StringComparison.Ordinal)}");
        var joined = (await neighbour.SubmitAsync(form)).Path.Replace("/receipt", "", StringComparison.Ordinal);
        await SaysAsync(host, $"{joined}/withdraw", "您的链接不能做这一步", "Your link does not allow this step");
        await SaysAsync(host, $"{joined}/helpers", "您的链接不能做这一步", "Your link does not allow this step");
        await SaysAsync(host, $"{Journey.LinkOf(receipt)}/withdraw", "还有其他居民加入", "Others have joined");
    }

    private static async Task SaysAsync(TestHost host, string address, string zh, string en)
    {
        foreach (var (language, words) in ((string, string)[])[("zh", zh), ("en", en)])
        {
            var page = await host.NewBrowser(language).GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains(words, page.Document.QuerySelector("#impossible")?.TextContent, StringComparison.Ordinal);
            Assert.Empty(page.Document.QuerySelectorAll("main form"));
        }
    }

    private async Task<(TestHost Host, Browser Browser, string Link, MatterId Id)> RaiseAsync(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var browser = host.NewBrowser();
        var receipt = await new Journey(browser).RaiseAsync();
        Assert.True(Reference.TryParse(Journey.ReferenceOn(receipt), out var reference));
        return (host, browser, Journey.LinkOf(receipt), (await host.Book.FindAsync(reference))!.Value);
    }

    private static Task CloseAsync(TestHost host, MatterId id) =>
        ActAsync(
            host,
            id,
            Handler,
            (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已换灯泡"), Handler, j, now)
        );

    private static async Task ActAsync(
        TestHost host,
        MatterId id,
        Actor by,
        Func<Matter, Domain.Units.Jurisdiction, DateTimeOffset, Decision?> decide
    ) => Assert.IsType<Storage.Matters.ChangeResult.Changed>(await host.Book.DecideAsync(id, by, decide));
}
