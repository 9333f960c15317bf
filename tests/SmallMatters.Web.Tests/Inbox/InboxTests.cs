using System.Net;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Inbox;

public class InboxTests(TestHosts hosts)
{
    [Theory, OnBothDatabases]
    public async Task A_new_matter_waits_in_its_units_inbox_until_somebody_takes_it(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        // Of a kind that no other test raises there: a page has forty rows, and others' matters may be due before it.
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync(change: r => r with { Kind = Kind.Praise });

        Assert.Contains(Row(raised), await RowsAsync(clerk, "tab=unit&kind=praise"));
        Assert.Contains(Row(raised), await RowsAsync(clerk, "tab=nottaken&kind=praise"));
        Assert.DoesNotContain(Row(raised), await RowsAsync(clerk, "tab=mine"));

        await office.DoAsync(
            raised,
            clerk.Actor,
            (m, _, _) => AssignRule.Decide(m, new Assign(clerk.Id), [clerk.Unit], clerk.Actor)
        );
        Assert.DoesNotContain(Row(raised), await RowsAsync(clerk, "tab=nottaken"));
        Assert.Equal([Row(raised)], await RowsAsync(clerk, "tab=mine"));
    }

    [Theory, OnBothDatabases]
    public async Task Another_units_matters_are_in_nobody_elses_inbox(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var stranger = await office.HireAsync(Neighbourhood.BellDesk);
        var raised = await office.RaiseAsync();
        foreach (var tab in new[] { "unit", "nottaken", "overdue", "asked", "escalated", "awaitingverdict", "reviews" })
        {
            Assert.DoesNotContain(Row(raised), await RowsAsync(stranger, $"tab={tab}&unit={Neighbourhood.WillowDesk}"));
        }
    }

