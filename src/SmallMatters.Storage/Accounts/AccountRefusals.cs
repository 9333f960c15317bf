using SmallMatters.Domain.Language;

namespace SmallMatters.Storage.Accounts;

/// <summary>Why accounts and appointments are not changed.</summary>
public static class AccountRefusals
{
    /// <summary>System, security and audit administration are in three hands (三权分立).</summary>
    public static readonly Refusal ThreeHands = Refusal.Of(
        "three-administrations-apart",
        "系统管理、安全管理和审计不能由同一个账号担任（三权分立）",
        "System, security and audit administration may not be held by one account",
        "Role"
    );

    /// <summary>Nobody gives themselves a role.</summary>
    public static readonly Refusal NotYourself = Refusal.Of(
        "not-your-own-account",
        "不能改动自己的账号，请由另一位安全管理员办理",
        "You cannot change your own account here. Ask another security administrator"
    );

    /// <summary>Somebody must remain who can manage accounts.</summary>
    public static readonly Refusal LastSecurityAdministrator = Refusal.Of(
        "last-security-administrator",
        "这是最后一位安全管理员，不能停用。请先任命另一位",
        "This is the last security administrator. Appoint another one first"
    );

    /// <summary>There is no such account, or it is closed.</summary>
    public static readonly Refusal NoSuchAccount = Refusal.Of(
        "no-such-account",
        "没有这个账号，或者已经停用",
        "There is no such account, or it is closed"
    );

    /// <summary>There is no such appointment.</summary>
    public static readonly Refusal NoSuchAppointment = Refusal.Of(
        "no-such-appointment",
        "没有这项任命，或者已经结束",
        "There is no such appointment, or it has ended"
    );

    /// <summary>The unit is not in the configuration.</summary>
    public static readonly Refusal NoSuchUnit = Refusal.Of("no-such-unit", "请选择单位", "Choose a unit", "Unit");

    /// <summary>The area is not in the configuration.</summary>
    public static readonly Refusal NoSuchArea = Refusal.Of("no-such-area", "没有这个片区", "There is no such area", "Area");

    /// <summary>It would end before it begins.</summary>
    public static readonly Refusal EndsBeforeItBegins = Refusal.Of(
        "ends-before-it-begins",
        "最后一天不能早于第一天",
        "The last day cannot be before the first day",
        "To"
    );

    /// <summary>The same appointment exists for some of these days.</summary>
    public static readonly Refusal AlreadyAppointed = Refusal.Of(
        "already-appointed",
        "这段时间里已经有同样的任命",
        "There is the same appointment already for some of these days",
        "Role"
    );

    /// <summary>Without a name nobody knows who it is.</summary>
    public static readonly Refusal NoName = Refusal.Of("no-display-name", "请填写姓名", "Enter the name", "DisplayName");

    /// <summary>Two changes at the same instant.</summary>
    public static readonly Refusal ChangedMeanwhile = Refusal.Of(
        "account-changed-meanwhile",
        "别人刚刚改过，请看看现在的情况再试一次",
        "Someone else has just made a change. Look at how it stands now and try again"
    );
}
