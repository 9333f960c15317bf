using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Absences;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Absences;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.MorningBoard;

public class MorningBoardTests
{
    private const string Words = "三楼王阿姨家漏水到楼下。";

    [Theory, OnBothDatabases]
    public async Task The_board_says_what_is_overdue_due_today_not_satisfying_promised_and_who_is_away(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk, name: "邹晨");
        var standIn = await office.HireAsync(Neighbourhood.WillowDesk, name: "贾班");
        var disliked = await office.RaiseAsync(words: Words);
        await office.DissatisfyAsync(disliked, clerk);
        var promised = await office.RaiseAsync(words: Words);
        var today = (await host.JurisdictionAsync()).Calendar.DayOf(host.Clock.GetUtcNow());
        await office.DoAsync(
            promised,
            clerk.Actor,
            (m, _, now) => ReplyRule.Decide(m, new Reply("今天去", [("关上阀门", today)]), clerk.Actor, today, now)
        );
        var hazard = await office.RaiseAsync(words: Words, change: r => r with { Kind = Kind.Hazard });
        var late = await office.RaiseAsync(words: Words);
        await using (var db = host.OpenDb())
        {
            var due = await db.Set<MatterRow>().Where(m => m.Id == late.Id).Select(m => m.DueAt).SingleAsync();
            host.Clock.Advance(due!.Value - host.Clock.GetUtcNow() + TimeSpan.FromMinutes(1));
        }
        today = (await host.JurisdictionAsync()).Calendar.DayOf(host.Clock.GetUtcNow());
        await host
            .Services.GetRequiredService<AbsenceBook>()
            .RecordAsync(
                new StaffScope(clerk.Id, clerk.Unit, [clerk.Unit], [clerk.Unit], [.. clerk.Roles]),
                new RecordAbsence(clerk.Id, standIn.Id, today, today.AddDays(2))
            );
        var again = await office.HireAsync(Neighbourhood.WillowDesk);

        var board = await again.Browser.GetAsync("/staff/morning-board");

        Assert.Contains(late.Reference.ToString(), SectionOf(board, "已超期"), StringComparison.Ordinal);
        Assert.Contains(disliked.Reference.ToString(), SectionOf(board, "居民不满意的"), StringComparison.Ordinal);
        Assert.Contains(promised.Reference.ToString(), SectionOf(board, "今天要兑现的承诺"), StringComparison.Ordinal);
        Assert.Contains(hazard.Reference.ToString(), SectionOf(board, "隐患"), StringComparison.Ordinal);
        Assert.Contains("邹晨不在，贾班代班", SectionOf(board, "今天谁不在"), StringComparison.Ordinal);
        var onDuty = SectionOf(board, "今天在岗");
        Assert.Contains("贾班", onDuty, StringComparison.Ordinal);
        Assert.DoesNotContain("邹晨", onDuty, StringComparison.Ordinal);
        // Others walk past it: no words of a resident or to one.
        Assert.DoesNotContain("王阿姨", board.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("关上阀门", board.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_ends_later_today_is_due_today_and_what_ends_tomorrow_is_not(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var first = await office.RaiseAsync();
        host.Clock.Advance(TimeSpan.FromDays(1));
        var second = await office.RaiseAsync();
        await using (var db = host.OpenDb())
        {
            var ends = await db.Set<MatterRow>()
                .Where(m => m.Id == first.Id || m.Id == second.Id)
                .OrderBy(m => m.Id)
                .Select(m => m.DueAt!.Value)
                .ToListAsync();
            Assert.True(ends[0] < ends[1]);
            host.Clock.Advance(ends[0] - host.Clock.GetUtcNow() - TimeSpan.FromMinutes(1));
        }
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);

        var board = await clerk.Browser.GetAsync("/staff/morning-board");

        var today = SectionOf(board, "今天到期 1 件");
        Assert.Contains(first.Reference.ToString(), today, StringComparison.Ordinal);
        Assert.DoesNotContain(second.Reference.ToString(), today, StringComparison.Ordinal);
        Assert.Contains("没有", SectionOf(board, "已超期 0 件"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_board_leads_to_the_inbox_only_where_something_waits_and_says_which_matter_a_duty_is_about(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var empty = SectionOf(await clerk.Browser.GetAsync("/staff/morning-board"), "还没有人接手");
        Assert.DoesNotContain("到收件箱里接手", empty, StringComparison.Ordinal);
        var raised = await office.RaiseAsync(words: Words);
        var head = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        await head.Browser.SubmitAsync(
            await head.OpenAsync(raised, "order"),
            [("Form.What", "本周必须见效"), ("Form.Asked", "去现场并报告"), ("Form.Pace", "Ordinary")]
        );

        var board = await clerk.Browser.GetAsync("/staff/morning-board");

        Assert.Contains("到收件箱里接手", SectionOf(board, "还没有人接手 1 件"), StringComparison.Ordinal);
        Assert.Contains(raised.Reference.ToString(), SectionOf(board, "吹哨、督办和难点"), StringComparison.Ordinal);
        Assert.DoesNotContain("必须见效", board.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_board_of_a_unit_that_one_does_not_see_is_not_there(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var clerk = await new Office(host).HireAsync(Neighbourhood.WillowDesk);

        var other = await clerk.Browser.GetAsync($"/staff/morning-board?unit={Neighbourhood.BellDesk}");

        Assert.Equal(HttpStatusCode.NotFound, other.Status);
    }

    private static string SectionOf(WebPage page, string heading) =>
        Assert
            .Single(
                page.Document.QuerySelectorAll("main section"),
                s => s.QuerySelector("h2")!.TextContent.Contains(heading, StringComparison.Ordinal)
            )
            .TextContent;
}
