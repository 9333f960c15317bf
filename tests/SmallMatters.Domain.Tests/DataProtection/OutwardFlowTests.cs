using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.DataProtection;

public class OutwardFlowTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly OutwardFlow Areas = new(OutwardFlowKind.OpenData, "areas");

    private static Actor.Staff Of(StaffRole role, Guid? id = null) =>
        new(new StaffId(id ?? Guid.CreateVersion7(Now)), "street", [role]);

    private static WriteAssessment Complete(DateOnly? until = null, string? code = "areas") =>
        new(
            OutwardFlowKind.OpenData,
            code,
            "所有人",
            "片区、分类、件数",
            "便于了解",
            "件数太少时可能认出人",
            "少于五件不显示",
            until ?? Today.AddYears(1)
        );

    private static Assessment Written(Actor.Staff by, DateOnly? until = null) =>
        WriteAssessmentRule.Decide(Complete(until), Guid.CreateVersion7(Now), by, Today, Now).Fact!.Apply(null);

    [Fact]
    public void Nothing_goes_out_without_an_assessment_that_a_second_person_approved()
    {
        var writer = Of(StaffRole.DataProtectionOfficer);
        Assert.Equal("assessment-missing", OutwardFlowRule.Decide(Areas, [], Today)!.Code);
        var written = Written(writer);
        Assert.Equal("assessment-not-approved", OutwardFlowRule.Decide(Areas, [written], Today)!.Code);
        Assert.Equal("assessment-own", DecideAssessmentRule.Approve(written, "够了", writer).Why!.Code);

        var approved = DecideAssessmentRule.Approve(written, "够了", Of(StaffRole.DataProtectionOfficer)).Fact!.Apply(written);

        Assert.Null(OutwardFlowRule.Decide(Areas, [approved], Today));
        Assert.Null(OutwardFlowRule.Decide(new OutwardFlow(OutwardFlowKind.OpenData, " AREAS "), [approved], Today));
        Assert.NotNull(OutwardFlowRule.Decide(new OutwardFlow(OutwardFlowKind.OpenData, "units"), [approved], Today));
        Assert.NotNull(OutwardFlowRule.Decide(new OutwardFlow(OutwardFlowKind.SharingSlip, "areas"), [approved], Today));
    }

    [Fact]
    public void An_approval_ends_by_itself_on_its_day_and_at_once_when_somebody_ends_it()
    {
        var written = Written(Of(StaffRole.Supervisor), Today.AddDays(10));
        var officer = Of(StaffRole.DataProtectionOfficer);
        var approved = DecideAssessmentRule.Approve(written, "够了", officer).Fact!.Apply(written);

        Assert.Null(OutwardFlowRule.Decide(Areas, [approved], Today.AddDays(10)));
        Assert.Equal("assessment-expired", OutwardFlowRule.Decide(Areas, [approved], Today.AddDays(11))!.Code);
        var ended = DecideAssessmentRule.End(approved, "不再需要", officer).Fact!.Apply(approved);
        Assert.Equal("assessment-missing", OutwardFlowRule.Decide(Areas, [ended], Today)!.Code);
        Assert.Equal("assessment-decided", DecideAssessmentRule.End(ended, "又一次", officer).Why!.Code);
    }

    [Theory]
    [InlineData(StaffRole.Handler, false)]
    [InlineData(StaffRole.Reviewer, false)]
    [InlineData(StaffRole.SecurityAdministrator, false)]
    [InlineData(StaffRole.Auditor, false)]
    [InlineData(StaffRole.Supervisor, false)]
    [InlineData(StaffRole.SystemAdministrator, false)]
    [InlineData(StaffRole.DataProtectionOfficer, true)]
    public void Only_a_data_protection_officer_approves(StaffRole role, bool may)
    {
        var decision = DecideAssessmentRule.Approve(Written(Of(StaffRole.Supervisor)), "够了", Of(role));
        Assert.Equal(may, decision.Fact is AssessmentApproved);
    }

    [Fact]
    public void An_assessment_is_refused_beside_the_answer_that_is_missing()
    {
        var by = Of(StaffRole.Supervisor);
        Assert.Equal("Risks", Why(Complete() with { Risks = " " }));
        Assert.Equal("Measures", Why(Complete() with { Measures = null }));
        Assert.Equal("Kind", Why(Complete() with { Kind = null }));
        Assert.Equal("Code", Why(Complete(code: "a b")));
        Assert.Equal("HoldsUntil", Why(Complete(Today)));
        Assert.Equal("HoldsUntil", Why(Complete(Today.AddYears(4))));
        Assert.NotNull(WriteAssessmentRule.Decide(Complete(), Guid.CreateVersion7(Now), Of(StaffRole.Handler), Today, Now).Why);

        string? Why(WriteAssessment command) =>
            WriteAssessmentRule.Decide(command, Guid.CreateVersion7(Now), by, Today, Now).Why?.Field;
    }
}
