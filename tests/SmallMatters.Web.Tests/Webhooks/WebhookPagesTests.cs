using SmallMatters.Domain.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Webhooks;

/// <summary>The page on which subscriptions get new secrets and are ended.</summary>
public class WebhookPagesTests
{
    [Theory, OnBothDatabases]
    public async Task A_new_secret_and_an_end_are_asked_about_first_with_what_stops_and_when(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind, settings: WebhookTests.Loopback);
        await using var receiver = new WebhookReceiver();
        await WebhookTests.SubscribeAsync(host, receiver.Url);
        var security = (await new Office(host).HireAsync(Neighbourhood.Street, StaffRole.SecurityAdministrator)).Browser;
        var page = await security.GetAsync("/administration/webhooks");
        Assert.Empty(page.Document.QuerySelectorAll("main form[action*='Rotate'], main form[action*='End']"));
        var asked = await security.GetAsync(page.LinkTo("换密钥"));
        Assert.Contains("旧密钥还能用 24 小时", asked.Main, StringComparison.Ordinal);
        var made = await security.SubmitAsync(asked, form: "main form[action*='Rotate']");
        Assert.StartsWith("whsec_", made.Document.QuerySelector("main code")!.TextContent, StringComparison.Ordinal);
        var ending = await security.GetAsync(page.LinkTo("停止"));
        Assert.Contains("等待发送的 0 条消息不再发出", ending.Main, StringComparison.Ordinal);
        Assert.Contains(
            "已停止推送",
            (await security.SubmitAsync(ending, form: "main form[action*='End']")).Text,
            StringComparison.Ordinal
        );
    }
}
