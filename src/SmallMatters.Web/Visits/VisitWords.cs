using System.Diagnostics;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Visits;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Visits;

/// <summary>Visits in words.</summary>
public static class VisitWords
{
    public static Bilingual Said(this VisitStage stage) =>
        stage switch
        {
            VisitStage.Planned => new("已约", "Proposed"),
            VisitStage.Declined => new("居民谢绝", "Declined by the resident"),
            VisitStage.CalledOff => new("单位取消", "Called off by the unit"),
            VisitStage.NotMet => new("没有见到", "Nobody was met"),
            VisitStage.Made => new("已走访，待答复", "Visited, the answer is owed"),
            VisitStage.Answered => new("已答复", "Answered"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this VisitSource source) =>
        source switch
        {
            VisitSource.Matter => new("诉求本身", "the matter itself"),
            VisitSource.Question => new("请您补充", "a question to the resident"),
            VisitSource.Promise => new("一项承诺", "a promise"),
            VisitSource.Card => new("提示单", "a card"),
            VisitSource.Round => new("巡查", "a round"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this VisitAnswerKind kind) =>
        kind switch
        {
            VisitAnswerKind.Did => new("已经办了", "We did"),
            VisitAnswerKind.Cannot => new("办不到，因为", "We cannot, because"),
            VisitAnswerKind.ByWhen => new("会办，哪一天以前", "We will, by a day"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this VisitFact fact) =>
        fact switch
        {
            VisitPlanned => new("约上门", "A visit was proposed"),
            VisitAccepted => new("居民同意", "The resident agreed"),
            VisitDeclined => new("居民谢绝", "The resident declined"),
            VisitCalledOff => new("单位取消", "Called off by the unit"),
            VisitNotMet => new("没有见到", "Nobody was met"),
            VisitMade => new("上门走访", "It took place"),
            VisitAnswered => new("答复居民", "The resident was answered"),
            VisitDrawn f => new(
                $"系统抽中回访：{f.Among} 次走访中抽 {f.Drawn} 次，种子 {f.Seed}",
                $"Drawn for a call-back: {f.Drawn} of {f.Among} visits, seed {f.Seed}"
            ),
            VisitEchoed => new("居民回答了回访", "The resident answered the call-back"),
            _ => throw new UnreachableException(),
        };

    /// <summary>When somebody comes.</summary>
    public static string When(VisitPlan plan, Speech speech) => $"{speech.Date(plan.Day)} {plan.FromHour}:00–{plan.UntilHour}:00";
}
