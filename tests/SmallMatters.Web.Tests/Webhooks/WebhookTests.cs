using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Webhooks;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Partners;
using SmallMatters.Web.Webhooks;
using Xunit;

namespace SmallMatters.Web.Tests.Webhooks;

/// <summary>Partners' systems are told by signed messages, in the order of each matter, and answer by signed messages.</summary>
public class WebhookTests
{
    internal static readonly IReadOnlyDictionary<string, string> Loopback = new Dictionary<string, string>
    {
        ["Webhooks:AllowLoopback"] = "true",
        ["Webhooks:Timeout"] = "00:00:03",
    };

    private static WebhookBook Book(TestHost host) => host.Services.GetRequiredService<WebhookBook>();

    private static Task<int> DeliverAsync(TestHost host) =>
        host.Services.GetRequiredService<WebhookDelivery>().RunAsync(TestContext.Current.CancellationToken);

    internal static async Task<byte[]> SubscribeAsync(TestHost host, Uri url)
    {
        await Assessed.PermitAsync(host, new OutwardFlow(OutwardFlowKind.PartnerSubscription, PartnerScene.Company));
        await PartnerScene.AddPartnerAsync(host);
        var secret = await Book(host).SubscribeAsync(PartnerScene.Company, url, new Doer(null, "test"));
        return Convert.FromBase64String(secret!["whsec_".Length..]);
    }

