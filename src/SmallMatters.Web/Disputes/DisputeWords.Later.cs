using System.Diagnostics;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.Disputes;

namespace SmallMatters.Web.Disputes;

/// <content>Hand-overs, and what one side can do alone, in words.</content>
public static partial class DisputeWords
{
    public static Bilingual Said(Linkage kind) =>
        kind switch
        {
            Linkage.Police => new("公调对接", "Police and people's mediation"),
            Linkage.Court => new("诉调对接", "Court and mediation"),
            Linkage.Petition => new("访调对接", "Letters and visits and mediation"),
            Linkage.Other => new("其他渠道之间移交", "Between other venues"),
            _ => throw new UnreachableException(),
        };

    /// <summary>How a hand-over stands, for the unit that made it.</summary>
    public static Bilingual Said(this SentHandOver handOver) =>
        handOver switch
        {
            { NotTaken: true } => new("对方没有接收", "not taken"),
            { ReceivedOn: not null } => new("已有回执", "receipted"),
            _ => new("等回执", "receipt awaited"),
        };

    /// <summary>The colour of its tag.</summary>
    public static string Colour(this SentHandOver handOver) =>
        handOver switch
        {
            { NotTaken: true } => "red",
            { ReceivedOn: not null } => "green",
            _ => "yellow",
        };

    /// <summary>A session after the agreement took effect.</summary>
    public static Bilingual TalkAgain { get; } = new("再谈一次", "Talk again");

    public static Bilingual Said(this TalkOutcome outcome) =>
        outcome switch
        {
            TalkOutcome.NewDates => new(
                "改期：写新的日期，各方都同意才算",
                "New days: they hold once every party agrees to them"
            ),
            TalkOutcome.Stays => new("照原协议履行", "It stays as it was agreed"),
            TalkOutcome.Ended => new(
                "不再履行，调解到此为止，可以起诉",
                "It will not be performed: the mediation ends, and the court is open"
            ),
            _ => throw new UnreachableException(),
        };

    /// <summary>What one side can do without the other.</summary>
    public static IReadOnlyList<Bilingual> AloneWays { get; } =
    [
        new(
            "把事情记下来：哪天、几点、多久，照片、录音、单据留好原件",
            "Write it down: which day, what time, how long; keep photos, recordings and receipts as they are"
        ),
        new("先问律师：拨打12348，免费", "Ask a lawyer first: call 12348, free of charge"),
        new(
            "再遇到时请物业、居委会到场劝阻，每次都记一笔：噪声、养犬的事以后报警用得上（治安管理处罚法第88条、第89条）",
            "When it happens again ask the property company or the committee to come, and note each time: for noise and dogs the police need it later (PSAPL, arts 88–89)"
        ),
        new("以后愿意调解的，随时可以再申请", "If you want mediation later, ask again at any time"),
    ];

    public static Bilingual Said(FollowUpFinding finding) =>
        finding switch
        {
            FollowUpFinding.Kept => new("到期的都履行了", "All that was due is done"),
            FollowUpFinding.Partly => new("履行了一部分", "A part of it is done"),
            FollowUpFinding.NotKept => new("没有履行", "It is not done"),
            FollowUpFinding.NotReached => new("没有联系上", "Could not be reached"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this NoteKind kind) =>
        kind switch
        {
            NoteKind.Caucus => new("背靠背谈话记录", "Note of a private talk"),
            NoteKind.Plan => new("调解方案", "Plan for this dispute"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(ConfirmationResult result) =>
        result switch
        {
            ConfirmationResult.Confirmed => new("裁定协议有效，可以申请强制执行", "Confirmed: it can be enforced"),
            ConfirmationResult.Rejected => new("裁定驳回申请", "Rejected"),
            ConfirmationResult.NotAccepted => new("不予受理", "Not accepted"),
            ConfirmationResult.Withdrawn => new("撤回申请", "Withdrawn"),
            _ => throw new UnreachableException(),
        };

    /// <summary>What a party is asked to agree to, as the heading of its page.</summary>
    public static Bilingual Asked(ConsentStep step) =>
        step switch
        {
            ConsentStep.HandOver => new("同意移交给别的调解渠道吗？", "Do you agree to a hand-over to another venue?"),
            ConsentStep.Lengthening => new("同意延长调解期限吗？", "Do you agree to more time for the mediation?"),
            ConsentStep.Agreement => new("同意改期吗？", "Do you agree to the new days?"),
            ConsentStep.Confirmation => new(
                "愿意共同申请司法确认吗？",
                "Do you want to apply for judicial confirmation together?"
            ),
            _ => throw new UnreachableException(),
        };

    /// <summary>What the parties can do after the court's answer.</summary>
    public static Bilingual After(ConfirmationResult result) =>
        result switch
        {
            ConfirmationResult.Confirmed => new(
                "一方拒绝履行或者没有全部履行的，对方可以向法院申请执行（民事诉讼法第206条）。",
                "If a party does not perform, the other may ask the court to enforce it (Civil Procedure Law, art. 206)."
            ),
            _ => new(
                "可以再调解、变更原协议或者达成新的协议，也可以向法院起诉（民事诉讼法第206条）。",
                "The parties may mediate again, change the agreement or make a new one, or sue (Civil Procedure Law, art. 206)."
            ),
        };
}
