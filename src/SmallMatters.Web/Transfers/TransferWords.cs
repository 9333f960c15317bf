using System.Diagnostics;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage.Transfers;

namespace SmallMatters.Web.Transfers;

/// <summary>Transfers in words, the same on the page and on the command line.</summary>
internal static class TransferWords
{
    public static Bilingual Said(this RowFateKind fate) =>
        fate switch
        {
            RowFateKind.Raised => new("已受理", "Taken in"),
            RowFateKind.KnownAlready => new("早已收到，不重复受理", "Known already, not raised again"),
            RowFateKind.Refused => new("未受理", "Refused"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this TransferKind kind) =>
        kind switch
        {
            TransferKind.Matters => new("转来", "In"),
            TransferKind.Outcomes => new("回传", "Out"),
            TransferKind.Receipt => new("回执", "Receipt"),
            _ => throw new UnreachableException(),
        };

    /// <summary>How a transfer went, in one sentence; of one that was not refused.</summary>
    public static Bilingual Sum(TransferTaken taken, bool dryRun)
    {
        var (raised, known, refused) = (
            Count(taken, RowFateKind.Raised),
            Count(taken, RowFateKind.KnownAlready),
            Count(taken, RowFateKind.Refused)
        );
        return taken.Before is not null
                ? new(
                    "这份文件以前收过，这次没有再做任何事。当时的结果如下",
                    "This file was taken before; nothing was done again. This is what became of it then"
                )
            : dryRun
                ? new(
                    $"试运行：会受理 {raised} 行，早已收到 {known} 行，不能受理 {refused} 行。没有写入任何内容",
                    $"Dry run: {raised} rows would be taken in, {known} are known already, {refused} would be refused. Nothing was written"
                )
            : new(
                $"受理 {raised} 行，早已收到 {known} 行，未受理 {refused} 行",
                $"{raised} rows were taken in, {known} were known already, {refused} were refused"
            );
    }

    /// <summary>Which earlier files have not come, or null.</summary>
    public static Bilingual? Gap(TransferTaken taken) =>
        taken.Missing.IsEmpty
            ? null
            : new(
                $"前面还缺第 {string.Join("、", taken.Missing)} 号文件，请向对方查问。",
                $"Before this one, number {string.Join(", ", taken.Missing)} has not come: ask the sender."
            );

    private static int Count(TransferTaken taken, RowFateKind fate) => taken.Fates.Count(f => f.Fate == fate);
}
