using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage.Transfers;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Accounts.Administration;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Transfers;

/// <summary>Carries transfers in and out, for the counterparts that are in the unit's charge.</summary>
[Authorize(Policies.Supervisor)]
public sealed class IndexModel(
    Desk desk,
    CounterpartBook counterparts,
    TransferBook book,
    TransfersOut outgoing,
    TransferDesk transfers
) : PageModel
{
    private const int Shown = 50;
    private IReadOnlyDictionary<string, int> _waiting = new Dictionary<string, int>();

    /// <summary>For whom a transfer is made.</summary>
    [BindProperty]
    public string? Counterpart { get; set; }

    /// <summary>Whether what has not changed goes as well.</summary>
    [BindProperty]
    public bool Everything { get; set; }

    public IReadOnlyList<Counterpart> Counterparts { get; private set; } = [];

    public IReadOnlyList<TransferLine> Lines { get; private set; } = [];

    /// <summary>Counterparts of which files are missing now, as long as they are.</summary>
    public IReadOnlyList<TransferGap> Gaps { get; private set; } = [];

    /// <summary>What became of the file that was just sent.</summary>
    public TransferTaken? Taken { get; private set; }

    /// <summary>Whether it was only tried.</summary>
    public bool DryRun { get; private set; }

    /// <summary>Its cover sheet.</summary>
    public TransferManifest? Manifest { get; private set; }

    public IEnumerable<Choice> Choices =>
        Counterparts.Where(c => c.EndedAt is null).Select(ChoiceOf).Prepend(Choice.Of("", "请选择", "Choose"));

    public Task OnGetAsync(CancellationToken cancel) => PrepareAsync(cancel);

    public Task<IActionResult> OnPostCheckAsync(IFormFile? file, CancellationToken cancel) => TakeAsync(file, true, cancel);

    public Task<IActionResult> OnPostTakeAsync(IFormFile? file, CancellationToken cancel) => TakeAsync(file, false, cancel);

    public async Task<IActionResult> OnPostSendAsync(CancellationToken cancel)
    {
        var (package, why) = await transfers.SendAsync(Counterpart ?? "", desk.Scope.Unit, Everything, this.Doer(), cancel);
        if (package is null)
        {
            ModelState.AddModelError(nameof(Counterpart), desk.Speech[why!.Sentence]);
            await PrepareAsync(cancel);
            return Page();
        }
        return File(package.Pack(), "application/zip", package.FileName);
    }

    private async Task<IActionResult> TakeAsync(IFormFile? file, bool dryRun, CancellationToken cancel)
    {
        if (file is { Length: 0 })
        {
            return await RefusedAsync(
                Refusal.Of(
                    "transfer-file-empty",
                    "这个文件是空的（0 字节），可能没有拷贝完。请重新拷贝或请对方重新发送。",
                    "The file is empty (0 bytes); perhaps it was not copied to the end. Copy it again, or ask for it again."
                ),
                cancel
            );
        }
        if (file is null || file.Length > TransferPackage.MostBytes)
        {
            return await RefusedAsync(
                Refusal.Of(
                    "transfer-file-needed",
                    "请选择移交文件（zip，最大 20 MB）。",
                    "Choose a transfer: a zip of at most 20 MB."
                ),
                cancel
            );
        }
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancel);
        var (package, why) = TransferPackage.Unpack(bytes.ToArray());
        if (package is null)
        {
            return await RefusedAsync(why!, cancel);
        }
        var taken = await transfers.TakeAsync(package, desk.Scope.Unit, dryRun, this.Doer(), cancel);
        if (taken.Why is { } not)
        {
            return await RefusedAsync(not, cancel);
        }
        (Taken, DryRun, Manifest) = (taken, dryRun, package.Manifest);
        await PrepareAsync(cancel);
        return Page();
    }

    private async Task<IActionResult> RefusedAsync(Refusal why, CancellationToken cancel)
    {
        ModelState.AddModelError("file", desk.Speech[why.Sentence]);
        await PrepareAsync(cancel);
        return Page();
    }

    private async Task PrepareAsync(CancellationToken cancel)
    {
        Counterparts = await counterparts.ListAsync(desk.Scope.Unit, cancel);
        Lines = await book.ListAsync([.. Counterparts.Select(c => c.Code)], Shown, cancel);
        Gaps = await book.GapsAsync([.. Counterparts.Where(c => c.EndedAt is null).Select(c => c.Code)], cancel);
        _waiting = await outgoing.WaitingAsync(cancel);
    }

    private Choice ChoiceOf(Counterpart to)
    {
        var count = _waiting.GetValueOrDefault(to.Code);
        return Choice.Of(to.Code, $"{to.Name}（{count} 件待回传）", $"{to.Name} ({count} to be told)");
    }
}