    [Theory, OnBothDatabases]
    public async Task What_waits_for_the_residents_verdict_says_so_and_until_when(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        var closed = await office.DoAsync(
            raised,
            clerk.Actor,
            (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已处理。"), clerk.Actor, j, now)
        );
        var until = closed.File.Running(ClockFor.VerdictWindow)!.Clock.Deadline.DueOn;

        var list = await clerk.Browser.GetAsync("/staff?tab=awaitingverdict");

        var row = list.Document.GetElementById(Row(raised))!.TextContent;
        Assert.Contains("等居民评价", row);
        Assert.Contains($"到{until.Year}年{until.Month}月{until.Day}日为止", row);
        Assert.DoesNotContain("没有时限", row);
    }

    [Theory, OnBothDatabases]
    public async Task Each_filter_narrows_the_list(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var asked = await office.RaiseAsync();
        await office.DoAsync(asked, clerk.Actor, (m, j, now) => AskRule.Decide(m, new Ask("几点？"), clerk.Actor, j, now));
        var other = await office.RaiseAsync(Neighbourhood.Other, change: r => r with { Kind = Kind.Suggestion });
        foreach (var both in new[] { asked, other })
        {
            await office.DoAsync(
                both,
                clerk.Actor,
                (m, _, _) => AssignRule.Decide(m, new Assign(clerk.Id), [clerk.Unit], clerk.Actor)
            );
        }

        Assert.Equal([Row(asked)], await RowsAsync(clerk, $"tab=mine&category={Neighbourhood.Noise}"));
        Assert.Equal([Row(other)], await RowsAsync(clerk, "tab=mine&kind=Suggestion"));
        Assert.Equal([Row(asked)], await RowsAsync(clerk, "tab=mine&question=Waiting"));
        Assert.Empty(await RowsAsync(clerk, "tab=mine&question=Answered"));
        Assert.Empty(await RowsAsync(clerk, $"tab=mine&area={Neighbourhood.Bell}"));
        Assert.Empty(await RowsAsync(clerk, "tab=mine&age=7"));
        Assert.Equal(2, (await RowsAsync(clerk, $"tab=mine&area={Neighbourhood.Willow}&age=nonsense")).Count);
    }

    [Theory, OnBothDatabases]
    public async Task Forty_one_matters_are_read_page_by_page_forwards_and_back_each_once(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var all = new HashSet<string>();
        for (var i = 0; i < 41; i++)
        {
            var raised = await office.RaiseAsync();
            await office.DoAsync(
                raised,
                clerk.Actor,
                (m, _, _) => AssignRule.Decide(m, new Assign(clerk.Id), [clerk.Unit], clerk.Actor)
            );
            all.Add(Row(raised));
        }

        var first = await clerk.Browser.GetAsync("/staff?tab=mine");
        var second = await clerk.Browser.GetAsync(first.LinkTo("下一页"));
        var back = await clerk.Browser.GetAsync(second.LinkTo("上一页"));

        Assert.Equal(40, Rows(first).Count);
        Assert.Single(Rows(second));
        Assert.Equal(all, Rows(first).Concat(Rows(second)).ToHashSet());
        Assert.Equal(Rows(first), Rows(back));
        Assert.DoesNotContain("上一页", back.Main);
        Assert.Contains("我承办的（41）", first.Main);
    }

    [Theory, OnBothDatabases]
    public async Task An_overdue_matter_is_told_in_words(DatabaseKind kind)
    {
        await using var own = await TestHost.StartAsync(kind);
        var office = new Office(own);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        Assert.Empty(await RowsAsync(clerk, "tab=overdue"));

        own.Clock.Advance(TimeSpan.FromDays(200));
        var again = await office.HireAsync(Neighbourhood.WillowDesk);
        var page = await again.Browser.GetAsync("/staff?tab=overdue");

        Assert.Equal([Row(raised)], Rows(page));
        Assert.Matches("超期 [0-9]+ 天", page.Main);
    }

    [Theory, OnBothDatabases]
    public async Task The_live_part_says_nothing_until_something_changes(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.Lamps);
        var raised = await office.RaiseAsync(Neighbourhood.Lamp);
        await office.DoAsync(
            raised,
            clerk.Actor,
            (m, _, _) => AssignRule.Decide(m, new Assign(clerk.Id), [clerk.Unit], clerk.Actor)
        );
        var version = (await clerk.Browser.GetAsync("/staff/inbox/rows?tab=mine")).Response.Headers.ETag!.ToString();

        Assert.Contains(Row(raised), Rows(await AskAsync(clerk, "\"older\"")));
        await office.DoAsync(
            raised,
            clerk.Actor,
            (m, j, now) =>
                ProposeHandOverRule.Decide(
                    m,
                    new ProposeHandOver(Neighbourhood.BellDesk, "place", "不归我们。"),
                    clerk.Actor,
                    j,
                    now
                )
        );
        var changed = await AskAsync(clerk, version);
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.NotEqual(version, changed.Response.Headers.ETag!.ToString());

        static Task<WebPage> AskAsync(Clerk clerk, string version)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/staff/inbox/rows?tab=mine");
            request.Headers.TryAddWithoutValidation("If-None-Match", version);
            return clerk.Browser.SendAsync(request);
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_same_version_again_is_answered_with_not_modified(DatabaseKind kind)
    {
        await using var own = await TestHost.StartAsync(kind);
        var clerk = await new Office(own).HireAsync(Neighbourhood.Lamps);
        var page = await clerk.Browser.GetAsync("/staff?tab=mine");
        var version = page.Document.QuerySelector("[data-inbox]")!.GetAttribute("data-inbox-version")!;
        var request = new HttpRequestMessage(HttpMethod.Get, "/staff/inbox/rows?tab=mine");
        request.Headers.TryAddWithoutValidation("If-None-Match", version);

        var answer = await clerk.Browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, answer.Status);
        Assert.Empty(answer.Body);
    }

    [Theory, OnBothDatabases]
    public async Task A_place_in_the_list_that_nobody_can_read_is_as_if_it_were_not_there(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        foreach (
            var query in new[]
            {
                "after=x",
                "after=1-2-3",
                "after=99999999999999999999-1",
                "tab=99",
                "tab=unit&after=0-5",
                "kind=77",
                "age=-3",
                "unit=nowhere",
            }
        )
        {
            Assert.Equal(HttpStatusCode.OK, (await clerk.Browser.GetAsync("/staff?" + query)).Status);
        }
    }

    private static string Row(RaiseResult.Raised raised) => $"m{raised.Reference.Value}";

    private static List<string> Rows(WebPage page) => [.. page.Document.QuerySelectorAll("tr[data-row]").Select(r => r.Id!)];

    private static async Task<List<string>> RowsAsync(Clerk clerk, string query)
    {
        var page = await clerk.Browser.GetAsync("/staff?" + query);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return Rows(page);
    }
}
