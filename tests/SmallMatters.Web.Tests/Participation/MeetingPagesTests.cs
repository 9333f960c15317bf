using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Participation;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Hazards;
using Xunit;

namespace SmallMatters.Web.Tests.Participation;

/// <summary>A meeting from the invitation to the report at the next one, in the browser.</summary>
public class MeetingPagesTests
{
    [Theory, OnBothDatabases]
    public async Task What_is_said_becomes_matters_and_promises_and_the_next_meeting_reports_what_became_of_them(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var part = await TakingPart.AtAsync(host);
        var staff = await CallAsync(part, "东门停车怎么办");
        var one = staff["/staff".Length..];
        await TakingPart.StepAsync(part.Leader, $"{staff}/release", ("Form.Released", "true"));
        var own = await part.GiveAsync(
            one,
            "13800001111",
            ("Form.People", "2"),
            ("Form.Needs", "StepFree"),
            ("Form.Item", "路灯也想谈")
        );
        var late = host.NewBrowser();
        var full = await late.SubmitAsync(await late.GetAsync(one), [("Form.People", "2"), ("Form.Phone", "13800002222")]);
        Assert.NotNull(full.MistakeBeside("Form.People"));
        foreach (var landline in (string[])["021-5555 1234", "+86 10 5555 1234"])
        {
            var deaf = await late.SubmitAsync(await late.GetAsync(one), [("Form.People", "1"), ("Form.Phone", landline)]);
            Assert.Contains("座机收不到", deaf.MistakeBeside("Form.Phone"), StringComparison.Ordinal);
        }
        var seen = (await part.Writer.Browser.GetAsync(staff)).Main;
        Assert.Contains("2 人，位子 3 个", seen, StringComparison.Ordinal);
        Assert.Contains("不走台阶 1 份", seen, StringComparison.Ordinal);
        Assert.Contains("路灯也想谈", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("1111", seen, StringComparison.Ordinal);

        // Moved, whoever comes is told; the day before, they are reminded once.
        await TakingPart.StepAsync(
            part.Writer,
            $"{staff}/move",
            [.. TakingPart.When(await part.DayAsync(9)), ("Form.Where", "老年活动室"), ("Form.Words", "会场停电。")]
        );
        Assert.Contains("改期", Assert.Single(await part.TakenAsync()).Words, StringComparison.Ordinal);
        Assert.Contains("会场停电。", (await host.NewBrowser().GetAsync(own)).Main, StringComparison.Ordinal);
        await part.LaterAsync(TimeSpan.FromDays(8));
        var replies = host.Services.GetRequiredService<ParticipationReplies>();
        Assert.Equal((1, 0), (await replies.RemindAsync(), await replies.RemindAsync()));
        Assert.Contains("明天有恳谈会", Assert.Single(await part.TakenAsync()).Words, StringComparison.Ordinal);
        // Moved once more, they are reminded of the new day too.
        await TakingPart.StepAsync(
            part.Writer,
            $"{staff}/move",
            [.. TakingPart.When(await part.DayAsync(5)), ("Form.Where", "老年活动室"), ("Form.Words", "还是停电。")]
        );
        await part.LaterAsync(TimeSpan.FromDays(4));
        Assert.Equal(1, await replies.RemindAsync());
        Assert.Equal(2, (await part.TakenAsync()).Count);

        await part.LaterAsync(TimeSpan.FromDays(2));
        var form = await part.Writer.Browser.GetAsync($"{staff}/minutes");
        Assert.Equal(2, (await part.Writer.Browser.SubmitAsync(form)).Mistakes.Count);
        await TakingPart.StepAsync(
            part.Writer,
            $"{staff}/minutes",
            [
                ("Form.Attended", "9"),
                ("Form.Lines[0].Words", "三栋门口的灯不亮。"),
                ("Form.Lines[0].Kind", "Matter"),
                ("Form.Lines[1].Words", "早上东门堵。"),
                ("Form.Lines[1].Kind", "Promise"),
                ("Form.Lines[1].Answer", "早上派人疏导。"),
                .. Inspecting.Day("Lines[1].DueOn", await part.DayAsync(20)),
            ]
        );
        await TakingPart.StepAsync(part.Leader, $"{staff}/publish", ("Form.Released", "true"));
        Assert.Contains("纪要公布了", Assert.Single(await part.TakenAsync()).Words, StringComparison.Ordinal);
        var held = await part.Writer.Browser.GetAsync(staff);
        Assert.Contains("还没有转出", held.Main, StringComparison.Ordinal);
        var raise = await part.Writer.Browser.GetAsync(held.LinkTo("第 1 条：转为诉求"));
        Assert.NotNull((await part.Writer.Browser.SubmitAsync(raise)).MistakeBeside("Form.Category"));
        var raised = await part.Writer.Browser.SubmitAsync(raise, [("Form.Category", Neighbourhood.Lamp)]);
        Assert.Empty(raised.Mistakes);
        // Pressed twice, it is one matter.
        Assert.Equal(
            HttpStatusCode.OK,
            (await part.Writer.Browser.SubmitAsync(raise, [("Form.Category", Neighbourhood.Lamp)])).Status
        );
        await using (var db = host.OpenDb())
        {
            Assert.Equal(1, await db.Set<MatterRow>().CountAsync());
        }
        var minutes = await host.NewBrowser().GetAsync(one);
        Assert.Contains("已转为诉求", minutes.Main, StringComparison.Ordinal);
        Assert.Contains("在做", minutes.Main, StringComparison.Ordinal);

        // The next meeting of the area opens with it; nobody types that.
        await part.LaterAsync(TimeSpan.FromDays(21));
        var next = await CallAsync(part, "路灯和绿化");
        await TakingPart.StepAsync(part.Leader, $"{next}/release", ("Form.Released", "true"));
        var invitation = (await host.NewBrowser().GetAsync(next["/staff".Length..])).Main;
        Assert.Contains("报告上一次谈的事办得怎样", invitation, StringComparison.Ordinal);
        Assert.Contains($"{next["/staff".Length..]}", invitation, StringComparison.Ordinal);
        Assert.Contains("已超期", invitation, StringComparison.Ordinal);
        var said = (await host.NewBrowser().GetAsync($"/areas/{Neighbourhood.Willow}")).Document.QuerySelector(
            "[data-said-and-done]"
        )!;
        Assert.Contains("恳谈会上的承诺", said.TextContent, StringComparison.Ordinal);
        Assert.Contains("已超期", said.TextContent, StringComparison.Ordinal);
        held = await part.Writer.Browser.GetAsync(staff);
        await TakingPart.StepAsync(
            part.Writer,
            held.LinkTo("第 2 条：承诺的结果"),
            ("Form.Kept", "true"),
            ("Form.Words", "每天早上一个人。")
        );
        Assert.Contains(
            "做到了，晚了",
            (await host.NewBrowser().GetAsync(next["/staff".Length..])).Main,
            StringComparison.Ordinal
        );
        said = (await host.NewBrowser().GetAsync($"/areas/{Neighbourhood.Willow}")).Document.QuerySelector(
            "[data-said-and-done]"
        )!;
        Assert.Contains("做到了，晚了", said.TextContent, StringComparison.Ordinal);
        // Contacts of who came go a few days after the minutes.
        await replies.ForgetAsync();
        await using var after = host.OpenDb();
        Assert.Equal(0, await after.Set<ReplyRow>().CountAsync());
    }

    [Theory, OnBothDatabases]
    public async Task The_last_seats_are_given_once_however_many_press_at_the_same_time(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var part = await TakingPart.AtAsync(host);
        var staff = await CallAsync(part, "谈一谈");
        await TakingPart.StepAsync(part.Leader, $"{staff}/release", ("Form.Released", "true"));
        var replies = host.Services.GetRequiredService<ParticipationReplies>();
        var ring = host.Services.GetRequiredService<Storage.Keys.KeyRing>();
        var about = Guid.ParseExact(staff.Split('/')[^1], "N");
        var tokens = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            var body = new ReplyBody("", null, new Domain.Participation.SignUp(1, []));
            var (_, id) = await replies.AskAsync(
                ReplyKind.SignUp,
                about,
                body,
                $"1380000111{i}",
                null,
                Domain.Language.Tongue.Zh
            );
            tokens.Add(ring.LinkFor(id, 1));
        }
        var pressed = await Task.WhenAll(tokens.Select(t => replies.ConfirmAsync(t)));
        Assert.Equal(3, pressed.Count(p => p is Storage.Cards.Acted.Written));
        Assert.All(
            pressed.Where(p => p is not Storage.Cards.Acted.Written),
            p => Assert.Equal("meeting-full", Assert.IsType<Storage.Cards.Acted.Refused>(p).Why.Code)
        );
        Assert.Contains("还剩 0 个", (await host.NewBrowser().GetAsync(staff["/staff".Length..])).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Each_mistake_of_day_and_time_stands_at_its_own_field_with_all_others_at_once(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var part = await TakingPart.AtAsync(host);
        foreach (var address in (string[])["/staff/meetings/new", "/staff/tasks/new"])
        {
            var form = await part.Writer.Browser.GetAsync(address);
            var none = await part.Writer.Browser.SubmitAsync(form);
            Assert.Contains("哪一天", none.MistakeBeside("Form.Day.day"), StringComparison.Ordinal);
            Assert.Contains("几点开始", none.MistakeBeside("Form.From"), StringComparison.Ordinal);
            Assert.Contains("几点结束", none.MistakeBeside("Form.Until"), StringComparison.Ordinal);
            Assert.NotNull(none.MistakeBeside("Form.Title"));
            var unread = await part.Writer.Browser.SubmitAsync(form, [("Form.From", "七点"), ("Form.Until", "20:00")]);
            Assert.Contains("14:30", unread.MistakeBeside("Form.From"), StringComparison.Ordinal);
            Assert.NotNull(unread.MistakeBeside("Form.Day.day"));
            Assert.Null(unread.MistakeBeside("Form.Until"));
            (string, string)[] day = Inspecting.Day("Day", await part.DayAsync(5));
            var before = await part.Writer.Browser.SubmitAsync(form, [.. day, ("Form.From", "20:00"), ("Form.Until", "19:00")]);
            Assert.Null(before.MistakeBeside("Form.From"));
            Assert.Contains("开始以后", before.MistakeBeside("Form.Until"), StringComparison.Ordinal);
            var far = await part.Writer.Browser.SubmitAsync(form, TakingPart.When(await part.DayAsync(400)));
            Assert.NotNull(far.MistakeBeside("Form.Day.day"));
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_lists_of_the_staff_show_the_day_of_the_meeting_and_the_menu_leads_there(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var part = await TakingPart.AtAsync(host);
        var staff = await CallAsync(part, "东门停车怎么办");
        var menu = await part.Writer.Browser.GetAsync("/staff/taking-part");
        Assert.NotNull(menu.Document.QuerySelector("nav a[href='/staff/taking-part']"));
        Assert.NotNull(menu.Document.QuerySelector("nav a[href='/staff/learning']"));
        foreach (var place in (string[])["/staff/priorities", "/staff/consultations", "/staff/meetings", "/staff/tasks"])
        {
            Assert.NotNull(menu.Document.QuerySelector($"main a[href='{place}']"));
        }
        var list = await part.Writer.Browser.GetAsync("/staff/meetings");
        var line = list.Document.QuerySelector($"main li:has(a[href='{staff}'])")!.TextContent;
        var day = await part.DayAsync(5);
        Assert.Contains($"{day.Month}月{day.Day}日", line, StringComparison.Ordinal);
        Assert.Contains("19:00", line, StringComparison.Ordinal);
        foreach (var cut in (string[])["/consultations", "/meetings", "/tasks"])
        {
            Assert.Contains("不用注册", (await host.NewBrowser().GetAsync(cut)).Main, StringComparison.Ordinal);
        }
    }

    private static async Task<string> CallAsync(TakingPart part, string title) =>
        await part.WriteAsync(
            "/staff/meetings/new",
            [
                ("Form.Area", Neighbourhood.Willow),
                ("Form.Title", title),
                .. TakingPart.When(await part.DayAsync(5)),
                ("Form.Where", "居委会一楼"),
                ("Form.Agenda", "停车\n路灯"),
                ("Form.Places", "3"),
            ]
        );
}
