using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Site.Errors;

/// <summary>What went wrong, what it means for what the person did, and what to do next.</summary>
[Authorize(Policies.Everybody), IgnoreAntiforgeryToken]
public sealed class IndexModel : PageModel
{
    public int Status { get; private set; }

    public Bilingual Title { get; private set; }

    public Bilingual Words { get; private set; }

    /// <summary>What has become of what the person sent; null when nothing was being sent.</summary>
    public Bilingual? Saved { get; private set; }

    public string Trace => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    /// <summary>The form of the staff that was being sent, to give back; null when there was none.</summary>
    public SentForm? Sent { get; private set; }

    /// <summary>Whether what was sent needs somebody who is signed in, and nobody is.</summary>
    public bool SignedOut => Status == 401;

    /// <summary>Whether it happened at the desk.</summary>
    public bool OfStaff => SignedOut || Sent is not null;

    public void OnGet(int status) => Say(status);

    public async Task OnPostAsync(int status)
    {
        Sent = await SentForm.ReadAsync(HttpContext);
        Say(status);
    }

    private void Say(int status)
    {
        // After a fault the status was already chosen from the exception; the address only names the page.
        var fault = HttpContext.Features.Get<IExceptionHandlerFeature>() is not null;
        Status =
            fault ? Response.StatusCode
            : status is >= 400 and <= 599 ? status
            : 404;
        Response.StatusCode = Status;
        if (Status == 503)
        {
            Response.Headers.RetryAfter = "30";
        }

        (Title, Words) = Status switch
        {
            400 => (
                new Bilingual("这个表单不能用了", "This form can no longer be used"),
                new Bilingual(
                    "页面开得太久，或者是从别处打开的。请返回上一页，刷新后再提交一次。",
                    "It was open for too long, or it was opened from somewhere else. Go back, reload the page and send it again."
                )
            ),
            401 => (
                new Bilingual("您已经退出登录", "You are signed out"),
                new Bilingual(
                    "可能是在另一个标签页退出了，或者登录已经过期。",
                    "You may have signed out in another tab, or been signed in for too long."
                )
            ),
            403 => (
                new Bilingual("您不能查看这个页面", "You may not see this page"),
                new Bilingual(
                    "这里的内容不在您的权限之内。如果您认为应该可以查看，请联系本单位的系统管理员。",
                    "What is here is outside what you have been given access to. If you think you should have it, ask your unit’s administrator."
                )
            ),
            404 => (
                new Bilingual("找不到这个页面", "This page cannot be found"),
                new Bilingual(
                    "网址可能有误，或者链接已经失效。请核对后再试。",
                    "The address may be mistyped, or the link may have expired. Check it and try again."
                )
            ),
            409 => (
                new Bilingual("别人刚刚改过", "Someone else has just changed this"),
                new Bilingual(
                    "在您填写时，另一位同事更新了同一件事。请返回查看最新情况，再决定怎么做。",
                    "While you were writing, another person updated the same matter. Go back, look at how it stands now, and then decide."
                )
            ),
            413 => (
                new Bilingual("文件太大", "The file is too large"),
                new Bilingual(
                    "请选择小一些的照片，或者少选几张，再提交一次。",
                    "Choose a smaller photo, or fewer of them, and send it again."
                )
            ),
            429 => (
                new Bilingual("请稍后再试", "Please try again later"),
                new Bilingual(
                    "短时间内尝试的次数太多。请等几分钟再试。",
                    "There were too many attempts in a short time. Wait a few minutes, then try again."
                )
            ),
            503 => (
                new Bilingual("系统暂时不能用", "The service is not available just now"),
                new Bilingual(
                    "数据库暂时连接不上，恢复后会自动好转。请过几分钟再试。遇到紧急情况，请立即拨打 110、119 或 120。",
                    "The database cannot be reached for the moment; the service recovers by itself. Try again in a few minutes. In an emergency call 110, 119 or 120 at once."
                )
            ),
            507 => (
                new Bilingual("没有地方保存了", "There is no room left to save this"),
                new Bilingual(
                    "服务器的存储空间已满，管理人员需要处理。请过一会儿再试。遇到紧急情况，请立即拨打 110、119 或 120。",
                    "The server’s storage is full and its keepers must see to it. Try again later. In an emergency call 110, 119 or 120 at once."
                )
            ),
            >= 500 => (
                new Bilingual("系统出了问题", "Something went wrong on our side"),
                new Bilingual(
                    "这不是您的错。请过一会儿再试。遇到紧急情况，请立即拨打 110、119 或 120。",
                    "It is not your fault. Try again in a while. In an emergency call 110, 119 or 120 at once."
                )
            ),
            _ => (
                new Bilingual("这个请求不能处理", "This request cannot be dealt with"),
                new Bilingual("请返回上一页再试。", "Go back and try again.")
            ),
        };

        if (fault && !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method))
        {
            Saved = new Bilingual(
                "您刚才提交的内容没有确认保存。写下的文字如果留了草稿，仍在您的手机上。",
                "What you just sent was not confirmed as saved. If a draft was kept, your words are still on your phone."
            );
        }
    }
}
