using System.Net;
using System.Text.RegularExpressions;
using SmallMatters.Domain.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.RaisingForSomebody;

public partial class RaisingForSomebodyTests(TestHosts hosts)
{
    private static readonly (string, string)[] Call =
    [
        ("Form.Way", "Phone"),
        ("Form.Description", "三楼半夜装修。"),
        ("Form.Category", Neighbourhood.Noise),
        ("Form.Area", Neighbourhood.Willow),
        ("Form.Estate", "柳园小区"),
        ("Form.Building", "3栋"),
        ("Form.Phone", "138 0000 1111"),
        ("Form.Name", "王阿姨"),
    ];

    [Theory, OnBothDatabases]
    public async Task A_call_is_read_back_before_it_is_sent(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);

        var readBack = await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync("/staff/raise"), Call);
        Assert.Contains("您说：“三楼半夜装修。”", readBack.Main);
        Assert.Contains("13800001111", readBack.Main);

        var notYet = await clerk.Browser.SubmitAsync(readBack);
        Assert.NotNull(notYet.MistakeBeside("Form.Confirmed"));

        var done = await clerk.Browser.SubmitAsync(notYet, [("Form.Confirmed", "true")]);
        var matter = await FindAsync(office, done);
        Assert.Equal((Origin.OnBehalf, Channel.Phone), (matter.File.Origin, matter.File.Channel));
        Assert.Contains(
            "向对方复述并得到确认",
            (await clerk.Browser.GetAsync($"/staff/matters/{matter.File.Reference.Value}")).Main
        );
    }

    [Theory, OnBothDatabases]
    public async Task The_categorys_own_questions_are_asked_read_back_and_kept(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        (string, string)[] call = [.. Call.Where(c => c.Item1 != "Form.Category"), ("Form.Category", Neighbourhood.Stairwell)];

        var asked = await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync("/staff/raise"), call);
        Assert.Empty(asked.Mistakes);
        Assert.Contains("通道还能走人吗？", asked.Main);
        Assert.Null(asked.Document.QuerySelector("#read-back"));

        var missing = await clerk.Browser.SubmitAsync(asked, [("more-floor", "三楼")]);
        Assert.NotNull(missing.MistakeBeside("more-blocked"));
        Assert.NotNull(missing.MistakeBeside("more-floor"));
        Assert.Equal("三楼", missing.ValueOf("more-floor"));

        var readBack = await clerk.Browser.SubmitAsync(missing, [("more-blocked", "no"), ("more-floor", "3")]);
        Assert.Contains("通道还能走人吗？不能。在几楼？3。", readBack.Main);
        var changed = await clerk.Browser.SubmitAsync(readBack, [("more-floor", "4"), ("Form.Confirmed", "true")]);
        Assert.NotNull(changed.MistakeBeside("Form.Confirmed"));

        var done = await clerk.Browser.SubmitAsync(changed, [("Form.Confirmed", "true")]);
        var matter = await FindAsync(office, done);
        var page = (await clerk.Browser.GetAsync($"/staff/matters/{matter.File.Reference.Value}")).Document;
        var rows = page.QuerySelectorAll(".govuk-summary-list__row")
            .Select(r => Regex.Replace(r.TextContent.Trim(), @"\s+", " "));
        Assert.Contains("通道还能走人吗？不能", rows);
        Assert.Contains("在几楼？4", rows);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_changed_after_the_tick_is_read_back_again(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var readBack = await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync("/staff/raise"), Call);

        var changed = await clerk.Browser.SubmitAsync(
            readBack,
            [("Form.Confirmed", "true"), ("Form.Description", "四楼半夜装修。")]
        );

        Assert.Equal("/staff/raise", changed.Path);
        Assert.Contains("您说：“四楼半夜装修。”", changed.Main);
        Assert.NotNull(changed.MistakeBeside("Form.Confirmed"));
    }

    private static (string, string)[] Said(string way, string words = "群里说楼道堆了纸箱") =>
        [
            ("Form.Way", way),
            ("Form.Description", words),
            ("Form.Category", Neighbourhood.Other),
            ("Form.Area", Neighbourhood.Willow),
        ];

    [Theory, OnBothDatabases]
    public async Task A_find_of_ones_own_is_sent_at_once_and_has_no_link_for_anybody(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var done = await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync("/staff/raise"), Said("Staff"));
        var matter = await FindAsync(office, done);
        Assert.Equal((Origin.Staff, Channel.Window), (matter.File.Origin, matter.File.Channel));
        Assert.DoesNotContain("/m/", done.Text, StringComparison.Ordinal);
    }

    [Theory]
    [OnBothDatabases("zh", "发回聊天里，请对方核对", "您说：“群里说楼道堆了纸箱”。")]
    [OnBothDatabases("en", "Paste this into the chat for them to check", "您说：“群里说楼道堆了纸箱”。")]
    public async Task What_came_by_chat_is_given_back_to_be_checked_and_is_not_held_up_by_silence(
        DatabaseKind kind,
        string language,
        string heading,
        string sentence
    )
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk, language: language);

        var check = await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync("/staff/raise"), Said("Chat"));
        Assert.Equal("/staff/raise", check.Path);
        Assert.Contains(heading, check.Main);
        Assert.Contains(sentence, check.Main);
        var changed = await clerk.Browser.SubmitAsync(check, [("Form.Description", "不是纸箱，是自行车")]);
        Assert.Contains("不是纸箱，是自行车", changed.Document.QuerySelector("#read-back")!.TextContent);

        var done = await clerk.Browser.SubmitAsync(changed);
        var matter = await FindAsync(office, done);
        Assert.Equal((Origin.OnBehalf, Channel.Chat), (matter.File.Origin, matter.File.Channel));
        // Nobody confirmed it, and the history does not say so.
        Assert.DoesNotContain(
            "向对方复述并得到确认",
            (await clerk.Browser.GetAsync($"/staff/matters/{matter.File.Reference.Value}")).Main
        );
    }

    [Theory]
    [OnBothDatabases("Phone", "给对方的链接：请打印交给对方")]
    [OnBothDatabases("Window", "给对方的链接：请打印交给对方")]
    [OnBothDatabases("Chat", "您反映的事已经登记")]
    public async Task Whoever_left_no_number_gets_their_link_from_the_page_after_raising_and_it_is_shown_once(
        DatabaseKind kind,
        string way,
        string words
    )
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var done = await RaiseAsync(clerk, Said(way));

        Assert.Contains(words, done.Main);
        Assert.StartsWith("data:image/png;base64,", done.Document.QuerySelector("main img")!.GetAttribute("src"));
        var link = Links().Match(done.Main).Value;
        var resident = await office.Host.NewBrowser().GetAsync(new Uri(link).AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, resident.Status);
        Assert.Contains("群里说楼道堆了纸箱", resident.Main);

        var secret = link.Split('/')[^1];
        var again = await clerk.Browser.GetAsync(done.Path);
        Assert.DoesNotContain(secret, again.Text, StringComparison.Ordinal);
        Assert.Null(again.Document.QuerySelector("#link"));
        var reference = done.Path.Split('/')[^1];
        foreach (var address in new[] { $"/staff/matters/{reference}", $"/staff/matters/{reference}/note", "/staff?tab=unit" })
        {
            Assert.DoesNotContain(secret, (await clerk.Browser.GetAsync(address)).Text, StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_caller_whose_number_is_known_is_sent_the_link_and_it_is_shown_to_no_officer(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var done = await RaiseAsync(clerk, Call);
        Assert.Null(done.Document.QuerySelector("#link"));
        Assert.DoesNotMatch(Links(), done.Text);
    }

    [Theory, OnBothDatabases]
    public async Task The_link_is_for_the_officer_who_raised_it_even_at_the_same_desk(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var colleague = await office.HireAsync(Neighbourhood.WillowDesk);
        var sent = await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync("/staff/raise"), Said("Window"));
        var request = Browser.RequestOf(sent, [("Form.Confirmed", "true")]);
        // The answer's cookie is kept and the page that it leads to is opened by somebody else who then signs in here.
        var raised = await clerk.Browser.SendAsync(request, follow: false);
        var to = raised.Response.Headers.Location!.ToString();
        await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync("/account"), form: "header form[method=post]");
        await clerk.Browser.SubmitAsync(
            await clerk.Browser.GetAsync("/sign-in"),
            [("UserName", colleague.User), ("Password", DemoStaff.Password)]
        );

        var seen = await clerk.Browser.GetAsync(to);
        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Null(seen.Document.QuerySelector("#link"));
        Assert.DoesNotMatch(Links(), seen.Text);
    }

    private static async Task<WebPage> RaiseAsync(Clerk clerk, (string, string)[] said)
    {
        var readBack = await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync("/staff/raise"), said);
        return await clerk.Browser.SubmitAsync(readBack, [("Form.Confirmed", "true")]);
    }

    [Theory, OnBothDatabases]
    public async Task Pressing_twice_is_one_matter(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var form = await clerk.Browser.GetAsync("/staff/raise");
        (string, string)[] message =
        [
            ("Form.Way", "Staff"),
            ("Form.Description", "按了两次"),
            ("Form.Category", Neighbourhood.Noise),
            ("Form.Area", Neighbourhood.Willow),
        ];

        var first = await clerk.Browser.SubmitAsync(form, message);
        var second = await clerk.Browser.SubmitAsync(form, message);

        Assert.Equal(first.Path, second.Path);
        Assert.Matches(References(), first.Main);
    }

    [Theory]
    [OnBothDatabases("Form.Description", "")]
    [OnBothDatabases("Form.Category", "")]
    [OnBothDatabases("Form.Category", "no-such")]
    [OnBothDatabases("Form.Area", "")]
    [OnBothDatabases("Form.Phone", "not a number")]
    [OnBothDatabases("Form.Kind", "MinorCase")]
    [OnBothDatabases("Form.Building", "302室")]
    public async Task What_is_wrong_is_said_beside_it_and_nothing_typed_is_lost(DatabaseKind kind, string field, string wrong)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var page = await clerk.Browser.SubmitAsync(
            await clerk.Browser.GetAsync("/staff/raise"),
            [.. Call.Where(c => c.Item1 != field), (field, wrong)]
        );
        Assert.NotNull(page.MistakeBeside(field));
        Assert.Equal("王阿姨", page.ValueOf("Form.Name"));
        Assert.Equal("/staff/raise", page.Path);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_far_too_long_is_refused_and_kept(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var text = new string('长', 100_000);
        var page = await clerk.Browser.SubmitAsync(
            await clerk.Browser.GetAsync("/staff/raise"),
            [.. Call.Where(c => c.Item1 != "Form.Description"), ("Form.Description", text)]
        );
        Assert.NotNull(page.MistakeBeside("Form.Description"));
        Assert.Equal(text, page.ValueOf("Form.Description"));
    }

    private static async Task<Matter> FindAsync(Office office, WebPage done)
    {
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.StartsWith("/staff/raise/", done.Path);
        var reference = Reference.Parse(done.Path.Split('/')[^1]);
        Assert.Contains(reference.ToString(), done.Main);
        var id = await office.Host.Book.FindAsync(reference);
        return (await office.Host.Book.FindAsync(id!.Value))!;
    }

    [GeneratedRegex("https?://[^ ]+/m/[A-Za-z0-9_-]+")]
    private static partial Regex Links();

    [GeneratedRegex("[0-9]{4} [0-9]{4} [0-9]{4}")]
    private static partial Regex References();
}
