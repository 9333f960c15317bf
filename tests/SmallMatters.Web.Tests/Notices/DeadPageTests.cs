using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Notices;
using SmallMatters.Web.Tests.Accounts;
using SmallMatters.Web.Tests.History;
using Xunit;

namespace SmallMatters.Web.Tests.Notices;

public class DeadPageTests
{
    private const string Phone = "13800000000";
    private const string Page = "/staff/notices/dead";

    [Theory, OnBothDatabases]
    public async Task A_message_that_was_given_up_is_listed_without_its_person_and_is_sent_again_once(DatabaseKind kind)
    {
        await using var gateway = await GatewaySink.OpenAsync();
        await using var host = await TestHost.StartAsync(
            kind,
            settings: new Dictionary<string, string>
            {
                ["Notices:Webhook:Url"] = gateway.Address,
                ["Notices:Webhook:Secret"] = GatewaySink.Secret,
                ["Notices:Webhook:PrivateHosts:0"] = "127.0.0.1",
            }
        );
        var browser = await StaffMade.BrowserOfAsync(host, StaffRole.SystemAdministrator);
        Assert.Contains("没有未送达的通知", (await browser.GetAsync(Page)).Main, StringComparison.Ordinal);
        gateway.AnswerNext(400);
        var matter = await Lives.RaiseAsync(host, phone: Phone);
        await DeliverAsync(host);

        var listed = await browser.GetAsync(Page);
        Assert.Contains(matter.Reference.ToString(), listed.Main, StringComparison.Ordinal);
        Assert.Contains("400", listed.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, listed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/m/", listed.Main, StringComparison.Ordinal);

        var again = await browser.SubmitAsync(listed);
        Assert.Contains("已放回发送队列", again.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(matter.Reference.ToString(), again.Main, StringComparison.Ordinal);
        Assert.Contains("不在列表中", (await browser.SubmitAsync(listed)).Main, StringComparison.Ordinal);
        await DeliverAsync(host);
        Assert.Equal([400, 204], gateway.Seen.Select(s => s.Answer));
    }

    private static async Task DeliverAsync(TestHost host) =>
        await host.Services.GetRequiredService<Delivery>().RunAsync(TestContext.Current.CancellationToken);
}
