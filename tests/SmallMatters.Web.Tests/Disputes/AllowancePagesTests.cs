using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Disputes;

/// <summary>The mediator's allowance for a file: one person proposes it, another checks it, neither is the mediator.</summary>
public class AllowancePagesTests
{
    [Theory, OnBothDatabases]
    public async Task One_person_proposes_and_a_second_one_checks_and_pays_and_the_mediator_does_neither(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await DisputeScene.MakeAsync(host);
        var lead = await scene.Office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var mediator = await scene.Office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        await MediatedAsync(scene, lead, mediator);

        var form = await scene.Clerk.Browser.GetAsync($"{scene.Address}/allowance");
        Assert.Contains("示例", form.Main, StringComparison.Ordinal);
        Assert.Contains("启用前换成本地文件", form.Main, StringComparison.Ordinal);
        Assert.NotEmpty((await scene.StepAsync("allowance")).Mistakes);
        var own = await mediator.Browser.SubmitAsync(
            await mediator.Browser.GetAsync($"{scene.Address}/allowance"),
            [("Form.Code", "agreed-oral")]
        );
        Assert.Contains("不能给自己", own.Main, StringComparison.Ordinal);

        var page = await scene.StepAsync("allowance", ("Form.Code", "agreed-oral"));
        Assert.Empty(page.Mistakes);
        Assert.Contains("等复核", page.Main, StringComparison.Ordinal);
        Assert.Contains(
            "负责人复核",
            (await scene.StepAsync("allowancecheck", ("Form.Code", "right"))).Main,
            StringComparison.Ordinal
        );
        own = await mediator.Browser.SubmitAsync(
            await mediator.Browser.GetAsync($"{scene.Address}/allowancecheck"),
            [("Form.Code", "right")]
        );
        Assert.Contains("不能给自己", own.Main, StringComparison.Ordinal);

        page = await lead.Browser.SubmitAsync(
            await lead.Browser.GetAsync($"{scene.Address}/allowancecheck"),
            [("Form.Code", "right")]
        );
        Assert.Empty(page.Mistakes);
        Assert.Contains("已复核", page.Main, StringComparison.Ordinal);
        page = await lead.Browser.SubmitAsync(
            await lead.Browser.GetAsync($"{scene.Address}/allowancepaid"),
            await scene.TodayAsync("Form.Day")
        );
        Assert.Empty(page.Mistakes);
        Assert.Contains("已发放", page.Main, StringComparison.Ordinal);
        // The parties are not told what a mediator gets.
        Assert.DoesNotContain("补贴", (await scene.Mine.GetAsync(scene.First)).Main, StringComparison.Ordinal);
        Assert.Null(await scene.FirstBrokenAsync());
    }

    [Theory, OnBothDatabases]
    public async Task In_english_too_and_what_is_found_wrong_is_dropped(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await DisputeScene.MakeAsync(host);
        var lead = await scene.Office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor, "en");
        var mediator = await scene.Office.HireAsync(Neighbourhood.WillowDesk);
        await MediatedAsync(scene, lead, mediator);
        scene.Clerk = await scene.Office.HireAsync(Neighbourhood.WillowDesk, language: "en");
        var form = await scene.Clerk.Browser.GetAsync($"{scene.Address}/allowance");
        Assert.Contains("replace by the local document before use", form.Main, StringComparison.Ordinal);
        var page = await scene.StepAsync("allowance", ("Form.Code", "agreed-oral"));
        Assert.Contains("to be checked", page.Main, StringComparison.Ordinal);
        page = await lead.Browser.SubmitAsync(
            await lead.Browser.GetAsync($"{scene.Address}/allowancecheck"),
            [("Form.Code", "wrong")]
        );
        Assert.Empty(page.Mistakes);
        Assert.Contains("Propose the mediator", page.Main, StringComparison.Ordinal);
    }

    private static async Task MediatedAsync(DisputeScene scene, Clerk lead, Clerk mediator)
    {
        var account = mediator.Id.Value.ToString("N");
        var kept = await lead.Browser.SubmitAsync(
            await lead.Browser.GetAsync("/staff/mediators"),
            [
                ("Form.Account", account),
                ("Form.AppointedBy", "区司法局"),
                ("Form.Letter", "聘字9号"),
                .. await scene.TodayAsync("Form.From", -10),
                .. await scene.TodayAsync("Form.To", 300),
                ("Form.Languages", nameof(MediatorLanguage.Sign)),
            ]
        );
        Assert.Empty(kept.Mistakes);
        Assert.Empty((await scene.StepAsync("mediator", ("Form.Mediator", account))).Mistakes);
        var accepted = await mediator.Browser.SubmitAsync(
            await mediator.Browser.GetAsync($"{scene.Address}/accept"),
            [("Form.MediatorAnswer", nameof(MediatorAnswer.Accepts))]
        );
        Assert.Empty(accepted.Mistakes);
        Assert.Empty((await scene.MediateAsync()).Mistakes);
        await scene.AgreeAsync(10);
    }
}
