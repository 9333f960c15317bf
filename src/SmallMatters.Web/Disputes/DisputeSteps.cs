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
            return by.Unit == dispute.File.Unit && (by.Is(StaffRole.Handler) || by.Is(StaffRole.Supervisor))
                ? [DisputeStep.Open]
                : [];
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
            _ => throw new UnreachableException(),
        };
}
