using SmallMatters.Domain.Language;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Transfers;

namespace SmallMatters.Web.Transfers;

/// <summary>What page and command line do with transfers, in the same way.</summary>
public sealed class TransferDesk(
    CounterpartBook counterparts,
    TransferBook book,
    TransfersOut outgoing,
    JurisdictionSource jurisdictions,
    TimeProvider time
)
{
    private static readonly Refusal Unknown = Refusal.Of(
        "transfer-sender-unknown",
        "发送方没有登记，或者不归您的单位负责。",
        "The sender is not registered, or is not in your unit's charge.",
        "File"
    );

    /// <summary>Takes a package of matters or a receipt in, or with <paramref name="dryRun"/> says what would become of it.</summary>
    /// <param name="package">The package as it came.</param>
    /// <param name="unit">The unit for which somebody acts, whose counterparts alone they may carry for; null for all.</param>
    /// <param name="dryRun">Whether nothing is to be written.</param>
    /// <param name="by">Who carries it in.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<TransferTaken> TakeAsync(
        TransferPackage package,
        string? unit,
        bool dryRun,
        Doer by,
        CancellationToken cancel = default
    )
    {
        var manifest = package.Manifest;
        if (
            await counterparts.FindAsync(manifest.Sender, cancel) is not var (from, key)
            || (unit is not null && from.Unit != unit)
        )
        {
            return TransferTaken.Not(Unknown);
        }
        if (!package.IsSignedWith(key))
        {
            return TransferTaken.Not(
                Refusal.Of(
                    "transfer-signature",
                    $"签名不对：清单被改过，或者用的不是“{from.Name}”现在的密钥。整份未接收。",
                    $"The signature is wrong: the cover sheet was changed, or the key is not the present one of “{from.Name}”. Nothing was taken.",
                    "File"
                )
            );
        }
        var here = (await jurisdictions.CurrentAsync(cancel)).Code;
        if (TransferManifestRule.Decide(manifest, here, package.Sums) is { } why)
        {
            return TransferTaken.Not(why);
        }
        return manifest.Kind == TransferKind.Receipt
            ? await AnsweredAsync(from, package, dryRun, by, cancel)
            : await MattersAsync(from, package, dryRun, by, cancel);
    }

    /// <summary>The signed receipt of a transfer that was taken; null when there is none, or not for this unit.</summary>
    public async Task<TransferPackage?> ReceiptAsync(
        string counterpart,
        int sequence,
        string? unit,
        CancellationToken cancel = default
    ) =>
        await counterparts.FindAsync(counterpart, cancel) is var (to, key)
        && (unit is null || to.Unit == unit)
        && await book.FindAsync(counterpart, TransferKind.Matters, sequence, cancel) is { Fates: var fates }
            ? await PackAsync(to, TransferKind.Receipt, sequence, fates.Length, TransferTables.Receipt(fates), key, cancel)
            : null;

    /// <summary>The next package for a counterpart, or why nothing goes out.</summary>
    public async Task<(TransferPackage? Package, Refusal? Why)> SendAsync(
        string counterpart,
        string? unit,
        bool everything,
        Doer by,
        CancellationToken cancel = default
    )
    {
        if (await counterparts.FindAsync(counterpart, cancel) is not var (to, key) || (unit is not null && to.Unit != unit))
        {
            return (null, Refusal.Of("counterpart-missing", "请选择对方。", "Choose the other side.", "Counterpart"));
        }
        var here = (await jurisdictions.CurrentAsync(cancel)).Code;
        TransferPackage? package = null;
        var (_, why) = await outgoing.MakeAsync(
            to,
            everything,
            made =>
            {
                package = TransferPackage.Make(
                    new TransferManifest(
                        TransferManifest.PresentVersion,
                        TransferKind.Outcomes,
                        here,
                        to.Code,
                        made.Sequence,
                        made.Rows.Count,
                        made.At,
                        []
                    ),
                    TransferTables.Outcomes(made.Rows),
                    key
                );
                return package.CoverSigned;
            },
            by,
            cancel
        );
        return why is null ? (package, null) : (null, why);
    }

    /// <summary>A package that went out before, byte for byte, or why it cannot be had.</summary>
    public async Task<(TransferPackage? Package, Refusal? Why)> AgainAsync(
        string counterpart,
        int sequence,
        string? unit,
        Doer by,
        CancellationToken cancel = default
    )
    {
        if (await counterparts.FindAsync(counterpart, cancel) is not var (to, _) || (unit is not null && to.Unit != unit))
        {
            return (null, Refusal.Of("counterpart-missing", "请选择对方。", "Choose the other side.", "Counterpart"));
        }
        var (sent, signed, why) = await outgoing.AgainAsync(to, sequence, by, cancel);
        if (sent is null)
        {
            return (null, why);
        }
        return TransferPackage.Again(signed!, TransferTables.Outcomes(sent.Rows)) is { } package
            ? (package, null)
            : (
                null,
                Refusal.Of(
                    "transfer-form-changed",
                    "系统更新后表格的写法变了，不能再做出一样的文件。可以选“全部回传”，再生成一份。",
                    "The form of the tables has changed with an update, so that the same file cannot be made. Send everything again to make another."
                )
            );
    }

    /// <summary>How many matters of a counterpart wait to be told.</summary>
    public async Task<int> WaitingAsync(string counterpart, CancellationToken cancel = default) =>
        (await outgoing.WaitingAsync(cancel)).GetValueOrDefault(counterpart);

    private async Task<TransferTaken> MattersAsync(
        Counterpart from,
        TransferPackage package,
        bool dryRun,
        Doer by,
        CancellationToken cancel
    )
    {
        var (rows, why) = TransferTables.Read(package.Files);
        return why is not null
            ? TransferTaken.Not(why)
            : await book.TakeAsync(from, package.Manifest, package.Hash, rows, dryRun, by, cancel);
    }

    private async Task<TransferTaken> AnsweredAsync(
        Counterpart from,
        TransferPackage package,
        bool dryRun,
        Doer by,
        CancellationToken cancel
    )
    {
        var (rows, why) = TransferTables.ReadReceipt(package.Files);
        return why is not null
            ? TransferTaken.Not(why)
            : await outgoing.AnswerAsync(from, package.Manifest.Sequence, package.Hash, rows, dryRun, by, cancel);
    }

    private async Task<TransferPackage> PackAsync(
        Counterpart to,
        TransferKind kind,
        int sequence,
        int count,
        Dictionary<string, byte[]> files,
        byte[] key,
        CancellationToken cancel
    ) =>
        TransferPackage.Make(
            new TransferManifest(
                TransferManifest.PresentVersion,
                kind,
                (await jurisdictions.CurrentAsync(cancel)).Code,
                to.Code,
                sequence,
                count,
                time.GetUtcNow(),
                []
            ),
            files,
            key
        );
}
