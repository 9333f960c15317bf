using System.Collections.Immutable;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.MinorCases;

/// <summary>Why mediation ended without a performed agreement.</summary>
public enum MediationFailure
{
    /// <summary>未达成协议.</summary>
    NotReached,

    /// <summary>达成后不履行.</summary>
    NotPerformed,

    /// <summary>当事人不愿意继续.</summary>
    Unwilling,
}

/// <summary>Police mediation began.</summary>
public sealed record CaseMediationBegun : CaseFact
{
    /// <inheritdoc/>
    protected override bool MovesOn => true;

    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before)
    {
        var it = Some(before);
        return it with { Stage = CaseStage.Mediating, Owed = null, Mediations = it.Mediations.Add(new PoliceMediation(On)) };
    }
}

/// <summary>An agreement was reached, to be performed by a day.</summary>
/// <param name="Document">Number of the agreement.</param>
/// <param name="PerformBy">The last local day for performing it.</param>
public sealed record CaseAgreementReached(
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText Document,
    DateOnly PerformBy
) : CaseFact
{
    /// <inheritdoc/>
    protected override bool MovesOn => true;

    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before)
    {
        var it = Some(before);
        return it with
        {
            Owed = null,
            Mediations = it.Mediations.SetItem(
                it.Mediations.Length - 1,
                it.Mediations[^1] with
                {
                    AgreedOn = On,
                    PerformBy = PerformBy,
                }
            ),
        };
    }
}

/// <summary>Mediation failed: the clock of the case begins anew on that day.</summary>
/// <param name="How">How it failed.</param>
public sealed record CaseMediationFailed(MediationFailure How) : CaseFact
{
    /// <inheritdoc/>
    protected override bool MovesOn => true;

    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) => Some(before) with { Stage = CaseStage.Investigating, Owed = null };
}

/// <summary>Decides on police mediation (治安调解).</summary>
public static class MediateCaseRule
{
    /// <summary>
    /// Only for kinds that may be mediated, with every condition met and no exclusion; at most twice, and the second time within seven
    /// working days of the first.
    /// </summary>
    public static CaseDecision Begin(
        MinorCase it,
        ImmutableArray<string> met,
        ImmutableArray<string> applying,
        DateTimeOffset on,
        Actor.Staff by,
        Jurisdiction j,
        DateTimeOffset now
    )
    {
        if ((CaseMay.At(it, by, CaseStage.Investigating) ?? CaseMay.When(it, on, now)) is { } why)
        {
            return why;
        }
        if (!CaseBook.BuiltIn.Of(it.Kind).Mediable)
        {
            return Refusal.Of(
                "kind-not-mediable",
                "这类案件不能治安调解（程序规定第178条）；民事赔偿可以另走人民调解或者诉讼。",
                "Police mediation is not open to this kind (Procedure, art. 178); for damages there is people's mediation or court."
            );
        }
        if (CaseBook.BuiltIn.Exclusions.FirstOrDefault(e => applying.Contains(e.Code)) is { } excluded)
        {
            return Refusal.Of(
                "mediation-excluded",
                $"不能治安调解：{excluded.Name.Zh}（{excluded.Source.Zh}）。",
                $"No police mediation: {excluded.Name.En} ({excluded.Source.En}).",
                "Applying"
            );
        }
        if (CaseBook.BuiltIn.Conditions.FirstOrDefault(c => !met.Contains(c.Code)) is { } unmet)
        {
            return Refusal.Of(
                "mediation-condition",
                $"治安调解须：{unmet.Name.Zh}（{unmet.Source.Zh}）。",
                $"Police mediation takes: {unmet.Name.En} ({unmet.Source.En}).",
                "Met"
            );
        }
        if (it.Running!.Clock.State is ClockState.Paused)
        {
            return Refusal.Of(
                "case-paused",
                "办案期限正在暂停，先恢复计算。",
                "The clock of the case is stopped; let it count first."
            );
        }
        if (it.Mediations.Length >= 2)
        {
            return Refusal.Of(
                "mediated-twice",
                "已经调解过两次，应当依法处理。",
                "It was mediated twice; the law takes its course."
            );
        }
        var second = it.Clocks.FirstOrDefault(c => c.For == CaseClockFor.SecondMediation && c.Clock.IsOpen);
        if (it.Mediations.Length == 1 && (second is null || on > second.Clock.Deadline.DueAt))
        {
            return Refusal.Of(
                "second-mediation-late",
                "第二次调解应当在第一次调解后七个工作日内进行。",
                "A second mediation takes place within seven working days of the first."
            );
        }
        return new CaseMediationBegun
        {
            On = on,
            Clocks =
            [
                .. CaseMay.Met(it, CaseClockFor.SecondMediation, on),
                .. CaseMay.Met(it, CaseClockFor.LinkedMediation, now),
                .. it.Mediations.IsEmpty
                    ? [CaseMay.Start(j, "second-police-mediation", CaseClockFor.SecondMediation, on, Guid.CreateVersion7(now))]
                    : ImmutableArray<CaseClock>.Empty,
                .. CaseMay.ToTell(it, j, on),
            ],
        };
    }

