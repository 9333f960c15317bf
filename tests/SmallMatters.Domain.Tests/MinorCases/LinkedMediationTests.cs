using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.MinorCases;

/// <summary>What a case owes its own record once the police mediation that it is linked to went on.</summary>
public class LinkedMediationTests
{
    private static readonly DateTimeOffset Begun = Given.Now.AddDays(1);
    private static readonly DateTimeOffset Ended = Given.Now.AddDays(4);
    private static readonly DateTimeOffset Later = Given.Now.AddDays(6);

    [Fact]
    public void A_mediation_that_began_and_failed_is_owed_step_by_step_until_it_is_written_down()
    {
        var linked = new LinkedMediation(Begun, null, Ended, MediationFailure.NotReached);
        var it = Looked(Filed(), linked, Later);
        Assert.Equal(new LinkedOwed(LinkedStep.Begun, Begun, null), it.Owed);
        Assert.NotNull(Open(it));
        Assert.Empty(Look(it, linked, Later).Facts);

        it = it.After([new CaseMediationBegun { On = Begun }]);
        it = Looked(it, linked, Later);
        Assert.Equal(new LinkedOwed(LinkedStep.Failed, Ended, MediationFailure.NotReached), it.Owed);
        Assert.Single(it.Clocks, c => c.For == CaseClockFor.LinkedMediation && c.Clock.IsOpen);

        var failed = MediateCaseRule.Fail(it, MediationFailure.NotReached, Ended, Reported.Head, Given.Jurisdiction, Later);
        it = it.After(failed.Facts);
        Assert.Null(it.Owed);
        Assert.Null(Open(it));
        // Thirty days from 7 March end on the holiday of Qingming.
        Assert.Equal(new DateOnly(2026, 4, 7), it.Running!.Clock.Deadline.DueOn);
        Assert.Empty(Look(it, linked, Later).Facts);
    }

    [Fact]
    public void An_agreement_that_was_not_performed_is_owed_after_the_agreement()
    {
        var linked = new LinkedMediation(Begun, Begun.AddHours(2), Ended, MediationFailure.NotPerformed);
        var it = Looked(Filed().After([new CaseMediationBegun { On = Begun }]), linked, Later);
        Assert.Equal(LinkedStep.Agreed, it.Owed!.Step);
        it = it.After([
            new CaseAgreementReached(new PersonalText(it.Office, "调字1号"), Given.Jurisdiction.Calendar.DayOf(Later))
            {
                On = Begun.AddHours(2),
            },
        ]);
        it = Looked(it, linked, Later);
        Assert.Equal(new LinkedOwed(LinkedStep.Failed, Ended, MediationFailure.NotPerformed), it.Owed);
    }

    [Fact]
    public void What_the_case_says_already_is_not_owed()
    {
        var it = Filed().After([new CaseMediationBegun { On = Begun.AddMinutes(5) }]);
        Assert.Empty(Look(it, new LinkedMediation(Begun, null, null, null), Later).Facts);
        Assert.Empty(Look(Filed(), null, Later).Facts);
        var over = it.After([new CaseMediationFailed(MediationFailure.Unwilling) { On = Ended.AddDays(-1) }]);
        Assert.Empty(Look(over, new LinkedMediation(Begun, null, Ended, MediationFailure.Unwilling), Later).Facts);
    }

    private static CaseClock? Open(MinorCase it) =>
        it.Clocks.FirstOrDefault(c => c.For == CaseClockFor.LinkedMediation && c.Clock.IsOpen);

    private static CaseDecision Look(MinorCase it, LinkedMediation? linked, DateTimeOffset now) =>
        LinkedMediationRule.Look(it, linked, Given.Jurisdiction, now);

    private static MinorCase Looked(MinorCase it, LinkedMediation linked, DateTimeOffset now) =>
        it.After(Look(it, linked, now).Facts);

    private static MinorCase Filed() => Reported.At(Given.Now);
}
