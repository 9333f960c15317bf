using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Storage;
using SmallMatters.Storage.Accounts;

namespace SmallMatters.Web.Accounts.Administration;

/// <summary>The audit trail, newest first. Nobody changes it, the auditor neither.</summary>
[Authorize(Policies.Auditor)]
public sealed class AuditModel(Db db) : PageModel
{
    private const int OnOnePage = 100;

    [BindProperty(SupportsGet = true, Name = "before")]
    public Guid? Before { get; set; }

    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];

    public string? Older { get; private set; }

    public async Task OnGetAsync()
    {
        var trail = db.AuditEntries.AsNoTracking();
        if (Before is { } before)
        {
            trail = trail.Where(e => e.Id < before);
        }
        var found = await trail.OrderByDescending(e => e.Id).Take(OnOnePage + 1).ToListAsync(HttpContext.RequestAborted);
        Entries = [.. found.Take(OnOnePage)];
        Older = found.Count > OnOnePage ? $"?before={Entries[^1].Id}" : null;
    }

    /// <summary>The code in words; a code of a later version as it is.</summary>
    public static Bilingual Said(string what) =>
        what switch
        {
            Audited.AccountCreated => new("建立账号", "Account made"),
            Audited.AccountClosed => new("停用账号", "Account closed"),
            Audited.AccountReopened => new("恢复账号", "Account opened again"),
            Audited.AppointmentMade => new("任命", "Appointed"),
            Audited.AppointmentEnded => new("结束任命", "Appointment ended"),
            Audited.PasswordReset => new("重置密码", "Password reset"),
            Audited.PasswordChanged => new("本人修改密码", "Own password changed"),
            Audited.CodesReset => new("清除验证码和通行密钥", "Codes and passkeys cleared"),
            Audited.CodesSetUp => new("设置验证码", "Codes set up"),
            Audited.CodesTurnedOff => new("停用验证码", "Codes turned off"),
            Audited.PasskeyAdded => new("添加通行密钥", "Passkey added"),
            Audited.PasskeyRemoved => new("删除通行密钥", "Passkey removed"),
            Audited.SignedIn => new("登录", "Signed in"),
            Audited.LockedOut => new("账号锁定", "Account locked"),
            Audited.ApiKeyIssued => new("发放接口密钥", "API key issued"),
            Audited.ApiKeyEnded => new("停用接口密钥", "API key ended"),
            Audited.WebhookSet => new("设置推送地址", "Webhook address set"),
            Audited.WebhookSecretMade => new("更换推送密钥", "Webhook secret changed"),
            Audited.WebhookEnded => new("停止推送", "Webhook ended"),
            Audited.CounterpartAdded => new("登记移交对方", "Counterpart of transfers added"),
            Audited.CounterpartKeyMade => new("更换移交密钥", "Key of transfers changed"),
            Audited.CounterpartEnded => new("停用移交对方", "Counterpart of transfers ended"),
            Audited.CounterpartReopened => new("恢复移交对方", "Counterpart of transfers reopened"),
            Audited.TransferTaken => new("接收移交文件", "Transfer taken in"),
            Audited.TransferFetched => new("再次下载回传文件", "Transfer fetched again"),
            Audited.TransferMade => new("生成回传文件", "Transfer made"),
            Audited.TransferAnswered => new("读入对方回执", "Receipt of a transfer read"),
            _ => new(what, what),
        };
}