    /// <summary>An agreement was reached; it names the day by which it is performed.</summary>
    public static CaseDecision Agree(
        MinorCase it,
        string? document,
        DateOnly? performBy,
        DateTimeOffset on,
        Actor.Staff by,
        Jurisdiction j,
        DateTimeOffset now
    )
    {
        if ((CaseMay.At(it, by, CaseStage.Mediating) ?? CaseMay.When(it, on, now)) is { } why)
        {
            return why;
        }
        if (it.Mediations[^1].AgreedOn is not null)
        {
            return CaseMay.NotNow;
        }
        var missing = Refusal.All(
            CaseMay.TooLong(document, "Document"),
            CaseMay.Line(it, document) is null
                ? Refusals.Missing("Document", "请写明治安调解协议书的文号。", "Give the number of the agreement.")
                : null,
            performBy is { } day && day >= j.Calendar.DayOf(on)
                ? null
                : Refusals.Missing("PerformBy", "请写明履行的期限。", "Name the day by which it is performed.")
        );
        return missing is not null
            ? missing
            : new CaseAgreementReached(CaseMay.Line(it, document)!, performBy!.Value)
            {
                On = on,
                Clocks = [.. CaseMay.ToTell(it, j, on), .. CaseMay.Met(it, CaseClockFor.LinkedMediation, now)],
            };
    }

    /// <summary>It failed; the clock of the case begins anew from that day (程序规定第185条).</summary>
    public static CaseDecision Fail(
        MinorCase it,
        MediationFailure? how,
        DateTimeOffset on,
        Actor.Staff by,
        Jurisdiction j,
        DateTimeOffset now
    )
    {
        if ((CaseMay.At(it, by, CaseStage.Mediating) ?? CaseMay.When(it, on, now)) is { } why)
        {
            return why;
        }
        if (how is not { } failed || !Enum.IsDefined(failed))
        {
            return Refusals.Missing("How", "请选择怎样没有成。", "Say how it failed.");
        }
        if (failed == MediationFailure.NotPerformed != it.Mediations[^1].AgreedOn is not null)
        {
            return Refusal.Of(
                "failure-does-not-fit",
                "达成协议以后，只能是不履行；没有达成的，不能是不履行。",
                "After an agreement only its performance can fail, and without one it cannot.",
                "How"
            );
        }
        var clock = it.Running!;
        return clock.Clock.Restart(CaseClockRule.Rule(clock, j), on, j.Calendar) switch
        {
            ClockDecision.Changed done => new CaseMediationFailed(failed)
            {
                On = on,
                Clocks =
                [
                    clock with
                    {
                        Clock = done.Clock,
                    },
                    .. CaseMay.ToTell(it, j, on),
                    .. CaseMay.Met(it, CaseClockFor.LinkedMediation, now),
                ],
            },
            ClockDecision.Refused no => no.Refusal,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
