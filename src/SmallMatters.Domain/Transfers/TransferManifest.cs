using System.Collections.Immutable;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Transfers;

/// <summary>What a transfer carries.</summary>
public enum TransferKind
{
    /// <summary>转来: matters that the sender passes on.</summary>
    Matters,

    /// <summary>回传: where matters stand that the receiver passed on before.</summary>
    Outcomes,

    /// <summary>回执: what became of each row of a transfer.</summary>
    Receipt,
}

/// <summary>One file of a transfer.</summary>
/// <param name="Name">Its name, without a folder.</param>
/// <param name="Sha256">SHA-256 of its bytes, hexadecimal in lower case.</param>
public sealed record TransferFile(string Name, string Sha256);

/// <summary>The cover sheet of a transfer, which is what is signed.</summary>
/// <param name="Version">Version of the format.</param>
/// <param name="Kind">What it carries.</param>
/// <param name="Sender">Code of who made it.</param>
/// <param name="Receiver">Code of whom it is for.</param>
/// <param name="Sequence">
/// Number of the transfer among those of its kind from this sender to this receiver, from 1 and without holes; of a receipt the
/// number of the transfer that it answers.
/// </param>
/// <param name="Count">How many rows it carries.</param>
/// <param name="MadeAt">When it was made, UTC.</param>
/// <param name="Files">Its other files.</param>
public sealed record TransferManifest(
    int Version,
    TransferKind Kind,
    string Sender,
    string Receiver,
    int Sequence,
    int Count,
    DateTimeOffset MadeAt,
    ImmutableArray<TransferFile> Files
)
{
    /// <summary>The version that is written, and the newest that is read.</summary>
    public const int PresentVersion = 1;

    /// <summary>Most rows in one transfer.</summary>
    public const int MostRows = 5000;
}

/// <summary>Whether a transfer is whole, unchanged and meant for this jurisdiction. Nothing of it is read before.</summary>
public static class TransferManifestRule
{
    /// <summary>How far the number of a transfer may be ahead of the last that was taken.</summary>
    public const int FarthestAhead = 2000;

    /// <summary>Why a number that is far ahead is not taken, or null: it is more likely mistyped than so many files lost.</summary>
    /// <param name="sequence">The transfer's number.</param>
    /// <param name="last">The highest number that was taken; null when none was, which any number may follow.</param>
    public static Refusal? TooFar(int sequence, int? last) =>
        last is { } taken && (long)sequence - taken > FarthestAhead
            ? Refusal.Of(
                "transfer-number-far",
                $"这份文件是第 {sequence} 号，收过的最大一号是第 {taken} 号，中间差 {(long)sequence - taken - 1} 份，多半是序号写错了。整份未接收，请对方核对序号后重新发送。",
                $"This is number {sequence} and the highest taken so far is {taken}: {(long)sequence - taken - 1} files would lie between, so the number is probably wrong. Nothing was taken: ask the sender to check it and send the file again."
            )
            : null;

    /// <summary>Null when the transfer may be read; else why it is not.</summary>
    /// <param name="manifest">The cover sheet, whose signature was checked.</param>
    /// <param name="here">Code of this jurisdiction.</param>
    /// <param name="found">The files that came with it and their SHA-256, hexadecimal in lower case.</param>
    public static Refusal? Decide(TransferManifest manifest, string here, IReadOnlyDictionary<string, string> found)
    {
        if (manifest.Receiver != here)
        {
            return Refusal.Of(
                "transfer-for-another",
                $"这份移交文件是给“{manifest.Receiver}”的，不是给本辖区“{here}”的。",
                $"The transfer is for “{manifest.Receiver}” and not for this jurisdiction, “{here}”."
            );
        }
        if (manifest.Kind is not (TransferKind.Matters or TransferKind.Receipt))
        {
            return Refusal.Of(
                "transfer-of-another-kind",
                "这里接收转来的诉求和对回传的回执。这份文件是回传。",
                "Matters that are passed on and receipts are taken here. This one tells what became of matters."
            );
        }
        if (manifest.Sequence < 1 || manifest.Count is < 0 or > TransferManifest.MostRows)
        {
            return Refusal.Of(
                "transfer-numbers",
                $"序号应从 1 开始，每份最多 {TransferManifest.MostRows} 行。",
                $"Sequence numbers begin with 1, and a transfer has at most {TransferManifest.MostRows} rows."
            );
        }
        foreach (var file in manifest.Files)
        {
            if (!found.TryGetValue(file.Name, out var sum))
            {
                return Refusal.Of(
                    "transfer-file-missing",
                    $"缺少文件 {file.Name}，移交文件不完整。",
                    $"The file {file.Name} is missing: the transfer is not whole."
                );
            }
            if (sum != file.Sha256)
            {
                return Refusal.Of(
                    "transfer-file-changed",
                    $"文件 {file.Name} 和清单不一致，可能被改过或没有传完。请对方重新发送。",
                    $"The file {file.Name} is not the one on the cover sheet: it was changed or cut short. Ask for it again."
                );
            }
        }
        return found.Keys.FirstOrDefault(name => manifest.Files.All(f => f.Name != name)) is { } extra
            ? Refusal.Of("transfer-file-unlisted", $"文件 {extra} 不在清单里。", $"The file {extra} is not on the cover sheet.")
            : null;
    }
}
