using System.Diagnostics;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.MediationFiles;

namespace SmallMatters.Web.Disputes;

/// <summary>Disputes and what happens to them, in words.</summary>
public static partial class DisputeWords
{
    public static Bilingual Said(this DisputeKind kind) =>
        kind switch
        {
            DisputeKind.Neighbours => new("邻里纠纷", "Neighbours"),
            DisputeKind.Family => new("婚姻家庭纠纷", "Marriage and family"),
            DisputeKind.Inheritance => new("继承、赡养纠纷", "Inheritance and support of parents"),
            DisputeKind.Housing => new("房屋、宅基地纠纷", "Houses and homesteads"),
            DisputeKind.Property => new("物业纠纷", "Property management"),
            DisputeKind.Tenancy => new("租赁纠纷", "Renting"),
            DisputeKind.Contract => new("合同、债务纠纷", "Contracts and debts"),
            DisputeKind.Consumer => new("消费纠纷", "Buying and services"),
            DisputeKind.Labour => new("劳动、欠薪纠纷", "Work and unpaid wages"),
            DisputeKind.Medical => new("医患纠纷", "Medical treatment"),
            DisputeKind.Traffic => new("交通事故纠纷", "Traffic accidents"),
            DisputeKind.Damages => new("损害赔偿纠纷", "Compensation for harm"),
            DisputeKind.Expropriation => new("征地拆迁纠纷", "Expropriation and resettlement"),
            DisputeKind.Land => new("山林土地纠纷", "Land and forest"),
            DisputeKind.Noise => new("环境、噪声纠纷", "Noise and nuisance"),
            DisputeKind.Dogs => new("养犬纠纷", "Dogs"),
            DisputeKind.School => new("校园纠纷", "Schools"),
            DisputeKind.Parking => new("停车纠纷", "Parking"),
            DisputeKind.Online => new("网络、电商纠纷", "Online trade"),
            DisputeKind.Other => new("其他纠纷", "Something else"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this DisputeStage stage) =>
        stage switch
        {
            DisputeStage.Asking => new("征求意愿", "Asking the parties"),
            DisputeStage.Mediating => new("调解中", "In mediation"),
            DisputeStage.Agreed => new("已达成协议", "Agreed"),
            DisputeStage.Ended => new("已结束", "Ended"),
            _ => throw new UnreachableException(),
        };

    public static string Colour(this DisputeStage stage) =>
        stage switch
        {
            DisputeStage.Asking => "yellow",
            DisputeStage.Mediating => "blue",
            DisputeStage.Agreed => "green",
            _ => "grey",
        };

    public static Bilingual Said(this EndedAs way) =>
        way switch
        {
            EndedAs.Refused => new("有当事人不愿意调解", "A party does not want mediation"),
            EndedAs.NotReached => new("没有达成协议", "No agreement was reached"),
            EndedAs.Withdrawn => new("不再申请调解", "Mediation is not asked for any more"),
            EndedAs.AnotherDoor => new("走其他法定途径", "Another lawful way"),
            EndedAs.Protection => new("转入保护", "Protection instead"),
            EndedAs.Performed => new("协议已经履行", "What was agreed has been done"),
            EndedAs.Excluded => new("出现了依法不能调解的情形，调解停止", "Mediation stopped: the law excludes it"),
            EndedAs.HandedOver => new("已移交别的调解组织", "Handed over to another organisation"),
            EndedAs.NotPerformed => new("协议没有履行", "What was agreed was not done"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this AgreementForm form) =>
        form switch
        {
            AgreementForm.Written => new("书面协议", "Written"),
            AgreementForm.Oral => new("口头协议，由调解员记录", "By word of mouth, written down by the mediator"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this AgreementCondition condition) =>
        condition switch
        {
            AgreementCondition.PartiesSigned => new(
                "各方已签名、盖章或者按指印",
                "Every party has signed, sealed or put a finger's print"
            ),
            AgreementCondition.MediatorSigned => new("调解员已签名", "The mediator has signed"),
            AgreementCondition.Sealed => new("已加盖调解组织印章", "It bears the seal of the mediation organisation"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this PartyKind kind) =>
        kind switch
        {
            PartyKind.Person => new("个人", "A person"),
            PartyKind.Organisation => new("单位", "An organisation"),
            PartyKind.Many => new("多人一方（推选代表）", "Many with one interest, who elect who speaks"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this Authority authority) =>
        authority switch
        {
            Authority.General => new(
                "一般授权：可以说话、可以拒绝，不能代为同意",
                "General: speaks and refuses, cannot agree for the party"
            ),
            Authority.Special => new("特别授权：可以代为同意", "Special: may also agree for the party"),
            Authority.Elected => new("推选的代表", "Elected by many"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this AuthorityShown shown) =>
        shown switch
        {
            AuthorityShown.Letter => new("授权委托书", "Letter of authority"),
            AuthorityShown.ByLaw => new("法定代理、法定代表人的身份证明", "Proof of who acts by law"),
            AuthorityShown.Election => new("推选记录", "Record of the election"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this ConsentAnswer answer) =>
        answer switch
        {
            ConsentAnswer.Given => new("同意", "Consents"),
            ConsentAnswer.Refused => new("不同意", "Does not consent"),
            ConsentAnswer.TakenBack => new("撤回同意", "Took the consent back"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this ConsentHow how) =>
        how switch
        {
            ConsentHow.ByLink => new("本人在线", "by the link"),
            ConsentHow.InPerson => new("当面", "in person"),
            ConsentHow.ByPhone => new("电话", "on the telephone"),
            ConsentHow.OnPaper => new("书面", "on paper"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this Need need) =>
        need switch
        {
            Need.Always => new("必须有", "Always"),
            Need.Here => new("这一卷需要", "Needed here"),
            Need.NotHere => new("按需，现在不用", "If needed; not now"),
            _ => throw new UnreachableException(),
        };

    /// <summary>How an answer was given where not the party itself but who acts for it has the link.</summary>
    public static Bilingual ByRepresentative { get; } = new("代理人在线", "by the link of who acts for the party");

    public static Bilingual Said(this MediatorLanguage language) =>
        language switch
        {
            MediatorLanguage.Mandarin => new("普通话", "Mandarin"),
            MediatorLanguage.Dialect => new("本地方言", "the local dialect"),
            MediatorLanguage.Minority => new("少数民族语言", "a minority language"),
            MediatorLanguage.Sign => new("手语", "sign language"),
            MediatorLanguage.English => new("英语", "English"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this InvitationState state) =>
        state switch
        {
            InvitationState.Asked => new("已邀请，等答复", "Invited, not answered yet"),
            InvitationState.Accepted => new("已接受，声明没有利害关系", "Accepted, having declared no interest"),
            InvitationState.Declined => new("已谢绝", "Declined"),
            InvitationState.SteppedBack => new("已回避", "Stepped back"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this MediatorAnswer answer) =>
        answer switch
        {
            MediatorAnswer.Accepts => new(
                "接受：我与本案、与当事人都没有利害关系",
                "I accept: I have no interest in the case or the parties"
            ),
            MediatorAnswer.Declines => new("谢绝", "I decline"),
            MediatorAnswer.HasInterest => new("有利害关系，回避", "I have an interest and step back"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(CourtProcedure procedure) =>
        procedure switch
        {
            CourtProcedure.Ordinary => new("普通程序", "The ordinary procedure"),
            CourtProcedure.Simple => new("简易程序", "The simple procedure"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(PauseReason reason) =>
        reason switch
        {
            PauseReason.Appraisal => new("鉴定", "An expert appraisal"),
            PauseReason.Hearing => new("听证", "A hearing"),
            PauseReason.Testing => new("检定、检验、鉴定", "Testing of goods"),
            PauseReason.ThirdPartyOpinion => new("征求第三方意见", "Asking a third party"),
            PauseReason.ForceMajeure => new("不可抗力", "An event outside anybody's power"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this SafetyAnswer answer) =>
        answer switch
        {
            SafetyAnswer.No => new("没有", "No"),
            SafetyAnswer.Yes => new("有", "Yes"),
            SafetyAnswer.RatherNotSay => new("不想说", "I would rather not say"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this ReportDuty duty) =>
        duty switch
        {
            ReportDuty.None => new("不属于下面的情形", "None of these"),
            ReportDuty.PublicOrder => new(
                "可能引起治安案件、刑事案件（人民调解法第25条）",
                "It may become a public-order or criminal case (People's Mediation Law, art. 25)"
            ),
            ReportDuty.WithoutFullCapacity => new(
                "无民事行为能力、限制民事行为能力的人遭受或者可能遭受家庭暴力（反家庭暴力法第14条）",
                "Domestic violence against somebody without full capacity (Anti-Domestic Violence Law, art. 14)"
            ),
            ReportDuty.Minor => new(
                "未成年人受到或者可能受到侵害（未成年人保护法第11条）",
                "Harm to a minor (Law on the Protection of Minors, art. 11)"
            ),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this SessionState state) =>
        state switch
        {
            SessionState.Set => new("已约定", "Set"),
            SessionState.CalledOff => new("已取消", "Called off"),
            SessionState.Held => new("已召开", "Held"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this VenueKind kind) =>
        kind switch
        {
            VenueKind.Peoples => new("人民调解", "People's mediation"),
            VenueKind.PublicSecurity => new("治安调解", "Police mediation"),
            VenueKind.Administrative => new("行政调解", "Administrative mediation"),
            VenueKind.CourtAnnexed => new("法院委派、委托调解", "Court-annexed mediation"),
            _ => throw new UnreachableException(),
        };

    /// <summary>The five questions, in order.</summary>
    public static IReadOnlyList<(string Field, Bilingual Said)> Questions { get; } =
    [
        (
            nameof(SafetyAnswers.Violence),
            new("对方有没有对您或者家人动过手？", "Has the other side ever used violence against you or your family?")
        ),
        (nameof(SafetyAnswers.Threat), new("对方有没有威胁过您？", "Has the other side threatened you?")),
        (
            nameof(SafetyAnswers.Dependency),
            new("您在钱、住处或者照顾上是不是要靠对方？", "Do you depend on the other side for money, a home or care?")
        ),
        (nameof(SafetyAnswers.Children), new("这件事有没有牵涉到孩子？", "Are children affected?")),
        (
            nameof(SafetyAnswers.Fear),
            new("和对方坐在一起说话，您会不会害怕？", "Would you be afraid to speak with the other side in the room?")
        ),
    ];

    /// <summary>A fact by its name.</summary>
    public static Bilingual FactSaid(string fact) =>
        fact switch
        {
            nameof(DisputeOpened) => new("登记纠纷", "The dispute was opened"),
            nameof(PartyNamed) => new("写明一方当事人", "A party was named"),
            nameof(PartyErased) => new("个人信息已按本人要求删除", "Personal data were erased"),
            nameof(RepresentativeNamed) => new("写明代表或者代理人", "Somebody acts for a party"),
            nameof(RoomLinkGiven) => new("给了新的链接", "A new link was given"),
            nameof(SafetyAnswered) => new("单独回答了安全方面的问题", "Answered the questions about safety, alone"),
            nameof(SafetyFlagRaised) => new("提出安全提示", "A safety flag was raised"),
            nameof(SafetyFlagLifted) => new("解除安全提示", "A safety flag was lifted"),
            nameof(PoliceTold) => new("已报告公安机关", "The police were told"),
            nameof(VenueProposed) => new("提出调解渠道", "A venue was proposed"),
            nameof(ConsentAnswered) => new("答复是否同意", "Answered whether it consents"),
            nameof(MediatorInvited) => new("邀请调解员", "A mediator was invited"),
            nameof(MediatorChosen) => new("说想请哪位调解员", "Said whom it wants to mediate"),
            nameof(MediatorAnswered) => new("调解员答复、回避", "The mediator answered, or stepped back"),
            nameof(VenueExcluded) => new("出现了依法不能调解的情形", "Something arose that excludes mediation"),
            nameof(MediationClockStepped) => new("调解期限到了一个节点", "The time of the mediation reached a step"),
            nameof(MediationDeadlineRecomputed) => new(
                "节假日安排公布，期限重新计算",
                "The calendar was published and the time computed again"
            ),
            nameof(MediationClockPaused) => new("期限依法暂停或者恢复计算", "The time stopped or counts on, as the law allows"),
            nameof(MediationStarted) => new("开始调解", "Mediation started"),
            nameof(SessionSet) => new("约定调解会", "A session was set"),
            nameof(SessionCalledOff) => new("取消调解会", "A session was called off"),
            nameof(SessionHeld) => new("召开调解会", "A session was held"),
            nameof(AgreementDrafted) => new("写下协议内容", "The terms were written down"),
            nameof(AgreementCheckedBack) => new("用自己的话复述协议", "Said the terms back in their own words"),
            nameof(AgreementTookEffect) => new("协议生效", "The agreement took effect"),
            nameof(LengtheningProposed) => new("请各方同意延长调解期限", "More time was proposed"),
            nameof(LengtheningDropped) => new("没有延长：有一方不同意", "No more time: a party did not agree"),
            nameof(MediationLengthened) => new("各方同意，调解期限延长", "All agreed, and the time was lengthened"),
            nameof(FollowUpsSet) => new("安排了三次调解回访", "Three checks were set"),
            nameof(FollowedUp) => new("调解回访", "Asked whether the agreement is kept"),
            nameof(FollowUpClockStepped) => new("回访期限到了一个节点", "The time of a check reached a step"),
            nameof(FollowUpRecomputed) => new(
                "节假日安排公布，回访期限重新计算",
                "The calendar was published and the time of a check computed again"
            ),
            nameof(ConfirmationPrepared) => new("核对清单，准备司法确认", "The checklist for confirmation was gone through"),
            nameof(ConfirmationFiled) => new("已向法院申请司法确认", "Judicial confirmation was applied for"),
            nameof(ConfirmationDecided) => new("法院对司法确认作出决定", "The court decided on confirmation"),
            nameof(TalkedAgain) => new("协议生效后再谈了一次", "Talked again after the agreement"),
            nameof(NewDatesProposed) => new("请各方同意改期", "New days were proposed"),
            nameof(NewDatesDropped) => new("没有改期：有一方不同意", "No new days: a party did not agree"),
            nameof(NewDatesHold) => new("各方同意，协议改期", "All agreed, and the new days hold"),
            nameof(PartyCoached) => new("单独辅导了一方", "One party was advised alone"),
            nameof(VenueHandOverProposed) => new("请各方同意移交", "A hand-over was proposed"),
            nameof(VenueHandOverSent) => new("移交函和卷宗已送出", "Letter and file of the hand-over went"),
            nameof(VenueHandOverReceived) => new("移交已有回执", "The hand-over was receipted"),
            nameof(VenueHandOverDropped) => new("没有移交", "The hand-over came to nothing"),
            nameof(AllowanceProposed) => new("提出调解员补贴", "An allowance was proposed"),
            nameof(AllowanceChecked) => new("复核调解员补贴", "An allowance was checked"),
            nameof(AllowancePaid) => new("补贴已发放", "An allowance was paid"),
            nameof(NoteSealed) => new("封存了一份只有调解员本人能看的记录", "Something was sealed that only the mediator reads"),
            nameof(AgreementScanned) => new("放入了签好的协议", "The signed agreement was put in"),
            nameof(PartiesReminded) => new("提醒了当事人到期的事项", "The parties were reminded of what is due"),
            nameof(ObligationPerformed) => new("履行了一项", "An obligation was performed"),
            nameof(DisputeEnded) => new("结束", "Ended"),
            nameof(SaidInRoom) => new("单独说的话", "Said alone"),
            _ => new(fact, fact),
        };
}
