using System.Collections.Immutable;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Confidentiality;

/// <summary>Who is shown something, each by projections of their own.</summary>
public enum Audience
{
    /// <summary>提出人: whoever raised the matter, and who helps them, by their link.</summary>
    Resident,

    /// <summary>加入人: whoever joined the matter, by their link.</summary>
    JoinedResident,

    /// <summary>主办和复查单位: the unit that deals with the matter, that reviews it, or is asked to take it over.</summary>
    Handler,

    /// <summary>其他单位: everybody else of the staff.</summary>
    OtherUnits,

    /// <summary>协办单位: a unit that deals with a part.</summary>
    SupportingUnit,

    /// <summary>合作伙伴: somebody outside who answers by a one-time link or through the programming interface.</summary>
    Partner,

    /// <summary>公众: everybody.</summary>
    Public,

    /// <summary>开放数据: sets of data for everybody's programs.</summary>
    OpenData,

    /// <summary>规律分析: the statistics of places and hours.</summary>
    Analytics,

    /// <summary>数据保护负责人: who decides on opening sealed identities.</summary>
    DataProtection,

    /// <summary>纠纷当事人: a party of a dispute, or who acts for it, by the link to the party's own room.</summary>
    Party,

    /// <summary>办案派出所: the police station that a minor case is dealt with by.</summary>
    Station,

    /// <summary>报案人、被侵害人: the reporter or victim of a minor case, by their own link or query code.</summary>
    CasePerson,

    /// <summary>调解员本人: whoever wrote a sealed note, and nobody else.</summary>
    Mediator,
}

/// <summary>What of a person is kept.</summary>
public enum PersonalItem
{
    /// <summary>称呼.</summary>
    Name,

    /// <summary>电话.</summary>
    Phone,

    /// <summary>电子邮箱.</summary>
    Email,

    /// <summary>所写内容: what residents wrote.</summary>
    Words,

    /// <summary>照片.</summary>
    Photos,

    /// <summary>地点: estate and building.</summary>
    Place,

    /// <summary>门牌: door, and what was said of the place.</summary>
    Door,

    /// <summary>位置: the point on the map.</summary>
    Position,

    /// <summary>评价的话: what was written with a verdict or with the asking for a review.</summary>
    VerdictWords,

    /// <summary>威胁记录: what was threatened.</summary>
    Threat,

    /// <summary>给您的答复: what staff wrote to the resident.</summary>
    Answers,

    /// <summary>内部往来: what staff wrote to each other about the matter.</summary>
    InternalWords,

    /// <summary>封存的身份: name and contact of a reporter, kept apart under keys of their own.</summary>
    SealedIdentity,

    /// <summary>公告草稿: words and photos of a publication before a second person releases them.</summary>
    Draft,

    /// <summary>订阅: where news of an area are sent to.</summary>
    Subscription,

    /// <summary>工作人员账号: the staff's own data.</summary>
    StaffAccount,

    /// <summary>当事人在自己房间里的话: what one party of a dispute wrote, or was told, alone.</summary>
    PartyWords,

    /// <summary>安全方面的回答: what a party answered, asked alone.</summary>
    SafetyWords,

    /// <summary>各方都看到的话: what a dispute is about, times of sessions, minutes.</summary>
    CommonWords,

    /// <summary>办理纠纷的内部记录: what staff wrote about a dispute for each other.</summary>
    OfficeWords,

    /// <summary>小案报案人、被侵害人的称呼和电话, behind the case wall.</summary>
    CaseIdentity,

    /// <summary>小案的内容: what was reported, documents, reasons, what people said, behind the case wall.</summary>
    CaseWords,

    /// <summary>小案证据: what was handed in, behind the case wall.</summary>
    CaseEvidence,

    /// <summary>背靠背谈话记录、调解方案: what a mediator keeps for themselves, each under its own key.</summary>
    CaucusWords,

