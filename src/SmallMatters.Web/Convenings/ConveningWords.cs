using System.Diagnostics;
using SmallMatters.Domain.Convenings;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Convenings;

/// <summary>Convenings and their facts in words.</summary>
public static class ConveningWords
{
    public static Bilingual Said(this ConveningStage stage) =>
        stage switch
        {
            ConveningStage.Called => new("已吹哨", "Called"),
            ConveningStage.Held => new("已召开", "Held"),
            ConveningStage.CalledOff => new("已取消", "Called off"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this CallState state) =>
        state switch
        {
            CallState.Waiting => new("待答复", "No answer yet"),
            CallState.Coming => new("会到", "Comes"),
            CallState.OtherTime => new("请求改期", "Asks for another time"),
            CallState.Declined => new("不到场，待裁定", "Declines; to be ruled on"),
            CallState.MustCome => new("裁定应当到场", "Ruled: must come"),
            CallState.Excused => new("裁定可以不到", "Ruled: excused"),
            _ => throw new UnreachableException(),
        };

    /// <summary>Where a call stands: one whose time for answering is over does not wait any more.</summary>
    public static Bilingual Said(this Call call, Convening convening, DateTimeOffset now) =>
        convening.HasLapsed(call, now) ? new("逾期未答复", "Did not answer in time") : call.State.Said();

    public static string Colour(this Call call, Convening convening, DateTimeOffset now) =>
        call.State switch
        {
            CallState.Coming or CallState.MustCome => "green",
            CallState.Waiting => convening.HasLapsed(call, now) ? "red" : "blue",
            CallState.Excused => "grey",
            _ => "orange",
        };

    public static Bilingual Said(this CallAnswer answer) =>
        answer switch
        {
            CallAnswer.Comes => new("会到", "We come"),
            CallAnswer.AsksOtherTime => new("请求改期", "We ask for another time"),
            CallAnswer.Declines => new("不到场（由双方的上级裁定）", "We decline (the unit above both rules)"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this CallRuling ruling) =>
        ruling switch
        {
            CallRuling.MustCome => new("应当到场", "They must come"),
            CallRuling.Excused => new("可以不到场", "They are excused"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this Contribution contribution) =>
        contribution switch
        {
            Contribution.Decisive => new("起了关键作用", "Decisive"),
            Contribution.DidItsShare => new("尽到了责任", "Did its share"),
            Contribution.TooLittle => new("只做了一部分", "Too little"),
            Contribution.None => new("没有作用", "None"),
            _ => throw new UnreachableException(),
        };

    /// <summary>What a fact of a convening says; null for another file's. A rating says only that it was given.</summary>
    public static Bilingual? Fact(JointFact fact) =>
        fact switch
        {
            Whistled => new("吹哨", "Units were called together"),
            CallAnswered { As: var answer } => answer switch
            {
                CallAnswer.Comes => new("答复：会到", "Answered: comes"),
                CallAnswer.AsksOtherTime => new("答复：请求改期", "Answered: asks for another time"),
                _ => new("答复：不到场", "Answered: declines"),
            },
            CallRuled ruled => new($"裁定：{ruled.As.Said().Zh}", $"Ruled: {ruled.As.Said().En}"),
            MeetingMoved => new("改期，请各单位重新答复", "The meeting was moved; units answer again"),
            TimeKept => new("维持原来的时间", "The time was kept"),
            CalledOff => new("取消", "Called off"),
            MeetingHeld => new("会议召开", "The meeting was held"),
            PromisedAtMeeting => new("会上的承诺已记在诉求上", "What was promised is owed on a matter"),
            ContributionRated => new("一方已评价另一方的作用", "One side rated the other's contribution"),
            _ => null,
        };

    /// <summary>What was written with a fact, or null.</summary>
    public static string? Written(JointFact fact) =>
        fact switch
        {
            Whistled whistled => whistled.File.Agenda,
            CallAnswered answered => answered.Words,
            CallRuled ruled => ruled.Reason,
            MeetingMoved moved => moved.Reason,
            TimeKept kept => kept.Reason,
            CalledOff off => off.Reason,
            MeetingHeld held => held.Record,
            _ => null,
        };
}
