using SmallMatters.Domain.Language;
using SmallMatters.Domain.Publishing;
using SmallMatters.Domain.Units;

namespace SmallMatters.Web.Publishing;

/// <summary>Publications and their facts in words.</summary>
public static class PublicationWords
{
    public static Bilingual Said(this PublicationKind kind) =>
        kind switch
        {
            PublicationKind.Tip => new("防范提示", "Prevention tip"),
            PublicationKind.Notice => new("通知", "Notice"),
            PublicationKind.Correction => new("澄清", "Correction"),
            PublicationKind.Result => new("办理结果", "What came of it"),
            PublicationKind.WeeklyPlan => new("本周工作", "This week’s plan"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this PublicationStage stage) =>
        stage switch
        {
            PublicationStage.Draft => new("草稿", "Draft"),
            PublicationStage.Submitted => new("等待发布", "Waits for release"),
            PublicationStage.Released => new("已发布", "Released"),
            PublicationStage.Recalled => new("已撤回", "Recalled"),
            PublicationStage.Abandoned => new("已放弃", "Given up"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static string Colour(this PublicationStage stage) =>
        stage switch
        {
            PublicationStage.Released => "green",
            PublicationStage.Submitted => "blue",
            PublicationStage.Recalled => "red",
            _ => "grey",
        };

    public static Bilingual Said(this HintKind kind) =>
        kind switch
        {
            HintKind.Phone => new("像电话号码", "Looks like a telephone number"),
            HintKind.Identification => new("像身份证件号码", "Looks like an identification number"),
            HintKind.Vehicle => new("像车牌号", "Looks like a vehicle's number"),
            HintKind.Email => new("像电子邮箱", "Looks like an e-mail address"),
            HintKind.PartyName => new("像诉求当事人的姓名", "Looks like the name of somebody in the matter"),
            HintKind.Door => new("像门牌号", "Looks like somebody's door"),
            HintKind.Address => new("像对某个人的称呼", "Looks like how somebody is called"),
            HintKind.Account => new("像微信号或者 QQ 号", "Looks like a WeChat or QQ account"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this ManuscriptPart part) =>
        part switch
        {
            ManuscriptPart.Title => new("标题", "Title"),
            ManuscriptPart.Words => new("正文", "Words"),
            ManuscriptPart.Photo => new("照片", "Photo"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this PublicationFact fact) =>
        fact switch
        {
            PublicationDrafted => new("起草", "Drafted"),
            ManuscriptChanged => new("修改", "Changed"),
            RedactionMade made => new(
                $"遮盖（{made.Redaction.Where.Said().Zh}）",
                $"Blacked out ({made.Redaction.Where.Said().En})"
            ),
            HintKept kept => new($"保留：{kept.Kind.Said().Zh}", $"Kept: {kept.Kind.Said().En}"),
            PartiesForgotten => new(
                "当事人删除了个人信息，草稿里的姓名已遮盖",
                "Somebody in the matter erased their data; the name in the draft is blacked out"
            ),
            PublicationSubmitted => new("交另一位同事发布", "Handed to a second person"),
            PublicationReturned => new("退回修改", "Given back"),
            PublicationReleased => new("发布", "Released"),
            PublicationRecalled => new("撤回", "Recalled"),
            PublicationAbandoned => new("放弃", "Given up"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>What was written with a fact, or null.</summary>
    public static string? Words(this PublicationFact fact) =>
        fact switch
        {
            RedactionMade made => made.Redaction.Reason,
            HintKept kept => kept.Reason,
            PublicationReturned returned => returned.Words,
            PublicationRecalled recalled => recalled.Reason,
            _ => null,
        };

    /// <summary>For which area.</summary>
    public static Bilingual Area(string? code, Jurisdiction jurisdiction) =>
        code is null ? new("所有片区", "All areas")
        : jurisdiction.Areas.TryGetValue(code, out var area) ? area.Name
        : new(code, code);

    /// <summary>The words as paragraphs, parted by blank lines.</summary>
    public static IEnumerable<string> Paragraphs(string words) =>
        words.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
