using SmallMatters.Domain.Integrity;
using SmallMatters.Domain.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Integrity;

public class LookAtFindingTests
{
    private static readonly FindingKey Finding = new("Quick", "lamps", "2026Q1");
    private static readonly LookAtFinding Good = new(LookResult.Explained, "窗口当场办结，居民当场评价。");

    private static Actor.Staff By(string unit, StaffRole role) =>
        new(new StaffId(Guid.CreateVersion7(DateTimeOffset.UnixEpoch)), unit, [role]);

    [Fact]
    public void An_auditor_of_another_unit_writes_what_looking_came_to()
    {
        var (fact, why) = LookAtFindingRule.Decide(Finding, Good, By("street", StaffRole.Auditor));
        Assert.Null(why);
        Assert.Equal(new FindingLookedAt("Quick", "lamps", "2026Q1", LookResult.Explained, "窗口当场办结，居民当场评价。"), fact);
    }

    [Theory]
    [InlineData("lamps", StaffRole.Auditor, "own-unit-not-audited")]
    [InlineData("street", StaffRole.Supervisor, "only-auditors-look")]
    [InlineData("street", StaffRole.Handler, "only-auditors-look")]
    public void Nobody_audits_their_own_unit_and_nobody_but_an_auditor_does(string unit, StaffRole role, string code)
    {
        var (fact, why) = LookAtFindingRule.Decide(Finding, Good, By(unit, role));
        Assert.Null(fact);
        Assert.Equal(code, why!.Code);
    }

    [Fact]
    public void All_that_is_missing_is_told_at_once()
    {
        var (_, why) = LookAtFindingRule.Decide(Finding, new LookAtFinding(null, " "), By("street", StaffRole.Auditor));
        Assert.Equal(["Result", "Words"], why!.Each.Select(w => w.Field!));
    }
}
