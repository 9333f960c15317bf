using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.MinorCases;

/// <summary>
/// The same quarrel is mediated elsewhere (公调对接). That stands here, on the case's side of the wall, under the case's key; the dispute knows
/// nothing of the case.
/// </summary>
/// <param name="Dispute">Reference of the matter that the dispute grew out of.</param>
public sealed record CaseMediationLinked(
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText Dispute
) : CaseFact
{
    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) => Some(before) with { Linked = Dispute };
}

/// <summary>Decides on linking a case to a mediation of the same quarrel.</summary>
public static class LinkMediationRule
{
    /// <summary>
    /// By the station, while the case is not sealed. It moves no clock: where police mediation began and fails, the clock of the case begins
    /// anew by <see cref="MediateCaseRule.Fail"/> (程序规定第185条), which is owed by <see cref="LinkedMediationRule"/>; people's mediation
    /// alone stops none.
    /// </summary>
    public static CaseDecision Decide(MinorCase it, string? typed, Actor.Staff by, DateTimeOffset now) =>
        CaseMay.Handle(it, by) is { } why ? why
        : !Reference.TryParse(typed, out var dispute)
            ? Refusals.Missing(
                "Words",
                "请填写对接纠纷的诉求编号（12位数字）。",
                "Give the reference of the dispute's matter (12 digits)."
            )
        : new CaseMediationLinked(new PersonalText(it.Office, dispute.ToString())) { On = now };
}
