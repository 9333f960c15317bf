using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Notices;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Notices;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Notices;
using Xunit;

namespace SmallMatters.Web.Tests.Disputes;

/// <summary>Both sides of an agreement hear of what is owed, each in the way that was left for them, and nobody else learns anything.</summary>
public class TermReminderTests
{
    private const string Mail = "zhang@example.org";
    private const string Phone = "13900005678";
    private const string What = "月底前铺地垫";

    [Theory, OnBothDatabases]
    public async Task Who_owes_is_reminded_before_the_day_and_on_it_and_who_is_owed_hears_when_it_is_late(DatabaseKind kind)
    {
        await using var mail = new MailSink();
        await using var gateway = await GatewaySink.OpenAsync();
        await using var host = await TestHost.StartAsync(kind, settings: By(mail, gateway));
        var scene = await AgreedAsync(host);
        await RemindAsync(host, 0);
        Assert.Empty(await NoticesAsync(host));

        await RemindAsync(host, 4);
        await RemindAsync(host, 0);
        var (text, letter) = (Text(gateway.Seen.Last().Body), Letter(mail));
        Assert.Contains("您这一方约定要做的一件事明天到期", text, StringComparison.Ordinal);
        Assert.Contains($"http://localhost{scene.Second}", text, StringComparison.Ordinal);
        Assert.Contains("对方约定要做的一件事明天到期", letter, StringComparison.Ordinal);
        Assert.Equal(2, (await NoticesAsync(host)).Count);

        await RemindAsync(host, 1);
        Assert.Contains("今天到期", Text(gateway.Seen.Last().Body), StringComparison.Ordinal);
        await RemindAsync(host, 1);
        letter = Letter(mail);
        Assert.Contains("再谈一次", letter, StringComparison.Ordinal);
        Assert.Contains("起诉", letter, StringComparison.Ordinal);
        await RemindAsync(host, 1);
        await RemindAsync(host, 30);
        Assert.Equal(4, (await NoticesAsync(host)).Count);

        // Whose words it was about, what it is about and who they are stand in none of them.
        foreach (var said in gateway.Seen.Select(s => Text(s.Body)).Concat(mail.Messages.Select(m => Decoded(m.Message))))
        {
            Assert.All(
                (string[])[What, "脚步", "老张", "小李", Phone, Mail],
                word => Assert.DoesNotContain(word, said, StringComparison.Ordinal)
            );
        }
        Assert.Null(await BrokenAsync(host));
        await using var db = host.OpenDb();
        Assert.Equal(3, await db.Set<DisputeFactRow>().CountAsync(f => f.Type == nameof(PartiesReminded)));
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_is_reminded_of_what_is_done_by_night_or_once_they_are_gone(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await AgreedAsync(host);
        host.Clock.Advance(TimeSpan.FromDays(4) + TimeSpan.FromHours(11));
        await RemindAsync(host, 0);
        Assert.Empty(await NoticesAsync(host));

        await DisputeScene.InRoomAsync(scene.Theirs, scene.Second, "/erase");
        host.Clock.Advance(TimeSpan.FromHours(13));
        await RemindAsync(host, 0);
        Assert.Empty(await NoticesAsync(host));

        var other = await AgreedAsync(host);
        var page = await other.PageAsync();
        var done = await other.Clerk.Browser.SubmitAsync(
            await other.Clerk.Browser.GetAsync(page.LinkTo("已履行")),
            [("Form.Words", "地垫收条")]
        );
        Assert.Empty(done.Mistakes);
        await RemindAsync(host, 4);
        await RemindAsync(host, 1);
        await RemindAsync(host, 1);
        await using var db = host.OpenDb();
        var told = await db.Set<NoticeRow>().Where(n => n.MatterId == other.Raised.Id).Select(n => n.Template).ToListAsync();
        Assert.DoesNotContain(nameof(PartiesReminded), told);
    }

    private static async Task<DisputeScene> AgreedAsync(TestHost host)
    {
        var raised = await new Office(host).RaiseAsync(change: r =>
            r with
            {
                Contact = new Contact(null, null, new PersonalText(r.Raiser, Mail)),
            }
        );
        var scene = await DisputeScene.MakeAsync(host, raised, first: ("老张", "13900001234"), second: ("小李", Phone));
        Assert.Empty((await scene.MediateAsync()).Mistakes);
        // The second party owes it in five days.
        await scene.AgreeAsync(5);
        return scene;
    }

    // Not async itself: what moves the clock within an async method moves it there alone.
    private static Task RemindAsync(TestHost host, int days)
    {
        host.Clock.Advance(TimeSpan.FromDays(days));
        return RunAsync(host);
    }

    private static async Task RunAsync(TestHost host)
    {
        await host.Services.GetRequiredService<TermReminders>().RunAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 5; i++)
        {
            await host.Services.GetRequiredService<Delivery>().RunAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task<List<NoticeRow>> NoticesAsync(TestHost host)
    {
        await using var db = host.OpenDb();
        return await db.Set<NoticeRow>().AsNoTracking().Where(n => n.Template == nameof(PartiesReminded)).ToListAsync();
    }

    private static string Text(string body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("text").GetString()!;
    }

    private static string Letter(MailSink mail)
    {
        Assert.All(mail.Messages, m => Assert.Equal(Mail, m.To));
        return Decoded(mail.Messages.Last().Message);
    }

    private static string Decoded(string message) =>
        Encoding.UTF8.GetString(
            Convert.FromBase64String(message.Split("\r\n\r\n")[1].Replace("\r\n", "", StringComparison.Ordinal))
        );

    private static async Task<string?> BrokenAsync(TestHost host) =>
        (
            await DisputeVerification.RunAsync(
                host.Services.GetRequiredService<IDbContextFactory<Db>>(),
                host.Services.GetRequiredService<KeyRing>(),
                default
            )
        ).Broken?.ToString();

    private static Dictionary<string, string> By(MailSink mail, GatewaySink gateway) =>
        new()
        {
            ["Notices:Webhook:Url"] = gateway.Address,
            ["Notices:Webhook:Secret"] = GatewaySink.Secret,
            ["Notices:Webhook:PrivateHosts:0"] = "127.0.0.1",
            ["Notices:Smtp:Host"] = "127.0.0.1",
            ["Notices:Smtp:Port"] = $"{mail.Port}",
            ["Notices:Smtp:From"] = "noreply@example.cn",
        };
}
