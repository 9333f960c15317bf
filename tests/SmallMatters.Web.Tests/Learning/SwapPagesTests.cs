using System.Net;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Learning;

/// <summary>Handlers of one unit, each with a matter that was settled in the first quarter, in the second.</summary>
public class SwapPagesTests
{
    private static async Task SettleAsync(Office office, Clerk clerk, RaiseResult.Raised raised)
    {
        var (by, me) = (clerk.Actor, new Actor.Person(raised.Raiser));
        await office.DoAsync(raised, by, (m, _, _) => AssignRule.Decide(m, new Assign(clerk.Id), [clerk.Unit], by));
        office.Host.Clock.Advance(TimeSpan.FromDays(3));
        await office.DoAsync(
            raised,
            by,
            (m, j, now) => ReplyRule.Decide(m, new Reply("我们昨晚去看过。", []), by, j.Calendar.DayOf(now), now)
        );
        await office.DoAsync(
            raised,
            by,
            (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已经安静。"), by, j, now)
        );
        await office.DoAsync(
            raised,
            me,
            (m, j, now) =>
                GiveVerdictRule.Decide(
                    m,
                    new GiveVerdict(YesPartlyNo.Yes, YesPartlyNo.Yes, null, YesPartlyNo.Yes, false, "谢谢你们来了两趟。"),
                    me,
                    j,
                    now
                )
        );
    }

    private static async Task<Clerk> AgainAsync(TestHost host, Clerk clerk)
    {
        var browser = host.NewBrowser();
        await browser.SubmitAsync(
            await browser.GetAsync("/sign-in"),
            [("UserName", clerk.User), ("Password", Web.Accounts.DemoStaff.Password)]
        );
        return clerk with { Browser = browser };
    }

    [Theory, OnBothDatabases]
    public async Task A_handler_sees_a_colleagues_matter_without_words_and_three_sentences_are_read_under_nobodys_name(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerks = new List<Clerk>();
        foreach (var n in Enumerable.Range(1, 3))
        {
            var clerk = await office.HireAsync(Neighbourhood.WillowDesk, name: $"换位承办{n}");
            await SettleAsync(office, clerk, await office.RaiseAsync(words: $"第{n}户楼下半夜很吵。"));
            clerks.Add(clerk);
        }
        host.Clock.Advance(TimeSpan.FromDays(45));
        for (var n = 0; n < 3; n++)
        {
            var clerk = await AgainAsync(host, clerks[n]);
            var page = await clerk.Browser.GetAsync("/staff/swap");
            Assert.Contains("又等了 3 天", page.Main);
            foreach (var words in new[] { "半夜很吵", "昨晚去看过", "谢谢", "换位承办", "已评价" })
            {
                Assert.DoesNotContain(words, page.Main);
            }
            Assert.Equal(page.Main, (await clerk.Browser.GetAsync("/staff/swap")).Main);
            if (n == 0)
            {
                var refused = await clerk.Browser.SubmitAsync(page, [("Form.Words", "王师傅太慢")]);
                Assert.Contains("王师傅", refused.MistakeBeside("Form.Words"));
            }
            var done = await clerk.Browser.SubmitAsync(page, [("Form.Words", $"头{n + 2}天没有一句话。")]);
            Assert.Contains("您已经写过一句", done.Main);
            Assert.DoesNotContain("没有一句话", done.Main);
            var again = await clerk.Browser.SubmitAsync(page, [("Form.Words", "再写一句。")]);
            Assert.Contains("已经写过了", again.Main);
            var noticed = (await clerk.Browser.GetAsync("/staff/swap/noticed")).Main;
            Assert.Equal(n == 2, noticed.Contains("没有一句话", StringComparison.Ordinal));
            Assert.DoesNotContain("换位承办", noticed);
        }
        var leader = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var stranger = await office.HireAsync(Neighbourhood.Lamps, StaffRole.Supervisor);
        Assert.Contains("头4天没有一句话", (await leader.Browser.GetAsync("/staff/swap/noticed")).Main);
        Assert.Contains("请承办人做", (await leader.Browser.GetAsync("/staff/swap")).Main);
        Assert.DoesNotContain("没有一句话", (await stranger.Browser.GetAsync("/staff/swap/noticed")).Main);
        Assert.Contains("不显示", (await leader.Browser.GetAsync("/staff/swap/noticed?quarter=2026Q1")).Main);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.Browser.GetAsync("/staff/swap/noticed?quarter=x")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task Ones_own_matter_is_never_drawn_nor_a_dispute_a_sealed_person_a_threat_or_another_units(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk, language: "en");
        var colleague = await office.HireAsync(Neighbourhood.WillowDesk);
        await SettleAsync(office, clerk, await office.RaiseAsync());
        await SettleAsync(office, colleague, await office.RaiseAsync(change: r => r with { Kind = Kind.Dispute }));
        await SettleAsync(office, colleague, await office.RaiseAsync(change: r => r with { SealIdentity = true }));
        var threatened = await office.RaiseAsync();
        await office.DoAsync(
            threatened,
            colleague.Actor,
            (m, _, _) => RecordThreatRule.Decide(m, new RecordThreat(ThreatTo.Person, "说要打人", true), colleague.Actor)
        );
        await SettleAsync(office, colleague, threatened);
        var lamps = await office.HireAsync(Neighbourhood.Lamps);
        await SettleAsync(office, lamps, await office.RaiseAsync(Neighbourhood.Lamp));
        host.Clock.Advance(TimeSpan.FromDays(45));
        clerk = await AgainAsync(host, clerk);
        Assert.Contains("没有同事办结", (await clerk.Browser.GetAsync("/staff/swap")).Main);
        // What was left out is left out for one reason alone: an ordinary one of the colleague's is drawn.
        colleague = await AgainAsync(host, colleague);
        Assert.Contains("又等了 3 天", (await colleague.Browser.GetAsync("/staff/swap")).Main);
    }

    [Theory, OnBothDatabases]
    public async Task No_table_says_who_wrote_a_sentence_or_when(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await using var db = host.OpenDb();
        string[] Columns(string table) =>
            [
                .. db
                    .Model.GetEntityTypes()
                    .Single(t => t.GetTableName() == table)
                    .GetProperties()
                    .Select(p => p.GetColumnName())
                    .Order(StringComparer.Ordinal),
            ];
        Assert.Equal(["id", "quarter", "unit", "words"], Columns("swap_sentence"));
        Assert.Equal(["mark"], Columns("swap_done"));
    }
}
