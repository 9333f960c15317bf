using System.Diagnostics;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Storage.MinorCases;

namespace SmallMatters.Web.MinorCases;

/// <summary>Minor cases in words.</summary>
public static class CaseWords
{
    public static Bilingual YesNo(bool yes) => yes ? new("是", "yes") : new("否", "no");

    public static Bilingual Said(this CaseKind kind) => CaseBook.BuiltIn.Of(kind).Name;

    public static Bilingual Said(this CaseOutcome outcome) => CaseBook.BuiltIn.Of(outcome).Name;

    public static Bilingual Said(this CaseStage stage) =>
        stage switch
        {
            CaseStage.Reviewing => new("受案审查", "Under review"),
            CaseStage.Transferring => new("移送中", "Being passed on"),
            CaseStage.Investigating => new("办理中", "Being dealt with"),
            CaseStage.Mediating => new("治安调解中", "In police mediation"),
            CaseStage.Decided => new("已有结果", "Decided"),
            CaseStage.Closed => new("已结案、封存", "Closed and sealed"),
            _ => throw new UnreachableException(),
        };

    public static string Colour(this CaseStage stage) =>
        stage switch
        {
            CaseStage.Closed => "grey",
            CaseStage.Decided => "green",
            CaseStage.Mediating => "purple",
            _ => "blue",
        };

