using SmallMatters.Domain.Language;
using SmallMatters.Domain.MinorCases;

namespace SmallMatters.Web.MinorCases;

/// <summary>What staff do on a case; the name is the last part of the address.</summary>
public enum CaseAct
{
    File,
    Away,
    Transfer,
    Step,
    Extend,
    Pause,
    Resume,
    Mediate,
    Agree,
    Fail,
    Decide,
    Close,
    Person,
    Tell,
    Attempt,
    Take,
    Return,
    Number,
    CallBack,
    Visited,
    Answer,
    Unseal,
    Link,
}

/// <summary>The acts in words, and which of them a case is at.</summary>
public static class CaseActs
{
    public static Bilingual Said(this CaseAct act) =>
        act switch
        {
            CaseAct.File => new("受理、立案", "File it"),
            CaseAct.Away => new("不属于违法，说明理由", "No violation: give the reasons"),
            CaseAct.Transfer => new("登记移送", "Enter the transfer"),
            CaseAct.Step => new("登记步骤", "Enter a step"),
            CaseAct.Extend => new("延长期限", "Extend the time"),
            CaseAct.Pause => new("依法暂停计算", "Stop the clock lawfully"),
            CaseAct.Resume => new("恢复计算", "Let the clock run"),
            CaseAct.Mediate => new("开始治安调解", "Begin police mediation"),
            CaseAct.Agree => new("登记调解协议", "Enter the agreement"),
            CaseAct.Fail => new("调解未成", "Mediation failed"),
            CaseAct.Decide => new("登记办理结果", "Enter the outcome"),
            CaseAct.Close => new("结案并封存", "Close and seal"),
            CaseAct.Person => new("登记报案人、被侵害人", "Enter a reporter or victim"),
            CaseAct.Tell => new("登记告知", "Enter that somebody was told"),
            CaseAct.Attempt => new("登记此前劝阻、调解", "Enter an attempt made before"),
            CaseAct.Take => new("登记财物", "Enter something taken"),
            CaseAct.Return => new("发还财物", "Give something back"),
            CaseAct.Number => new("登记外部编号", "Enter the number in the police system"),
            CaseAct.CallBack => new("小案回访", "Call the victim back"),
            CaseAct.Visited => new("登记防范上门", "Enter the prevention visit"),
            CaseAct.Answer => new("答复服务评价", "Answer the verdict on the service"),
            CaseAct.Link => new("登记对接的人民调解", "Enter the mediation that it is linked to"),
            CaseAct.Unseal => new("依法查询封存记录", "Open the sealed records"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Whether the act fits the case now, for whoever has the roles; the rule decides for good.</summary>
    public static bool Fits(this CaseAct act, MinorCase it, bool isHead)
    {
        var open = it.Running?.Clock;
        bool Owed(CaseClockFor what) => it.Clocks.Any(c => c.For == what && c.Clock.IsOpen);
        return act switch
        {
            CaseAct.File or CaseAct.Away => it.Stage == CaseStage.Reviewing,
            CaseAct.Transfer => it.Stage == CaseStage.Transferring,
            CaseAct.Step => it.Stage is CaseStage.Investigating or CaseStage.Decided,
            CaseAct.Extend => isHead && it.Stage is CaseStage.Investigating or CaseStage.Mediating,
            CaseAct.Pause => it.Stage == CaseStage.Investigating && open?.State is Domain.Clocks.ClockState.Running,
            CaseAct.Resume => open?.State is Domain.Clocks.ClockState.Paused,
            CaseAct.Mediate => it.Stage == CaseStage.Investigating
                && CaseBook.BuiltIn.Of(it.Kind).Mediable
                && it.Mediations.Length < 2,
            CaseAct.Agree => it.Stage == CaseStage.Mediating && it.Mediations[^1].AgreedOn is null,
            CaseAct.Fail => it.Stage == CaseStage.Mediating,
            CaseAct.Decide => isHead && it.Stage is CaseStage.Investigating or CaseStage.Mediating,
            CaseAct.Close => it.Stage == CaseStage.Decided,
            CaseAct.Person or CaseAct.Number or CaseAct.Take => !it.IsSealed,
            CaseAct.Tell => !it.IsSealed && Owed(CaseClockFor.Telling),
            CaseAct.Attempt => !it.IsSealed && CaseBook.BuiltIn.Of(it.Kind).AttemptFirst,
            CaseAct.Return => !it.IsSealed && it.Held.Any(h => h.ReturnedOn is null),
            CaseAct.CallBack => Owed(CaseClockFor.CallBack),
            CaseAct.Visited => Owed(CaseClockFor.PreventionVisit),
            CaseAct.Answer => isHead && Owed(CaseClockFor.ServiceReview),
            CaseAct.Link => !it.IsSealed && CaseBook.BuiltIn.Of(it.Kind).Mediable,
            CaseAct.Unseal => isHead && it.IsSealed,
            _ => false,
        };
    }
}
