using System.Net;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Disputes;

/// <summary>The register of mediators, and who mediates a dispute.</summary>
public class MediatorPagesTests(TestHosts hosts)
{
    [Theory, OnBothDatabases]
    public async Task A_mediator_is_registered_invited_accepts_and_steps_back_when_a_party_asks_for_somebody_else(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await DisputeScene.MakeAsync(host);
        var lead = await scene.Office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var invited = await scene.Office.HireAsync(Neighbourhood.WillowDesk);
        var register = await lead.Browser.GetAsync("/staff/mediators");
        var account = register
            .Document.QuerySelectorAll("select[name='Form.Account'] option")
            .First(o => o.GetAttribute("value") == invited.Id.Value.ToString("N"))
            .GetAttribute("value")!;
        (string, string)[] said =
        [
            ("Form.Account", account),
            ("Form.AppointedBy", "区司法局"),
            ("Form.Letter", "聘字7号"),
            .. await scene.TodayAsync("Form.From", -10),
            .. await scene.TodayAsync("Form.To", 300),
            ("Form.Languages", nameof(MediatorLanguage.Sign)),
        ];
        Assert.NotEmpty((await lead.Browser.SubmitAsync(register, said[..2])).Mistakes);
        var kept = await lead.Browser.SubmitAsync(await lead.Browser.GetAsync("/staff/mediators"), said);
        Assert.Empty(kept.Mistakes);
        Assert.Contains("聘字7号", kept.Main, StringComparison.Ordinal);

        // Each party may say whom it wants, and neither reads what the other said.
        foreach (var (who, room) in new[] { (scene.Mine, scene.First), (scene.Theirs, scene.Second) })
        {
            var choose = await who.GetAsync($"{room}/mediator");
            Assert.Contains("手语", choose.Main, StringComparison.Ordinal);
            Assert.NotEmpty((await who.SubmitAsync(choose, [("Mediator", Guid.Empty.ToString("N"))])).Mistakes);
            var chosen = await who.SubmitAsync(choose, [("Mediator", account)]);
            Assert.Contains("对方不会知道", chosen.Main, StringComparison.Ordinal);
            if (who == scene.Mine)
            {
                Assert.Null((await scene.Theirs.GetAsync($"{scene.Second}/mediator")).Document.QuerySelector("input[checked]"));
                Assert.Contains("1 方想请", (await scene.Clerk.Browser.GetAsync($"{scene.Address}/mediator")).Main);
            }
        }
        Assert.Contains("各方都想请", (await scene.Clerk.Browser.GetAsync($"{scene.Address}/mediator")).Main);
        Assert.Empty((await scene.StepAsync("mediator", ("Form.Mediator", account))).Mistakes);
        Assert.NotEmpty((await scene.StepAsync("accept", ("Form.MediatorAnswer", nameof(MediatorAnswer.Accepts)))).Mistakes);
        var mine = await invited.Browser.GetAsync($"{scene.Address}/accept");
        mine = await invited.Browser.SubmitAsync(mine, [("Form.MediatorAnswer", nameof(MediatorAnswer.Accepts))]);
        Assert.Contains("声明没有利害关系", mine.Main, StringComparison.Ordinal);
        Assert.Equal("1", Load(await lead.Browser.GetAsync("/staff/mediators")));

        var asked = await scene.Theirs.GetAsync(scene.Second + "/consent?mediator=true");
        Assert.Contains("由这位调解员调解", asked.Main, StringComparison.Ordinal);
        Assert.Contains("手语", asked.Main, StringComparison.Ordinal);
        Assert.Contains("区司法局", asked.Main, StringComparison.Ordinal);
        await scene.Theirs.SubmitAsync(asked, [("Answer", nameof(ConsentAnswer.Refused))]);
        var page = await scene.PageAsync();
        Assert.Contains("已回避", page.Main, StringComparison.Ordinal);
        Assert.Contains("征求意愿", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("由谁调解", (await scene.Mine.GetAsync(scene.First)).Main, StringComparison.Ordinal);
        Assert.Null(await scene.FirstBrokenAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Only_the_units_own_register_is_read_and_only_its_supervisor_writes_it(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var handler = await office.HireAsync(Neighbourhood.BellDesk);
        Assert.DoesNotContain("聘期起", (await handler.Browser.GetAsync("/staff/mediators")).Main, StringComparison.Ordinal);
        var auditor = await office.HireAsync(Neighbourhood.BellDesk, StaffRole.Auditor);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.Browser.GetAsync("/staff/mediators")).Status);
    }

    // How many open files the only mediator of the register has.
    private static string Load(WebPage register) =>
        register
            .Document.QuerySelectorAll(".govuk-summary-list__row")
            .Single(r => r.QuerySelector("dt")!.TextContent.Trim() == "在办")
            .QuerySelector("dd")!
            .TextContent.Trim();
}
