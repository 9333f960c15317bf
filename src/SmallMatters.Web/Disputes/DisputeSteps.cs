using System.Collections.Immutable;
using System.Diagnostics;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Web.Disputes;

/// <summary>A step of a dispute, as its address says it.</summary>
public enum DisputeStep
{
    Open,
    Party,
    Representative,
    Tell,
    Consent,
    Safety,
    Venue,
    Start,
    Session,
    Hold,
    CallOff,
    Terms,
    Effect,
    Performed,
    Report,
    Lift,
    Told,
    End,
    Link,
    Exclude,
    Pause,
    Resume,
    Mediator,
    Accept,
    Lengthen,
    FollowUp,
    Confirmation,
    Filed,
    Decided,
    HandOver,
    HandedOver,
    Receipt,
    NotTaken,
    Coach,
    Allowance,
    AllowanceCheck,
    AllowancePaid,
    TalkedAgain,
}

/// <summary>Steps in words, and which of them are offered.</summary>
internal static class DisputeSteps
{
    /// <summary>Those that stand in the list of what can be done; the others hang on a party, a session or a flag.</summary>
    public static IReadOnlyList<DisputeStep> For(Dispute dispute, Actor.Staff by, Jurisdiction jurisdiction)
    {
        var steps = new List<DisputeStep>();
        var handles = dispute.IsOpen && by.Unit == dispute.File.Unit && (by.Is(StaffRole.Handler) || by.Is(StaffRole.Supervisor));
        if (!dispute.IsOpen)
        {
            return !DisputeMay.Deals(dispute, by)
                ? []
                :
                [
                    DisputeStep.Open,
                    .. WaitsForCourt(dispute) ? [DisputeStep.Decided] : Array.Empty<DisputeStep>(),
                    .. OfAllowance(dispute, by),
                ];
        }
        if (handles && dispute is Dispute.Asking)
        {
            steps.Add(DisputeStep.Party);
            if (dispute.File.Present.Count() >= 2 && !dispute.File.Unsafe)
            {
                steps.Add(DisputeStep.Venue);
            }
        }
        if (handles && dispute is Dispute.Mediating && !dispute.File.Unsafe)
        {
            steps.Add(DisputeStep.Session);
            steps.Add(DisputeStep.Terms);
            if (dispute.Under?.Draft is { } draft && dispute.File.AllConsent(ConsentStep.Agreement, draft.Id))
            {
                steps.Add(DisputeStep.Effect);
            }
        }
        if (handles && dispute is Dispute.Mediating { Mediation.Clock.State: var state })
        {
            if (state is ClockState.Paused)
            {
                steps.Add(DisputeStep.Resume);
            }
            else if (!PausesOf(dispute, jurisdiction).IsEmpty)
            {
                steps.Add(DisputeStep.Pause);
            }
        }
        if (handles && !dispute.File.Unsafe && LengthenMediationRule.IsOpen(dispute, jurisdiction))
        {
            steps.Add(DisputeStep.Lengthen);
        }
        if (handles)
        {
            steps.AddRange(OfHandOver(dispute));
            steps.AddRange(OfAllowance(dispute, by));
        }
        if (handles && dispute is Dispute.Agreed)
        {
            if (!dispute.File.Unsafe && DisputeMay.TooFew(dispute) is null)
            {
                steps.Add(TalkAgainRule.Waiting(dispute) is null ? DisputeStep.Session : DisputeStep.TalkedAgain);
            }
            steps.AddRange(OfConfirmation(dispute));
        }
        if (handles && dispute is (Dispute.Mediating or Dispute.Asking { File.Proposal: not null }))
        {
            steps.Add(DisputeStep.Exclude);
        }
        if (handles && dispute is (Dispute.Asking or Dispute.Mediating))
        {
            if (dispute.File.Invited is not { } invited)
            {
                steps.Add(DisputeStep.Mediator);
            }
            else if (invited.Mediator == by.Id)
            {
                steps.Add(DisputeStep.Accept);
            }
        }
        if (handles)
        {
            steps.Add(DisputeStep.Report);
            steps.Add(DisputeStep.End);
        }
        return steps;
    }

    private static IEnumerable<DisputeStep> OfHandOver(Dispute dispute) =>
        dispute.File.HandOver switch
        {
            { IsOnItsWay: true } sent when sent.ToUnit is null || sent.ToUnit == dispute.File.Unit =>
            [
                DisputeStep.Receipt,
                DisputeStep.NotTaken,
            ],
            { IsOnItsWay: true } => [DisputeStep.NotTaken],
            _ when dispute is not (Dispute.Asking or Dispute.Mediating) || dispute.File.Unsafe => [],
            { SentOn: null } proposed when dispute.File.AllConsent(ConsentStep.HandOver, proposed.Id) => [DisputeStep.HandedOver],
            _ when DisputeMay.TooFew(dispute) is null => [DisputeStep.HandOver],
            _ => [],
        };

    // The mediator's own allowance is nothing that the mediator does.
    private static IEnumerable<DisputeStep> OfAllowance(Dispute dispute, Actor.Staff by) =>
        AllowanceRule.MediatorOf(dispute) is not { } mediator || mediator == by.Id
            ? []
            : dispute.File.Allowance switch
            {
                null when AllowanceRule.Fitting(dispute).Any() => [DisputeStep.Allowance],
                { CheckedBy: null } waiting when by.Is(StaffRole.Supervisor) && waiting.By != by.Id =>
                [
                    DisputeStep.AllowanceCheck,
                ],
                { CheckedBy: not null, PaidOn: null } when by.Is(StaffRole.Supervisor) => [DisputeStep.AllowancePaid],
                _ => [],
            };

