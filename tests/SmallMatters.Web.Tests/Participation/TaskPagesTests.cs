using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Storage.Participation;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Participation;

/// <summary>A task that residents take, in the browser.</summary>
public class TaskPagesTests
{
    [Theory, OnBothDatabases]
    public async Task Residents_take_it_are_reminded_give_it_back_say_that_it_is_done_and_nobody_has_a_list_of_them(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var part = await TakingPart.AtAsync(host);
        (string, string)[] fields =
        [
            ("Form.Area", Neighbourhood.Willow),
            ("Form.Title", "看一遍三栋的楼道灯"),
            ("Form.What", "从一楼走到顶楼，哪层不亮记下来。"),
            ("Form.NotPart", "不爬高，不盘查任何人。"),
            ("Form.Where", "三栋门口"),
            .. TakingPart.When(await part.DayAsync(6)),
            ("Form.Needed", "2"),
        ];
        var form = await part.Writer.Browser.GetAsync("/staff/tasks/new");
        var people = await part.Writer.Browser.SubmitAsync(
            form,
            [.. fields.Where(f => f.Item1 != "Form.What"), ("Form.What", "看看有没有可疑人。")]
        );
        Assert.Contains("是对人的", people.MistakeBeside("Form.What"), StringComparison.Ordinal);
        var staff = await part.WriteAsync("/staff/tasks/new", fields);
        var one = staff["/staff".Length..];
        await TakingPart.StepAsync(part.Leader, $"{staff}/release", ("Form.Released", "true"));
        var first = await part.GiveAsync(one, "13800003331");
        var second = await part.GiveAsync(one, "13800003332");
        Assert.Contains("人数够了", (await host.NewBrowser().GetAsync(one)).Main, StringComparison.Ordinal);
        var anybody = host.NewBrowser();
        await anybody.SubmitAsync(await anybody.GetAsync(second), form: "form[action$='handler=takeback']");
        Assert.Contains("还差 1 人", (await anybody.GetAsync(one)).Main, StringComparison.Ordinal);
        var seen = (await part.Writer.Browser.GetAsync(staff)).Main;
        Assert.DoesNotContain("333", seen, StringComparison.Ordinal);

        await part.LaterAsync(TimeSpan.FromDays(5));
        var replies = host.Services.GetRequiredService<ParticipationReplies>();
        Assert.Equal((1, 0), (await replies.RemindAsync(), await replies.RemindAsync()));
        Assert.Equal("13800003331", Assert.Single(await part.TakenAsync()).Phone);
        Assert.DoesNotContain("做完了", (await anybody.GetAsync(first)).Main, StringComparison.Ordinal);
        await part.LaterAsync(TimeSpan.FromDays(2));
        await anybody.SubmitAsync(await anybody.GetAsync(first), form: "form[action$='handler=done']");
        Assert.Contains("您说做完了", (await anybody.GetAsync(first)).Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await part.Writer.Browser.GetAsync($"{staff}/release")).Status);
        await TakingPart.StepAsync(part.Writer, $"{staff}/end", ("Form.Words", "三楼的灯换好了。"));
        Assert.Contains("三楼的灯换好了。", (await anybody.GetAsync(one)).Main, StringComparison.Ordinal);
        Assert.Contains("谢谢", Assert.Single(await part.TakenAsync()).Words, StringComparison.Ordinal);
        var like = await part.Writer.Browser.GetAsync((await part.Writer.Browser.GetAsync(staff)).LinkTo("照样再提一次"));
        Assert.Equal("三栋门口", like.Document.QuerySelector("input[name='Form.Where']")!.GetAttribute("value"));
        host.Clock.Advance(TimeSpan.FromDays(4));
        await replies.ForgetAsync();
        await using var db = host.OpenDb();
        Assert.Equal(0, await db.Set<ReplyRow>().CountAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(first)).Status);
    }
}
