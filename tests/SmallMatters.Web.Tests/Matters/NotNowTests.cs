using System.Net;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Matters;

/// <summary>The page of a step that the matter's state does not allow now.</summary>
public class NotNowTests(TestHosts hosts)
{
    [Theory]
    [OnBothDatabases("zh", "已有一个问题在等居民回答，请等答复后再问。")]
    [OnBothDatabases("en", "One question already waits for the resident. Ask the next one after that.")]
    public async Task Whoever_opens_the_form_for_a_second_question_reads_that_one_waits(
        DatabaseKind kind,
        string language,
        string why
    )
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk, language: language);
        var raised = await office.RaiseAsync();
        await clerk.Browser.SubmitAsync(await clerk.OpenAsync(raised, "ask"), [("Form.Text", "哪一层？")]);

        AssertSaysWhy(await clerk.OpenAsync(raised, "ask"), raised, why);
    }

    [Theory]
    [OnBothDatabases("reply")]
    [OnBothDatabases("ask")]
    [OnBothDatabases("answer")]
    [OnBothDatabases("close")]
    [OnBothDatabases("sort")]
    [OnBothDatabases("merge")]
    [OnBothDatabases("take")]
    [OnBothDatabases("hand-over")]
    [OnBothDatabases("hand-over/take-back")]
    [OnBothDatabases("parts/give")]
    public async Task The_forms_of_a_closed_matter_of_ones_own_unit_say_that_it_is_closed(DatabaseKind kind, string act)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await ClosedAsync(office, clerk);

        AssertSaysWhy(await clerk.OpenAsync(raised, act), raised, "这件诉求已经不在办理中。");
    }

    [Theory, OnBothDatabases]
    public async Task Each_form_says_what_stands_in_its_way(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        AssertSaysWhy(await clerk.OpenAsync(raised, "answer"), raised, "现在没有等居民回答的问题。");
        AssertSaysWhy(await clerk.OpenAsync(raised, "hand-over/take-back"), raised, "没有等待答复的移交。");
        await clerk.Browser.SubmitAsync(await clerk.OpenAsync(raised), form: "form[action$='/take']");
        AssertSaysWhy(await clerk.OpenAsync(raised, "take"), raised, "已经由该承办人办理。");
        await clerk.Browser.SubmitAsync(
            await clerk.OpenAsync(raised, "hand-over"),
            [("Form.To", Neighbourhood.Lamps), ("Form.Ground", "place"), ("Form.Reason", "是路灯")]
        );
        foreach (var act in new[] { "close", "hand-over", "sort", "merge" })
        {
            AssertSaysWhy(await clerk.OpenAsync(raised, act), raised, "移交正在等对方答复。");
        }
    }

    [Theory, OnBothDatabases]
    public async Task What_is_not_ones_own_to_do_stays_forbidden_whatever_the_state(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var street = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        var stranger = await office.HireAsync(Neighbourhood.BellDesk);
        var raised = await ClosedAsync(office, clerk);
        foreach (var act in new[] { "reply", "ask", "close", "assign" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await street.OpenAsync(raised, act)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await stranger.OpenAsync(raised, act)).Status);
        }
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.OpenAsync(raised, "assign")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.OpenAsync(raised, "extend")).Status);
    }

    private static async Task<RaiseResult.Raised> ClosedAsync(Office office, Clerk clerk)
    {
        var raised = await office.RaiseAsync();
        await office.DoAsync(
            raised,
            clerk.Actor,
            (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已处理。"), clerk.Actor, j, now)
        );
        return raised;
    }

    private static void AssertSaysWhy(WebPage page, RaiseResult.Raised raised, string why)
    {
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains(why, page.Main);
        Assert.NotNull(page.Document.QuerySelector($"main a[href='/staff/matters/{raised.Reference.Value}']"));
    }
}
