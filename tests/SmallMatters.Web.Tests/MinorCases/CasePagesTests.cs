using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Photos;
using SmallMatters.Web.Tests.Photos;
using Xunit;

namespace SmallMatters.Web.Tests.MinorCases;

public class CasePagesTests(TestHosts hosts)
{
    [Theory, OnBothDatabases]
    public async Task A_case_goes_from_the_counter_to_sealed_and_the_victim_follows_it_all_the_way(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var scene = await CaseScene.MakeAsync(host);
        var mine = await scene.AsVictimAsync();
        Assert.Contains("办理中", mine.Main, StringComparison.Ordinal);
        Assert.Contains("治安管理处罚法（2025年修订）第118条", mine.Main, StringComparison.Ordinal);

        Assert.Equal(["先要有：询问取证。"], (await scene.ActAsync("step", ("Form.Step", "approval"))).Mistakes);
        await scene.StepAsync("statements");
        await scene.StepAsync("approval");
        await scene.DoneAsync("extend", ("Form.Words", "伤情鉴定复杂"), ("Form.Document", "延字1号"));
        mine = await scene.Victim.GetAsync(mine.Path);
        Assert.Contains("办案期限延长：伤情鉴定复杂", mine.Main, StringComparison.Ordinal);
        mine = await scene.Victim.SubmitAsync(mine, form: "form[action$='handler=read']");
        Assert.Contains("办案期限延长", mine.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("我已看到最新进展", mine.Main, StringComparison.Ordinal);

        await scene.DoneAsync("decide", ("Form.Outcome", nameof(CaseOutcome.NoPenalty)), ("Form.Document", "不罚决字1号"));
        // Before it is served, the remedies stand there without a date.
        Assert.Contains("60日内申请行政复议", (await scene.Victim.GetAsync(mine.Path)).Main, StringComparison.Ordinal);
        Assert.Equal(["还没有：宣告并送达决定书。"], (await scene.ActAsync("close")).Mistakes);
        await scene.StepAsync("served");
        await scene.StepAsync("served-victim");
        Assert.Equal(["还没有把最近的进展告诉报案人、被侵害人。"], (await scene.ActAsync("close")).Mistakes);
        await scene.ToldAsync();
        await scene.DoneAsync("close");

        // Sealed: the station sees what is owed and no word; the victim's own page stays theirs, with remedies and verdict.
        var closed = await scene.Officer.Browser.GetAsync(scene.Address);
        Assert.DoesNotContain("被推倒", closed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("不予处罚", closed.Main, StringComparison.Ordinal);
        Assert.Contains("周阿姨", closed.Main, StringComparison.Ordinal);
        mine = await scene.Victim.GetAsync(mine.Path);
        Assert.Contains("申请行政复议", mine.Main, StringComparison.Ordinal);
        Assert.Contains("提起行政诉讼", mine.Main, StringComparison.Ordinal);
        mine = await scene.Victim.SubmitAsync(
            mine,
            [("Informed", "yes"), ("Fair", "yes"), ("Kept", "no"), ("Words", "说好的日子没有消息")],
            "form[action$='handler=judge']"
        );
        Assert.Empty(mine.Mistakes);
        Assert.Contains("决定不予处罚", mine.Main, StringComparison.Ordinal);
        mine = await scene.Victim.SubmitAsync(mine, [("Visit", "neighbours")], "form[action$='handler=visit']");
        Assert.Empty(mine.Mistakes);

        await scene.DoneAsync(await scene.AboutPersonAsync("answer"), ("Form.Words", "今后当天打电话"));
        await scene.DoneAsync(await scene.AboutPersonAsync("callback"), ("Form.How", "yes"));
        await scene.DoneAsync("visited", ("Form.Neighbours", "yes"));
        mine = await scene.Victim.GetAsync(mine.Path);
        Assert.Contains("今后当天打电话", mine.Main, StringComparison.Ordinal);
        // Whoever does not want the station to look into itself is shown the way to another unit, which reads nothing of the case.
        var reviewer = (await host.JurisdictionAsync()).ReviewerFor(Neighbourhood.Station);
        Assert.Contains("请另一个单位看", mine.Main, StringComparison.Ordinal);
        Assert.Contains((await host.JurisdictionAsync()).NameOf(reviewer).Zh, mine.Main, StringComparison.Ordinal);
        Assert.Equal("/raise", mine.LinkTo("提出意见"));

        // Opened on a ground, by the head, for today; the victim sees that it was.
        Assert.Equal(["请选择查询封存记录的依据。"], (await scene.ActAsync("unseal", ("Form.Document", "函1号"))).Mistakes);
        Assert.Equal(
            ["这起案件不由您的派出所办理。"],
            (
                await scene.ActAsync(
                    scene.Officer,
                    "unseal",
                    ("Form.Ground", nameof(SealGround.StateOrganForACase)),
                    ("Form.Document", "函1号")
                )
            ).Mistakes
        );
        await scene.DoneAsync("unseal", ("Form.Ground", nameof(SealGround.StateOrganForACase)), ("Form.Document", "函1号"));
        Assert.Contains("被推倒", (await scene.Head.Browser.GetAsync(scene.Address)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("被推倒", (await scene.Officer.Browser.GetAsync(scene.Address)).Text, StringComparison.Ordinal);
        Assert.Contains("依法查询封存记录", (await scene.Victim.GetAsync(mine.Path)).Main, StringComparison.Ordinal);
        Assert.Empty(await host.Services.GetRequiredService<CaseJobs>().VerifyAsync(TestContext.Current.CancellationToken));
    }

    [Theory, OnBothDatabases]
    public async Task Only_the_station_finds_a_case_and_nobody_elses_menu_has_the_link(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var scene = await CaseScene.MakeAsync(host);
        Assert.Contains("/staff/cases", (await scene.Officer.Browser.GetAsync("/staff")).Text, StringComparison.Ordinal);
        foreach (var role in Enum.GetValues<StaffRole>())
        {
            foreach (var unit in new[] { Neighbourhood.WillowDesk, Neighbourhood.Street, Neighbourhood.Station })
            {
                if (unit == Neighbourhood.Station && role is StaffRole.Handler or StaffRole.Supervisor)
                {
                    continue;
                }
                var other = await scene.Office.HireAsync(unit, role);
                foreach (
                    var address in new[]
                    {
                        "/staff/cases",
                        "/staff/cases/new",
                        "/staff/cases/import",
                        scene.Address,
                        scene.Address + "/step",
                    }
                )
                {
                    Assert.Contains(
                        (await other.Browser.GetAsync(address)).Status,
                        new[] { HttpStatusCode.NotFound, HttpStatusCode.Forbidden }
                    );
                }
            }
        }
        Assert.Equal(HttpStatusCode.NotFound, (await scene.Victim.GetAsync("/case/" + new string('A', 43))).Status);
        var wrong = await scene.Victim.SubmitAsync(
            await scene.Victim.GetAsync("/case"),
            [("Number", scene.Number), ("Code", "0000-0000-0000")]
        );
        Assert.Single(wrong.Mistakes);
    }

    [Theory, OnBothDatabases]
    public async Task The_same_is_not_registered_twice_and_what_is_no_police_matter_gets_the_right_door(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        (string, string)[] where =
        [
            ("Form.Estate", $"柳园{Guid.CreateVersion7():N}"[..12]),
            ("Form.Building", "3号楼"),
            ("Form.External", $"A{Guid.CreateVersion7():N}"),
        ];
        var scene = await CaseScene.MakeAsync(host, where);
        var noEstate = await scene.Officer.Browser.SubmitAsync(
            await scene.Officer.Browser.GetAsync("/staff/cases/new"),
            CaseScene.Report(("Form.Building", "3号楼"))
        );
        Assert.Equal(["写了楼栋，还请写明小区。"], noEstate.Mistakes);
        async Task<WebPage> AgainAsync(params (string Name, string Value)[] report) =>
            await scene.Officer.Browser.SubmitAsync(
                await scene.Officer.Browser.GetAsync("/staff/cases/new"),
                CaseScene.Report(report)
            );
        Assert.StartsWith(
            "这个外部编号的案件已经登记过",
            Assert.Single((await AgainAsync(where)).Mistakes),
            StringComparison.Ordinal
        );
        var perhaps = await AgainAsync(where[..2]);
        Assert.StartsWith("同一地方、同一时间已有一起同类案件", Assert.Single(perhaps.Mistakes), StringComparison.Ordinal);
        Assert.Empty((await scene.Officer.Browser.SubmitAsync(perhaps, [("Form.AnotherOne", "yes")])).Mistakes);

        var away = await CaseScene.MakeAsync(
            host,
            ("Form.Arrival", nameof(Arrival.NotPolice)),
            ("Form.Door", "court"),
            ("Form.Options", "writing")
        );
        var mine = await away.Officer.Browser.GetAsync(away.Address);
        Assert.Contains("已结案、封存", mine.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Evidence_is_kept_as_it_came_and_shown_without_what_the_camera_wrote(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var scene = await CaseScene.MakeAsync(host);
        var mine = await scene.AsVictimAsync();
        var original = MadePhotos.JpegFromAPhone();
        async Task<WebPage> GiveAsync(byte[] file) =>
            await scene.Victim.SubmitAsync(
                mine,
                [],
                "form[action$='handler=evidence']",
                [new ChosenFile("Files", "a.jpg", "image/jpeg", file)]
            );
        Assert.Single((await GiveAsync(Encoding.ASCII.GetBytes("<script>"))).Mistakes);
        Assert.Empty((await GiveAsync(original)).Mistakes);
        Assert.Empty((await GiveAsync(original)).Mistakes);

        var page = await scene.Head.Browser.GetAsync(scene.Address);
        var copy = await scene.Head.Browser.GetAsync(page.LinkTo("看副本"));
        var clean = Assert.IsType<PhotoResult.Cleaned>(PhotoCleaner.Clean(original)).Photo;
        Assert.Equal(clean.Bytes, copy.Body);
        Assert.NotEqual(original, copy.Body);
        Assert.Contains(clean.Sha256OfOriginal, page.Main, StringComparison.Ordinal);
        Assert.Single(page.Document.QuerySelectorAll("a[href*='original=true']"));
        Assert.Equal(original, (await scene.Head.Browser.GetAsync(page.LinkTo("取原件"))).Body);
        Assert.Equal(HttpStatusCode.NotFound, (await scene.Officer.Browser.GetAsync(page.LinkTo("取原件"))).Status);
        var own = $"{mine.Path}/evidence/{clean.Sha256OfOriginal}";
        Assert.Equal(clean.Bytes, (await scene.Victim.GetAsync(own)).Body);
        var stranger = await (await CaseScene.MakeAsync(host)).AsVictimAsync();
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await scene.Victim.GetAsync($"{stranger.Path}/evidence/{clean.Sha256OfOriginal}")).Status
        );
    }

    [Theory, OnBothDatabases]
    public async Task Steps_from_the_police_system_are_imported_once_and_each_line_has_a_fate(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var number = $"B{Guid.CreateVersion7():N}";
        var scene = await CaseScene.MakeAsync(host, ("Form.External", number));
        var local = host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).AddMinutes(2);
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var file = Encoding.UTF8.GetBytes(
            $"number,step,on,document\r\n{number},statements,{local:yyyy-MM-dd HH:mm},笔录1\r\n{number},statements,{local:yyyy-MM-dd HH:mm},笔录1\r\n"
                + $"{number},told-before,{local:yyyy-MM-dd HH:mm},\r\nX1,approval,{local:yyyy-MM-dd HH:mm},\r\n{number},approval,昨天,\r\n"
        );
        async Task<WebPage> ImportAsync() =>
            await scene.Head.Browser.SubmitAsync(
                await scene.Head.Browser.GetAsync("/staff/cases/import"),
                [],
                files: [new ChosenFile("Upload", "a.csv", "text/csv", file)]
            );
        var page = await ImportAsync();
        Assert.Empty(page.Mistakes);
        Assert.Equal(
            [
                "第2行：已登记",
                "第3行：已经有了，没有重复登记",
                "第4行：没有登记：step-before",
                "第5行：没有这个编号的案件",
                "第6行：时间看不懂，请写成 2026-03-05 14:30",
            ],
            page.Document.QuerySelectorAll("main .app-column > ul li").Take(5).Select(li => li.TextContent.Trim())
        );
        Assert.StartsWith("这个文件已经导入过", Assert.Single((await ImportAsync()).Mistakes), StringComparison.Ordinal);
        Assert.Contains("询问取证", (await scene.Officer.Browser.GetAsync(scene.Address)).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_case_that_nobody_deals_with_is_overdue_and_one_kept_long_enough_loses_its_people(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await CaseScene.MakeAsync(host, ("Form.Arrival", nameof(Arrival.NotPolice)), ("Form.Door", "court"));
        var open = await CaseScene.MakeAsync(host);
        var jobs = host.Services.GetRequiredService<CaseJobs>();
        host.Clock.Advance(TimeSpan.FromDays(50));
        Assert.True(await jobs.SweepAsync(TestContext.Current.CancellationToken) > 0);
        var officer = await open.Office.HireAsync(Neighbourhood.Station);
        Assert.Contains("期限已过，逐级提醒", (await officer.Browser.GetAsync(open.Address)).Main, StringComparison.Ordinal);
        Assert.Equal(0, await jobs.EraseAsync(TestContext.Current.CancellationToken));
        host.Clock.Advance(TimeSpan.FromDays(365 * 3));
        Assert.Equal(1, await jobs.EraseAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await jobs.EraseAsync(TestContext.Current.CancellationToken));
        Assert.Empty(await jobs.VerifyAsync(TestContext.Current.CancellationToken));
        Assert.NotEmpty(scene.Number);
    }
}
