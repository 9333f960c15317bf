using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Storage.Participation;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Hazards;
using Xunit;

namespace SmallMatters.Web.Tests.Participation;

/// <summary>A consultation from the question to the answer in public, in the browser.</summary>
public class ConsultationPagesTests
{
    private const string Title = "东门要不要改成只走人";

    [Theory, OnBothDatabases]
    public async Task Residents_answer_without_an_account_and_every_theme_they_raised_is_answered_in_public(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var part = await TakingPart.AtAsync(host);
        var empty = await part.Writer.Browser.SubmitAsync(await part.Writer.Browser.GetAsync("/staff/consultations/new"));
        Assert.Equal(7, empty.Mistakes.Count);
        var staff = await AskAsync(part);
        var one = staff["/staff".Length..];
        var anybody = host.NewBrowser();
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(one)).Status);
        await TakingPart.StepAsync(part.Leader, $"{staff}/release", ("Form.Released", "true"));
        Assert.Equal(one, (await anybody.GetAsync($"/taking-part?area={Neighbourhood.Willow}")).LinkTo(Title));
        var wrong = await anybody.SubmitAsync(await anybody.GetAsync(one), [("Form.Words", "打 13912345678")]);
        Assert.Equal(3, wrong.Mistakes.Count);

        for (var i = 0; i < 6; i++)
        {
            await part.GiveAsync(one, $"1380000000{i}", ("Form.Choice", "1"), ("Form.Words", $"绕路太远，第{i}个人"));
        }
        // The same contact once more replaces what it gave; another one takes theirs back.
        await part.GiveAsync(one, "+86 138 0000 0005", ("Form.Choice", "0"), ("Form.Words", "想通了，早晚最挤"));
        var own = await part.GiveAsync(one, "13800000009", ("Form.Choice", "0"), ("Form.Words", "不想说了"));
        Assert.Contains("不想说了", (await anybody.GetAsync(own)).Main, StringComparison.Ordinal);
        await anybody.SubmitAsync(await anybody.GetAsync(own), form: "form[action$='handler=takeback']");
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(own)).Status);
        await TakingPart.StepAsync(part.Leader, $"{staff}/paper", ("Form.Choice", "1"), ("Form.Words", "纸上写的：绕路"));
        await using (var db = host.OpenDb())
        {
            var rows = await db.Set<ReplyRow>().ToListAsync();
            Assert.Equal(7, rows.Count);
            // Of an answer that counts no contact is kept, and its words are under a key.
            Assert.All(rows, r => Assert.Equal((null, null), (r.Phone, r.Email)));
            Assert.All(rows, r => Assert.DoesNotContain("绕路", r.Body, StringComparison.Ordinal));
        }

        var sort = await part.Writer.Browser.GetAsync($"{staff}/answers");
        sort = await part.Writer.Browser.SubmitAsync(sort, [("theme", "绕路太远")], "form[action*='handler=theme']");
        Assert.Contains("7 条没有归类", sort.Main, StringComparison.Ordinal);
        var ids = sort.Document.QuerySelectorAll("input[name^='sort-'][value='1']").Select(i => i.GetAttribute("name")!).ToList();
        sort = await part.Writer.Browser.SubmitAsync(
            sort,
            [.. ids.Select((id, i) => (id, sort.Main.Contains("想通了", StringComparison.Ordinal) && i == 5 ? "0" : "1"))],
            "form[action*='handler=sort']"
        );
        Assert.Contains("还有 0 条没有归类", sort.Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await part.Writer.Browser.GetAsync($"{staff}/answer")).Status);

        await part.LaterAsync(TimeSpan.FromDays(13));
        Assert.Contains("已截止，等答复", (await anybody.GetAsync(one)).Main, StringComparison.Ordinal);
        var form = await part.Writer.Browser.GetAsync($"{staff}/answer");
        Assert.Equal(5, (await part.Writer.Browser.SubmitAsync(form)).Mistakes.Count);
        await TakingPart.StepAsync(
            part.Writer,
            $"{staff}/answer",
            [
                ("Form.Outcome1", "InPart"),
                ("Form.Words1", "中午照旧走车。"),
                ("Form.Decision", "只在早晚改。"),
                ("Form.Next", "刷线立牌。"),
                .. Inspecting.Day("NextOn", await part.DayAsync(30)),
            ]
        );
        Assert.DoesNotContain("中午照旧走车", (await anybody.GetAsync(one)).Main, StringComparison.Ordinal);
        Assert.DoesNotContain("theme,", (await anybody.GetAsync($"{one}.csv")).Text, StringComparison.Ordinal);
        await TakingPart.StepAsync(part.Leader, $"{staff}/publish", ("Form.Released", "true"));
        var shown = (await anybody.GetAsync(one)).Main;
        Assert.Contains("中午照旧走车", shown, StringComparison.Ordinal);
        Assert.Contains("一共收到 7 条：网上 6 条，纸上 1 条", shown, StringComparison.Ordinal);
        Assert.Contains("不足 5 条", shown, StringComparison.Ordinal);
        var csv = (await anybody.GetAsync($"{one}.csv")).Text;
        Assert.Contains("theme,", csv, StringComparison.Ordinal);
        Assert.Contains("InPart,中午照旧走车。", csv, StringComparison.Ordinal);
        Assert.Contains("by link,,6,", csv, StringComparison.Ordinal);
        Assert.Contains("<5", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("第3个人", csv, StringComparison.Ordinal);
        // Words of residents are nobody's to read but the unit's, and go a month later.
        Assert.DoesNotContain("第3个人", shown, StringComparison.Ordinal);
        host.Clock.Advance(TimeSpan.FromDays(31));
        await host.Services.GetRequiredService<ParticipationReplies>().ForgetAsync();
        await using var after = host.OpenDb();
        Assert.Equal(0, await after.Set<ReplyRow>().CountAsync());
        Assert.Contains("中午照旧走车", (await anybody.GetAsync(one)).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Another_unit_reads_nothing_of_it_and_an_answer_that_is_late_shows(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var part = await TakingPart.AtAsync(host);
        var staff = await AskAsync(part);
        await TakingPart.StepAsync(part.Leader, $"{staff}/release", ("Form.Released", "true"));
        var stranger = await part.Office.HireAsync(Neighbourhood.BellDesk, Domain.Matters.StaffRole.Supervisor);
        foreach (var address in new[] { staff, $"{staff}/answers", $"{staff}/calloff", $"{staff}/paper" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Browser.GetAsync(address)).Status);
        }
        host.Clock.Advance(TimeSpan.FromDays(12 + 32));
        Assert.Contains(
            "已截止，答复超期",
            (await host.NewBrowser().GetAsync(staff["/staff".Length..])).Main,
            StringComparison.Ordinal
        );
    }

    [Theory, OnBothDatabases]
    public async Task What_nobody_confirms_is_forgotten_and_a_link_that_was_guessed_opens_nothing(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var part = await TakingPart.AtAsync(host);
        var staff = await AskAsync(part);
        await TakingPart.StepAsync(part.Leader, $"{staff}/release", ("Form.Released", "true"));
        var who = host.NewBrowser();
        await who.SubmitAsync(
            await who.GetAsync(staff["/staff".Length..]),
            [("Form.Choice", "0"), ("Form.Email", "one@example.org")]
        );
        var guessed = new string('A', 43);
        Assert.Equal(HttpStatusCode.NotFound, (await who.GetAsync($"/taking-part/{guessed}")).Status);
        host.Clock.Advance(TimeSpan.FromDays(3));
        await host.Services.GetRequiredService<ParticipationReplies>().ForgetAsync();
        await using var db = host.OpenDb();
        Assert.Equal(0, await db.Set<ReplyRow>().CountAsync());
    }

    private static async Task<string> AskAsync(TakingPart part) =>
        await part.WriteAsync(
            "/staff/consultations/new",
            [
                ("Form.Area", Neighbourhood.Willow),
                ("Form.Title", Title),
                ("Form.Plan", "东门车和人挤在一起，打算改成只走人。"),
                ("Form.Open", "几点到几点。"),
                ("Form.Settled", "消防通道不能占。"),
                ("Form.Question", "您觉得怎样？"),
                ("Form.Choices", "改\n不改"),
                .. Inspecting.Day("Until", await part.DayAsync(12)),
            ]
        );
}
