using System.Net;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Publishing;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Publishing;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Photos.Painting;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Publishing;

/// <summary>A publication from its draft to its recall, as browsers of staff, residents and programs see it.</summary>
public class PublicationPagesTests
{
    private const string Phone = "13900008888";
    private const string Name = "赵铁柱";

    internal static async Task<WebPage> DraftAsync(
        Clerk clerk,
        string words,
        string title = "楼道不要充电",
        string about = "",
        PublicationKind kind = PublicationKind.Tip
    )
    {
        var form = await clerk.Browser.GetAsync($"/staff/publications/new{(about.Length == 0 ? "" : "?about=" + about)}");
        return await clerk.Browser.SubmitAsync(
            form,
            [("Form.Kind", $"{kind}"), ("Form.Area", Neighbourhood.Willow), ("Form.Title", title), ("Form.Words", words)]
        );
    }

    internal static Task<WebPage> PressAsync(Clerk clerk, WebPage page, string handler, params (string, string)[] values) =>
        clerk.Browser.SubmitAsync(page, values, $"form[action$='handler={handler}']");

    internal static async Task<WebPage> ReleaseAsync(Clerk writer, Clerk second, WebPage draft)
    {
        await PressAsync(writer, draft, "submit");
        return await PressAsync(second, await second.Browser.GetAsync(draft.Path), "release");
    }

    private static string NewsOf(WebPage draft) => "/news/" + draft.Path.Split('/')[^1];

