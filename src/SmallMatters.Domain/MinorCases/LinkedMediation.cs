using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.MinorCases;

/// <summary>What a linked police mediation came to that the case does not say yet.</summary>
public enum LinkedStep
{
    /// <summary>已经开始.</summary>
    Begun,

    /// <summary>达成协议.</summary>
    Agreed,

    /// <summary>未达成，或者达成后不履行.</summary>
    Failed,
}

/// <summary>A police mediation of the station's own, as its own record has it (UTC).</summary>
/// <param name="BegunOn">When it began.</param>
/// <param name="AgreedOn">When an agreement took effect, or null.</param>
/// <param name="FailedOn">When it ended without a performed agreement, or null.</param>
/// <param name="How">How it failed, or null.</param>
public sealed record LinkedMediation(
    DateTimeOffset BegunOn,
    DateTimeOffset? AgreedOn,
    DateTimeOffset? FailedOn,
    MediationFailure? How
);

/// <summary>A step of the linked mediation that the station still has to write down here.</summary>
/// <param name="Step">Which.</param>
/// <param name="On">When it happened there (UTC).</param>
/// <param name="How">How it failed, or null.</param>
public sealed record LinkedOwed(LinkedStep Step, DateTimeOffset On, MediationFailure? How);

/// <summary>The linked mediation went on, and the case does not say so yet: writing it down is owed, with a clock.</summary>
/// <param name="Owed">What is owed.</param>
public sealed record LinkedMediationMoved(LinkedOwed Owed) : CaseFact
{
    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) => Some(before) with { Owed = Owed };
}

/// <summary>
/// Looks from the case at the mediation that it is linked to; never the other way about. Nothing moves the clock of the case but the
/// station's own entry (<see cref="MediateCaseRule"/>), which restarts it from the day of the failure (程序规定第185条); so that the
/// entry is not forgotten, it is owed here within the time of the rule <c>linked-mediation-entry</c>.
/// </summary>
public static class LinkedMediationRule
{
    /// <summary>Code of the rule that sets until when it is written down.</summary>
    public const string Rule = "linked-mediation-entry";

    /// <summary>What is owed after a look; nothing where the case says it already, or owes it already.</summary>
    public static CaseDecision Look(MinorCase it, LinkedMediation? linked, Jurisdiction j, DateTimeOffset now)
    {
        if (linked is null || Next(it, linked) is not { } owed || owed == it.Owed)
        {
            return new CaseDecision([], null);
        }
        return new LinkedMediationMoved(owed)
        {
            On = now,
            Clocks =
            [
                .. CaseMay.Met(it, CaseClockFor.LinkedMediation, now),
                CaseMay.Start(j, Rule, CaseClockFor.LinkedMediation, now, Guid.CreateVersion7(now)),
            ],
        };
    }

    // In the order in which the case has to be told. What failed and was entered with other dates is not asked for again.
    private static LinkedOwed? Next(MinorCase it, LinkedMediation linked) =>
        it.Stage switch
        {
            CaseStage.Investigating
                when MayBegin(it) && (it.Mediations.IsEmpty || (linked.FailedOn is null && !Knows(it, linked))) => new LinkedOwed(
                LinkedStep.Begun,
                linked.BegunOn,
                null
            ),
            CaseStage.Mediating when it.Mediations[^1].AgreedOn is null && linked.AgreedOn is { } agreed => new LinkedOwed(
                LinkedStep.Agreed,
                agreed,
                null
            ),
            CaseStage.Mediating when linked.FailedOn is { } failed => new LinkedOwed(LinkedStep.Failed, failed, linked.How),
            _ => null,
        };

    // What the case cannot be told is not asked for: an act that is not mediated (程序规定第178条), or a third time.
    private static bool MayBegin(MinorCase it) => CaseBook.BuiltIn.Of(it.Kind).Mediable && it.Mediations.Length < 2;

    private static bool Knows(MinorCase it, LinkedMediation linked) => it.Mediations.Any(m => m.StartedOn >= linked.BegunOn);
}
