using System.Net;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Disputes;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Disputes;

/// <summary>A dispute from its opening to its end, as the handler's browser and those of both parties see it.</summary>
public class DisputePagesTests(TestHosts hosts)
{
    private const string Secret = "我只想让他晚上轻一点，不想搬家";

    [Theory, OnBothDatabases]
    public async Task Two_neighbours_are_asked_alone_consent_meet_and_end_it(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await DisputeScene.MakeAsync(host);
        await DisputeScene.InRoomAsync(scene.Mine, scene.First, "", ("Words", Secret));
        Assert.Empty((await scene.MediateAsync()).Mistakes);
        var page = await scene.PageAsync();
        Assert.Contains("调解中", page.Main, StringComparison.Ordinal);
        Assert.Contains(Secret, page.Main, StringComparison.Ordinal);

        var day = (await scene.Office.Host.JurisdictionAsync()).Calendar.DayOf(scene.Office.Host.Clock.GetUtcNow()).AddDays(2);
        page = await scene.StepAsync(
            "session",
            ("Form.Day.year", $"{day.Year}"),
            ("Form.Day.month", $"{day.Month}"),
            ("Form.Day.day", $"{day.Day}"),
            ("Form.StartsAt", "14:30"),
            ("Form.Where", "居委会调解室")
        );
        Assert.Empty(page.Mistakes);
        foreach (var (browser, room) in new[] { (scene.Mine, scene.First), (scene.Theirs, scene.Second) })
        {
            var open = await browser.GetAsync(room);
            Assert.Contains("14:30", open.Main, StringComparison.Ordinal);
            var calendar = await browser.GetAsync(open.LinkTo("放进手机日历"));
            Assert.Contains("LOCATION:居委会调解室", calendar.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("脚步声", calendar.Text, StringComparison.Ordinal);
            var come = await browser.GetAsync(open.LinkTo("答复去不去"));
            await browser.SubmitAsync(come, [("Answer", nameof(ConsentAnswer.Given))]);
        }
        host.Clock.Advance(TimeSpan.FromDays(3));
        // Whoever was signed in then is not any more.
        scene.Clerk = await scene.Office.HireAsync(Neighbourhood.WillowDesk);
        page = await scene.PageAsync();
        page = await scene.Clerk.Browser.SubmitAsync(
            await scene.Clerk.Browser.GetAsync(page.LinkTo("记录调解会")),
            [("Form.Words", "双方各自说了想法，下周再谈。")]
        );
        Assert.Empty(page.Mistakes);
        Assert.Contains("下周再谈", (await scene.Theirs.GetAsync(scene.Second)).Main, StringComparison.Ordinal);

        page = await scene.StepAsync("end", ("Form.As", nameof(EndedAs.NotReached)), ("Form.Words", "差距太大"));
        Assert.Contains("民法典第188条", page.Main, StringComparison.Ordinal);
        var ended = await scene.Theirs.GetAsync(scene.Second);
        Assert.Contains("没有达成协议", ended.Main, StringComparison.Ordinal);
        Assert.Contains("向法院起诉", ended.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("差距太大", ended.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, ended.Text, StringComparison.Ordinal);
        Assert.Null(await scene.FirstBrokenAsync());
    }

    [Theory, OnBothDatabases]
    public async Task What_is_agreed_is_said_back_by_each_takes_effect_and_ends_when_it_is_done(DatabaseKind kind)
    {
        const string Back = "我十点以后不拖桌子";
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        await scene.MediateAsync();
        const string Other = "改变主意";
        Assert.Contains(Other, (await scene.Mine.GetAsync(scene.First)).Main, StringComparison.Ordinal);
        var unwritten = await scene.StepAsync("effect", ("Form.AgreementForm", nameof(AgreementForm.Oral)));
        Assert.Contains("还没有写下协议内容", Assert.Single(unwritten.Mistakes), StringComparison.Ordinal);
        var day = (await scene.Office.Host.JurisdictionAsync()).Calendar.DayOf(scene.Office.Host.Clock.GetUtcNow()).AddDays(9);
        var form = await scene.Clerk.Browser.GetAsync($"{scene.Address}/terms");
        var party = form.Document.QuerySelectorAll("select[name='Form.By'] option")[2].GetAttribute("value")!;
        var page = await scene.Clerk.Browser.SubmitAsync(
            form,
            [
                ("Form.By", party),
                ("Form.What", "十点以后不拖桌子，月底前铺地垫"),
                ("Form.Day.year", $"{day.Year}"),
                ("Form.Day.month", $"{day.Month}"),
                ("Form.Day.day", $"{day.Day}"),
            ]
        );
        Assert.Empty(page.Mistakes);
        var silent = await DisputeScene.InRoomAsync(
            scene.Theirs,
            scene.Second,
            "/agreement",
            ("Answer", nameof(ConsentAnswer.Given))
        );
        Assert.NotNull(silent.MistakeBeside("Words"));
        foreach (var (browser, room) in new[] { (scene.Mine, scene.First), (scene.Theirs, scene.Second) })
        {
            await DisputeScene.InRoomAsync(
                browser,
                room,
                "/agreement",
                ("Answer", nameof(ConsentAnswer.Given)),
                ("Words", browser == scene.Theirs ? Back : "楼上十点以后安静")
            );
        }
        var early = await scene.StepAsync("effect", ("Form.AgreementForm", nameof(AgreementForm.Written)));
        Assert.Contains("第29条", early.MistakeBeside("Form.Conditions"), StringComparison.Ordinal);
        page = await scene.StepAsync("effect", ("Form.AgreementForm", nameof(AgreementForm.Oral)));
        Assert.Contains("司法确认", page.Main, StringComparison.Ordinal);
        var mine = await scene.Mine.GetAsync(scene.First);
        Assert.Contains("铺地垫", mine.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(Back, mine.Text, StringComparison.Ordinal);
        // Whether to be mediated, and until when, is asked and told no more.
        foreach (var over in new[] { Other, "调解到" })
        {
            Assert.DoesNotContain(over, mine.Main, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(
            "愿不愿意调解",
            (await scene.Mine.GetAsync($"{scene.First}/consent")).Main,
            StringComparison.Ordinal
        );
        await CopiesOfPartiesAsync(scene);
        page = await scene.Clerk.Browser.SubmitAsync(
            await scene.Clerk.Browser.GetAsync(page.LinkTo("记录已履行")),
            [("Form.Words", "上门看过")]
        );
        Assert.Contains("协议已经履行", page.Main, StringComparison.Ordinal);
        Assert.Contains("协议已经履行", (await scene.Theirs.GetAsync(scene.Second)).Main, StringComparison.Ordinal);
        Assert.Null(await scene.FirstBrokenAsync());
    }

    // Each party takes the agreement with its own name from its room, and no other paper; staff have both names.
    private static async Task CopiesOfPartiesAsync(DisputeScene scene)
    {
        foreach (
            var (browser, room, own, other) in new[]
            {
                (scene.Mine, scene.First, "老张", "小李"),
                (scene.Theirs, scene.Second, "小李", "老张"),
            }
        )
        {
            foreach (var form in new[] { "print", "docx" })
            {
                var copy = await browser.GetAsync($"{room}/agreement/{form}");
                Assert.Contains(own, copy.Text, StringComparison.Ordinal);
                Assert.Contains("铺地垫", copy.Text, StringComparison.Ordinal);
                Assert.Contains("口头协议登记表", copy.Text, StringComparison.Ordinal);
                Assert.DoesNotContain(other, copy.Text, StringComparison.Ordinal);
            }
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"{room}/file/all/docx")).Status);
        }
        var whole = (await scene.Clerk.Browser.GetAsync($"{scene.Address}/file/all/print")).Text;
        foreach (var said in new[] { "老张", "小李", "铺地垫", "司法确认申请书", "回访记录" })
        {
            Assert.Contains(said, whole, StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_refusal_in_the_room_ends_it_and_every_page_of_a_party_says_what_else_there_is(DatabaseKind kind)
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        await scene.StepAsync("venue?venue=peoples");
        foreach (var at in new[] { "", "/consent", "/safety", "/erase" })
        {
            var page = await scene.Theirs.GetAsync(scene.Second + at);
            Assert.Contains("向法院起诉", page.Main, StringComparison.Ordinal);
            Assert.Contains("投诉调解工作", page.Main, StringComparison.Ordinal);
        }
        var nothing = await DisputeScene.InRoomAsync(scene.Theirs, scene.Second, "/consent");
        Assert.NotNull(nothing.MistakeBeside("Answer"));
        await DisputeScene.InRoomAsync(scene.Theirs, scene.Second, "/consent", ("Answer", nameof(ConsentAnswer.Refused)));
        Assert.Contains("有当事人不愿意调解", (await scene.PageAsync()).Main, StringComparison.Ordinal);
        var other = await scene.Mine.GetAsync(scene.First);
        Assert.Contains("调解已经结束", other.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("不愿意", other.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Who_is_afraid_is_not_given_away_and_nothing_leads_to_a_joint_session(DatabaseKind kind)
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        await scene.MediateAsync();
        var before = (await scene.Mine.GetAsync(scene.First)).Main;
        await DisputeScene.InRoomAsync(
            scene.Theirs,
            scene.Second,
            "/safety",
            DisputeScene.Answers(nameof(SafetyAnswer.Yes), "他砸过我的门")
        );
        var page = await scene.PageAsync();
        Assert.Contains("不要让另一方知道", page.Main, StringComparison.Ordinal);
        Assert.Contains("他砸过我的门", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(
            page.Document.QuerySelectorAll("main a"),
            a => a.TextContent.Contains("约定调解会", StringComparison.Ordinal)
        );
        Assert.Equal(before, (await scene.Mine.GetAsync(scene.First)).Main);

        var refused = await scene.StepAsync("session", ("Form.StartsAt", "14:30"), ("Form.Where", "居委会"));
        Assert.NotEmpty(refused.Mistakes);
        Assert.DoesNotContain(
            "NotReached",
            (await scene.Clerk.Browser.GetAsync($"{scene.Address}/end")).Text,
            StringComparison.Ordinal
        );
        page = await scene.StepAsync("end", ("Form.As", nameof(EndedAs.Protection)), ("Form.Words", "已陪同报警"));
        Assert.Contains("人身安全保护令", page.Main, StringComparison.Ordinal);
        var other = await scene.Mine.GetAsync(scene.First);
        Assert.DoesNotContain("转入保护", other.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_venue_that_cannot_take_it_is_refused_beside_its_condition_with_the_article(DatabaseKind kind)
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        var refused = await scene.StepAsync("venue?venue=peoples", ("Form.Applying", "reserved"));
        Assert.Contains("第22条", refused.MistakeBeside("Form.Applying"), StringComparison.Ordinal);
        var labour = await scene.Clerk.Browser.GetAsync($"{scene.Address}/venue");
        Assert.DoesNotContain("劳动争议", labour.Main, StringComparison.Ordinal);
        Assert.Contains("请先选择调解渠道", Assert.Single((await scene.StepAsync("start")).Mistakes), StringComparison.Ordinal);
        await scene.StepAsync("venue?venue=peoples");
        Assert.Contains("安全方面", Assert.Single((await scene.StepAsync("start")).Mistakes), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Only_those_who_deal_with_the_matter_read_its_dispute_and_the_parties_see_that_they_did(DatabaseKind kind)
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        foreach (
            var (unit, role, status) in new[]
            {
                (Neighbourhood.BellDesk, StaffRole.Handler, HttpStatusCode.NotFound),
                (Neighbourhood.WillowDesk, StaffRole.Reviewer, HttpStatusCode.Forbidden),
                (Neighbourhood.WillowDesk, StaffRole.Auditor, HttpStatusCode.Forbidden),
                (Neighbourhood.Street, StaffRole.Supervisor, HttpStatusCode.OK),
            }
        )
        {
            var somebody = await scene.Office.HireAsync(unit, role);
            Assert.Equal(status, (await somebody.Browser.GetAsync(scene.Address)).Status);
            if (status != HttpStatusCode.OK)
            {
                Assert.NotEqual(HttpStatusCode.OK, (await somebody.Browser.GetAsync($"{scene.Address}/end")).Status);
                Assert.DoesNotContain(
                    scene.Raised.Reference.ToString(),
                    (await somebody.Browser.GetAsync("/staff/disputes")).Main,
                    StringComparison.Ordinal
                );
            }
        }
        var room = await scene.Theirs.GetAsync(scene.Second);
        Assert.Contains("柳园街道办事处", room.Main, StringComparison.Ordinal);
        var line = (await scene.Clerk.Browser.GetAsync("/staff/disputes")).Main;
        Assert.Contains(scene.Raised.Reference.ToString(), line, StringComparison.Ordinal);
        Assert.DoesNotContain("小李", line, StringComparison.Ordinal);
        Assert.DoesNotContain("脚步声", line, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_new_link_ends_the_one_before_and_the_room_says_that_it_was_given(DatabaseKind kind)
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        var anew = await DisputeScene.LinkAsync(scene.Clerk, await scene.PageAsync(), 1);
        Assert.Equal(HttpStatusCode.NotFound, (await scene.Theirs.GetAsync(scene.Second)).Status);
        Assert.Contains("给了新的链接", (await scene.Theirs.GetAsync(anew)).Main, StringComparison.Ordinal);
        Assert.Contains("打开我的房间", (await scene.Mine.GetAsync($"/m/{scene.Raised.Link}")).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Erasing_takes_the_partys_words_and_name_and_leaves_the_chain_whole(DatabaseKind kind)
    {
        // A database of its own: at the end its history is damaged.
        await using var host = await TestHost.StartAsync(kind);
        var scene = await DisputeScene.MakeAsync(host);
        await DisputeScene.InRoomAsync(scene.Theirs, scene.Second, "", ("Words", Secret));
        await DisputeScene.InRoomAsync(scene.Theirs, scene.Second, "/erase");
        var page = await scene.PageAsync();
        Assert.DoesNotContain(Secret, page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("小李", page.Main, StringComparison.Ordinal);
        Assert.Contains("不再申请调解", page.Main, StringComparison.Ordinal);
        Assert.Null(await scene.FirstBrokenAsync());
        await using var db = scene.Office.Host.OpenDb();
        await db.Set<DisputeFactRow>()
            .Where(f =>
                f.Type == nameof(PartyNamed)
                && db.Set<DisputeRow>().Any(d => d.Id == f.DisputeId && d.MatterId == scene.Raised.Id)
            )
            .ExecuteUpdateAsync(f => f.SetProperty(r => r.Unit, "somebody"));
        Assert.Equal(2, await scene.FirstBrokenAsync());
    }

    [Theory, OnBothDatabases]
    public async Task A_raiser_who_erases_the_matters_data_is_erased_as_a_party_too(DatabaseKind kind)
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        await scene.Mine.SubmitAsync(await scene.Mine.GetAsync($"/m/{scene.Raised.Link}/withdraw"));
        await scene.Mine.SubmitAsync(await scene.Mine.GetAsync($"/m/{scene.Raised.Link}/erase"), [("Sure", "true")]);
        Assert.Equal(HttpStatusCode.NotFound, (await scene.Mine.GetAsync(scene.First)).Status);
        await using var db = scene.Office.Host.OpenDb();
        Assert.Single(
            await db.Set<DisputePersonRow>().Where(p => p.Erased && p.Key == null && p.Name == null).ToListAsync(),
            p => p.Raiser == scene.Raised.Raiser
        );
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_who_was_slower_is_told_and_keeps_what_they_typed(DatabaseKind kind)
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        var form = await scene.Clerk.Browser.GetAsync($"{scene.Address}/end");
        await DisputeScene.InRoomAsync(scene.Theirs, scene.Second, "/safety", DisputeScene.Answers());
        var late = await scene.Clerk.Browser.SubmitAsync(
            form,
            [("Form.As", nameof(EndedAs.Withdrawn)), ("Form.Words", "不调了")]
        );
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal("不调了", late.ValueOf("Form.Words"));
    }

    [Theory, OnBothDatabases]
    public async Task Everybody_may_read_where_disputes_are_mediated_in_both_languages(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        Assert.Contains("治安调解", (await host.NewBrowser().GetAsync("/mediation")).Main, StringComparison.Ordinal);
        Assert.Contains("Protection order", (await host.NewBrowser("en").GetAsync("/mediation")).Main, StringComparison.Ordinal);
        var venues = (await host.NewBrowser().GetAsync("/mediation")).Main;
        foreach (
            var day in (string[])
                [
                    "开始治安调解：受理或者伤情鉴定完毕起 3 个工作日治安调解工作规范（2007年，据新闻报道），待与法律文本核对",
                    "决定是否受理：收到投诉起 7 个工作日",
                    "收到申请起 5 个工作日（深圳的规定）",
                    "收到事故认定书起 10 个工作日，是工作日还是自然日待核对",
                    "指定调解组织或者调解员：提出申请起 3 个工作日",
                ]
        )
        {
            Assert.Contains(day, venues, StringComparison.Ordinal);
        }
    }
}
