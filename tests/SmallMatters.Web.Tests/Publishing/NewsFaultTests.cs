using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Notices;
using SmallMatters.Storage.Publishing;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Jobs;
using SmallMatters.Web.Notices;
using SmallMatters.Web.Tests.History;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Publishing;

/// <summary>What is damaged, or changed at the same moment, stops nothing but itself.</summary>
public class NewsFaultTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<(Clerk Writer, Clerk Second)> TwoAsync(TestHost host)
    {
        var office = new Office(host);
        return (await office.HireAsync(Neighbourhood.WillowDesk), await office.HireAsync(Neighbourhood.WillowDesk));
    }

    private static async Task<Guid> SubscribeAsync(TestHost host, string email, bool damaged)
    {
        var now = host.Clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var (key, wrapped) = host.Services.GetRequiredService<KeyRing>().NewPersonKey(id);
        using (key)
        {
            await using var db = host.OpenDb();
            if (damaged)
            {
                wrapped[^1] ^= 1;
            }
            db.Add(
                new SubscriptionRow
                {
                    Id = id,
                    Key = wrapped,
                    Email = key.Seal(email),
                    AskedAt = now,
                    ConfirmedAt = now,
                }
            );
            await db.SaveChangesAsync(Stop);
        }
        return id;
    }

    [Theory, OnBothDatabases]
    public async Task One_subscriber_whose_key_is_damaged_is_told_nothing_and_the_others_are(DatabaseKind kind)
    {
        var log = new WrittenLog();
        await using var host = await TestHost.StartAsync(kind, log: log);
        var damaged = await SubscribeAsync(host, "a@example.cn", damaged: true);
        await SubscribeAsync(host, "b@example.cn", damaged: false);
        await SubscribeAsync(host, "c@example.cn", damaged: false);
        var (writer, second) = await TwoAsync(host);
        var draft = await PublicationPagesTests.DraftAsync(writer, "楼道里不要给电动车充电。");
        await PublicationPagesTests.ReleaseAsync(writer, second, draft);
        var subscriptions = host.Services.GetRequiredService<Subscriptions>();
        Assert.Equal(2, await subscriptions.TellAsync(cancel: Stop));
        Assert.Equal(0, await subscriptions.TellAsync(cancel: Stop));
        Assert.Contains(log.Lines, l => l.Line.Contains($"{damaged}", StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Under_another_master_key_the_round_waits(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await SubscribeAsync(host, "b@example.cn", damaged: false);
        var (writer, second) = await TwoAsync(host);
        var draft = await PublicationPagesTests.DraftAsync(writer, "楼道里不要给电动车充电。");
        await PublicationPagesTests.ReleaseAsync(writer, second, draft);
        await host.Services.GetRequiredService<MasterKeyCheck>().IsRightOrLearnsAsync(Stop);
        await using (var thief = await Thief.BreakInAsync(host))
        {
            await thief.RunAsync("UPDATE setting SET value = 'another' WHERE name = 'master-key'");
        }
        Assert.Equal(0, await host.Services.GetRequiredService<Subscriptions>().TellAsync(cancel: Stop));
        await using var db = host.OpenDb();
        Assert.True(await db.Set<NewsRoundRow>().AnyAsync(r => r.DoneAt == null, Stop));
    }

    [Theory, OnBothDatabases]
    public async Task Residents_messages_are_delivered_when_the_round_of_news_fails(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind, environment: "Development");
        await Lives.RaiseAsync(host);
        var outbox = host.Services.GetRequiredService<NoticeOutbox>();
        Assert.Equal(1, (await outbox.CountAsync(Stop)).Waiting);
        await using (var thief = await Thief.BreakInAsync(host))
        {
            await thief.RunAsync("ALTER TABLE news_round RENAME TO gone");
        }
        var job = new DeliverNotices(
            host.Services.GetRequiredService<Subscriptions>(),
            host.Services.GetRequiredService<Delivery>()
        );
        Assert.NotNull(await Record.ExceptionAsync(() => job.Execute(null!, Stop).AsTask()));
        Assert.Equal(0, (await outbox.CountAsync(Stop)).Waiting);
    }

    [Theory, OnBothDatabases]
    public async Task A_decision_on_what_somebody_changed_meanwhile_is_not_written_though_it_was_refused(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (writer, _) = await TwoAsync(host);
        var office = new Office(host);
        var raised = await office.RaiseAsync();
        const string Name = "赵铁柱";
        var draft = await PublicationPagesTests.DraftAsync(
            writer,
            $"{Name}家楼下的灯修好了。",
            about: $"{raised.Reference.Value}"
        );
        var joiner = new ParticipantId(Guid.CreateVersion7(host.Clock.GetUtcNow()));
        await office.DoAsync(
            raised,
            new Actor.Person(joiner),
            (m, _, _) =>
                JoinRule.Decide(m, new Join(joiner, new Contact(new PersonalText(joiner, Name), null, null), default, "我也是"))
        );
        var id = Guid.Parse(draft.Path.Split('/')[^1]);
        var jurisdiction = await host.Services.GetRequiredService<JurisdictionSource>().CurrentAsync(Stop);
        var scope = StaffScope.Of(writer.Id, writer.Unit, [(writer.Unit, StaffRole.Handler, null)], jurisdiction);
        var done = await host
            .Services.GetRequiredService<PublicationBook>()
            .DecideAsync(
                id,
                scope,
                (_, _, _, _, _) =>
                {
                    using var db = host.OpenDb();
                    db.Set<PublicationRow>().Where(p => p.Id == id).ExecuteUpdate(p => p.SetProperty(x => x.HeadSeq, 2));
                    return Refusal.Of("unsaid", "没有写理由。", "No reason was given.");
                },
                1,
                Stop
            );
        Assert.IsType<Acted.ChangedMeanwhile>(done);
    }
}
