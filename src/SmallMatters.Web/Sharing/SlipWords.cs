using SmallMatters.Domain.Language;
using SmallMatters.Domain.Sharing;

namespace SmallMatters.Web.Sharing;

/// <summary>Sharing slips in words.</summary>
public static class SlipWords
{
    public static Bilingual Said(this SlipStage stage) =>
        stage switch
        {
            SlipStage.Asked => new("待批准", "Waits for approval"),
            SlipStage.InForce => new("有效", "In force"),
            SlipStage.Refused => new("未批准", "Not approved"),
            SlipStage.Revoked => new("已撤销", "Revoked"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this SharedField field) =>
        field switch
        {
            SharedField.CategoryAndArea => new("问题分类和片区", "Category and area"),
            SharedField.StageAndOutcome => new("状态和办理结果", "Status and outcome"),
            SharedField.Dates => new("提交、承诺和办结的日期", "Dates of raising, promise and closing"),
            SharedField.Words => new("居民所写的内容", "What the resident wrote"),
            SharedField.Name => new("居民的姓名", "The resident's name"),
            SharedField.Phone => new("居民的电话", "The resident's telephone number"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this SlipFact fact) =>
        fact switch
        {
            SlipAsked => new("申请", "Asked for"),
            SlipApproved => new("批准", "Approved"),
            SlipRefused => new("不批准", "Not approved"),
            SlipKeyMade => new("给程序制发密钥", "A key was made for a program"),
            SlipRevoked => new("撤销", "Revoked"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>What was written with a fact, or null.</summary>
    public static string? Words(this SlipFact fact) =>
        fact switch
        {
            SlipRefused refused => refused.Words,
            SlipRevoked revoked => revoked.Words,
            _ => null,
        };

    /// <summary>Why a read was refused, by its code.</summary>
    public static Bilingual Refused(string code) =>
        code switch
        {
            "slip-key-wrong" => new("密钥不对", "wrong key"),
            "slip-expired" => new("已到期", "expired"),
            "slip-not-in-force" => new("没有生效", "not in force"),
            _ => new("影响评估无效", "no impact assessment holds"),
        };
}
