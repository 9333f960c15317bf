using System.Net;
using AngleSharp.Dom;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Raising;

public sealed class RaisingTests(TestHosts hosts)
{
    [Theory, OnBothDatabases("zh"), OnBothDatabases("en")]
    public async Task A_matter_is_raised_without_account_script_or_contact_and_has_a_receipt(DatabaseKind kind, string language)
    {
        var host = await hosts.OnAsync(kind);
        var journey = new Journey(host.NewBrowser(language));
        var receipt = await journey.RaiseAsync();

        Assert.Matches(@"^\d{4} \d{4} \d{4}$", Journey.ReferenceOn(receipt));
        Assert.Contains(language == "zh" ? "路灯管理所" : "Street Lamp Office", receipt.Main, StringComparison.Ordinal);
        Assert.Contains("http://localhost" + Journey.LinkOf(receipt), receipt.Main, StringComparison.Ordinal);
        var matter = await journey.Browser.GetAsync(Journey.LinkOf(receipt));
        Assert.Contains("三号楼门口的路灯不亮。", matter.Main, StringComparison.Ordinal);
        Assert.Contains(language == "zh" ? "办理中" : "being dealt with", matter.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_receipt_has_a_code_to_scan_that_no_cache_keeps(DatabaseKind kind)
    {
        var journey = new Journey((await hosts.OnAsync(kind)).NewBrowser());
        var receipt = await journey.RaiseAsync();
        var code = await journey.Browser.GetAsync(receipt.Document.QuerySelector(".app-receipt__code")!.GetAttribute("src")!);
        Assert.Equal("image/png", code.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], code.Body[..4]);
        Assert.True(code.Response.Headers.CacheControl?.NoStore);
    }

    [Theory, OnBothDatabases]
    public async Task The_last_look_says_that_there_are_no_photos(DatabaseKind kind)
    {
        var check = await new Journey((await hosts.OnAsync(kind)).NewBrowser()).ToAsync("/raise/check");
        Assert.Contains("照片没有照片", check.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_in_danger_is_told_to_call_and_asked_nothing(DatabaseKind kind)
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser();
        var page = await browser.SubmitAsync(await browser.GetAsync("/raise"), [("Danger", "yes")]);
        Assert.Equal("/raise/danger", page.Path);
        Assert.Empty(page.Document.QuerySelectorAll("main form"));
        Assert.Equal(
            ["tel:110", "tel:119", "tel:120", "sms:12110"],
            page.Document.QuerySelectorAll("main .app-calls a").Select(a => a.GetAttribute("href"))
        );
    }

    [Theory, OnBothDatabases]
    public async Task An_offence_is_shown_the_right_door_and_not_taken(DatabaseKind kind)
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser();
        var about = await new Journey(browser).ToAsync("/raise/about");
        var page = await browser.SubmitAsync(about, [("Subject", "offence")]);
        Assert.Equal("/raise/door/offence", page.Path);
        Assert.Contains("派出所", page.Main, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("main form"));
    }

    [Theory, OnBothDatabases]
    public async Task A_dispute_with_somebody_is_taken_and_goes_to_the_desk_of_the_area(DatabaseKind kind)
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser();
        var journey = new Journey(browser);
        var words = await browser.SubmitAsync(await journey.ToAsync("/raise/about"), [("Subject", "dispute")]);
        var where = await browser.SubmitAsync(words, [("Words", "楼上半夜拖桌子，说了几次都吵起来。")]);
        var contact = await journey.SendPhotosAsync(await browser.SubmitAsync(where, [("Here.Area", Neighbourhood.Willow)]));
        var receipt = await browser.SubmitAsync(await browser.SubmitAsync(contact));
        Assert.Contains("柳园社区居委会", receipt.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_said_of_staff_goes_to_reviewers_and_stays_out_of_public_sight(DatabaseKind kind)
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser();
        var journey = new Journey(browser);
        var unit = await browser.SubmitAsync(await journey.ToAsync("/raise/about"), [("Subject", "conduct")]);
        Assert.Equal("/raise/unit", unit.Path);
        var none = await browser.SubmitAsync(unit);
        Assert.NotNull(none.MistakeBeside("UnitConcerned"));
        var words = await browser.SubmitAsync(none, [("UnitConcerned", Neighbourhood.WillowDesk)]);
        var where = await browser.SubmitAsync(words, [("Words", "窗口人员态度不好。")]);
        var contact = await journey.SendPhotosAsync(await browser.SubmitAsync(where, [("Here.Area", Neighbourhood.Willow)]));
        var receipt = await browser.SubmitAsync(await browser.SubmitAsync(contact));

        Assert.Contains("督察复查组", receipt.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("柳园社区居委会", receipt.Main, StringComparison.Ordinal);
        var reference = Journey.ReferenceOn(receipt);
        var looked = await browser.GetAsync($"/follow?ref={Uri.EscapeDataString(reference)}");
        var unknown = await browser.GetAsync($"/follow?ref={Reference.From(1_234_567_890).Value}");
        Assert.Equal(
            unknown.Document.QuerySelector(".govuk-inset-text")!.TextContent,
            looked.Document.QuerySelector(".govuk-inset-text")!.TextContent
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await browser.GetAsync($"/join/{reference.Replace(" ", "", StringComparison.Ordinal)}")).Status
        );
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_can_reach_a_later_question_before_the_earlier_ones_are_answered(DatabaseKind kind)
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser();
        foreach (var later in (string[])["about", "unit", "words", "where", "photos", "contact", "similar", "check"])
        {
            Assert.Equal("/raise", (await browser.GetAsync($"/raise/{later}")).Path);
        }
        await new Journey(browser).ToAsync("/raise/words");
        Assert.Equal("/raise/words", (await browser.GetAsync("/raise/check")).Path);
    }

    [Theory, OnBothDatabases]
    public async Task An_answer_can_be_changed_from_the_page_that_shows_them_all(DatabaseKind kind)
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser();
        var check = await new Journey(browser).ToAsync("/raise/check");
        var words = await browser.GetAsync("/raise/words?change=1");
        Assert.Equal("三号楼门口的路灯不亮。", words.ValueOf("Words"));
        check = await browser.SubmitAsync(words, [("Words", "五号楼门口的路灯不亮。")]);
        Assert.Equal("/raise/check", check.Path);
        Assert.Contains("五号楼", check.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Sending_twice_and_at_once_makes_one_matter(DatabaseKind kind)
    {
        var browser = (await hosts.OnAsync(kind)).NewBrowser();
        var check = await new Journey(browser).ToAsync("/raise/check");
        var receipts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => browser.SendAsync(Browser.RequestOf(check))));
        Assert.Single(receipts.Select(Journey.ReferenceOn).Distinct());
        Assert.Equal(receipts[0].Path, (await browser.SendAsync(Browser.RequestOf(check))).Path);
        Assert.Equal(receipts[0].Path, (await browser.GetAsync("/raise/words")).Path);
    }

