using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Storage.Notices;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Notices;
using SmallMatters.Web.Tests.History;
using Xunit;

namespace SmallMatters.Web.Tests.Notices;

/// <summary>What cannot be decrypted, because it is damaged or because the master key is another one.</summary>
public class IllegibleTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Under_another_master_key_no_message_is_given_up_and_health_says_why(DatabaseKind kind)
    {
        var log = new WrittenLog();
        await using var host = await TestHost.StartAsync(kind, environment: "Production", log: log);
        using var client = host.NewClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready", Stop)).StatusCode);
        await host.Services.GetRequiredService<Delivery>().RunAsync(Stop);
        await Lives.RaiseAsync(host);
        await using (var thief = await Thief.BreakInAsync(host))
        {
            await thief.RunAsync("UPDATE setting SET value = 'another' WHERE name = 'master-key'");
        }

        Assert.Equal(0, await host.Services.GetRequiredService<Delivery>().RunAsync(Stop));

        var (waiting, dead, _) = await host.Services.GetRequiredService<NoticeOutbox>().CountAsync(Stop);
        Assert.Equal((1, 0), (waiting, dead));
        Assert.Contains("The master key is not the one", string.Concat(log.Lines.Select(l => l.Line)), StringComparison.Ordinal);
        using var health = await client.GetAsync("/health/ready", Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Contains("not the one that the database was written under", await health.Content.ReadAsStringAsync(Stop));
    }

    [Theory, OnBothDatabases]
    public async Task The_page_of_sent_messages_names_one_that_cannot_be_decrypted_and_shows_the_others(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var damaged = await Lives.RaiseAsync(host);
        var whole = await Lives.RaiseAsync(host);
        await using (var thief = await Thief.BreakInAsync(host))
        {
            await thief.RunAsync($"UPDATE notice SET words = 'AAAA' WHERE matter_id = {damaged.Id.Value}");
        }

        var page = await host.NewBrowser().GetAsync("/dev/notices");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("无法解密", page.Main, StringComparison.Ordinal);
        Assert.Contains(whole.Reference.ToString(), page.Main, StringComparison.Ordinal);
    }
}
