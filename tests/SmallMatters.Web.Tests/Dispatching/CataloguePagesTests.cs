using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Dispatching;

/// <summary>Each has a database of its own, since a line of the catalogue routes everybody's matters.</summary>
public class CataloguePagesTests
{
    private static async Task RefuseTwiceAsync(Office office, Clerk owner, RaiseResult.Raised raised)
    {
        foreach (var unit in new[] { Neighbourhood.BellDesk, Neighbourhood.Lamps })
        {
            var asked = await office.HireAsync(unit);
            await owner.Browser.SubmitAsync(
                await owner.OpenAsync(raised, "hand-over"),
                [("Form.To", unit), ("Form.Ground", "duty"), ("Form.Reason", "职责在你们。")]
            );
            await asked.Browser.SubmitAsync(
                await asked.OpenAsync(raised, "hand-over/answer"),
                [("Form.Answer", "Refuse"), ("Form.Reason", "不归我们管。")]
            );
        }
    }

    [Theory, OnBothDatabases]
    public async Task An_argument_over_not_ours_is_decided_once_and_the_next_equal_matter_goes_straight_to_the_owner(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var owner = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        var without = await owner.Browser.SubmitAsync(
            await owner.OpenAsync(raised, "hand-over"),
            [("Form.To", Neighbourhood.Lamps), ("Form.Reason", "职责在你们。")]
        );
        Assert.EndsWith("请从派单目录中选择一条理由。", without.MistakeBeside("Form.Ground"));

        await RefuseTwiceAsync(office, owner, raised);
        Assert.Equal(Neighbourhood.WillowDesk, (await office.NowAsync(raised)).Accountable);
        var quarrelled = (await owner.OpenAsync(raised)).Main;
        Assert.Contains("由柳园街道办事处指定承办", quarrelled);
        Assert.Contains("职责在其他单位", quarrelled);

        var leader = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        Assert.Contains(raised.Reference.ToString(), (await leader.Browser.GetAsync("/staff?tab=asked")).Main);
        var form = await leader.OpenAsync(raised, "designate");
        Assert.Contains("不归我们管。", form.Main);
        await leader.Browser.SubmitAsync(form, [("Form.To", Neighbourhood.Lamps), ("Form.Reason", "音响是路灯所的设施。")]);
        Assert.Equal(Neighbourhood.Lamps, (await office.NowAsync(raised)).Accountable);

        var next = await office.RaiseAsync();
        Assert.Equal(Neighbourhood.Lamps, (await office.NowAsync(next)).Accountable);
        var lamps = await office.HireAsync(Neighbourhood.Lamps);
        Assert.Contains($"按派单目录第 1 条（{raised.Reference} 的指定承办裁定）", (await lamps.OpenAsync(next)).Main);
        var elsewhere = await office.RaiseAsync(area: Neighbourhood.Bell);
        Assert.Equal(Neighbourhood.BellDesk, (await office.NowAsync(elsewhere)).Accountable);
        var catalogue = (await lamps.Browser.GetAsync("/staff/catalogue")).Main;
        // Which matter it was ruled on in; the reason is that matter's, and every unit reads the catalogue.
        Assert.Contains($"{raised.Reference} 的指定承办裁定", catalogue);
        Assert.DoesNotContain("音响是路灯所的设施。", catalogue);
        Assert.Contains("第 1 版", catalogue);
        var verified = await host
            .Services.GetRequiredService<Verification>()
            .RunAsync(cancel: TestContext.Current.CancellationToken);
        Assert.Null(verified.Broken);
    }

    [Theory, OnBothDatabases]
    public async Task Rulings_at_the_same_moment_each_get_a_line_of_their_own(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var owner = await office.HireAsync(Neighbourhood.WillowDesk);
        var leader = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        var quarrels = new[] { await office.RaiseAsync(), await office.RaiseAsync(Neighbourhood.Other) };
        foreach (var raised in quarrels)
        {
            await RefuseTwiceAsync(office, owner, raised);
        }
        var ruled = await Task.WhenAll(
            quarrels.Select(raised =>
                office.DoAsync(
                    raised,
                    leader.Actor,
                    (m, j, now) => DesignateRule.Decide(m, new Designate(Neighbourhood.Lamps, "会议决定。"), leader.Actor, j, now)
                )
            )
        );
        Assert.Equal([1, 2], ruled.Select(m => m.File.Disagreement!.Designation!.Line!.Number).Order());
        Assert.Equal(2, (await host.JurisdictionAsync()).Catalogue.Lines.Length);
    }

    [Theory, OnBothDatabases]
    public async Task An_administrator_changes_the_catalogue_and_every_change_says_who_and_why(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var administrator = await office.HireAsync(Neighbourhood.Street, StaffRole.SystemAdministrator, name: "孔管理");
        var form = await administrator.Browser.GetAsync("/administration/catalogue");
        (string, string)[] line =
        [
            ("Form.What", "AddLine"),
            ("Form.Category", Neighbourhood.Noise),
            ("Form.Area", Neighbourhood.Bell),
            ("Form.Unit", Neighbourhood.Station),
        ];
        var refused = await administrator.Browser.SubmitAsync(form, line);
        Assert.NotNull(refused.MistakeBeside("Form.Why"));
        await administrator.Browser.SubmitAsync(form, [.. line, ("Form.Why", "夜间噪声由派出所主办。")]);
        Assert.Equal(
            Neighbourhood.Station,
            (await office.NowAsync(await office.RaiseAsync(area: Neighbourhood.Bell))).Accountable
        );

        await administrator.Browser.SubmitAsync(
            form,
            [("Form.What", "EndLine"), ("Form.Line", "1"), ("Form.Why", "改回社区主办。")]
        );
        Assert.Equal(
            Neighbourhood.BellDesk,
            (await office.NowAsync(await office.RaiseAsync(area: Neighbourhood.Bell))).Accountable
        );
        await administrator.Browser.SubmitAsync(
            form,
            [("Form.What", "AddReason"), ("Form.Zh", "跨区"), ("Form.En", "It crosses districts"), ("Form.Why", "常见。")]
        );
        var page = (await administrator.Browser.GetAsync("/staff/catalogue")).Main;
        Assert.Contains("第 3 版", page);
        foreach (var why in new[] { "夜间噪声由派出所主办。", "改回社区主办。", "常见。", "孔管理" })
        {
            Assert.Contains(why, page);
        }
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        Assert.Contains("跨区", (await clerk.OpenAsync(await office.RaiseAsync(), "hand-over")).Main);
    }
}