    [Theory, OnBothDatabases]
    public async Task A_partners_system_is_told_in_order_with_a_signature_and_nothing_of_the_resident(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind, settings: Loopback);
        await using var receiver = new WebhookReceiver();
        var secret = await SubscribeAsync(host, receiver.Url);
        var scenes = new[] { await PartnerScene.MakeAsync(host), await PartnerScene.MakeAsync(host) };
        foreach (var scene in scenes)
        {
            var client = await scene.ProgramAsync();
            using var promise = new HttpRequestMessage(
                HttpMethod.Post,
                $"/api/partner/v1/parts/{(await scene.PartAsync()).Id}/promise"
            )
            {
                Content = JsonContent.Create(
                    new { what = "周五前修好", dueOn = host.Clock.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd") }
                ),
            };
            promise.Headers.Add("Idempotency-Key", $"k-{scene.Raised.Reference.Value}");
            Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(promise)).StatusCode);
        }
        Assert.Equal(6, await DeliverAsync(host));
        Assert.Equal(0, await DeliverAsync(host));
        Assert.Equal(6, receiver.Taken.Select(m => m.Id).Distinct().Count());
        foreach (var message in receiver.Taken)
        {
            Assert.Equal(WebhookSigningTests.ByHand(secret, message.Id, message.Timestamp, message.Body), message.Signature);
            Assert.Equal($"{host.Clock.GetUtcNow().ToUnixTimeSeconds()}", message.Timestamp);
            Assert.Equal("1.0", message.Json.GetProperty("specversion").GetString());
            Assert.Equal(message.Id, message.Json.GetProperty("id").GetString());
            var text = Encoding.UTF8.GetString(message.Body);
            Assert.DoesNotContain("门禁", text, StringComparison.Ordinal);
            Assert.DoesNotContain("周五", text, StringComparison.Ordinal);
        }
        foreach (var scene in scenes)
        {
            var part = (await scene.PartAsync()).Id;
            Assert.Equal(
                ["smallmatters.part.asked", "smallmatters.part.accepted", "smallmatters.part.promised"],
                receiver
                    .Taken.Where(m => m.Json.GetProperty("data").GetProperty("part").GetGuid() == part)
                    .Select(m => m.Json.GetProperty("type").GetString())
            );
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_receiver_that_was_down_for_an_hour_loses_nothing_and_gets_nothing_twice(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind, settings: Loopback);
        await using var receiver = new WebhookReceiver { Answers = 503 };
        await SubscribeAsync(host, receiver.Url);
        for (var i = 0; i < 5; i++)
        {
            var scene = await PartnerScene.MakeAsync(host);
            await scene.Office.DoAsync(
                scene.Raised,
                scene.Owner.Actor,
                (m, _, _) => TellPartRule.Decide(m, new TellPart(m.File.Parts[0].Id, "请尽快"), scene.Owner.Actor)
            );
        }
        for (var minute = 0; minute < 60; minute += 4)
        {
            await DeliverAsync(host);
            host.Clock.Advance(TimeSpan.FromMinutes(4));
        }
        Assert.Empty(receiver.Taken);
        receiver.Answers = 204;
        for (var minute = 0; minute < 180; minute += 10)
        {
            await DeliverAsync(host);
            host.Clock.Advance(TimeSpan.FromMinutes(10));
        }
        Assert.Equal(10, receiver.Taken.Count);
        Assert.Equal(10, receiver.Taken.Select(m => m.Id).Distinct().Count());
        foreach (var part in receiver.Taken.GroupBy(m => m.Json.GetProperty("data").GetProperty("part").GetGuid()))
        {
            Assert.Equal(
                ["smallmatters.part.asked", "smallmatters.part.told"],
                part.Select(m => m.Json.GetProperty("type").GetString())
            );
        }
        await using var db = host.OpenDb();
        Assert.False(await db.Set<WebhookMessageRow>().AnyAsync(m => m.State != WebhookState.Sent));
    }

    [Theory, OnBothDatabases]
    public async Task A_partner_whose_record_is_damaged_stops_no_other_ones_messages(DatabaseKind kind)
    {
        var log = new WrittenLog();
        await using var host = await TestHost.StartAsync(kind, settings: Loopback, log: log);
        await using var receiver = new WebhookReceiver();
        const string Damaged = "damaged-company";
        await SubscribeAsync(host, receiver.Url);
        await Assessed.PermitAsync(host, new OutwardFlow(OutwardFlowKind.PartnerSubscription, Damaged));
        await PartnerScene.AddPartnerAsync(host, Damaged);
        await Book(host).SubscribeAsync(Damaged, receiver.Url, new Doer(null, "test"));
        var scene = await PartnerScene.MakeAsync(host);
        var now = host.Clock.GetUtcNow();
        await using (var db = host.OpenDb())
        {
            await db.Set<WebhookSubscriptionRow>()
                .Where(s => s.Partner == Damaged)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.Url, "no address"));
            db.Add(
                new WebhookMessageRow
                {
                    Id = Guid.CreateVersion7(now),
                    MatterId = (await scene.Office.RaiseAsync()).Id,
                    Seq = 1,
                    Partner = Damaged,
                    Type = "smallmatters.part.asked",
                    Body = "{}",
                    At = now,
                    State = WebhookState.Waiting,
                    NextTryAt = now.AddMinutes(-1),
                }
            );
            await db.SaveChangesAsync();
        }
        await DeliverAsync(host);
        Assert.Single(receiver.Taken);
        Assert.Equal([Damaged], (await host.Services.GetRequiredService<WebhookOutbox>().WaitingAsync()).Keys);
        Assert.Contains(log.Lines, l => l.Line.Contains(Damaged, StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task A_receiver_that_hangs_holds_up_no_other_receiver(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(
            kind,
            settings: new Dictionary<string, string>(Loopback) { ["Webhooks:AtOnce"] = "16" }
        );
        await using var receiver = new WebhookReceiver();
        using var hanging = new TcpListener(IPAddress.Loopback, 0);
        hanging.Start();
        const string Slow = "slow-company";
        await SubscribeAsync(host, receiver.Url);
        await Assessed.PermitAsync(host, new OutwardFlow(OutwardFlowKind.PartnerSubscription, Slow));
        await PartnerScene.AddPartnerAsync(host, Slow);
        await Book(host)
            .SubscribeAsync(
                Slow,
                new Uri($"http://localhost:{((IPEndPoint)hanging.LocalEndpoint).Port}/in"),
                new Doer(null, "test")
            );
        var scene = await PartnerScene.MakeAsync(host);
        var now = host.Clock.GetUtcNow();
        await using (var db = host.OpenDb())
        {
            // Many more than are sent at once, all due before the other receiver's one.
            for (var i = 0; i < 36; i++)
            {
                var matter = await scene.Office.RaiseAsync();
                db.Add(
                    new WebhookMessageRow
                    {
                        Id = Guid.CreateVersion7(now),
                        MatterId = matter.Id,
                        Seq = 1,
                        Partner = Slow,
                        Type = "smallmatters.part.asked",
                        Body = "{}",
                        At = now,
                        State = WebhookState.Waiting,
                        NextTryAt = now.AddMinutes(-1),
                    }
                );
            }
            await db.SaveChangesAsync();
        }
        var started = Stopwatch.StartNew();
        var delivering = DeliverAsync(host);
        while (receiver.Taken.Count < 1 && started.Elapsed < TimeSpan.FromSeconds(9))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        Assert.Single(receiver.Taken);
        // What comes while the other still hangs is told as well.
        await scene.Office.DoAsync(
            scene.Raised,
            scene.Owner.Actor,
            (m, _, _) => TellPartRule.Decide(m, new TellPart(m.File.Parts[0].Id, "请尽快"), scene.Owner.Actor)
        );
        while (receiver.Taken.Count < 2 && started.Elapsed < TimeSpan.FromSeconds(9))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        Assert.Equal(2, receiver.Taken.Count);
        Assert.False(delivering.IsCompleted);
        Assert.Equal(38, await delivering);
        Assert.Equal(36, (await host.Services.GetRequiredService<WebhookOutbox>().WaitingAsync())[Slow]);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_given_up_after_days_is_shown_and_sent_again_under_the_same_id(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind, settings: Loopback);
        await using var receiver = new WebhookReceiver { Answers = 500 };
        await SubscribeAsync(host, receiver.Url);
        var scene = await PartnerScene.MakeAsync(host);
        for (var hour = 0; hour < 100; hour++)
        {
            await DeliverAsync(host);
            host.Clock.Advance(TimeSpan.FromHours(1));
        }
        var asked = receiver.Refused.Select(m => m.Id).Distinct().ToList();
        Assert.Equal(WebhookDelivery.Pauses.Count + 1, receiver.Refused.Count);
        var security = (await scene.Office.HireAsync(Neighbourhood.Street, StaffRole.SecurityAdministrator)).Browser;
        var page = await security.GetAsync("/administration/webhooks");
        Assert.Contains("the partner's system answered 500", page.Main);
        receiver.Answers = 200;
        await security.SubmitAsync(page, form: "main form[action*='Resend']");
        await DeliverAsync(host);
        Assert.Equal(Assert.Single(asked), Assert.Single(receiver.Taken).Id);
        Assert.DoesNotContain("answered 500", (await security.GetAsync("/administration/webhooks")).Main);
    }

    [Fact]
    public async Task While_a_secret_is_changed_both_sign_and_afterwards_only_the_new_one()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite, settings: Loopback);
        await using var receiver = new WebhookReceiver();
        var old = await SubscribeAsync(host, receiver.Url);
        var scene = await PartnerScene.MakeAsync(host);
        var made = await Book(host).RotateAsync(PartnerScene.Company, new Doer(null, "test"));
        var present = Convert.FromBase64String(made["whsec_".Length..]);
        bool Fits(byte[] secret, Received m) =>
            WebhookSigning.Verify([(Guid.Empty, secret)], m.Id, m.Timestamp, m.Signature, m.Body, host.Clock.GetUtcNow())
                is not null;
        await DeliverAsync(host);
        Assert.True(Fits(old, receiver.Taken[0]) && Fits(present, receiver.Taken[0]));
        host.Clock.Advance(WebhookBook.ChangingOver + TimeSpan.FromMinutes(1));
        await scene.Office.DoAsync(
            scene.Raised,
            scene.Owner.Actor,
            (m, _, _) => TellPartRule.Decide(m, new TellPart(m.File.Parts[0].Id, "请尽快"), scene.Owner.Actor)
        );
        await DeliverAsync(host);
        Assert.False(Fits(old, receiver.Taken[1]));
        Assert.True(Fits(present, receiver.Taken[1]));
    }

    [Fact]
    public async Task Nothing_is_told_without_an_impact_assessment_and_nothing_in_a_private_network()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        await PartnerScene.AddPartnerAsync(host);
        var office = new Matters.Office(host);
        var security = (await office.HireAsync(Neighbourhood.Street, StaffRole.SecurityAdministrator)).Browser;
        var page = await security.GetAsync("/administration/webhooks");
        Task<WebPage> TryAsync(string url) =>
            security.SubmitAsync(page, [("Partner", PartnerScene.Company), ("Address", url)], form: "#subscribe");
        foreach (
            var url in new[]
            {
                "https://127.0.0.1/in",
                "https://localhost/in",
                "https://10.1.2.3/in",
                "https://169.254.169.254/latest",
                "https://[::ffff:10.0.0.1]/in",
                "https://[::1]/in",
                "https://[fe80::1]/in",
                "https://[2002:0a00:0001::]/in",
            }
        )
        {
            Assert.EndsWith("这个地址在内网，不能推送。", (await TryAsync(url)).MistakeBeside("Address"));
        }
        Assert.EndsWith("地址必须以 https 开头。", (await TryAsync("http://8.8.8.8/in")).MistakeBeside("Address"));
        Assert.EndsWith("请填写完整的 https 地址。", (await TryAsync("绿园")).MistakeBeside("Address"));
        Assert.Contains("影响评估", string.Join(' ', (await TryAsync("https://8.8.8.8/in")).Mistakes));
        Assert.Empty(await Book(host).ListAsync());
    }

    [Fact]
    public async Task An_address_that_has_become_private_is_refused_by_the_connection_itself()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        await using var receiver = new WebhookReceiver();
        // As after the name was pointed elsewhere: the registration's check does not come into it.
        await SubscribeAsync(host, receiver.Url);
        await PartnerScene.MakeAsync(host);
        Assert.Equal(1, await DeliverAsync(host));
        Assert.Empty(receiver.Taken);
        await using var db = host.OpenDb();
        var row = await db.Set<WebhookMessageRow>().SingleAsync(TestContext.Current.CancellationToken);
        Assert.Contains("private network", row.LastError, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_signed_message_answers_once_and_a_false_or_late_one_not_at_all(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind, settings: Loopback);
        var secret = await SubscribeAsync(host, new Uri("http://localhost:9/in"));
        var scene = await PartnerScene.MakeAsync(host);
        var part = (await scene.PartAsync()).Id;
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type = "part.result",
                data = new
                {
                    part,
                    outcome = "Done",
                    words = "修好了。",
                },
            }
        );
        async Task<(HttpStatusCode, string)> SendAsync(byte[] with, string id, TimeSpan? off = null, byte[]? other = null)
        {
            var at = (host.Clock.GetUtcNow() + (off ?? TimeSpan.Zero)).ToUnixTimeSeconds();
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/partner/v1/webhooks/{PartnerScene.Company}")
            {
                Content = new ByteArrayContent(other ?? body),
            };
            request.Headers.Add("webhook-id", id);
            request.Headers.Add("webhook-timestamp", $"{at}");
            request.Headers.Add("webhook-signature", WebhookSigningTests.ByHand(with, id, $"{at}", body));
            using var answer = await host.NewClient().SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(new byte[32], "a")).Item1);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(secret, "a", TimeSpan.FromMinutes(-6))).Item1);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(secret, "a", TimeSpan.FromMinutes(6))).Item1);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(secret, "a", null, [.. body, (byte)' '])).Item1);
        Assert.Equal(PartState.Asked, (await scene.PartAsync()).State);
        var (done, first) = await SendAsync(secret, "a", TimeSpan.FromMinutes(-4));
        Assert.Equal(HttpStatusCode.OK, done);
        Assert.Contains("\"seenBefore\":false", first, StringComparison.Ordinal);
        var (again, second) = await SendAsync(secret, "a");
        Assert.Equal(HttpStatusCode.OK, again);
        Assert.Contains("\"seenBefore\":true", second, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(secret, "b")).Item1);
        Assert.Equal(PartState.Ended, (await scene.PartAsync()).State);
    }
}
