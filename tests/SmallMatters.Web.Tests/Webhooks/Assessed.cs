using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Webhooks;

/// <summary>An outward flow that two people have weighed.</summary>
internal static class Assessed
{
    public static async Task PermitAsync(TestHost host, OutwardFlow flow)
    {
        var book = host.Services.GetRequiredService<AssessmentBook>();
        Actor.Staff Of(StaffRole role) =>
            new(new StaffId(Guid.CreateVersion7(host.Clock.GetUtcNow())), Neighbourhood.Street, [role]);
        var officer = Of(StaffRole.DataProtectionOfficer);
        var (_, id) = await book.WriteAsync(
            Of(StaffRole.Supervisor),
            new WriteAssessment(
                flow.Kind,
                flow.Code,
                "绿园物业",
                "任务编号和状态",
                "及时协办",
                "误送他人",
                "签名、不含个人信息",
                new DateOnly(2027, 1, 1)
            )
        );
        Assert.IsType<Acted.Written>(
            await book.DecideAsync(id, officer, a => DecideAssessmentRule.Approve(a, "可以", officer), 1)
        );
    }
}