    // What the application needs next; until it is filed the checklist can be gone through again.
    private static IEnumerable<DisputeStep> OfConfirmation(Dispute dispute) =>
        (dispute.File.ConfirmBy, dispute.File.Confirmation) switch
        {
            (null, _) => [],
            (_, null) => [DisputeStep.Confirmation],
            (_, { FiledOn: null } prepared) when dispute.File.AllConsent(ConsentStep.Confirmation, prepared.Id) =>
            [
                DisputeStep.Filed,
            ],
            (_, { FiledOn: null }) => [DisputeStep.Confirmation],
            (_, { Result: null }) => [DisputeStep.Decided],
            (_, { Result: not ConfirmationResult.Confirmed }) => [DisputeStep.Confirmation],
            _ => [],
        };

    private static bool WaitsForCourt(Dispute dispute) => dispute.File.Confirmation is { FiledOn: not null, Result: null };

    /// <summary>The reasons for which the rule stops the time of a mediation that goes on.</summary>
    public static ImmutableArray<PauseReason> PausesOf(Dispute dispute, Jurisdiction jurisdiction) =>
        dispute is Dispute.Mediating { Mediation.Clock: { } clock }
            ? jurisdiction.ClockRules.Version(clock.Code, clock.RuleVersion).Pauses
            : [];

    /// <summary>Whether the reader leads the unit or one above it, and so looks after safety flags.</summary>
    public static bool Leads(Dispute dispute, Actor.Staff by, Jurisdiction jurisdiction) =>
        by.Is(StaffRole.Supervisor) && jurisdiction.Above(dispute.File.Unit).Contains(by.Unit);

    public static Bilingual Said(this DisputeStep step) =>
        step switch
        {
            DisputeStep.Open => new("登记一起纠纷", "Open a dispute"),
            DisputeStep.Party => new("写明一方当事人", "Name a party"),
            DisputeStep.Representative => new("写明代表或者代理人", "Write down who acts for it"),
            DisputeStep.Tell => new("单独给一方写话", "Write to one party alone"),
            DisputeStep.Consent => new("记下当事人的答复", "Write down what the party answered"),
            DisputeStep.Safety => new("单独询问安全情况", "Ask about safety, alone"),
            DisputeStep.Venue => new("选择调解渠道", "Choose a venue"),
            DisputeStep.Start => new("开始调解", "Start mediation"),
            DisputeStep.Session => new("约定调解会", "Set a session"),
            DisputeStep.Hold => new("记录调解会", "Write the minutes"),
            DisputeStep.CallOff => new("取消调解会", "Call the session off"),
            DisputeStep.Terms => new("写协议内容", "Write the terms down"),
            DisputeStep.Effect => new("协议生效", "The agreement takes effect"),
            DisputeStep.Performed => new("记录已履行", "Write down that it was done"),
            DisputeStep.Report => new("报告有人可能不安全", "Report that somebody may be in danger"),
            DisputeStep.Lift => new("解除安全提示", "Lift a safety flag"),
            DisputeStep.Told => new("记下已报告公安机关", "Write down that the police were told"),
            DisputeStep.End => new("结束", "End it"),
            DisputeStep.Exclude => new("出现了依法不能调解的情形", "Something arose that excludes mediation"),
            DisputeStep.Pause => new("依法暂停期限", "Stop the time as the law allows"),
            DisputeStep.Resume => new("恢复计算期限", "Let the time count on"),
            DisputeStep.Mediator => new("邀请调解员", "Invite a mediator"),
            DisputeStep.Accept => new("答复邀请", "Answer the invitation"),
            DisputeStep.Link => new("给一个新链接", "Give a new link"),
            DisputeStep.Lengthen => new("请各方同意延长调解期限", "Ask the parties for more time"),
            DisputeStep.FollowUp => new("调解回访", "Check whether the agreement is kept"),
            DisputeStep.Confirmation => new("准备司法确认", "Prepare judicial confirmation"),
            DisputeStep.Filed => new("记下已向法院申请司法确认", "Write down that confirmation was applied for"),
            DisputeStep.HandOver => new("移交给别的调解渠道", "Hand it over to another venue"),
            DisputeStep.HandedOver => new("记下移交函和卷宗已经送出", "Write down that letter and file went"),
            DisputeStep.Receipt => new("出具、记下回执", "Give or write down the receipt"),
            DisputeStep.NotTaken => new("对方不接收", "It is not taken"),
            DisputeStep.Coach => new("单独辅导这一方", "Advise this party alone"),
            DisputeStep.Allowance => new("提出调解员补贴", "Propose the mediator's allowance"),
            DisputeStep.AllowanceCheck => new("复核调解员补贴", "Check the mediator's allowance"),
            DisputeStep.AllowancePaid => new("记下补贴已发放", "Write down that it was paid"),
            DisputeStep.TalkedAgain => new("记下再谈的结果", "Write down what the other talk came to"),
            DisputeStep.Decided => new("记下法院的决定", "Write down what the court decided"),
            _ => throw new UnreachableException(),
        };
}