    [Theory, OnBothDatabases]
    public async Task A_draft_is_cleaned_previewed_released_by_another_and_recalled(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (writer, second) = (
            await office.HireAsync(Neighbourhood.WillowDesk),
            await office.HireAsync(Neighbourhood.WillowDesk)
        );
        var anybody = host.NewBrowser();

        var draft = await DraftAsync(writer, $"有疑问请打{Phone}。\n\n楼道里不要给电动车充电。");
        Assert.Equal("楼道不要充电", draft.Heading);
        Assert.Contains("要处理的提示：1 处", draft.Main, StringComparison.Ordinal);
        Assert.Null(draft.Document.QuerySelector("form[action$='handler=submit']"));
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(NewsOf(draft))).Status);

        // Without a reason nothing is destroyed, and the page says so beside the field.
        var refused = await writer.Browser.SendAsync(
            Moved(Browser.RequestOf(draft, [("Form.Text", Phone)], "main form:has(input[name='Form.Text'])"), "redact")
        );
        Assert.Contains("请写理由", Assert.Single(refused.Mistakes), StringComparison.Ordinal);
        draft = await writer.Browser.SendAsync(
            Moved(
                Browser.RequestOf(
                    draft,
                    [("Form.Text", Phone), ("Form.Reason", "私人电话")],
                    "main form:has(input[name='Form.Text'])"
                ),
                "redact"
            )
        );
        Assert.Contains($"有疑问请打{Redaction.Bar}", draft.Main, StringComparison.Ordinal);

        var preview = await writer.Browser.GetAsync(draft.LinkTo("四种读者"));
        Assert.Equal(4, preview.Document.QuerySelectorAll(".app-audience").Length);
        Assert.DoesNotContain(Phone, preview.Text, StringComparison.Ordinal);

        var own = await PressAsync(writer, draft, "submit");
        Assert.Contains("不能自己发布", own.Main, StringComparison.Ordinal);
        Assert.Null(own.Document.QuerySelector("form[action$='handler=release']"));
        var released = await PressAsync(second, await second.Browser.GetAsync(draft.Path), "release");
        Assert.Contains("已发布", released.Main, StringComparison.Ordinal);

        foreach (var address in new[] { NewsOf(draft), NewsOf(draft) + "/print", "/news", "/news.atom", "/areas/willow" })
        {
            var page = await anybody.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Empty(page.Mistakes);
            Assert.Contains("楼道不要充电", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(Phone, page.Text, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("楼道不要充电", (await anybody.GetAsync("/news?area=bell")).Main, StringComparison.Ordinal);

        await PressAsync(second, released, "recall", ("Form.Reason", "日期写错了"));
        var recalled = await anybody.GetAsync(NewsOf(draft));
        Assert.Equal(HttpStatusCode.Gone, recalled.Status);
        Assert.Equal(HttpStatusCode.Gone, (await anybody.GetAsync(NewsOf(draft) + "/print")).Status);
        Assert.Contains("日期写错了", recalled.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("楼道里不要", recalled.Text, StringComparison.Ordinal);
        var feed = XDocument.Parse((await anybody.GetAsync("/news.atom?area=willow")).Text);
        var entry = Assert.Single(feed.Descendants("{http://www.w3.org/2005/Atom}entry"));
        Assert.Contains("日期写错了", entry.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("楼道里不要", entry.Value, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_tip_a_notice_a_correction_a_result_and_a_plan_each_stand_in_public_as_what_they_are(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var writer = await office.HireAsync(Neighbourhood.WillowDesk);
        var second = await office.HireAsync(Neighbourhood.WillowDesk);
        var anybody = host.NewBrowser();
        (PublicationKind Kind, string Said)[] kinds =
        [
            (PublicationKind.Tip, "防范提示"),
            (PublicationKind.Notice, "通知"),
            (PublicationKind.Correction, "澄清"),
            (PublicationKind.Result, "办理结果"),
            (PublicationKind.WeeklyPlan, "本周工作"),
        ];
        Assert.Equal(Enum.GetValues<PublicationKind>(), kinds.Select(k => k.Kind));
        foreach (var (which, said) in kinds)
        {
            var draft = await DraftAsync(writer, "写给大家看的。", $"关于{said}", kind: which);
            await ReleaseAsync(writer, second, draft);
            foreach (var address in new[] { NewsOf(draft), NewsOf(draft) + "/print", "/news.atom" })
            {
                var page = await anybody.GetAsync(address);
                Assert.Equal(HttpStatusCode.OK, page.Status);
                Assert.Contains(said, page.Text.Replace($"关于{said}", "", StringComparison.Ordinal), StringComparison.Ordinal);
            }
        }
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_in_the_database_holds_what_was_blacked_out(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (writer, second) = (
            await office.HireAsync(Neighbourhood.WillowDesk),
            await office.HireAsync(Neighbourhood.WillowDesk)
        );
        var draft = await DraftAsync(writer, $"请找{Phone}的机主。");
        draft = await PressAsync(writer, draft, "redact", ("Form.Text", Phone), ("Form.Reason", "私人电话"));
        await ReleaseAsync(writer, second, draft);
        await using var db = host.OpenDb();
        var row = await db.Set<PublicationRow>().SingleAsync();
        Assert.Equal((null, null, $"请找{Redaction.Bar}的机主。"), (row.Key, row.Draft, row.Words));
        var facts = await db.Set<PublicationFactRow>().Select(f => f.Body).ToListAsync();
        Assert.DoesNotContain(facts, body => body.Contains(Phone, StringComparison.Ordinal));
        Assert.Contains(facts, body => body.Contains("私人电话", StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task A_name_of_the_matter_that_it_is_about_is_pointed_out(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync(name: Name, phone: "13700001111");
        var link = (await clerk.OpenAsync(raised)).LinkTo("写成公开的消息");
        Assert.Contains($"{raised.Reference.Value}", link, StringComparison.Ordinal);
        var draft = await DraftAsync(clerk, $"{Name}反映的噪声已经解决。", about: $"{raised.Reference.Value}");
        Assert.Contains("像诉求当事人的姓名", draft.Main, StringComparison.Ordinal);
        var refused = await clerk.Browser.GetAsync(draft.Path);
        Assert.Null(refused.Document.QuerySelector("form[action$='handler=submit']"));
    }

    [Theory, OnBothDatabases]
    public async Task Other_units_see_no_draft_and_cannot_release(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var writer = await office.HireAsync(Neighbourhood.WillowDesk);
        var draft = await DraftAsync(writer, "楼道里不要给电动车充电。");
        foreach (var unit in new[] { Neighbourhood.BellDesk, Neighbourhood.Lamps, Neighbourhood.Station })
        {
            var other = await office.HireAsync(unit, StaffRole.Supervisor);
            Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.GetAsync(draft.Path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.GetAsync(draft.Path + "/preview")).Status);
            Assert.DoesNotContain("楼道", (await other.Browser.GetAsync("/staff/publications")).Main, StringComparison.Ordinal);
        }
        var above = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        await PressAsync(writer, draft, "submit");
        var released = await PressAsync(above, await above.Browser.GetAsync(draft.Path), "release");
        Assert.Contains("已发布", released.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task When_somebody_erases_themselves_their_name_goes_out_of_the_drafts_about_their_matter(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (writer, second) = (
            await office.HireAsync(Neighbourhood.WillowDesk),
            await office.HireAsync(Neighbourhood.WillowDesk)
        );
        var raised = await office.RaiseAsync(name: Name, phone: "13700001111");
        var draft = await DraftAsync(writer, $"{Name}反映的噪声已经解决。", about: $"{raised.Reference.Value}");
        await writer.Browser.SendAsync(
            Moved(
                Browser.RequestOf(
                    draft,
                    [("Form.Text", Name), ("Form.Reason", "本人同意")],
                    "main form:has(input[name='Form.Text'])"
                ),
                "keep"
            )
        );
        await PressAsync(writer, await writer.Browser.GetAsync(draft.Path), "submit");
        var seen = await second.Browser.GetAsync(draft.Path);
        Assert.Contains(Name, seen.Main, StringComparison.Ordinal);

        await office.DoAsync(
            raised,
            writer.Actor,
            (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已处理。"), writer.Actor, j, now)
        );
        var me = new Actor.Person(raised.Raiser);
        await office.DoAsync(
            raised,
            me,
            (m, j, now) =>
                GiveVerdictRule.Decide(
                    m,
                    new GiveVerdict(YesPartlyNo.Yes, YesPartlyNo.Yes, null, YesPartlyNo.Yes, false, null),
                    me,
                    j,
                    now
                )
        );
        await office.DoAsync(raised, me, (m, _, _) => EraseRule.Decide(m, me));

        var stale = await PressAsync(second, seen, "release");
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        var now_ = await second.Browser.GetAsync(draft.Path);
        Assert.DoesNotContain(Name, now_.Text, StringComparison.Ordinal);
        Assert.Contains($"{Redaction.Bar}反映的噪声", now_.Main, StringComparison.Ordinal);
        Assert.Contains("当事人删除了个人信息", now_.Main, StringComparison.Ordinal);
        await PressAsync(second, now_, "release");
        var page = await host.NewBrowser().GetAsync(NewsOf(draft));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain(Name, page.Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_name_of_somebody_who_joined_since_the_draft_was_handed_on_stops_the_release_and_is_shown(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (writer, second) = (
            await office.HireAsync(Neighbourhood.WillowDesk),
            await office.HireAsync(Neighbourhood.WillowDesk)
        );
        var raised = await office.RaiseAsync();
        var draft = await DraftAsync(writer, $"{Name}家楼下的灯修好了。", about: $"{raised.Reference.Value}");
        await PressAsync(writer, draft, "submit");
        var joiner = new ParticipantId(Guid.CreateVersion7(host.Clock.GetUtcNow()));
        await office.DoAsync(
            raised,
            new Actor.Person(joiner),
            (m, _, _) =>
                JoinRule.Decide(m, new Join(joiner, new Contact(new PersonalText(joiner, Name), null, null), default, "我也是"))
        );
        var refused = await PressAsync(second, await second.Browser.GetAsync(draft.Path), "release");
        Assert.Contains("还有提示没有处理", refused.Text, StringComparison.Ordinal);
        Assert.Contains("像诉求当事人的姓名", refused.Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await host.NewBrowser().GetAsync(NewsOf(draft))).Status);
        await using var db = host.OpenDb();
        Assert.True(
            await db.Set<AccessReceiptRow>()
                .AnyAsync(r => r.Account == second.Id.Value && r.Purpose == AccessPurpose.CheckingPublication)
        );
    }

    [Theory, OnBothDatabases]
    public async Task What_is_painted_over_in_the_photo_is_gone_from_the_database_too(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (writer, second) = (
            await office.HireAsync(Neighbourhood.WillowDesk),
            await office.HireAsync(Neighbourhood.WillowDesk)
        );
        var draft = await DraftAsync(writer, "看照片。");
        var white = new Pixels(120, 90, [.. Enumerable.Repeat((byte)255, 120 * 90 * 3)]);
        var picture = await writer.Browser.GetAsync(draft.Path + "/picture");
        picture = await writer.Browser.SubmitAsync(
            picture,
            [],
            "form[action$='handler=choose']",
            [new ChosenFile("files", "a.png", "image/png", PngPixels.Write(white))]
        );
        var none = await PressAsync(writer, picture, "paint", ("Reason", "有人"));
        Assert.Single(none.Mistakes);
        var unsaid = await PressAsync(writer, picture, "paint", ("Cells", "0"), ("Reason", ""));
        Assert.NotNull(unsaid.MistakeBeside("Reason"));
        await PressAsync(writer, picture, "paint", ("Cells", "0"), ("Cells", "107"), ("Reason", "有人"));
        await using (var db = host.OpenDb())
        {
            var kept = PngPixels.Read((await db.Set<PublicationPhotoRow>().SingleAsync()).Bytes)!;
            var black = Enumerable.Range(0, 120 * 90).Where(i => kept.Rgb[i * 3] == 0).ToList();
            Assert.Equal(2 * 10 * 10, black.Count);
            Assert.Contains(0, black);
            Assert.Contains((120 * 90) - 1, black);
        }
        var anybody = host.NewBrowser();
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(NewsOf(draft) + "/photo")).Status);
        draft = await writer.Browser.GetAsync(draft.Path);
        var released = await ReleaseAsync(writer, second, draft);
        var shown = await anybody.GetAsync(NewsOf(draft) + "/photo");
        Assert.Equal("image/png", shown.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(0, PngPixels.Read(shown.Body)!.Rgb[0]);
        await PressAsync(second, released, "recall", ("Form.Reason", "照片不合适"));
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(NewsOf(draft) + "/photo")).Status);
    }

    private static HttpRequestMessage Moved(HttpRequestMessage request, string handler)
    {
        request.RequestUri = new UriBuilder(request.RequestUri!) { Query = $"handler={handler}" }.Uri;
        return request;
    }
}
