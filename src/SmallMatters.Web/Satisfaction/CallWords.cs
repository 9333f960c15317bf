using System.Globalization;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Satisfaction;

/// <summary>Satisfaction calls in words.</summary>
internal static class CallWords
{
    public static Bilingual Said(this CallStage stage) =>
        stage switch
        {
            CallStage.Waiting => new("待打", "To be made"),
            CallStage.Answered => new("已回答", "Answered"),
            CallStage.Refused => new("谢绝", "Refused"),
            CallStage.NotReached => new("没有联系上", "Not reached"),
            CallStage.NotMade => new("没有打", "Not made"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this TryOutcome outcome) =>
        outcome switch
        {
            TryOutcome.NoAnswer => new("没人接", "No answer"),
            TryOutcome.WrongNumber => new("号码不对", "Wrong number"),
            TryOutcome.AskedLater => new("约别的时间", "Another time, please"),
            TryOutcome.Refused => new("不愿意回答", "Would rather not answer"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this CallFact fact) =>
        fact switch
        {
            CallDue => new("系统抽中", "Drawn"),
            CallTried f => f.Outcome.Said(),
            CallAnswered f => new($"已回答（话术第 {f.Script} 版）", $"Answered (script version {f.Script})"),
            CallLapsed => new("到期没有打成", "The time for it is over"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The name by which a call is spoken of, which tells nothing of the matter.</summary>
    public static string Of(long number, Speech speech) =>
        speech[
            $"{number / 100_000_000} 年 {number / 1_000_000 % 100} 月第 {number % 1_000_000} 个",
            $"{(number / 100_000_000).ToString(CultureInfo.InvariantCulture)}-{number / 1_000_000 % 100:00}, number {number % 1_000_000}"
        ];
}
