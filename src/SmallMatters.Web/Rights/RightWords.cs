using System.Diagnostics;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Web.Rights;

/// <summary>Rights over one's own data in words.</summary>
public static class RightWords
{
    public static Bilingual Said(this RightKind kind) =>
        kind switch
        {
            RightKind.Correct => new("更正或者补充", "Correct or complete"),
            RightKind.Explain => new("说明怎样使用、为什么", "Explain how and why it is used"),
            RightKind.Objection => new("反对或者限制使用", "Object to a use, or limit it"),
            RightKind.Delete => new("办结前删除其中一部分", "Delete some of it before the matter is settled"),
            RightKind.Copy => new("下载的副本里缺少内容", "The copy lacks something"),
            RightKind.Recusal => new("要求换人核查（回避）", "Somebody else is to review it (recusal)"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this RightState state) =>
        state switch
        {
            RightState.Asked => new("等答复", "Waits for the answer"),
            RightState.Granted => new("已照办", "Done"),
            RightState.Declined => new("未照办，已说明理由", "Not done, with the reason"),
            _ => throw new UnreachableException(),
        };

    public static string Colour(this RightState state) =>
        state switch
        {
            RightState.Asked => "yellow",
            RightState.Granted => "green",
            _ => "grey",
        };
}
