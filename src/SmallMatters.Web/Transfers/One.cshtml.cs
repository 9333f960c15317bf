using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Transfers;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Accounts.Administration;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Transfers;

/// <summary>One transfer with what became of each row, and the receipt for the other side.</summary>
[Authorize(Policies.Supervisor)]
public sealed class OneModel(
    Desk desk,
    CounterpartBook counterparts,
    TransferBook book,
    TransfersOut outgoing,
    TransferDesk transfers
) : PageModel
{
    private const string In = "in";
    private const string Out = "out";

    public Counterpart From { get; private set; } = null!;

    public TransferPage Shown { get; private set; } = null!;

    /// <summary>Who fetched one that went out, the first first.</summary>
    public IReadOnlyList<TransferFetch> Fetched { get; private set; } = [];

    private Dictionary<Guid, string> Names { get; set; } = [];

    /// <summary>Who fetched it, by name.</summary>
    public string Who(TransferFetch fetch) =>
        fetch.Account is { } account ? Names.GetValueOrDefault(account) ?? "" : desk.Speech["命令行", "the command line"];

    /// <summary>Where a transfer is shown.</summary>
    public static string Address(string counterpart, TransferKind kind, int sequence) =>
        $"/staff/transfers/{Uri.EscapeDataString(counterpart)}/{(kind == TransferKind.Outcomes ? Out : In)}/{sequence}";

    public async Task<IActionResult> OnGetAsync(string counterpart, string way, int sequence, CancellationToken cancel)
    {
        var from = (await counterparts.ListAsync(desk.Scope.Unit, cancel)).FirstOrDefault(c => c.Code == counterpart);
        if (
            from is null
            || KindOf(way) is not { } kind
            || await book.FindAsync(from.Code, kind, sequence, cancel) is not { } shown
        )
        {
            return NotFound();
        }
        (From, Shown) = (from, shown);
        Fetched = kind == TransferKind.Outcomes ? await outgoing.FetchedAsync(from.Code, sequence, cancel) : [];
        Guid[] people = [.. Fetched.Select(f => f.Account).OfType<Guid>().Distinct()];
        Names = people.Length == 0 ? [] : await Colleagues.NamesAsync(desk.Db, people, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAgainAsync(string counterpart, string way, int sequence, CancellationToken cancel)
    {
        var shown = await OnGetAsync(counterpart, way, sequence, cancel);
        if (shown is not PageResult || KindOf(way) != TransferKind.Outcomes)
        {
            return NotFound();
        }
        var (package, why) = await transfers.AgainAsync(counterpart, sequence, desk.Scope.Unit, this.Doer(), cancel);
        if (package is null)
        {
            ModelState.Refuse(why!, desk.Speech);
            return shown;
        }
        return File(package.Pack(), "application/zip", package.FileName);
    }

    public async Task<IActionResult> OnGetReceiptAsync(string counterpart, string way, int sequence, CancellationToken cancel) =>
        KindOf(way) == TransferKind.Matters
        && await transfers.ReceiptAsync(counterpart, sequence, desk.Scope.Unit, cancel) is { } receipt
            ? File(receipt.Pack(), "application/zip", receipt.FileName)
            : NotFound();

    private static TransferKind? KindOf(string way) =>
        way switch
        {
            In => TransferKind.Matters,
            Out => TransferKind.Outcomes,
            _ => null,
        };
}
