using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.MinorCases;

/// <summary>Cases as they are reported at the police station of <see cref="Given"/>, and the acts on them in one line each.</summary>
internal static class Reported
{
    public static readonly Actor.Staff Officer = Given.Staff(21, "police", StaffRole.Handler);
    public static readonly Actor.Staff Head = Given.Staff(22, "police", StaffRole.Supervisor);
    public static readonly ParticipantId Victim = new(new Guid(31, 0, 0, new byte[8]));

    public static RegisterCase Command(
        DateTimeOffset at,
        CaseKind kind = CaseKind.Assault,
        Arrival arrival = Arrival.Ours,
        bool complex = false
    ) =>
        new(
            kind,
            "east",
            "楼下争吵，被推倒",
            "3号楼门口",
            at,
            null,
            arrival,
            complex,
            arrival == Arrival.NotPolice ? "court" : null,
            arrival == Arrival.NoViolation ? "是合同争议" : null,
            CaseRole.Both,
            false,
            null
        );

    public static CaseDecision Register(RegisterCase command, DateTimeOffset now, KnownAlready known = KnownAlready.No) =>
        RegisterCaseRule.Decide(
            command,
            (new Guid(41, 0, 0, new byte[8]), Victim, Reference.From(4_821_093_755)),
            known,
            Officer,
            Given.Jurisdiction,
            now
        );

    public static MinorCase At(DateTimeOffset at, CaseKind kind = CaseKind.Assault, bool complex = false) =>
        Begun(Register(Command(at, kind, complex: complex), at));

    public static MinorCase Begun(CaseDecision decision)
    {
        Assert.Null(decision.Why);
        return decision.Facts.Aggregate((MinorCase?)null, (c, f) => f.Apply(c))!;
    }

    public static MinorCase Done(this MinorCase it, CaseDecision decision)
    {
        Assert.True(decision.Why is null, decision.Why?.Sentence.En);
        return it.After(decision.Facts);
    }

    public static string? Code(this CaseDecision decision) => decision.Why?.Code;

    public static MinorCase Step(this MinorCase it, string step, DateTimeOffset on) =>
        it.Done(TakeStepRule.Decide(it, new TakeStep(step, on, null, Officers.Two, null), Head, Given.Jurisdiction, on));

    public static CaseDecision Decide(this MinorCase it, CaseOutcome outcome, DateTimeOffset on) =>
        DecideCaseRule.Decide(it, outcome, "决字1号", "没有违法事实", on, Head, Given.Jurisdiction, on);

    public static CaseDecision Begin(this MinorCase it, DateTimeOffset on, params string[] applying) =>
        MediateCaseRule.Begin(
            it,
            [.. CaseBook.BuiltIn.Conditions.Select(c => c.Code)],
            [.. applying],
            on,
            Officer,
            Given.Jurisdiction,
            on
        );

    public static MinorCase Told(this MinorCase it, DateTimeOffset now) =>
        it.People.Aggregate(it, (c, p) => c.Done(ServePeopleRule.Tell(c, p.Id, ToldHow.ByPhone, Officer, now)));
}