    public static Bilingual Said(this CaseRole role) =>
        role switch
        {
            CaseRole.Reporter => new("报案人", "Reporter"),
            CaseRole.Victim => new("被侵害人", "Victim"),
            CaseRole.Both => new("报案人，也是被侵害人", "Reporter and victim"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this Arrival arrival) =>
        arrival switch
        {
            Arrival.Ours => new("属于本所管辖，登记", "It is ours: register it"),
            Arrival.WrongStation => new(
                "属于公安机关管辖，但不属本所：登记并在24小时内移送",
                "For the police, but another station: register it and pass it on within 24 hours"
            ),
            Arrival.NotPolice => new(
                "不属于公安职责：当场告知，指明途径",
                "No police matter: say so at once and show the right door"
            ),
            Arrival.NoViolation => new(
                "不属于违反治安管理行为：当场告知并说明理由",
                "Not a violation of public order: say so at once, with the reasons"
            ),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this Officers officers) =>
        officers switch
        {
            Officers.Two => new("两名民警", "Two officers"),
            Officers.OneRecorded => new(
                "一名民警，在执法办案场所，全程同步录音录像",
                "One officer in a proper place, with full recording"
            ),
            Officers.One => new("一名民警", "One officer"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this MediationFailure failure) =>
        failure switch
        {
            MediationFailure.NotReached => new("没有达成协议", "No agreement was reached"),
            MediationFailure.NotPerformed => new("达成协议后没有履行", "The agreement was not performed"),
            MediationFailure.Unwilling => new("当事人不愿意继续", "A side does not want to go on"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this AttemptBy by) =>
        by switch
        {
            AttemptBy.Committee => new("居（村）民委员会", "The residents’ or villagers’ committee"),
            AttemptBy.OwnersCommittee => new("业主委员会", "The owners’ committee"),
            AttemptBy.PropertyService => new("物业服务人", "The property service"),
            AttemptBy.Department => new("有关部门", "A department"),
            AttemptBy.Police => new("公安机关劝阻、警告", "The police, by a warning"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this ToldHow how) =>
        how switch
        {
            ToldHow.InPerson => new("当面", "In person"),
            ToldHow.ByPhone => new("电话", "By telephone"),
            ToldHow.InWriting => new("书面送达", "In writing"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this SealGround ground) =>
        ground switch
        {
            SealGround.StateOrganForACase => new("有关国家机关为办案需要查询", "A state organ needs it for a case"),
            SealGround.UnitUnderNationalRules => new("有关单位根据国家规定查询", "A unit asks under national rules"),
            SealGround.RemedyOfThisCase => new("本案的复议、诉讼", "Reconsideration or suit in this case"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this PauseReason reason) =>
        reason switch
        {
            PauseReason.Appraisal => new("鉴定期间", "An expert appraisal"),
            PauseReason.Hearing => new("听证期间", "A hearing"),
            PauseReason.Testing => new("检验、检测", "Testing"),
            PauseReason.ThirdPartyOpinion => new("征求意见", "Asking for an opinion"),
            PauseReason.ForceMajeure => new("不可抗力", "An event outside anybody’s power"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this CasePurpose purpose) =>
        purpose switch
        {
            CasePurpose.Handling => new("办理", "to deal with it"),
            CasePurpose.Overseeing => new("督促办理", "to look after how it is dealt with"),
            CasePurpose.OpeningSealed => new("依法查询封存记录", "sealed records, on a recorded ground"),
            CasePurpose.Serving => new("回访、上门、答复评价", "to call back, visit or answer"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this CaseClockFor what) =>
        what switch
        {
            CaseClockFor.Case => new("办理期限", "Dealing with the case"),
            CaseClockFor.SecondMediation => new("第二次调解最迟", "A second mediation at the latest"),
            CaseClockFor.Serving => new("送达决定书", "Serving the decision"),
            CaseClockFor.ServingVictim => new("决定书送达被侵害人", "Serving the victim"),
            CaseClockFor.Telling => new("告知进展", "Telling how it goes"),
            CaseClockFor.CallBack => new("小案回访", "Call-back"),
            CaseClockFor.PreventionVisit => new("防范上门", "Prevention visit"),
            CaseClockFor.ServiceReview => new("服务复核", "Review of the service"),
            CaseClockFor.Reconsideration => new("申请行政复议", "Applying for reconsideration"),
            CaseClockFor.Suit => new("提起行政诉讼", "Bringing a suit"),
            CaseClockFor.LateRegistration => new("紧急处置后补办登记", "Logging it after the emergency"),
            CaseClockFor.LinkedMediation => new("登记对接的调解有了什么结果", "Writing down what came of the linked mediation"),
            _ => throw new UnreachableException(),
        };

    /// <summary>What came of a linked mediation, after "the linked mediation".</summary>
    public static Bilingual Said(this LinkedStep step) =>
        step switch
        {
            LinkedStep.Begun => new("已经开始", "began"),
            LinkedStep.Agreed => new("达成协议", "reached an agreement"),
            LinkedStep.Failed => new("没有成", "failed"),
            _ => throw new UnreachableException(),
        };

    /// <summary>With which act it is written down.</summary>
    public static CaseAct WrittenBy(this LinkedStep step) =>
        step switch
        {
            LinkedStep.Begun => CaseAct.Mediate,
            LinkedStep.Agreed => CaseAct.Agree,
            LinkedStep.Failed => CaseAct.Fail,
            _ => throw new UnreachableException(),
        };

    /// <summary>What happened, as staff and people read it.</summary>
    public static Bilingual Said(this CaseFact fact) =>
        fact switch
        {
            CaseRegistered => new("接报登记", "Registered"),
            CaseFiled => new("受理、立案", "Filed"),
            CaseTurnedAway { Door: not null } => new("不属于公安职责，已告知途径", "No police matter; the right door was shown"),
            CaseTurnedAway => new("不属于违反治安管理行为，已告知理由", "Not a violation; the reasons were told"),
            ExternalNumberGiven => new("登记公安办案系统编号", "Number in the police system entered"),
            CaseTransferred => new("已移送有管辖权的单位", "Passed on to the station that is responsible"),
            CaseStepTaken step => CaseBook.BuiltIn.Step(step.Code)?.Name ?? new Bilingual(step.Code, step.Code),
            CaseExtended => new("办案期限延长", "The time was extended"),
            CasePaused paused => new($"期限暂停计算：{paused.Reason.Said().Zh}", $"The clock stopped: {paused.Reason.Said().En}"),
            CaseResumed => new("期限恢复计算", "The clock runs again"),
            CaseMediationBegun => new("开始治安调解", "Police mediation began"),
            CaseAgreementReached => new("达成治安调解协议", "An agreement was reached"),
            CaseMediationFailed failed => new(
                $"调解未成（{failed.How.Said().Zh}），期限重新计算",
                $"Mediation failed ({failed.How.Said().En}); the clock began anew"
            ),
            CaseDecided decided => decided.Outcome.Said(),
            CaseClosed => new("结案，记录封存", "Closed; the records are sealed"),
            CasePersonNamed named => new(
                $"登记{named.Person.Role.Said().Zh}",
                $"Entered: {named.Person.Role.Said().En.ToLowerInvariant()}"
            ),
            CasePersonTold { How: { } how } => new($"已告知（{how.Said().Zh}）", $"Told ({how.Said().En.ToLowerInvariant()})"),
            CasePersonTold => new("本人已看到进展", "Read on the own page"),
            PriorAttemptRecorded attempt => new(
                $"此前劝阻、调解：{attempt.Attempt.By.Said().Zh}",
                $"Tried before: {attempt.Attempt.By.Said().En}"
            ),
            ThingTaken => new("接收、扣押财物，已出清单", "Something was taken, with a receipt"),
            ThingReturned => new("发还财物", "Something was given back"),
            CaseEvidenceGiven => new("收到证据材料", "Evidence was handed in"),
            PreventionVisitAnswered { Wanted: true } => new("预约防范上门", "A prevention visit was asked for"),
            PreventionVisitAnswered => new("不需要防范上门", "No prevention visit wanted"),
            PreventionVisited => new("已上门防范", "The prevention visit took place"),
            CaseCalledBack { Reached: true } => new("已回访", "Called back"),
            CaseCalledBack => new("回访未联系上", "Not reached for the call-back"),
            CaseServiceJudged => new("已作服务评价", "The service was judged"),
            CaseServiceAnswered => new("已答复服务评价", "The verdict on the service was answered"),
            CaseMediationLinked => new("与调解对接", "Linked to a mediation"),
            LinkedMediationMoved moved => new(
                $"对接的调解{moved.Owed.Step.Said().Zh}，待登记",
                $"The linked mediation {moved.Owed.Step.Said().En}; to be written down"
            ),
            SealOpened opened => new(
                $"查询封存记录：{opened.Ground.Said().Zh}",
                $"Sealed records opened: {opened.Ground.Said().En}"
            ),
            CasePersonErased => new("个人信息已销毁", "Personal data erased"),
            CaseClockTold { Step: ClockStepKind.Overdue or ClockStepKind.Escalate } => new(
                "期限已过，逐级提醒",
                "Overdue; the next level was told"
            ),
            CaseClockTold => new("期限提醒", "A date is near"),
            _ => throw new UnreachableException(),
        };

    /// <summary>The words that a fact carries for staff, in order.</summary>
    public static IEnumerable<PersonalText> Words(this CaseFact fact) =>
        fact.GetType()
            .GetProperties()
            .Where(p => p.PropertyType == typeof(PersonalText))
            .Select(p => (PersonalText?)p.GetValue(fact))
            .OfType<PersonalText>()
            .Where(w => w.Text is not null);
}
