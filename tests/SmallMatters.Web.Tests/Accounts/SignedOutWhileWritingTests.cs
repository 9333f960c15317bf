using System.Net;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Accounts;

/// <summary>Somebody of the staff writes, and is signed out before they send it.</summary>
public class SignedOutWhileWritingTests(TestHosts hosts)
{
    private const string Written = "已打电话，三楼 <b>周六</b> 下午在家。\r\n第二行：请带梯子。";

    [Theory]
    [OnBothDatabases("note", "Form.Text", "zh")]
    [OnBothDatabases("reply", "Form.Text", "en")]
    [OnBothDatabases("ask", "Form.Text", "zh")]
    [OnBothDatabases("close", "Form.Words", "en")]
    [OnBothDatabases("hand-over", "Form.Reason", "zh")]
    [OnBothDatabases("threat", "Form.Text", "zh")]
    [OnBothDatabases("parts/give", "Form.Task", "zh")]
    public async Task Nothing_that_was_written_is_lost_by_being_signed_out(
        DatabaseKind kind,
        string act,
        string field,
        string language
    )
    {
        var (_, clerk, raised, form) = await WritingAsync(kind, act, language);
        await SignOutElsewhereAsync(clerk);

        var answer = await clerk.Browser.SubmitAsync(form, [(field, Written)]);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal(language == "zh" ? "您已经退出登录" : "You are signed out", answer.Heading);
        Assert.Contains(
            answer.Document.QuerySelectorAll("main .app-said"),
            said => said.TextContent.ReplaceLineEndings("\n") == Written.ReplaceLineEndings("\n")
        );
        Assert.Empty(answer.Document.QuerySelectorAll("main b"));
        Assert.Equal(
            $"/sign-in?to=%2Fstaff%2Fmatters%2F{raised.Reference.Value}%2F{Uri.EscapeDataString(act)}",
            answer.Document.QuerySelector("main a[href^='/sign-in']")!.GetAttribute("href")
        );
        Assert.True(answer.Response.Headers.CacheControl?.NoStore);
        Assert.DoesNotContain("周六", answer.Response.Headers.ToString(), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task After_signing_in_again_what_was_written_is_sent_with_one_press(DatabaseKind kind)
    {
        var (_, clerk, raised, form) = await WritingAsync(kind, "note");
        await SignOutElsewhereAsync(clerk);
        var answer = await clerk.Browser.SubmitAsync(form, [("Form.Text", Written)]);

        // Pressed too early, the page is the same again.
        answer = await clerk.Browser.SubmitAsync(answer);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);

        var back = await clerk.Browser.SubmitAsync(
            await clerk.Browser.GetAsync(answer.Document.QuerySelector("main a[href^='/sign-in']")!.GetAttribute("href")!),
            [("UserName", clerk.User), ("Password", DemoStaff.Password)]
        );
        Assert.Equal(form.Path, back.Path);
        var after = await clerk.Browser.SubmitAsync(answer);

        Assert.Equal($"/staff/matters/{raised.Reference.Value}", after.Path);
        Assert.Contains("三楼 <b>周六</b> 下午在家。", after.Main);
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_else_who_signs_in_at_the_same_desk_does_not_send_it_but_it_can_be_copied(DatabaseKind kind)
    {
        var (office, clerk, raised, form) = await WritingAsync(kind, "note");
        await SignOutElsewhereAsync(clerk);
        var answer = await clerk.Browser.SubmitAsync(form, [("Form.Text", "只此一份")]);
        var colleague = await office.HireAsync(Neighbourhood.WillowDesk);
        await clerk.Browser.SubmitAsync(
            await clerk.Browser.GetAsync("/sign-in"),
            [("UserName", colleague.User), ("Password", DemoStaff.Password)]
        );

        var refused = await clerk.Browser.SubmitAsync(answer);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("只此一份", refused.Main);
        Assert.DoesNotContain("只此一份", (await colleague.OpenAsync(raised)).Main);
    }

    [Theory, OnBothDatabases]
    public async Task What_another_site_sends_to_somebody_signed_out_is_not_put_before_them_as_their_own(DatabaseKind kind)
    {
        var (_, clerk, _, form) = await WritingAsync(kind, "note");
        await SignOutElsewhereAsync(clerk);
        var sent = Browser.RequestOf(form, [("Form.Text", "别的网站写的")]);
        sent.Headers.Add("Sec-Fetch-Site", "cross-site");

        var answer = await clerk.Browser.SendAsync(sent);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.DoesNotContain("别的网站写的", answer.Text);
        Assert.Null(answer.Document.QuerySelector("main form"));
    }

    [Theory, OnBothDatabases]
    public async Task A_password_that_was_typed_is_never_shown_to_whoever_is_signed_out(DatabaseKind kind)
    {
        var (_, clerk, _, _) = await WritingAsync(kind, "note");
        var form = await clerk.Browser.GetAsync("/account/password");
        await SignOutElsewhereAsync(clerk);

        var answer = await clerk.Browser.SubmitAsync(form, [("Present", "an-old-secret-1"), ("Password", "a-new-secret-2")]);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal("您已经退出登录", answer.Heading);
        Assert.DoesNotContain("secret", answer.Text);
    }

    private async Task<(Office, Clerk, RaiseResult.Raised, WebPage Form)> WritingAsync(
        DatabaseKind kind,
        string act,
        string language = "zh"
    )
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk, language: language);
        var raised = await office.RaiseAsync();
        return (office, clerk, raised, await clerk.OpenAsync(raised, act));
    }

    private static async Task SignOutElsewhereAsync(Clerk clerk) =>
        await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync("/account"), form: "header form[method=post]");
}