    [Theory, OnBothDatabases]
    public async Task An_unfinished_draft_cannot_be_read_in_the_database_and_ends_after_a_day(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var browser = host.NewBrowser();
        const string Secret = "只有我的浏览器知道的一句话";
        await new Journey(browser).ToAsync("/raise/check", words: Secret);
        await using (var db = host.OpenDb())
        {
            var bodies = db.Set<Storage.Drafts.DraftRow>().Select(d => d.Body).ToList();
            Assert.NotEmpty(bodies);
            Assert.All(bodies, body => Assert.False(body.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Secret)) >= 0));
        }
        Assert.Contains(Secret, (await browser.GetAsync("/raise/check")).Main, StringComparison.Ordinal);
        host.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal("/raise", (await browser.GetAsync("/raise/check")).Path);
    }

    [Theory, OnBothDatabases]
    public async Task Who_leaves_the_entrance_out_is_offered_what_is_open_at_any_entrance_of_the_building(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var estate = $"榆园{Guid.CreateVersion7():N}";
        Assert.True(Place.TryType(estate, "3", "2", out var place, out _));
        var (id, reference, raiser) = host.Book.NewKeys();
        await host.Book.RaiseAsync(
            new Raise(
                id,
                reference,
                raiser,
                Kind.Request,
                Origin.Resident,
                Channel.Web,
                Neighbourhood.Lamp,
                Neighbourhood.Willow,
                "灯不亮"
            )
            {
                Where = new Where(place, null, null, null),
            },
            new Actor.Person(raiser)
        );
        var similar = await new Journey(host.NewBrowser()).ToAsync("/raise/similar", estate: estate);
        Assert.Equal("/raise/similar", similar.Path);
        Assert.Contains(reference.ToString(), similar.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Who_names_the_same_place_is_offered_the_open_matter_and_may_join_it(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var estate = $"柳园{Guid.CreateVersion7():N}";
        var first = await new Journey(host.NewBrowser()).RaiseAsync(estate: estate);
        var journey = new Journey(host.NewBrowser());
        var similar = await journey.ToAsync("/raise/similar", estate: estate);
        Assert.Equal("/raise/similar", similar.Path);
        Assert.DoesNotContain("不亮。", similar.Main, StringComparison.Ordinal);
        var reference = Journey.ReferenceOn(first);
        var joined = await journey.Browser.SubmitAsync(similar, [("Join", reference.Replace(" ", "", StringComparison.Ordinal))]);

        Assert.Equal(reference, Journey.ReferenceOn(joined));
        Assert.NotEqual(first.Path, joined.Path);
        var page = await journey.Browser.GetAsync(Journey.LinkOf(joined));
        Assert.Contains("您加入了这件诉求", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("路灯不亮。", page.Main, StringComparison.Ordinal);
    }
}