    /// <summary>签字按印的协议扫描件: names, signatures, prints of fingers and what people wrote on it by hand.</summary>
    SignedPaper,

    /// <summary>场所责任人、联络人: name and contact of who answers for inspected premises, and of whom one talks with there.</summary>
    PremisesContact,

    /// <summary>自述需要: what a resident said they need to be served well.</summary>
    Needs,

    /// <summary>治安联络员的姓名和电话: who a liaison volunteer is.</summary>
    LiaisonPerson,

    /// <summary>提议题、支持议题、参与时留的联系方式: where the link was sent, and its mark.</summary>
    PriorityContact,

    /// <summary>议题的文字: what a resident proposed for everybody to read.</summary>
    PriorityWords,

    /// <summary>征求意见的答复、对恳谈会议程的想法: what a resident wrote to the unit that asked.</summary>
    ReplyWords,

    /// <summary>启示里居民的原话: what is left of the words of a verdict once nobody can be known by it.</summary>
    LessonWords,
}

/// <summary>
/// Who reads which item. What projections really show is compared with it by a test: neither side can be widened without the
/// other.
/// </summary>
public static class PersonalItems
{
    /// <summary>The audiences of an item, in the order of the enumeration.</summary>
    public static ImmutableArray<Audience> Audiences(PersonalItem item) =>
        item switch
        {
            PersonalItem.Name or PersonalItem.Phone =>
            [
                Audience.Resident,
                Audience.JoinedResident,
                Audience.Handler,
                Audience.SupportingUnit,
                Audience.Partner,
                Audience.Party,
            ],
            PersonalItem.Email =>
            [
                Audience.Resident,
                Audience.JoinedResident,
                Audience.Handler,
                Audience.SupportingUnit,
                Audience.Partner,
            ],
            PersonalItem.Words =>
            [
                Audience.Resident,
                Audience.JoinedResident,
                Audience.Handler,
                Audience.SupportingUnit,
                Audience.Partner,
                Audience.Analytics,
            ],
            PersonalItem.Photos =>
            [
                Audience.Resident,
                Audience.JoinedResident,
                Audience.Handler,
                Audience.SupportingUnit,
                Audience.Partner,
            ],
            PersonalItem.Place =>
            [
                Audience.Resident,
                Audience.Handler,
                Audience.SupportingUnit,
                Audience.Partner,
                Audience.Analytics,
            ],
            PersonalItem.Door => [Audience.Resident, Audience.Handler, Audience.SupportingUnit, Audience.Partner],
            PersonalItem.Position =>
            [
                Audience.Resident,
                Audience.Handler,
                Audience.SupportingUnit,
                Audience.Partner,
                Audience.Public,
                Audience.Analytics,
            ],
            PersonalItem.VerdictWords => [Audience.Resident, Audience.Handler],
            PersonalItem.Threat => [Audience.Handler],
            PersonalItem.Answers =>
            [
                Audience.Resident,
                Audience.JoinedResident,
                Audience.Handler,
                Audience.SupportingUnit,
                Audience.Partner,
            ],
            PersonalItem.InternalWords =>
            [
                Audience.Resident,
                Audience.Handler,
                Audience.SupportingUnit,
                Audience.Partner,
                Audience.DataProtection,
            ],
            PersonalItem.SealedIdentity => [Audience.Resident, Audience.JoinedResident, Audience.Handler],
            PersonalItem.Draft => [Audience.Handler],
            // The carrier of messages alone takes it out.
            PersonalItem.Subscription => [],
            PersonalItem.StaffAccount => [Audience.Handler, Audience.SupportingUnit],
            PersonalItem.PartyWords or PersonalItem.SafetyWords or PersonalItem.CommonWords or PersonalItem.SignedPaper =>
            [
                Audience.Handler,
                Audience.Party,
            ],
            PersonalItem.OfficeWords => [Audience.Handler],
            PersonalItem.CaseIdentity or PersonalItem.CaseWords or PersonalItem.CaseEvidence =>
            [
                Audience.Station,
                Audience.CasePerson,
            ],
            PersonalItem.CaucusWords => [Audience.Mediator],
            PersonalItem.PremisesContact => [Audience.Handler],
            PersonalItem.Needs => [Audience.Resident, Audience.Handler, Audience.SupportingUnit],
            PersonalItem.LiaisonPerson => [Audience.Handler, Audience.Public],
            PersonalItem.PriorityContact => [],
            PersonalItem.PriorityWords => [Audience.Resident, Audience.Handler, Audience.Public],
            PersonalItem.ReplyWords => [Audience.Resident, Audience.Handler],
            PersonalItem.LessonWords => [Audience.OtherUnits],
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The item as people call it.</summary>
    public static Bilingual Said(this PersonalItem item) =>
        item switch
        {
            PersonalItem.Name => new("称呼", "Name"),
            PersonalItem.Phone => new("电话", "Telephone"),
            PersonalItem.Email => new("电子邮箱", "E-mail"),
            PersonalItem.Words => new("您写的内容", "What you wrote"),
            PersonalItem.Photos => new("照片", "Photos"),
            PersonalItem.Place => new("小区和楼栋", "Estate and building"),
            PersonalItem.Door => new("门牌和地点说明", "Door and words about the place"),
            PersonalItem.Position => new("地图上的位置", "The point on the map"),
            PersonalItem.VerdictWords => new("评价和申请复查时写的话", "What was written with a verdict or for a review"),
            PersonalItem.Threat => new("威胁情况记录", "Record of a threat"),
            PersonalItem.Answers => new("工作人员给您的答复", "What staff wrote to you"),
            PersonalItem.InternalWords => new("单位之间往来的话", "What units wrote to each other"),
            PersonalItem.SealedIdentity => new("封存的身份（称呼和联系方式）", "A sealed identity (name and contact)"),
            PersonalItem.Draft => new("公告草稿", "Drafts of publications"),
            PersonalItem.Subscription => new("订阅的电话或者邮箱", "Number or address of a subscription"),
            PersonalItem.StaffAccount => new("工作人员账号", "Accounts of staff"),
            PersonalItem.PartyWords => new("一方当事人单独说的话", "What a party of a dispute said alone"),
            PersonalItem.SafetyWords => new("安全方面的回答", "Answers about safety"),
            PersonalItem.CommonWords => new("纠纷各方都看到的话", "What all parties of a dispute read"),
            PersonalItem.OfficeWords => new("办理纠纷的内部记录", "What staff wrote about a dispute for each other"),
            PersonalItem.CaseIdentity => new(
                "小案报案人、被侵害人的称呼和电话",
                "Name and telephone of a minor case's reporter or victim"
            ),
            PersonalItem.CaseWords => new("小案的内容", "The words of a minor case"),
            PersonalItem.CaseEvidence => new("小案证据", "Evidence of a minor case"),
            PersonalItem.CaucusWords => new(
                "背靠背谈话记录、调解方案（封存）",
                "A mediator's notes of private talks and plan (sealed)"
            ),
            PersonalItem.SignedPaper => new("签字按印的协议扫描件", "Scans of signed agreements"),
            PersonalItem.LiaisonPerson => new("治安联络员的姓名和电话", "Name and telephone of a liaison volunteer"),
            PersonalItem.PriorityContact => new(
                "提议题、支持议题、参与时留的联系方式",
                "Where the link was sent that proposed or supported a priority or took part"
            ),
            PersonalItem.PriorityWords => new("居民提的议题", "A priority that a resident proposed"),
            PersonalItem.ReplyWords => new(
                "对征求意见的答复、想谈的事",
                "What was answered to a consultation or wished for a meeting"
            ),
            PersonalItem.PremisesContact => new(
                "场所责任人、联络人的姓名和联系方式",
                "Name and contact of who answers for premises and of their liaison"
            ),
            PersonalItem.LessonWords => new(
                "经您同意、去掉能认出您的内容以后，给工作人员学习的评价原话",
                "The words of your verdict, with your consent and without what tells who you are, for staff to learn from"
            ),
            PersonalItem.Needs => new(
                "您自己写的需要（听力、方言、通话时间、同一位工作人员）",
                "What you said you need (hearing, dialect, hours to call, the same officer)"
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The audience as people call it.</summary>
    public static Bilingual Said(this Audience audience) =>
        audience switch
        {
            Audience.Resident => new("提出人（和代办人）", "Whoever raised it, and their helper"),
            Audience.JoinedResident => new("加入的居民", "Residents who joined"),
            Audience.Handler => new("主办、复查单位", "The unit that deals with it or reviews it"),
            Audience.OtherUnits => new("其他单位", "Other units"),
            Audience.SupportingUnit => new("协办单位", "A unit with a part"),
            Audience.Partner => new("合作伙伴", "Partners outside"),
            Audience.Public => new("公众", "Everybody"),
            Audience.OpenData => new("开放数据", "Open data"),
            Audience.Analytics => new("规律分析", "Statistics of places and hours"),
            Audience.DataProtection => new("数据保护负责人", "Data-protection officers"),
            Audience.Party => new("纠纷当事人（各自的房间）", "A party of a dispute, in its own room"),
            Audience.Station => new("办案派出所", "The police station of a minor case"),
            Audience.CasePerson => new("小案报案人、被侵害人", "The reporter or victim of a minor case"),
            Audience.Mediator => new("调解员本人", "The mediator who wrote it, alone"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The purpose as people call it.</summary>
    public static Bilingual Said(this FieldPurpose purpose) =>
        purpose switch
        {
            FieldPurpose.Handling => new("办理您提出的事", "To deal with what you raised"),
            FieldPurpose.Telling => new("把进展和结果告诉您", "To tell you how it goes and what came of it"),
            FieldPurpose.Judging => new("由您评价、由别的单位复查", "To have the result judged, and looked at by another unit"),
            FieldPurpose.Safety => new("保护受到威胁的人", "To protect somebody who was threatened"),
            FieldPurpose.Rights => new("答复您关于自己信息的请求", "To answer what you ask of your own data"),
            FieldPurpose.Accounting => new("留下办理经过，谁也改不了", "To keep what was done so that nobody can rewrite it"),
            FieldPurpose.Writing => new("暂存还没有提交的内容", "To keep what is not sent yet"),
            FieldPurpose.Inspecting => new("检查场所的隐患、督促整改", "To inspect premises for hazards and have these mended"),
            FieldPurpose.Volunteering => new("聘请和联系治安联络员", "To appoint liaison volunteers and speak with them"),
            FieldPurpose.TakingPart => new(
                "提议题、支持议题，一个联系方式算一次",
                "To propose and support priorities, each contact once"
            ),
            FieldPurpose.Learning => new(
                "经您同意，让工作人员从您的评价里学习",
                "To let staff learn from your verdict, with your consent"
            ),
            FieldPurpose.SigningIn => new("工作人员登录和任职", "To sign staff in, and their appointments"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The basis with its article.</summary>
    public static Bilingual Said(this LegalBasis basis) =>
        basis switch
        {
            LegalBasis.Consent => new(
                "您自愿提供，可以不填（个人信息保护法第十三条第一款第一项）",
                "You gave it freely and may leave it out (Personal Information Protection Law, article 13(1)(1))"
            ),
            LegalBasis.StatutoryDuty => new(
                "履行法定职责所必需（个人信息保护法第十三条第一款第三项）",
                "What the law charges the units with needs it (Personal Information Protection Law, article 13(1)(3))"
            ),
            LegalBasis.DutyToLog => new(
                "法律要求留存日志（网络安全法第二十三条第三项）",
                "The law wants a log (Cybersecurity Law, article 23(3))"
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
