using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Notices;
using SmallMatters.Storage.Participation;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Hazards;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Participation;

/// <summary>A priority from the proposal to what came of it, in the browser.</summary>
public partial class PriorityPagesTests
{
    private const string Title = "东门外装路灯";
    private const string Mobile = "13800001234";

    [Theory, OnBothDatabases]
    public async Task A_proposal_counts_once_its_contact_is_confirmed_and_support_once_for_each_contact(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var anybody = host.NewBrowser();
        var form = await anybody.GetAsync("/priorities/new");
        Assert.Equal(4, (await anybody.SubmitAsync(form)).Mistakes.Count);
        var numbered = await anybody.SubmitAsync(form, Proposal("打 13912345678 问他"));
        Assert.NotNull(numbered.MistakeBeside("Form.Words"));
        await anybody.SubmitAsync(form, Proposal("晚上太暗"));
        Assert.Contains("还没有", (await anybody.GetAsync("/priorities")).Main, StringComparison.Ordinal);
        var confirm = await anybody.GetAsync(await LinkAsync(host));
        var mine = await anybody.SubmitAsync(confirm);
        Assert.StartsWith("/priorities/mine/", mine.Path, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(confirm.Path)).Status);
        var one = (await anybody.GetAsync($"/priorities?area={Neighbourhood.Willow}&stage=Open")).LinkTo(Title);

