using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Publishing;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Notices;
using SmallMatters.Storage.Publishing;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;
using static SmallMatters.Web.Tests.Publishing.PublicationPagesTests;

namespace SmallMatters.Web.Tests.Publishing;

/// <summary>Who asked to be told of news is told, once, and nobody else.</summary>
public class SubscriptionTests
{
    [Theory, OnBothDatabases]
    public async Task Only_who_confirmed_is_told_and_who_left_is_told_no_more(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (writer, second) = (
            await office.HireAsync(Neighbourhood.WillowDesk),
            await office.HireAsync(Neighbourhood.WillowDesk)
        );
        var anybody = host.NewBrowser();
        var outbox = host.Services.GetRequiredService<NoticeOutbox>();
        async Task SubscribeAsync(string area, string email) =>
            await anybody.SubmitAsync(
                await anybody.GetAsync($"/news/subscribe?area={area}"),
                [("Form.Area", area), ("Form.Email", email)]
            );
        await SubscribeAsync(Neighbourhood.Willow, "a@example.cn");
        await SubscribeAsync(Neighbourhood.Willow, "silent@example.cn");
        await SubscribeAsync(Neighbourhood.Bell, "bell@example.cn");
        var asked = await outbox.TakeAsync(10);
        Assert.Equal(3, asked.Count);
        foreach (var one in asked.Where(n => n.Email != "silent@example.cn"))
        {
            // Opening it is not enough: programs open links too.
            var confirm = await anybody.GetAsync(PathIn(one.Words, "confirm"));
            await anybody.SubmitAsync(confirm);
        }
        await outbox.SentAsync([.. asked.Select(n => n.Id)], "email");

        var subscriptions = host.Services.GetRequiredService<Subscriptions>();
        await ReleaseAsync(writer, second, await DraftAsync(writer, "楼道里不要给电动车充电。"));
        Assert.Empty(await outbox.TakeAsync(10));
        Assert.Equal(1, await subscriptions.TellAsync());
        Assert.Equal(0, await subscriptions.TellAsync());
        var told = Assert.Single(await outbox.TakeAsync(10));
        Assert.Equal("a@example.cn", told.Email);
        Assert.Contains("楼道不要充电", told.Words, StringComparison.Ordinal);
        await outbox.SentAsync([told.Id], "email");

        var leave = await anybody.GetAsync(PathIn(told.Words, "leave"));
        Assert.Contains("已退订", (await anybody.SubmitAsync(leave)).Main, StringComparison.Ordinal);
        await ReleaseAsync(writer, second, await DraftAsync(writer, "再提醒一次。", "再提醒"));
        Assert.Equal(0, await subscriptions.TellAsync());
        Assert.Empty(await outbox.TakeAsync(10));
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(PathIn(told.Words, "leave"))).Status);
        await using var db = host.OpenDb();
        Assert.Equal(2, await db.Set<SubscriptionRow>().CountAsync());
        host.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(1, await subscriptions.PurgeAsync());
    }

    [Theory, OnBothDatabases]
    public async Task News_reach_every_subscriber_once_in_batches_that_go_on_after_a_standstill(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (writer, second) = (
            await office.HireAsync(Neighbourhood.WillowDesk),
            await office.HireAsync(Neighbourhood.WillowDesk)
        );
        var ring = host.Services.GetRequiredService<KeyRing>();
        var now = host.Clock.GetUtcNow();
        const int Many = (Subscriptions.Batch * 2) + 7;
        await using (var db = host.OpenDb())
        {
            for (var i = 0; i < Many; i++)
            {
                var id = Guid.CreateVersion7(now);
                var (key, wrapped) = ring.NewPersonKey(id);
                using (key)
                {
                    db.Add(
                        new SubscriptionRow
                        {
                            Id = id,
                            Key = wrapped,
                            Email = key.Seal($"s{i}@example.cn"),
                            AskedAt = now,
                            ConfirmedAt = now,
                        }
                    );
                }
            }
            await db.SaveChangesAsync();
        }
        var subscriptions = host.Services.GetRequiredService<Subscriptions>();
        var released = await ReleaseAsync(writer, second, await DraftAsync(writer, "楼道里不要给电动车充电。"));
        Assert.Equal(Subscriptions.Batch, await subscriptions.TellAsync(1));
        // The process ends here; another one goes on, and two at once do not tell anybody twice.
        await Task.WhenAll(subscriptions.TellAsync(), subscriptions.TellAsync());
        await subscriptions.TellAsync();
        await using (var db = host.OpenDb())
        {
            var told = await db.Set<NoticeRow>().Select(n => n.To).ToListAsync();
            Assert.Equal((Many, Many), (told.Count, told.Distinct().Count()));
            Assert.Equal(0, await db.Set<NewsRoundRow>().CountAsync(r => r.DoneAt == null));
        }
        // Of what was recalled before everybody was told, only the recall is told.
        var another = await ReleaseAsync(writer, second, await DraftAsync(writer, "日期写错了的提示。", "写错的"));
        Assert.Equal(Subscriptions.Batch, await subscriptions.TellAsync(1));
        await PressAsync(second, another, "recall", ("Form.Reason", "日期写错了"));
        Assert.Equal(Many, await subscriptions.TellAsync());
        await using var after = host.OpenDb();
        Assert.Equal(Many, await after.Set<NoticeRow>().CountAsync(n => n.Template == nameof(PublicationStage.Recalled)));
        Assert.Contains("已发布", released.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Who_gives_no_address_or_a_wrong_one_is_told_beside_the_field(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var anybody = host.NewBrowser("en");
        var form = await anybody.GetAsync("/news/subscribe");
        var none = await anybody.SubmitAsync(form, []);
        Assert.NotNull(none.MistakeBeside("Form.Phone"));
        var wrong = await anybody.SubmitAsync(form, [("Form.Email", "nowhere")]);
        Assert.NotNull(wrong.MistakeBeside("Form.Email"));
        Assert.Equal("nowhere", wrong.ValueOf("Form.Email"));
    }

    private static string PathIn(string words, string what)
    {
        var at = words.IndexOf($"/news/{what}/", StringComparison.Ordinal);
        var end = words.IndexOfAny([' ', '。'], at);
        return end < 0 ? words[at..] : words[at..end];
    }
}
