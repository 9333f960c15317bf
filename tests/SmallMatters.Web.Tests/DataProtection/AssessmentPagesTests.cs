using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.DataProtection;

public class AssessmentPagesTests(TestHosts hosts)
{
    [Theory, OnBothDatabases]
    public async Task A_flow_is_off_until_somebody_else_approves_its_assessment_and_off_again_when_it_is_ended(DatabaseKind kind)
    {
        var host = await hosts.OnAsync(kind);
        var office = new Office(host);
        var gate = host.Services.GetRequiredService<OutwardFlows>();
        var flow = new OutwardFlow(OutwardFlowKind.OpenData, $"set-{Guid.CreateVersion7():N}");
        Assert.Equal("assessment-missing", (await gate.PermitAsync(flow, TestContext.Current.CancellationToken))!.Code);

        var writer = await office.HireAsync(Neighbourhood.Street, StaffRole.DataProtectionOfficer);
        var form = await writer.Browser.GetAsync($"/staff/data-protection/assessments/new?kind=OpenData&code={flow.Code}");
        var half = await writer.Browser.SubmitAsync(form, [("Form.Receiver", "所有人"), ("Form.Data", "件数")]);
        Assert.EndsWith("请写明目的、依据，以及为什么不能更少。", half.MistakeBeside("Form.Necessity"));
        var written = await writer.Browser.SubmitAsync(
            half,
            [
                ("Form.Necessity", "便于居民了解"),
                ("Form.Risks", "件数少时可能认出人"),
                ("Form.Measures", "少于五件不显示"),
                ("Form.HoldsUntil.year", "2026"),
                ("Form.HoldsUntil.month", "12"),
                ("Form.HoldsUntil.day", "31"),
            ]
        );
        Assert.Contains("待批准", written.Main);
        Assert.Equal("assessment-not-approved", (await gate.PermitAsync(flow, TestContext.Current.CancellationToken))!.Code);
        Assert.DoesNotContain("不批准", written.Main);

        var second = await office.HireAsync(Neighbourhood.Review, StaffRole.DataProtectionOfficer);
        var page = await second.Browser.GetAsync(written.Path);
        var unsaid = await second.Browser.SubmitAsync(page, [("What", "Approve")]);
        Assert.EndsWith("请写明理由。", unsaid.MistakeBeside("Words"));
        var approved = await second.Browser.SubmitAsync(unsaid, [("What", "Approve"), ("Words", "措施够了")]);
        Assert.Contains("已批准", approved.Main);
        Assert.Null(await gate.PermitAsync(flow, TestContext.Current.CancellationToken));

        var list = await writer.Browser.GetAsync("/staff/data-protection");
        Assert.Contains(flow.Code, list.Main);
        var ended = await writer.Browser.SubmitAsync(
            await writer.Browser.GetAsync(written.Path),
            [("What", "End"), ("Words", "不再需要")]
        );
        Assert.Contains("已停用", ended.Main);
        Assert.NotNull(await gate.PermitAsync(flow, TestContext.Current.CancellationToken));
    }
}
