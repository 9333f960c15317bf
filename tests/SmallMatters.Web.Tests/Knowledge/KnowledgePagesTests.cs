using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Knowledge;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Knowledge;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Raising;
using Xunit;

namespace SmallMatters.Web.Tests.Knowledge;

/// <summary>An answer from being written to being found, offered, used and let go of.</summary>
public class KnowledgePagesTests
{
    private const string Question = "路灯不亮多久能修好？";
    private const string Answer = "公开的时限是三个工作日，换灯杆的除外。";

    private static async Task<(TestHost Host, Office Office, Clerk Clerk)> SceneAsync(DatabaseKind kind)
    {
        var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        return (host, office, await office.HireAsync(Neighbourhood.Lamps));
    }

    private static DateOnly TodayOf(TestHost host) =>
        DateOnly.FromDateTime(host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);

    private static async Task<Guid> WriteAsync(
        TestHost host,
        Clerk clerk,
        string question = Question,
        string answer = Answer,
        string? category = null,
        int days = 60
    )
    {
        var (done, id) = await host
            .Services.GetRequiredService<KnowledgeBook>()
            .WriteAsync(
                clerk.Actor,
                new KeepKnowledge(question, null, answer, null, category, "公开的时限", TodayOf(host).AddDays(days))
            );
        Assert.IsType<Acted.Written>(done);
        return id;
    }

    private static IEnumerable<(string, string)> Day(string field, DateOnly day) =>
        [($"{field}.year", $"{day.Year}"), ($"{field}.month", $"{day.Month}"), ($"{field}.day", $"{day.Day}")];

    [Theory, OnBothDatabases]
    public async Task What_a_unit_writes_everybody_finds_by_any_two_signs_of_it(DatabaseKind kind)
    {
        var (host, _, clerk) = await SceneAsync(kind);
        await using var _1 = host;
        var form = await clerk.Browser.GetAsync("/staff/knowledge/new");
        var kept = await clerk.Browser.SubmitAsync(
            form,
            [
                ("Form.QuestionZh", Question),
                ("Form.AnswerZh", Answer),
                ("Form.QuestionEn", "When is a dark lamp mended?"),
                ("Form.AnswerEn", "Within three working days."),
                ("Form.Source", "单位公开的时限"),
                .. Day("Form.Until", TodayOf(host).AddDays(60)),
            ]
        );
        Assert.Equal(HttpStatusCode.OK, kept.Status);
        await WriteAsync(host, clerk, "井盖坏了找谁？", "打值班电话。");

        var anybody = host.NewBrowser();
        foreach (var query in (string[])["路灯", "修好", "灯杆", "MENDED", "三个工作日"])
        {
            var found = await anybody.GetAsync($"/answers?q={Uri.EscapeDataString(query)}");
            Assert.Equal("1", found.Document.QuerySelector("[data-found]")!.GetAttribute("data-found"));
            Assert.Contains(Question, found.Main, StringComparison.Ordinal);
        }
        var one = await anybody.GetAsync((await anybody.GetAsync("/answers")).LinkTo(Question));
        Assert.Contains(Answer, one.Main, StringComparison.Ordinal);
        Assert.Contains("路灯管理所", one.Main, StringComparison.Ordinal);
        Assert.Contains(
            "Within three working days.",
            (await host.NewBrowser("en").GetAsync(one.Path)).Main,
            StringComparison.Ordinal
        );
    }

