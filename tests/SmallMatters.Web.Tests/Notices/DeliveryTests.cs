using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Notices;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Notices;
using SmallMatters.Web.Tests.History;
using Xunit;

namespace SmallMatters.Web.Tests.Notices;

public class DeliveryTests
{
    private const string Phone = "13800000000";

    [Theory, OnBothDatabases]
    public async Task A_message_goes_to_the_gateway_signed_and_comes_again_under_the_same_id_until_it_is_taken(DatabaseKind kind)
    {
        await using var gateway = await GatewaySink.OpenAsync();
        await using var host = await TestHost.StartAsync(kind, settings: By(gateway.Address));
        gateway.AnswerNext(500, 429);
        var matter = await Lives.RaiseAsync(host, phone: Phone);

        Assert.Equal(1, await DeliverAsync(host));
        Assert.Equal(0, await DeliverAsync(host));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await DeliverAsync(host));
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await DeliverAsync(host));
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await DeliverAsync(host));

        Assert.Equal([500, 429, 204], gateway.Seen.Select(s => s.Answer));
        Assert.Equal(0, gateway.Forged);
        var id = Assert.Single(gateway.Seen.Select(s => s.Id).Distinct());
        using var body = JsonDocument.Parse(gateway.Seen.First().Body);
        Assert.Equal(id, body.RootElement.GetProperty("id").GetString());
        Assert.Equal(Phone, body.RootElement.GetProperty("to").GetString());
        Assert.Contains(matter.Reference.ToString(), body.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("楼道", body.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task News_of_one_person_arrive_in_their_order_even_when_the_first_fails(DatabaseKind kind)
    {
        await using var gateway = await GatewaySink.OpenAsync();
        await using var host = await TestHost.StartAsync(kind, settings: By(gateway.Address));
        gateway.AnswerNext(503);
        var matter = await Lives.RaiseAsync(host, phone: Phone);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var staff = Lives.Handler(Neighbourhood.Lamps);
        await Lives.DoAsync(
            host,
            matter.Id,
            staff,
            (m, j, now) => ReplyRule.Decide(m, new Reply("在修", []), staff, j.Calendar.DayOf(now), now)
        );

        await DeliverAsync(host);
        Assert.Single(gateway.Seen);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await DeliverAsync(host);
        Assert.Equal(3, gateway.Seen.Count);
        var seen = gateway.Seen.ToList();
        Assert.Equal(seen[0].Id, seen[1].Id);
        Assert.Contains("新的答复", seen[2].Body, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_a_killed_process_had_in_hand_is_sent_by_the_next_one(DatabaseKind kind)
    {
        await using var gateway = await GatewaySink.OpenAsync();
        await using var host = await TestHost.StartAsync(kind, settings: By(gateway.Address));
        await Lives.RaiseAsync(host, phone: Phone);
        var taken = Assert.Single(
            await host.Services.GetRequiredService<NoticeOutbox>().TakeAsync(10, TestContext.Current.CancellationToken)
        );
        Assert.Equal(0, await DeliverAsync(host));
        host.Clock.Advance(NoticeOutbox.Lease + TimeSpan.FromSeconds(1));
        Assert.Equal(1, await DeliverAsync(host));
        Assert.Equal(taken.Id.ToString(), Assert.Single(gateway.Seen).Id);
    }

    [Theory, OnBothDatabases]
    public async Task Two_nodes_never_hold_the_same_notice(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        for (var i = 0; i < 30; i++)
        {
            await Lives.RaiseAsync(host, $"第{i}件");
        }
        var outbox = host.Services.GetRequiredService<NoticeOutbox>();
        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => outbox.TakeAsync(7))));
        var ids = taken.SelectMany(t => t.Select(n => n.Id)).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(30, ids.Count + (await outbox.TakeAsync(100, TestContext.Current.CancellationToken)).Count);
    }

    [Theory, OnBothDatabases]
    public async Task After_the_last_try_a_message_is_given_up_in_sight_of_staff_and_can_be_sent_again(DatabaseKind kind)
    {
        var nobody = FreePort();
        await using var host = await TestHost.StartAsync(
            kind,
            settings: By($"http://127.0.0.1:{nobody}/sms", ("Notices:Tries", "3"))
        );
        var matter = await Lives.RaiseAsync(host, phone: Phone);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(1, await DeliverAsync(host));
            host.Clock.Advance(TimeSpan.FromHours(1));
        }
        Assert.Equal(0, await DeliverAsync(host));
        var outbox = host.Services.GetRequiredService<NoticeOutbox>();
        var dead = Assert.Single(await outbox.DeadAsync(cancel: TestContext.Current.CancellationToken));
        Assert.Equal((matter.Reference, 3), (dead.Reference, dead.Tries));
        Assert.DoesNotContain(Phone, dead.LastError, StringComparison.Ordinal);

        await using var gateway = await GatewaySink.OpenAsync($"http://127.0.0.1:{nobody}");
        Assert.True(await outbox.ResendAsync(dead.Id, TestContext.Current.CancellationToken));
        Assert.False(await outbox.ResendAsync(dead.Id, TestContext.Current.CancellationToken));
        Assert.Equal(1, await DeliverAsync(host));
        Assert.Equal(dead.Id.ToString(), Assert.Single(gateway.Seen).Id);
        Assert.Empty(await outbox.DeadAsync(cancel: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_message_that_the_gateway_calls_wrong_is_not_tried_again()
    {
        await using var gateway = await GatewaySink.OpenAsync();
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite, settings: By(gateway.Address));
        gateway.AnswerNext(400);
        await Lives.RaiseAsync(host, phone: Phone);
        await DeliverAsync(host);
        Assert.Single(
            await host.Services.GetRequiredService<NoticeOutbox>().DeadAsync(cancel: TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task A_gateway_in_a_private_network_that_nobody_allowed_is_not_spoken_to()
    {
        await using var gateway = await GatewaySink.OpenAsync();
        var address = gateway.Address.Replace("http://127.0.0.1", "https://localhost", StringComparison.Ordinal);
        await using var host = await TestHost.StartAsync(
            DatabaseKind.Sqlite,
            settings: new Dictionary<string, string>
            {
                ["Notices:Webhook:Url"] = address,
                ["Notices:Webhook:Secret"] = GatewaySink.Secret,
                ["Notices:Tries"] = "1",
            }
        );
        await Lives.RaiseAsync(host, phone: Phone);
        await DeliverAsync(host);
        var dead = Assert.Single(
            await host.Services.GetRequiredService<NoticeOutbox>().DeadAsync(cancel: TestContext.Current.CancellationToken)
        );
        Assert.Contains("private network", dead.LastError, StringComparison.Ordinal);
        Assert.Empty(gateway.Seen);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2001:4860:4860::8888", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::10.0.0.1", false)]
    public void Addresses_of_private_networks_are_told_from_public_ones(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddresses.IsPublic(IPAddress.Parse(address)));

    [Theory, OnBothDatabases]
    public async Task A_person_with_an_address_only_gets_an_e_mail_whole_and_in_their_language(DatabaseKind kind)
    {
        await using var mail = new MailSink();
        await using var host = await TestHost.StartAsync(kind, settings: Mail(mail));
        mail.RefuseNext(1);
        var matter = await Lives.RaiseAsync(host, email: "wang@example.org");
        await DeliverAsync(host);
        Assert.Empty(mail.Messages);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await DeliverAsync(host);
        var (to, message) = Assert.Single(mail.Messages);
        Assert.Equal("wang@example.org", to);
        var (head, body) = (message.Split("\r\n\r\n")[0], message.Split("\r\n\r\n")[1]);
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\r\n", "", StringComparison.Ordinal)));
        Assert.Contains(matter.Reference.ToString(), text, StringComparison.Ordinal);
        Assert.Contains($"http://localhost/m/{matter.Link}", text, StringComparison.Ordinal);
        Assert.Contains("Message-ID: <", head, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_the_mail_server_does_not_know_is_given_up_at_once_and_its_words_are_not_kept()
    {
        await using var mail = new MailSink();
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite, settings: Mail(mail));
        mail.RefuseNext(1, "550 no wang@example.org here");
        await Lives.RaiseAsync(host, email: "wang@example.org");
        await DeliverAsync(host);
        var dead = Assert.Single(
            await host.Services.GetRequiredService<NoticeOutbox>().DeadAsync(cancel: TestContext.Current.CancellationToken)
        );
        Assert.Equal("the mail server answered 550 to RCPT", dead.LastError);
    }

    [Fact]
    public async Task Where_TLS_is_required_or_offered_in_vain_nothing_is_said_in_the_open()
    {
        await using var plain = new MailSink();
        await using var broken = new MailSink("STARTTLS");
        foreach (var (mail, tls) in new[] { (plain, "Required"), (broken, "WhenOffered") })
        {
            await using var host = await TestHost.StartAsync(
                DatabaseKind.Sqlite,
                settings: Mail(mail, ("Notices:Smtp:Tls", tls))
            );
            await Lives.RaiseAsync(host, email: "wang@example.org");
            await DeliverAsync(host);
            Assert.Empty(mail.Messages);
            Assert.DoesNotContain(mail.Heard, l => l.StartsWith("MAIL", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_developers_page_shows_what_was_sent_and_is_nowhere_else()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        var matter = await Lives.RaiseAsync(host);
        await DeliverAsync(host);
        var page = await host.NewBrowser().GetAsync("/dev/notices");
        Assert.Contains(matter.Link, page.Document.Body!.TextContent, StringComparison.Ordinal);
        await using var real = await TestHost.StartAsync(DatabaseKind.Sqlite, environment: "Production");
        using var client = real.NewClient();
        using var answer = await client.GetAsync(
            new Uri("/dev/notices", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Outside_development_a_person_whom_no_configured_way_reaches_is_shown_to_staff()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite, environment: "Production");
        await Lives.RaiseAsync(host);
        await DeliverAsync(host);
        Assert.Single(
            await host.Services.GetRequiredService<NoticeOutbox>().DeadAsync(cancel: TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public void Pauses_double_and_stay_below_six_hours_and_a_fifth()
    {
        var delivery = new Delivery(
            null!,
            null!,
            null!,
            null!,
            Microsoft.Extensions.Options.Options.Create(new NoticeSettings()),
            null!,
            TimeProvider.System,
            null!
        );
        for (var tries = 0; tries < 40; tries++)
        {
            var expected = Math.Min(30 * Math.Pow(2, tries), 6 * 3600);
            Assert.InRange(delivery.Pause(tries).TotalSeconds, expected * 0.8, expected * 1.2 + 1);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_message_that_cannot_be_decrypted_is_given_up_and_the_others_are_sent(DatabaseKind kind)
    {
        await using var gateway = await GatewaySink.OpenAsync();
        await using var host = await TestHost.StartAsync(kind, settings: By(gateway.Address));
        var damaged = await Lives.RaiseAsync(host, phone: Phone);
        await Lives.RaiseAsync(host, phone: Phone);
        await using (var thief = await Thief.BreakInAsync(host))
        {
            await thief.RunAsync($"UPDATE notice SET words = 'AAAA' WHERE matter_id = {damaged.Id.Value}");
        }
        Assert.Equal(1, await DeliverAsync(host));
        Assert.Single(gateway.Seen);
        var dead = Assert.Single(
            await host.Services.GetRequiredService<NoticeOutbox>().DeadAsync(cancel: TestContext.Current.CancellationToken)
        );
        Assert.Equal(damaged.Reference, dead.Reference);
        Assert.Contains("cannot be decrypted", dead.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_the_mail_server_forwards_to_is_written_to_once()
    {
        await using var mail = new MailSink { Recipient = "251 will forward" };
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite, settings: Mail(mail));
        await Lives.RaiseAsync(host, email: "wang@example.org");
        await DeliverAsync(host);
        Assert.Single(mail.Messages);
    }

    [Theory]
    [InlineData("Notices:Webhook:Timeout")]
    [InlineData("Notices:Smtp:Timeout")]
    public async Task A_carrier_that_may_take_longer_than_its_batch_is_leased_is_refused_at_the_start(string setting)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() =>
            TestHost.StartAsync(DatabaseKind.Sqlite, settings: With([], (setting, "00:01:30")))
        );
        Assert.Contains(setting, refused.ToString(), StringComparison.Ordinal);
    }

    private static Task<int> DeliverAsync(TestHost host) =>
        host.Services.GetRequiredService<Delivery>().RunAsync(TestContext.Current.CancellationToken);

    private static Dictionary<string, string> By(string address, params (string Name, string Value)[] more) =>
        With(
            more,
            ("Notices:Webhook:Url", address),
            ("Notices:Webhook:Secret", GatewaySink.Secret),
            ("Notices:Webhook:PrivateHosts:0", "127.0.0.1")
        );

    private static Dictionary<string, string> Mail(MailSink mail, params (string Name, string Value)[] more) =>
        With(
            more,
            ("Notices:Smtp:Host", "127.0.0.1"),
            ("Notices:Smtp:Port", $"{mail.Port}"),
            ("Notices:Smtp:From", "noreply@example.cn")
        );

    private static Dictionary<string, string> With(
        (string Name, string Value)[] more,
        params (string Name, string Value)[] settings
    ) => settings.Concat(more).ToDictionary(s => s.Name, s => s.Value);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
