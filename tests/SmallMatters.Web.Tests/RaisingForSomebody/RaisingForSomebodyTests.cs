using System.Net;
using System.Text.RegularExpressions;
using SmallMatters.Domain.Matters;
using SmallMatters.Tests.Kit;
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
            "向来电人复述并得到确认",
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

    [Theory]
    [OnBothDatabases("Chat", Origin.OnBehalf, Channel.Chat)]
    [OnBothDatabases("Staff", Origin.Staff, Channel.Window)]
    public async Task A_pasted_message_or_a_find_of_ones_own_is_sent_at_once(
        DatabaseKind kind,
        string way,
        Origin origin,
        Channel channel
    )
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var done = await clerk.Browser.SubmitAsync(
            await clerk.Browser.GetAsync("/staff/raise"),
            [
                ("Form.Way", way),
                ("Form.Description", "群里说楼道堆了纸箱"),
                ("Form.Category", Neighbourhood.Other),
                ("Form.Area", Neighbourhood.Willow),
            ]
        );
        var matter = await FindAsync(office, done);
        Assert.Equal((origin, channel), (matter.File.Origin, matter.File.Channel));
    }

    [Theory, OnBothDatabases]
    public async Task Pressing_twice_is_one_matter(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var form = await clerk.Browser.GetAsync("/staff/raise");
        (string, string)[] message =
        [
            ("Form.Way", "Chat"),
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
    [OnBothDatabases("Form.Kind", "Dispute")]
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

    [GeneratedRegex("[0-9]{4} [0-9]{4} [0-9]{4}")]
    private static partial Regex References();
}