        for (var i = 0; i < 5; i++)
        {
            Assert.Contains("不足 5 个", (await anybody.GetAsync(one)).Main, StringComparison.Ordinal);
            await SupportAsync(host, anybody, one, $"1380000000{i}");
        }
        Assert.Contains("5 个支持", (await anybody.GetAsync(one)).Main, StringComparison.Ordinal);
        // The same number, written otherwise, takes its support back.
        var back = await SupportAsync(host, anybody, one, "+86 138 0000 0004");
        Assert.Contains("已取消支持", back.Main, StringComparison.Ordinal);
        Assert.Contains("不足 5 个", (await anybody.GetAsync(one)).Main, StringComparison.Ordinal);
        await using var db = host.OpenDb();
        Assert.Equal(0, await db.Set<ParticipationAskRow>().CountAsync());
        Assert.Equal(4, await db.Set<PrioritySupportRow>().CountAsync());
        Assert.Equal(
            ["Mark", "PriorityId"],
            typeof(PrioritySupportRow).GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal)
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_unit_answers_with_two_people_and_everybody_reads_why_what_by_when_and_what_came_of_it(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (clerk, head) = (
            await office.HireAsync(Neighbourhood.WillowDesk),
            await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor)
        );
        var (id, _) = await ProposedAsync(host, "晚上太暗");
        var (one, staff) = ($"/priorities/{id:N}", $"/staff/priorities/{id:N}");
        Assert.Equal(staff, (await clerk.Browser.GetAsync("/staff/priorities")).LinkTo(Title));
        var step = await clerk.Browser.GetAsync($"{staff}/answer");
        Assert.NotNull((await clerk.Browser.SubmitAsync(step)).MistakeBeside("Form.Move"));
        await SayAsync(clerk, head, staff, "answer", ("Form.Move", "Adopt"), ("Form.Words", "确实暗，应当装。"));
        Assert.Contains("确实暗，应当装。", (await host.NewBrowser().GetAsync(one)).Main, StringComparison.Ordinal);
        var task = await clerk.Browser.GetAsync("/staff/tasks/new");
        var day = (await host.JurisdictionAsync()).Calendar.DayOf(host.Clock.GetUtcNow()).AddDays(6);
        var offered = await clerk.Browser.SubmitAsync(
            task,
            [
                ("Form.Area", Neighbourhood.Willow),
                ("Form.Of", $"{id:N}"),
                ("Form.Title", "看一遍东门外的灯"),
                ("Form.What", "从东门走到路口，哪盏不亮记下来。"),
                ("Form.NotPart", "不爬高。"),
                ("Form.Where", "东门"),
                .. TakingPart.When(day),
                ("Form.Needed", "2"),
            ]
        );
        Assert.Empty(offered.Mistakes);
        await TakingPart.StepAsync(head, $"{offered.Path}/release", ("Form.Released", "true"));
        var taken = offered.Path["/staff".Length..];
        Assert.Equal(one, (await host.NewBrowser().GetAsync(taken)).LinkTo(Title));
        Assert.Equal(taken, (await host.NewBrowser().GetAsync(one)).LinkTo("看一遍东门外的灯"));
        var due = (await host.JurisdictionAsync()).Calendar.DayOf(host.Clock.GetUtcNow()).AddDays(20);
        var act = await clerk.Browser.GetAsync($"{staff}/act");
        Assert.Equal(4, (await clerk.Browser.SubmitAsync(act)).Mistakes.Count);
        await SayAsync(
            clerk,
            head,
            staff,
            "act",
            [
                ("Form.Words", "装三盏灯"),
                ("Form.Unit", Neighbourhood.Lamps),
                ("Form.Post", "Deputy"),
                .. Inspecting.Day("DueOn", due),
            ]
        );
        host.Clock.Advance(TimeSpan.FromDays(21));
        Assert.Contains("已超期", (await host.NewBrowser().GetAsync(one)).Main, StringComparison.Ordinal);
        var (late, leads) = (
            await office.HireAsync(Neighbourhood.WillowDesk),
            await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor)
        );
        await SayAsync(late, leads, staff, "end", ("Form.Number", "1"), ("Form.Done", "true"), ("Form.Words", "灯已经装好"));
        await SayAsync(late, leads, staff, "finish", ("Form.Words", "东门外亮了。"));
        var shown = (await host.NewBrowser().GetAsync(one)).Main;
        Assert.Contains("做到了，晚了", shown, StringComparison.Ordinal);
        Assert.Contains("东门外亮了。", shown, StringComparison.Ordinal);
        var area = await host.NewBrowser().GetAsync($"/areas/{Neighbourhood.Willow}");
        Assert.Equal(one, area.LinkTo(Title));
        var told = await TakenAsync(host);
        Assert.Contains(told, n => n.Words.Contains("已采纳", StringComparison.Ordinal));
        Assert.Contains(told, n => n.Words.Contains("有结果了", StringComparison.Ordinal));
        Assert.All(told, n => Assert.Equal(Mobile, n.Phone));
        // The proposer's contact goes a month after the end; the words stay for everybody.
        host.Clock.Advance(TimeSpan.FromDays(32));
        await host.Services.GetRequiredService<PriorityBook>().ForgetAsync();
        await using var db = host.OpenDb();
        Assert.Null((await db.Set<PriorityRow>().SingleAsync()).Phone);
        Assert.Contains(Title, (await host.NewBrowser().GetAsync(one)).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_hidden_is_nowhere_in_takenand_its_proposer_is_told_why_and_appeals_to_another_unit(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (id, mine) = await ProposedAsync(host, "晚上太暗，物业不管");
        var (one, staff) = ($"/priorities/{id:N}", $"/staff/priorities/{id:N}");
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var hide = await clerk.Browser.GetAsync($"{staff}/hide");
        Assert.NotNull((await clerk.Browser.SubmitAsync(hide)).MistakeBeside("Form.Because"));
        await clerk.Browser.SubmitAsync(hide, [("Form.Because", "Insults")]);
        var anybody = host.NewBrowser();
        foreach (var address in (string[])["/priorities", one, $"/areas/{Neighbourhood.Willow}"])
        {
            var page = await anybody.GetAsync(address);
            Assert.DoesNotContain("物业不管", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(Title, page.Text, StringComparison.Ordinal);
        }
        Assert.Contains("有辱骂或者歧视的话", Assert.Single(await TakenAsync(host)).Words, StringComparison.Ordinal);
        var page2 = await anybody.GetAsync(mine);
        Assert.Contains("有辱骂或者歧视的话", page2.Main, StringComparison.Ordinal);
        await anybody.SubmitAsync(page2, form: "form[action$='handler=appeal']");

        var other = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        Assert.Equal(staff, (await other.Browser.GetAsync("/staff/priorities")).LinkTo(Title));
        var own = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Reviewer);
        Assert.Equal(HttpStatusCode.NotFound, (await own.Browser.GetAsync(staff)).Status);
        await other.Browser.SubmitAsync(
            await other.Browser.GetAsync(staff),
            form: "form[action$='handler=appeal']",
            button: ("shown", "true")
        );
        Assert.Contains("物业不管", (await anybody.GetAsync(one)).Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.GetAsync(staff)).Status);
        // Taken back, the words and the contact are gone for everybody.
        await anybody.SubmitAsync(await anybody.GetAsync(mine), form: "form[action$='handler=withdraw']");
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(one)).Status);
        await using var db = host.OpenDb();
        var row = await db.Set<PriorityRow>().SingleAsync();
        Assert.Equal((null, null, null), ((object?)row.Key, (object?)row.Body, (object?)row.Phone));
    }

    [Theory, OnBothDatabases]
    public async Task What_seems_to_name_somebody_and_what_a_unit_proposes_are_takenonce_somebody_else_has_looked(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (id, mine) = await ProposedAsync(host, "王阿姨家门口太暗");
        Assert.Contains("单位看过以后才公开", (await host.NewBrowser().GetAsync(mine)).Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await host.NewBrowser().GetAsync($"/priorities/{id:N}")).Status);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var made = await clerk.Browser.SubmitAsync(
            await clerk.Browser.GetAsync("/staff/priorities/new"),
            [("Form.Area", Neighbourhood.Willow), ("Form.Title", "楼道清理日"), ("Form.Words", "每月一次")]
        );
        var refused = await clerk.Browser.SubmitAsync(made, form: "form[action$='handler=show']");
        Assert.NotEmpty(refused.Mistakes);
        var second = await office.HireAsync(Neighbourhood.WillowDesk);
        await second.Browser.SubmitAsync(await second.Browser.GetAsync(made.Path), form: "form[action$='handler=show']");
        Assert.Contains("楼道清理日", (await host.NewBrowser().GetAsync("/priorities")).Main, StringComparison.Ordinal);
        var stranger = await office.HireAsync(Neighbourhood.BellDesk);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Browser.GetAsync(made.Path)).Status);
        // Passed on, it is another unit's to answer.
        var head = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        await head.Browser.SubmitAsync(await head.Browser.GetAsync($"{made.Path}/pass"), [("Form.To", Neighbourhood.BellDesk)]);
        Assert.Equal(HttpStatusCode.OK, (await stranger.Browser.GetAsync(made.Path)).Status);
    }

    /// <summary>
    /// One person with three telephones, two mailboxes (one of them with a hundred plus-signs) and any number of network addresses tries
    /// a thousand times. They come to five voices at most on one priority, ten supports a week and two proposals a month each. What is
    /// not stopped: a mail domain of one's own gives as many voices as it has mailboxes, and the unit sees numbers and mailboxes apart.
    /// </summary>
    [Theory, OnBothDatabases]
    public async Task One_person_cannot_swamp_beyond_their_contacts_and_a_mail_domain_of_ones_own_shows(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var asks = host.Services.GetRequiredService<ParticipationAsks>();
        var draw = new Random(6);
        string[] phones = ["13800000001", "13800000002", "13800000003"];
        var priorities = new List<Guid>();
        for (var i = 0; i < 12; i++)
        {
            priorities.Add((await ProposedAsync(host, "晚上太暗", $"1390000{i:0000}")).Id);
        }
        var proposed = 0;
        for (var day = 0; day < 7; day++)
        {
            for (var attempt = 0; attempt < 20; attempt++)
            {
                var (phone, email) =
                    draw.Next(2) == 0
                        ? (draw.GetItems(phones, 1)[0], null)
                        : ((string?)null, draw.Next(2) == 0 ? "one@example.cn" : $"Two+{draw.Next(100)}@example.cn");
                if (draw.Next(4) == 0)
                {
                    var asked = await asks.ProposeAsync(new(Neighbourhood.Willow, Title, "再来"), phone, email, Tongue.Zh);
                    proposed += await PressAsync(host, asked) is Acted.Written ? 1 : 0;
                    continue;
                }
                var on = draw.Next(3) == 0 ? priorities[0] : priorities[draw.Next(priorities.Count)];
                await PressAsync(host, await asks.SupportAsync(on, phone, email, Tongue.Zh), onlyNew: true);
            }
            host.Clock.Advance(TimeSpan.FromDays(1));
        }
        Assert.InRange(proposed, 5, 10);
        await using (var db = host.OpenDb())
        {
            var rows = await db.Set<PriorityRow>().Where(p => priorities.Contains(p.Id)).ToListAsync();
            Assert.All(rows, r => Assert.True(r is { ByPhone: <= 3, ByEmail: <= 2 }));
            // Two calendar weeks at most lie in seven days.
            Assert.InRange(rows.Sum(r => r.ByPhone + r.ByEmail), 10, 5 * 10 * 2);
            Assert.Equal(rows.Sum(r => r.ByPhone + r.ByEmail), await db.Set<PrioritySupportRow>().CountAsync());
        }
        for (var box = 0; box < 30; box++)
        {
            await PressAsync(host, await asks.SupportAsync(priorities[1], null, $"box{box}@own.example", Tongue.Zh));
        }
        var clerk = await new Office(host).HireAsync(Neighbourhood.WillowDesk);
        var seen = (await clerk.Browser.GetAsync($"/staff/priorities/{priorities[1]:N}")).Main;
        Assert.Matches("手机号 [0-3] 个，邮箱 3[0-2] 个", seen);
    }

    [Theory, OnBothDatabases]
    public async Task What_nobody_confirms_and_what_stayed_hidden_is_forgotten_and_nobody_is_sent_more_than_five_links_a_day(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var asks = host.Services.GetRequiredService<ParticipationAsks>();
        var book = host.Services.GetRequiredService<PriorityBook>();
        for (var i = 0; i < 5; i++)
        {
            var (done, _) = await asks.ProposeAsync(new(Neighbourhood.Willow, Title, "太暗"), Mobile, null, Tongue.Zh);
            Assert.IsType<Acted.Written>(done);
        }
        var (sixth, _) = await asks.ProposeAsync(new(Neighbourhood.Willow, Title, "太暗"), Mobile, null, Tongue.Zh);
        Assert.Equal("too-many-asks", Assert.IsType<Acted.Refused>(sixth).Why.Code);
        var (id, _) = await ProposedAsync(host, "晚上太暗", "13911112222");
        var clerk = await new Office(host).HireAsync(Neighbourhood.WillowDesk);
        await book.DecideAsync(id, clerk.Actor, (p, day) => ModeratePriorityRule.Hide(p, HideReason.Unlawful, clerk.Actor, day));
        host.Clock.Advance(TimeSpan.FromDays(3));
        await book.ForgetAsync();
        await using (var db = host.OpenDb())
        {
            Assert.Equal(0, await db.Set<ParticipationAskRow>().CountAsync());
            Assert.NotNull((await db.Set<PriorityRow>().SingleAsync()).Body);
        }
        host.Clock.Advance(TimeSpan.FromDays(30));
        await book.ForgetAsync();
        await using var after = host.OpenDb();
        var row = await after.Set<PriorityRow>().SingleAsync();
        Assert.Equal((null, null), ((object?)row.Body, (object?)row.Key));
        Assert.Equal(0, await after.Set<ContactUseRow>().CountAsync());
    }

    private static (string, string)[] Proposal(string words) =>
        [("Form.Area", Neighbourhood.Willow), ("Form.Title", Title), ("Form.Words", words), ("Form.Phone", Mobile)];

    private static async Task<(Guid Id, string Mine)> ProposedAsync(TestHost host, string words, string phone = Mobile)
    {
        var asks = host.Services.GetRequiredService<ParticipationAsks>();
        var ring = host.Services.GetRequiredService<KeyRing>();
        var (_, ask) = await asks.ProposeAsync(new(Neighbourhood.Willow, Title, words), phone, null, Tongue.Zh);
        var confirmed = await asks.ConfirmAsync(ring.LinkFor(ask, 1));
        Assert.IsType<Acted.Written>(confirmed.Done);
        await TakenAsync(host);
        return (confirmed.Priority, $"/priorities/mine/{confirmed.Mine}");
    }

    private static async Task<Acted> PressAsync(TestHost host, (Acted Done, Guid Ask) asked, bool onlyNew = false)
    {
        var asks = host.Services.GetRequiredService<ParticipationAsks>();
        var token = host.Services.GetRequiredService<KeyRing>().LinkFor(asked.Ask, 1);
        // Whoever stuffs does not take back what counts.
        return asked.Done is not Acted.Written || (onlyNew && (await asks.FindAsync(token))!.Already)
            ? asked.Done
            : (await asks.ConfirmAsync(token)).Done;
    }

    private static async Task<WebPage> SupportAsync(TestHost host, Browser who, string one, string phone)
    {
        var asked = await who.SubmitAsync(await who.GetAsync(one), [("Form.Phone", phone)]);
        Assert.Contains("确认链接已发出", asked.Main, StringComparison.Ordinal);
        return await who.SubmitAsync(await who.GetAsync(await LinkAsync(host)));
    }

    private static async Task SayAsync(Clerk writes, Clerk releases, string staff, string step, params (string, string)[] fields)
    {
        var prepared = await writes.Browser.SubmitAsync(await writes.Browser.GetAsync($"{staff}/{step}"), fields);
        Assert.Empty(prepared.Mistakes);
        Assert.Null(prepared.Document.QuerySelector("form[action$='handler=release']"));
        var page = await releases.Browser.GetAsync(staff);
        Assert.Empty((await releases.Browser.SubmitAsync(page, form: "form[action$='handler=release']")).Mistakes);
    }

    private static async Task<IReadOnlyList<DueNotice>> TakenAsync(TestHost host)
    {
        var outbox = host.Services.GetRequiredService<NoticeOutbox>();
        var all = new List<DueNotice>();
        // Of one person's messages one at a time.
        while (await outbox.TakeAsync(50) is { Count: > 0 } due)
        {
            all.AddRange(due);
            await outbox.SentAsync([.. due.Select(n => n.Id)], "sms");
        }
        return all;
    }

    private static async Task<string> LinkAsync(TestHost host) =>
        new Uri(Address().Match((await TakenAsync(host))[^1].Words).Value).AbsolutePath;

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Address();
}