    [Theory, OnBothDatabases]
    public async Task All_mistakes_of_the_form_are_told_at_once(DatabaseKind kind)
    {
        var (host, _, clerk) = await SceneAsync(kind);
        await using var _1 = host;
        var again = await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync("/staff/knowledge/new"));
        Assert.Equal(4, again.Mistakes.Count);
    }

    [Theory, OnBothDatabases]
    public async Task An_answer_past_its_day_is_found_by_nobody_and_waits_in_its_units_inbox_until_it_is_reviewed(
        DatabaseKind kind
    )
    {
        var (host, _, clerk) = await SceneAsync(kind);
        await using var _1 = host;
        var id = await WriteAsync(host, clerk);
        Assert.DoesNotContain("条解答要复核", (await clerk.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);
        host.Clock.Advance(TimeSpan.FromDays(61));
        clerk = await new Office(host).HireAsync(Neighbourhood.Lamps);

        var anybody = host.NewBrowser();
        Assert.DoesNotContain(Question, (await anybody.GetAsync("/answers")).Main, StringComparison.Ordinal);
        Assert.DoesNotContain(Question, (await anybody.GetAsync("/answers?q=路灯")).Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"/answers/{id:N}")).Status);
        Assert.Contains("1 条解答要复核", (await clerk.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);
        var page = await clerk.Browser.GetAsync($"/staff/knowledge/{id:N}");
        Assert.Contains("已过期", page.Main, StringComparison.Ordinal);

        var reviewed = await clerk.Browser.SubmitAsync(
            page,
            [.. Day("Until", TodayOf(host).AddDays(100))],
            "form[action$='handler=review']"
        );
        Assert.Empty(reviewed.Mistakes);
        Assert.Contains(Question, (await anybody.GetAsync("/answers?q=路灯")).Main, StringComparison.Ordinal);
        Assert.DoesNotContain("条解答要复核", (await clerk.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_changed_answer_is_found_by_its_new_words_alone_and_what_it_said_stays_in_its_history(DatabaseKind kind)
    {
        var (host, _, clerk) = await SceneAsync(kind);
        await using var _1 = host;
        var id = await WriteAsync(host, clerk);
        var form = await clerk.Browser.GetAsync($"/staff/knowledge/{id:N}/change");
        var changed = await clerk.Browser.SubmitAsync(form, [("Form.AnswerZh", "两个工作日。")]);
        Assert.Contains(Answer, changed.Main, StringComparison.Ordinal);
        var anybody = host.NewBrowser();
        Assert.DoesNotContain(Question, (await anybody.GetAsync("/answers?q=灯杆")).Main, StringComparison.Ordinal);
        Assert.Contains(Question, (await anybody.GetAsync("/answers?q=两个")).Main, StringComparison.Ordinal);

        var late = await clerk.Browser.SubmitAsync(form, [("Form.AnswerZh", "四个工作日。")]);
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal("四个工作日。", late.ValueOf("Form.AnswerZh"));
        Assert.DoesNotContain(Question, (await anybody.GetAsync("/answers?q=四个")).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Another_unit_reads_an_answer_and_cannot_touch_it(DatabaseKind kind)
    {
        var (host, office, clerk) = await SceneAsync(kind);
        await using var _1 = host;
        var id = await WriteAsync(host, clerk);
        var other = await office.HireAsync(Neighbourhood.BellDesk);
        var page = await other.Browser.GetAsync($"/staff/knowledge/{id:N}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Null(page.Document.QuerySelector("form[action$='handler=review']"));
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.GetAsync($"/staff/knowledge/{id:N}/change")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_writes_what_is_answered_already_is_offered_the_answer_and_may_still_go_on(DatabaseKind kind)
    {
        var (host, _, clerk) = await SceneAsync(kind);
        await using var _1 = host;
        await WriteAsync(host, clerk);
        var browser = host.NewBrowser();
        var offered = await new Journey(browser).ToAsync("/raise/answers", words: "门口的路灯不亮了，多久能修好？");
        Assert.Contains(Answer, offered.Main, StringComparison.Ordinal);
        var on = await browser.SubmitAsync(offered);
        Assert.Equal("/raise/where", on.Path);

        var enough = await browser.SubmitAsync(await browser.GetAsync("/raise/answers"), form: "form[action$='handler=enough']");
        Assert.Equal("/answers", enough.Path);
        Assert.Equal("/raise", (await browser.GetAsync("/raise/check")).Path);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_writes_something_else_or_of_somebodys_conduct_is_offered_nothing(DatabaseKind kind)
    {
        var (host, _, clerk) = await SceneAsync(kind);
        await using var _1 = host;
        await WriteAsync(host, clerk);
        var other = await new Journey(host.NewBrowser()).ToAsync("/raise/where", words: "楼上一直在装修。");
        Assert.Equal("/raise/where", other.Path);
        var praise = await new Journey(host.NewBrowser()).ToAsync(
            "/raise/where",
            "praise",
            "路灯不亮，多久能修好？没想到当天就修好了。"
        );
        Assert.Equal("/raise/where", praise.Path);
    }

    [Theory, OnBothDatabases]
    public async Task A_handler_puts_an_answer_into_a_reply_below_what_is_typed_and_nothing_is_sent(DatabaseKind kind)
    {
        var (host, office, clerk) = await SceneAsync(kind);
        await using var _1 = host;
        var id = await WriteAsync(host, clerk);
        var raised = await office.RaiseAsync(Neighbourhood.Lamp, words: "路灯不亮，多久能修好？");
        var form = await clerk.OpenAsync(raised, "reply");
        using var request = Browser.RequestOf(form, [("Form.Text", "您好。"), ("Form.Template", $"{id:N}")]);
        request.RequestUri = new Uri($"{form.Path}?handler=template", UriKind.Relative);
        var page = await clerk.Browser.SendAsync(request);
        Assert.Equal($"您好。\n\n{Answer}", page.ValueOf("Form.Text")!.ReplaceLineEndings("\n").Trim());
        Assert.DoesNotContain(Answer, (await host.NewBrowser().GetAsync($"/m/{raised.Link}")).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_enough_people_searched_for_in_vain_becomes_the_work_list_and_goes_again(DatabaseKind kind)
    {
        var (host, _, clerk) = await SceneAsync(kind);
        await using var _1 = host;
        for (var i = 1; i <= SearchGap.Enough; i++)
        {
            Assert.DoesNotContain("充电桩", (await clerk.Browser.GetAsync("/staff/knowledge")).Main, StringComparison.Ordinal);
            await using (var early = host.OpenDb())
            {
                Assert.Equal(0, await early.Set<KnowledgeGapRow>().CountAsync(g => g.Words != null));
            }
            await host.NewBrowser().GetAsync("/answers?q=充电桩%2013912345678");
        }
        var list = await clerk.Browser.GetAsync("/staff/knowledge");
        Assert.Contains("充电桩", list.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("13912345678", list.Text, StringComparison.Ordinal);
        var form = await clerk.Browser.GetAsync(list.LinkTo("写解答"));
        Assert.Equal("充电桩", form.ValueOf("Form.QuestionZh"));

        host.Clock.Advance(TimeSpan.FromDays(SearchGap.DaysKept + 1));
        Assert.Equal(1, await host.Services.GetRequiredService<KnowledgeSearch>().ForgetAsync());
    }
}
