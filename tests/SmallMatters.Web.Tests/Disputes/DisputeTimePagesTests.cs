using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Disputes;

/// <summary>The time of a mediation, what arises later, the duty to tell the police, and the end of a dispute with its matter.</summary>
public class DisputeTimePagesTests(TestHosts hosts)
{
    [Theory, OnBothDatabases]
    public async Task The_day_from_which_the_time_counts_is_asked_and_a_mediation_past_it_is_seen_where_people_look(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await DisputeScene.MakeAsync(host);
        await DisputeScene.InRoomAsync(scene.Mine, scene.First, "/safety", DisputeScene.Answers());
        await DisputeScene.InRoomAsync(scene.Theirs, scene.Second, "/safety", DisputeScene.Answers());
        await scene.StepAsync("venue?venue=peoples");
        foreach (var (browser, room) in new[] { (scene.Mine, scene.First), (scene.Theirs, scene.Second) })
        {
            await DisputeScene.InRoomAsync(browser, room, "/consent", ("Answer", nameof(ConsentAnswer.Given)));
        }
        const string When = "期限从哪一天起算";
        Assert.Contains(When, Assert.Single((await scene.StepAsync("start")).Mistakes), StringComparison.Ordinal);
        var tomorrow = await scene.StepAsync("start", await scene.TodayAsync("Form.Day", 1));
        Assert.Contains(When, Assert.Single(tomorrow.Mistakes), StringComparison.Ordinal);
        Assert.Empty((await scene.StepAsync("start", await scene.TodayAsync("Form.Day", -20))).Mistakes);

        host.Clock.Advance(TimeSpan.FromDays(12));
        Assert.Equal(1, await host.Services.GetRequiredService<DisputeSweep>().RunAsync());
        scene.Clerk = await scene.Office.HireAsync(Neighbourhood.WillowDesk);
        Assert.Contains("1 起纠纷的调解期限已过", (await scene.Clerk.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);
        Assert.Contains("已超期", (await scene.Clerk.Browser.GetAsync("/staff/disputes")).Main, StringComparison.Ordinal);
        Assert.Contains("已超期", (await scene.PageAsync()).Main, StringComparison.Ordinal);
        // The same step is not taken twice.
        Assert.Equal(0, await host.Services.GetRequiredService<DisputeSweep>().RunAsync());
        Assert.Null(await scene.FirstBrokenAsync());
    }

    [Theory, OnBothDatabases]
    public async Task What_arises_later_stops_the_mediation_and_the_parties_are_told_the_article_and_not_why(DatabaseKind kind)
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        await scene.MediateAsync();
        var page = await scene.StepAsync("exclude", ("Form.Code", "accepted"), ("Form.Words", "法院昨天已经立案"));
        Assert.Empty(page.Mistakes);
        Assert.Contains("依法不能调解", page.Main, StringComparison.Ordinal);
        var room = (await scene.Theirs.GetAsync(scene.Second)).Main;
        Assert.Contains("第22条", room, StringComparison.Ordinal);
        Assert.DoesNotContain("法院昨天已经立案", room, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Where_the_law_makes_telling_the_police_a_duty_the_supervisor_finds_it_in_the_inbox_until_it_is_done(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await DisputeScene.MakeAsync(host);
        await scene.MediateAsync();
        await scene.StepAsync("exclude", ("Form.Code", "crime"), ("Form.Words", "把人打伤了"));
        // Neither side is warned by the page that the police are told.
        Assert.DoesNotContain("第25条", (await scene.Theirs.GetAsync(scene.Second)).Main, StringComparison.Ordinal);
        var supervisor = await scene.Office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var above = await scene.Office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        var stranger = await scene.Office.HireAsync(Neighbourhood.BellDesk, StaffRole.Supervisor);
        const string Owed = "1 起纠纷依法必须报告公安机关";
        Assert.Contains(Owed, (await supervisor.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);
        Assert.Contains(Owed, (await above.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);
        Assert.DoesNotContain(Owed, (await stranger.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);
        var page = await supervisor.Browser.GetAsync(scene.Address);
        page = await supervisor.Browser.SubmitAsync(
            await supervisor.Browser.GetAsync(page.LinkTo("记下已报告公安机关")),
            [.. await scene.TodayAsync("Form.Day"), ("Form.StartsAt", "00:00")]
        );
        Assert.Empty(page.Mistakes);
        Assert.DoesNotContain(Owed, (await supervisor.Browser.GetAsync("/staff")).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_venue_held_by_another_unit_is_named_with_who_holds_it_and_asks_when_the_case_was_accepted(
        DatabaseKind kind
    )
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        var asks = await scene.Clerk.Browser.GetAsync($"{scene.Address}/venue?venue=police");
        Assert.Contains("哪一天受理", asks.Main, StringComparison.Ordinal);
        const string Old = "venue?venue=police&AcceptedOn.year=2025&AcceptedOn.month=12&AcceptedOn.day=31";
        Assert.Contains("2012", (await scene.Clerk.Browser.GetAsync($"{scene.Address}/{Old}")).Main, StringComparison.Ordinal);
        var refused = await scene.StepAsync(Old, ("Form.Met", "minor-act"));
        Assert.Contains("柳园派出所", Assert.Single(refused.Mistakes), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_matter_is_not_closed_over_a_dispute_that_goes_on_and_one_that_is_withdrawn_takes_it_along(
        DatabaseKind kind
    )
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        var book = scene.Office.Host.Services.GetRequiredService<MatterBook>();
        var by = new Actor.Staff(new StaffId(Guid.CreateVersion7()), Neighbourhood.WillowDesk, [StaffRole.Handler]);
        var closed = await book.DecideAsync(
            scene.Raised.Id,
            by,
            (matter, j, now) => CloseRule.Decide(matter, new Close(OutcomeCode.Solved, "说好了"), by, j, now)
        );
        Assert.Equal("dispute-goes-on", Assert.IsType<ChangeResult.Refused>(closed).Why.Code);
        var withdrawn = await scene.Mine.SubmitAsync(await scene.Mine.GetAsync($"/m/{scene.Raised.Link}/withdraw"));
        Assert.Empty(withdrawn.Mistakes);
        Assert.Contains("已结束", (await scene.PageAsync()).Main, StringComparison.Ordinal);
        Assert.Null(await scene.FirstBrokenAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Verification_walks_the_chains_of_disputes_and_names_what_was_changed(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await DisputeScene.MakeAsync(host);
        await scene.MediateAsync();
        var verification = host.Services.GetRequiredService<Verification>();
        var whole = await verification.RunAsync();
        Assert.Null(whole.Broken);
        Assert.Equal(1, whole.Disputes);
        foreach (
            var (damage, mend) in new[]
            {
                ("UPDATE dispute SET stage = 'Agreed'", "UPDATE dispute SET stage = 'Mediating'"),
                ("UPDATE dispute SET head_seq = head_seq - 1", "UPDATE dispute SET head_seq = head_seq + 1"),
                ("UPDATE dispute_fact SET actor = 'staff:x' WHERE seq = 2", ""),
            }
        )
        {
            await using var db = host.OpenDb();
            await db.Database.ExecuteSqlRawAsync(damage);
            var found = await verification.RunAsync();
            Assert.Equal(scene.Raised.Id, found.Broken?.Matter);
            Assert.Contains("its dispute", found.Broken!.What, StringComparison.Ordinal);
            if (mend.Length > 0)
            {
                await db.Database.ExecuteSqlRawAsync(mend);
            }
        }
    }
}
