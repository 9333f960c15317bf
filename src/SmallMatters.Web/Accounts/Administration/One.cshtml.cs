using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Accounts.Administration;

/// <summary>One account: its appointments, and what a security administrator may do to it.</summary>
[Authorize(Policies.SecurityAdministrator)]
public sealed class OneModel(Db db, AccountBook book, JurisdictionSource jurisdictions, TimeProvider time, Speech speech)
    : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Unit { get; set; }

    [BindProperty]
    public string? Role { get; set; }

    [BindProperty]
    public string? Area { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public DateOnly? To { get; set; }

    /// <summary>The appointment to end.</summary>
    [BindProperty]
    public Guid Appointment { get; set; }

    public Account Account { get; private set; } = null!;

    public IReadOnlyList<Appointment> Appointments { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateOnly Today { get; private set; }

    /// <summary>A new password, shown this once.</summary>
    public string? NewPassword { get; private set; }

    public IEnumerable<Choice> Units =>
        [Choice.Of("", "请选择", "Choose one"), .. Jurisdiction.Units.Values.Select(u => new Choice(u.Code, u.Name))];

    public IEnumerable<Choice> Areas =>
        [Choice.Of("", "全部片区", "All areas"), .. Jurisdiction.Areas.Values.Select(a => new Choice(a.Code, a.Name))];

    public static IEnumerable<Choice> Roles =>
        [Choice.Of("", "请选择", "Choose one"), .. Enum.GetValues<StaffRole>().Select(r => new Choice(r.ToString(), r.Said()))];

    public async Task<IActionResult> OnGetAsync()
    {
        var cancel = HttpContext.RequestAborted;
        if (await db.Users.AsNoTracking().FirstOrDefaultAsync(a => a.Id == Id, cancel) is not { } account)
        {
            return NotFound();
        }
        Account = account;
        Jurisdiction = await jurisdictions.CurrentAsync(cancel);
        Today = Jurisdiction.Calendar.DayOf(time.GetUtcNow());
        From ??= Today;
        Appointments = await db
            .Appointments.AsNoTracking()
            .Where(a => a.AccountId == Id)
            .OrderByDescending(a => a.ValidFrom)
            .ToListAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAppointAsync()
    {
        if (!Enum.TryParse<StaffRole>(Role, out var role) || !Enum.IsDefined(role))
        {
            ModelState.AddModelError(nameof(Role), speech["请选择角色", "Choose a role"]);
        }
        if (From is null && ModelState.GetValueOrDefault(nameof(From))?.Errors.Count is not > 0)
        {
            ModelState.AddModelError(nameof(From), speech["请填写第一天", "Enter the first day"]);
        }
        return ModelState.IsValid
            ? await AnswerAsync(
                await book.AppointAsync(
                    this.Doer(),
                    Id,
                    Unit,
                    role,
                    string.IsNullOrEmpty(Area) ? null : Area,
                    From!.Value,
                    To,
                    HttpContext.RequestAborted
                ),
                new Bilingual("已任命", "Appointed")
            )
            : await OnGetAsync();
    }

    /// <summary>From today on it no longer holds; one that has not begun is taken back.</summary>
    public async Task<IActionResult> OnPostEndAsync()
    {
        var today = (await jurisdictions.CurrentAsync(HttpContext.RequestAborted)).Calendar.DayOf(time.GetUtcNow());
        return await AnswerAsync(
            await book.EndAsync(this.Doer(), Appointment, today.AddDays(-1), HttpContext.RequestAborted),
            new Bilingual("任命已结束", "The appointment has ended")
        );
    }

    public async Task<IActionResult> OnPostCloseAsync() =>
        await AnswerAsync(
            await book.CloseAsync(this.Doer(), Id, HttpContext.RequestAborted),
            new Bilingual("账号已停用", "The account is closed")
        );

    public async Task<IActionResult> OnPostReopenAsync() =>
        await AnswerAsync(
            await book.ReopenAsync(this.Doer(), Id, HttpContext.RequestAborted),
            new Bilingual("账号已恢复", "The account is open again")
        );

    public async Task<IActionResult> OnPostCodesAsync() =>
        await AnswerAsync(
            await book.ResetCodesAsync(this.Doer(), Id, HttpContext.RequestAborted),
            new Bilingual("验证码和通行密钥已清除", "Codes and passkeys were cleared")
        );

    public async Task<IActionResult> OnPostPasswordAsync()
    {
        var (password, refusal) = await book.ResetPasswordAsync(this.Doer(), Id, HttpContext.RequestAborted);
        NewPassword = password;
        if (refusal is not null)
        {
            ModelState.Refuse(refusal, speech);
        }
        return await OnGetAsync();
    }

    private async Task<IActionResult> AnswerAsync(Refusal? refusal, Bilingual done)
    {
        if (refusal is null)
        {
            TempData.Flash(done);
            return RedirectToPage(new { Id });
        }
        ModelState.Refuse(refusal, speech);
        return await OnGetAsync();
    }
}
