using System.Net;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.DutyRoster;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.DutyRoster;

/// <summary>The roster from the supervisor's form to the morning board.</summary>
public class RosterPagesTests
{
    [Theory, OnBothDatabases]
    public async Task Who_was_set_by_day_and_by_night_stands_on_the_morning_board_and_hands_over_the_next_morning(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var leader = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var (day, night) = (await office.HireAsync(Neighbourhood.WillowDesk), await office.HireAsync(Neighbourhood.WillowDesk));
        var today = (await host.JurisdictionAsync()).Calendar.DayOf(host.Clock.GetUtcNow());
        Assert.Contains("都没有排值班", (await day.Browser.GetAsync("/staff/morning-board")).Main);
        var form = await leader.Browser.GetAsync($"/staff/roster/{today:yyyy-MM-dd}");
        (string, string)[] said = [("ByDay", $"{day.Id.Value:N}"), ("ByNight", $"{night.Id.Value:N}")];
        Assert.Contains(day.Name, (await leader.Browser.SubmitAsync(form, said)).Main);
        // Said again, nothing is written again; said otherwise, what was said before stays beside it.
        await leader.Browser.SubmitAsync(form, said);
        await using (var db = host.OpenDb())
        {
            Assert.Equal(2, await db.Set<RosterRow>().CountAsync(TestContext.Current.CancellationToken));
        }
        var board = await day.Browser.GetAsync("/staff/morning-board");
        var roster = board.Document.QuerySelector("[data-roster]")!.TextContent;
        Assert.Contains($"今天白天 {day.Name}", Flat(roster));
        Assert.Contains($"今夜 {night.Name}", Flat(roster));
        Assert.DoesNotContain("昨夜", roster);

        host.Clock.Advance(TimeSpan.FromDays(1));
        day = await office.HireAsync(Neighbourhood.WillowDesk);
        var next = await day.Browser.GetAsync("/staff/morning-board?lang=en");
        Assert.Equal($"Duty roster Last night {night.Name}", Flat(next.Document.QuerySelector("[data-roster]")!.TextContent));
    }

    [Theory, OnBothDatabases]
    public async Task A_handler_reads_it_and_only_a_supervisor_of_the_unit_makes_it(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var handler = await office.HireAsync(Neighbourhood.WillowDesk);
        var leader = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var elsewhere = await office.HireAsync(Neighbourhood.BellDesk, StaffRole.Supervisor);
        var today = (await host.JurisdictionAsync()).Calendar.DayOf(host.Clock.GetUtcNow());
        var address = $"/staff/roster/{today:yyyy-MM-dd}";
        var list = await handler.Browser.GetAsync("/staff/roster");
        Assert.Equal(14, list.Document.QuerySelectorAll("main tbody tr").Length);
        Assert.Empty(list.Document.QuerySelectorAll("main tbody a"));
        Assert.Equal(HttpStatusCode.Forbidden, (await handler.Browser.GetAsync(address)).Status);
        foreach (var day in (string[])[$"{today.AddDays(-1):yyyy-MM-dd}", $"{today.AddDays(63):yyyy-MM-dd}", "yesterday"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await leader.Browser.GetAsync($"/staff/roster/{day}")).Status);
        }
        // Somebody of another unit, and a key that is none.
        foreach (var who in (string[])[$"{elsewhere.Id.Value:N}", "x"])
        {
            var wrong = await leader.Browser.SubmitAsync(await leader.Browser.GetAsync(address), [("ByNight", who)]);
            Assert.Contains("只能排本单位的人", wrong.MistakeBeside("ByNight"));
        }
        await leader.Browser.SubmitAsync(await leader.Browser.GetAsync(address), [("ByDay", $"{leader.Id.Value:N}")]);
        Assert.DoesNotContain(leader.Name, (await elsewhere.Browser.GetAsync("/staff/roster")).Main);
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
