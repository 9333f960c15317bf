using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Disputes;

/// <summary>What goes with whoever goes, what a room gives away, and who acts in it.</summary>
public class DisputePrivacyTests(TestHosts hosts)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Whoever_of_the_staff_opens_a_dispute_leaves_a_receipt(DatabaseKind kind)
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        var supervisor = await scene.Office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        await using var db = scene.Office.Host.OpenDb();
        var its = db.Set<AccessReceiptRow>().Where(r => r.Account == supervisor.Id.Value);
        Assert.Empty(await its.ToListAsync(Cancel));
        Assert.Contains("楼上夜里的脚步声", (await supervisor.Browser.GetAsync(scene.Address)).Main, StringComparison.Ordinal);
        Assert.Contains(
            await its.ToListAsync(Cancel),
            r => r.MatterId == scene.Raised.Id && r.Purpose == AccessPurpose.Mediating
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_raiser_who_erases_the_matter_ends_its_dispute_and_takes_along_who_acts_for_them(DatabaseKind kind)
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        await NephewAsync(scene);
        await EraseMatterAsync(scene);

        var (head, people) = await RowsAsync(scene);
        Assert.Equal(DisputeStage.Ended, head.Stage);
        Assert.Equal(2, people.Count(p => p is { Erased: true, Key: null, Name: null, Phone: null }));
        Assert.Single(people, p => !p.Erased && p.Raiser is null);
        Assert.NotNull(head.CommonKey);
        Assert.Contains("调解已经结束", (await scene.Theirs.GetAsync(scene.Second)).Main, StringComparison.Ordinal);
        Assert.Contains("已经结束", Assert.Single((await scene.StepAsync("start")).Mistakes), StringComparison.Ordinal);
        Assert.Null(await scene.FirstBrokenAsync());

        await DisputeScene.InRoomAsync(scene.Theirs, scene.Second, "/erase");
        (head, people) = await RowsAsync(scene);
        Assert.All(people, p => Assert.True(p.Erased));
        Assert.Equal((null, null), (head.CommonKey, head.OfficeKey));
        Assert.Null(await scene.FirstBrokenAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Retention_takes_everybody_of_a_dispute_also_who_was_left_after_the_raiser_had_gone(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var whole = await DisputeScene.MakeAsync(host);
        await NephewAsync(whole);
        await whole.Mine.SubmitAsync(await whole.Mine.GetAsync($"/m/{whole.Raised.Link}/withdraw"));
        var left = await DisputeScene.MakeAsync(host);
        await EraseMatterAsync(left);
        host.Clock.Advance(TimeSpan.FromDays(366 * 3));
        await host.Services.GetRequiredService<RetentionRun>().RunAsync(cancel: Cancel);
        foreach (var scene in new[] { whole, left })
        {
            var (head, people) = await RowsAsync(scene);
            Assert.All(people, p => Assert.True(p is { Erased: true, Key: null, Name: null, Phone: null }));
            Assert.Equal((DisputeStage.Ended, null, null), (head.Stage, head.CommonKey, head.OfficeKey));
            Assert.Null(await scene.FirstBrokenAsync());
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_ways_to_protection_stand_in_every_room_and_nothing_says_that_a_supervisor_was_called_in(
        DatabaseKind kind
    )
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        foreach (var at in new[] { "", "/consent", "/safety", "/erase" })
        {
            foreach (var (browser, room) in new[] { (scene.Mine, scene.First), (scene.Theirs, scene.Second) })
            {
                var page = await browser.GetAsync(room + at);
                foreach (var way in new[] { "报警110", "12110", "12338", "人身安全保护令", "庇护", "马上离开这个页面" })
                {
                    Assert.Contains(way, page.Main, StringComparison.Ordinal);
                }
            }
        }
        await DisputeScene.InRoomAsync(scene.Theirs, scene.Second, "/safety", DisputeScene.Answers(nameof(SafetyAnswer.Yes)));
        await scene.PageAsync();
        var before = (await scene.Mine.GetAsync(scene.First)).Main;
        var matter = (await scene.Mine.GetAsync($"/m/{scene.Raised.Link}/access")).Main;
        var supervisor = await scene.Office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        Assert.Contains("安全提示", (await supervisor.Browser.GetAsync(scene.Address)).Main, StringComparison.Ordinal);
        Assert.Equal(before, (await scene.Mine.GetAsync(scene.First)).Main);
        Assert.Equal(matter, (await scene.Mine.GetAsync($"/m/{scene.Raised.Link}/access")).Main);
        await scene.StepAsync("end", ("Form.As", nameof(EndedAs.Protection)), ("Form.Words", "已陪同报警"));
        Assert.Contains("人身安全保护令", (await scene.Mine.GetAsync(scene.First)).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_room_does_not_list_who_opened_the_matters_disputes_before_the_party_was_in_one(DatabaseKind kind)
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        await using var db = scene.Office.Host.OpenDb();
        var jurisdiction = await scene.Office.Host.JurisdictionAsync();
        var (now, before) = (scene.Office.Host.Clock.GetUtcNow(), scene.Office.Host.Clock.GetUtcNow().AddDays(-3));
        db.Add(
            new Storage.Confidentiality.AccessReceiptRow
            {
                MatterId = scene.Raised.Id,
                Account = Guid.CreateVersion7(now),
                Unit = Neighbourhood.Street,
                Purpose = Domain.Confidentiality.AccessPurpose.Mediating,
                Day = jurisdiction.Calendar.DayOf(before),
                At = before,
            }
        );
        await db.SaveChangesAsync(Cancel);
        Assert.DoesNotContain("柳园街道办事处", (await scene.Theirs.GetAsync(scene.Second)).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_party_sees_who_acts_for_it_that_they_have_a_link_and_what_they_answered(DatabaseKind kind)
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        var nephew = await NephewAsync(scene);
        await scene.StepAsync("venue?venue=peoples");
        var theirs = scene.Office.Host.NewBrowser();
        await DisputeScene.InRoomAsync(theirs, nephew, "/consent", ("Answer", nameof(ConsentAnswer.Given)));
        var room = (await scene.Mine.GetAsync(scene.First)).Main;
        Assert.Contains("侄子小张", room, StringComparison.Ordinal);
        Assert.Contains("给了新的链接", room, StringComparison.Ordinal);
        Assert.Contains("代理人在线", room, StringComparison.Ordinal);
        Assert.DoesNotContain("本人在线", room, StringComparison.Ordinal);
        Assert.Contains("侄子小张 代为办理", (await scene.PageAsync()).Main, StringComparison.Ordinal);
        Assert.DoesNotContain("侄子小张", (await scene.Theirs.GetAsync(scene.Second)).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Who_wants_no_mediation_says_so_in_the_room_before_a_venue_is_proposed(DatabaseKind kind)
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        var room = await scene.Theirs.GetAsync(scene.Second);
        var form = await scene.Theirs.GetAsync(room.LinkTo("我不想调解"));
        await scene.Theirs.SubmitAsync(form, [("Answer", nameof(ConsentAnswer.Refused))]);
        Assert.Contains("有当事人不愿意调解", (await scene.PageAsync()).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Each_flag_is_lifted_by_itself_and_a_duty_to_tell_the_police_is_shown_until_it_is_done(DatabaseKind kind)
    {
        var scene = await DisputeScene.MakeAsync(await hosts.OnAsync(kind));
        await DisputeScene.InRoomAsync(scene.Theirs, scene.Second, "/safety", DisputeScene.Answers(nameof(SafetyAnswer.Yes)));
        var page = await scene.StepAsync("report", ("Form.Duty", nameof(ReportDuty.Minor)), ("Form.Words", "孩子身上有伤"));
        Assert.Contains("还没有记下什么时候报告的", page.Main, StringComparison.Ordinal);
        var supervisor = await scene.Office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        page = await supervisor.Browser.GetAsync(scene.Address);
        var day = (await scene.Office.Host.JurisdictionAsync()).Calendar.DayOf(scene.Office.Host.Clock.GetUtcNow()).AddDays(-1);
        page = await supervisor.Browser.SubmitAsync(
            await supervisor.Browser.GetAsync(page.LinkTo("记下已报告公安机关")),
            [
                ("Form.Day.year", $"{day.Year}"),
                ("Form.Day.month", $"{day.Month}"),
                ("Form.Day.day", $"{day.Day}"),
                ("Form.StartsAt", "14:30"),
            ]
        );
        Assert.DoesNotContain("还没有记下什么时候报告的", page.Main, StringComparison.Ordinal);
        var lifts = page
            .Document.QuerySelectorAll("main a")
            .Select(a => a.GetAttribute("href")!)
            .Where(href => href.Contains("/lift?flag=", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(2, lifts.Count);
        page = await supervisor.Browser.SubmitAsync(
            await supervisor.Browser.GetAsync(lifts[1]),
            [("Form.Words", "派出所看过，是摔伤")]
        );
        var (_, people) = await RowsAsync(scene);
        Assert.Contains("没有解除的安全提示", page.Main, StringComparison.Ordinal);
        Assert.Contains(lifts[0], page.Text.Replace("&amp;", "&", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(lifts[1], page.Text, StringComparison.Ordinal);
        Assert.Equal(2, people.Count);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_is_erased_in_a_room_leaves_the_log_of_the_file_too(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await DisputeScene.MakeAsync(host);
        var leftovers = host.Services.GetRequiredService<Leftovers>();
        await leftovers.ForgetAsync(cancel: Cancel);
        Assert.False(await leftovers.ForgetAsync(cancel: Cancel));
        await DisputeScene.InRoomAsync(scene.Theirs, scene.Second, "/erase");
        Assert.Equal(kind == DatabaseKind.Sqlite, await leftovers.ForgetAsync(cancel: Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Who_is_limited_to_an_area_finds_its_disputes_behind_any_number_of_others(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var mine = await DisputeScene.MakeAsync(host);
        var other = await DisputeScene.MakeAsync(host);
        await using var db = host.OpenDb();
        await db.Set<MatterRow>()
            .Where(m => m.Id == other.Raised.Id)
            .ExecuteUpdateAsync(m => m.SetProperty(r => r.Area, "elsewhere"), Cancel);
        var scope = new StaffScope(
            new StaffId(Guid.CreateVersion7(host.Clock.GetUtcNow())),
            Neighbourhood.WillowDesk,
            [Neighbourhood.WillowDesk],
            [Neighbourhood.WillowDesk],
            [StaffRole.Handler]
        )
        {
            Areas = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add(
                Neighbourhood.WillowDesk,
                [Neighbourhood.Willow]
            ),
        };
        var line = Assert.Single(await DisputeLists.ListAsync(db, scope, ended: false, most: 1, Cancel));
        Assert.Equal(mine.Raised.Reference, line.Reference);
    }

    /// <summary>Somebody with special authority for the first party, and the address of their room.</summary>
    private static async Task<string> NephewAsync(DisputeScene scene)
    {
        var to = (await scene.PageAsync())
            .Document.QuerySelectorAll("main a")
            .Select(a => a.GetAttribute("href")!)
            .First(href => href.Contains("/representative?party=", StringComparison.Ordinal));
        var page = await scene.Clerk.Browser.SubmitAsync(
            await scene.Clerk.Browser.GetAsync(to),
            [
                ("Form.Name", "侄子小张"),
                ("Form.Phone", "13900005678"),
                ("Form.Authority", nameof(Authority.Special)),
                ("Form.Shown", nameof(AuthorityShown.Letter)),
            ]
        );
        Assert.Empty(page.Mistakes);
        var given = await scene.Clerk.Browser.SubmitAsync(await scene.Clerk.Browser.GetAsync(page.LinkTo("给链接")));
        var whole = given.Document.QuerySelector("main code")!.TextContent;
        return whole[whole.IndexOf("/d/", StringComparison.Ordinal)..];
    }

    private static async Task EraseMatterAsync(DisputeScene scene)
    {
        await scene.Mine.SubmitAsync(await scene.Mine.GetAsync($"/m/{scene.Raised.Link}/withdraw"));
        await scene.Mine.SubmitAsync(await scene.Mine.GetAsync($"/m/{scene.Raised.Link}/erase"), [("Sure", "true")]);
    }

    private static async Task<(DisputeRow Head, List<DisputePersonRow> People)> RowsAsync(DisputeScene scene)
    {
        await using var db = scene.Office.Host.OpenDb();
        var head = await db.Set<DisputeRow>().AsNoTracking().SingleAsync(d => d.MatterId == scene.Raised.Id, Cancel);
        return (head, await db.Set<DisputePersonRow>().AsNoTracking().Where(p => p.DisputeId == head.Id).ToListAsync(Cancel));
    }
}
