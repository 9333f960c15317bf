using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Partners;
using SmallMatters.Web.Parts;

namespace SmallMatters.Web.Partners;

/// <summary>The words about outside partners.</summary>
public static class PartnerWords
{
    public static Bilingual Said(this PartnerLinkState state) =>
        state switch
        {
            PartnerLinkState.Open => new("可以使用", "Can be used"),
            PartnerLinkState.Used => new("已使用", "Used"),
            PartnerLinkState.TakenBack => new("已失效", "Ended"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Whether a link can still be used, and until when, for the resident whose data it shows.</summary>
    /// <param name="link">Where it stands.</param>
    /// <param name="until">Until when it was given, UTC.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="day">The moment of its end in words.</param>
    public static Bilingual Said(PartnerLinkState link, DateTimeOffset until, DateTimeOffset now, Bilingual day) =>
        link switch
        {
            PartnerLinkState.Used => new(
                "对方已用链接答复，链接不能再打开",
                "they answered by the link, which opens nothing any more"
            ),
            PartnerLinkState.TakenBack => new("链接已失效，不能再打开", "the link was ended and opens nothing any more"),
            _ when until <= now => new($"链接已过期（{day.Zh}）", $"the link ran out on {day.En}"),
            _ => new($"链接有效至{day.Zh}", $"the link is good until {day.En}"),
        };

    public static Bilingual Said(this PartnerLinkFate fate) =>
        fate switch
        {
            PartnerLinkFate.Used => new("这个链接已经用过，不能再答复。", "This link was used and takes no further answer."),
            PartnerLinkFate.Expired => new("这个链接已经过期。", "This link has expired."),
            PartnerLinkFate.TakenBack => new(
                "这个链接已被收回，或已换成新的。",
                "This link was taken back, or replaced by another."
            ),
            _ => new("没有这个链接。", "There is no such link."),
        };

    public static Bilingual Said(this PartnerAnswered answered) =>
        answered.Fact switch
        {
            nameof(Promised) => new("已承诺", "You promised"),
            nameof(PromiseChanged) => new("已改期", "You moved the day"),
            nameof(PartReturned) => new("已退回：不属于本单位", "You gave it back as not yours"),
            _ => answered.Outcome switch
            {
                PartOutcome.Done => new("已答复：完成", "You answered: done"),
                PartOutcome.PartlyDone => new("已答复：部分完成", "You answered: partly done"),
                _ => new("已答复：无法完成", "You answered: cannot be done"),
            },
        };

    /// <summary>What a change of the register was.</summary>
    public static Bilingual Said(this PartnerFact fact, Jurisdiction jurisdiction) =>
        fact switch
        {
            PartnerAdded { Partner: var added } => new($"加入{added.Name.Zh}", $"{added.Name.En} was added"),
            PartnerChanged { Code: var code, Name: var name, KeptBy: var by } => new(
                $"修改 {code}：{name.Zh}，由{jurisdiction.NameOf(by).Zh}联系",
                $"{code} was changed: {name.En}, looked after by {jurisdiction.NameOf(by).En}"
            ),
            PartnerEnded { Code: var code } => new(
                $"停用{jurisdiction.NameOf(code).Zh}",
                $"{jurisdiction.NameOf(code).En} was ended"
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

/// <summary>Every address of outside partners.</summary>
public static class PartnerLinks
{
    public const string Register = "/administration/partners";

    public const string Keys = "/administration/partner-keys";

    public static string Answer(string secret) => $"/partner/{secret}";

    public static string Photo(string secret, Guid photo) => $"{Answer(secret)}/photos/{photo:N}";

    public static string Give(Reference reference, Guid part) => $"{PartLinks.To(reference, part)}/partner-link";
}
