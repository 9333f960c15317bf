using System.Collections.Immutable;
using System.Diagnostics;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage.Transfers;

namespace SmallMatters.Web.Transfers;

/// <summary>What became of rows, to be shown.</summary>
/// <param name="Fates">The rows.</param>
/// <param name="DryRun">Whether nothing was written: a reference is drawn anew when it is.</param>
internal sealed record ShownFates(ImmutableArray<RowFate> Fates, bool DryRun);

/// <summary>Transfers in words, the same on the page and on the command line.</summary>
internal static class TransferWords
{
    public static Bilingual Said(this RowFateKind fate) =>
        fate switch
        {
            RowFateKind.Raised => new("已受理", "Taken in"),
            RowFateKind.KnownAlready => new("早已收到，不重复", "Known already, not taken again"),
            RowFateKind.Refused => new("未收下", "Refused"),
            RowFateKind.Sent => new("已送出，等对方回执", "Sent; the other side has not answered"),
            RowFateKind.Accepted => new("对方已收", "Accepted by the other side"),
            _ => throw new UnreachableException(),
        };

    /// <summary>What became of a row, with the reason of a refusal.</summary>
    /// <param name="fate">The row.</param>
    /// <param name="dryRun">Whether nothing was written, so that it says what would become of it.</param>
    public static Bilingual Said(this RowFate fate, bool dryRun = false) =>
        (dryRun ? fate.Fate.Would() : fate.Fate.Said(), fate.Code) switch
        {
            (var said, null) => said,
            var (said, code) => new($"{said.Zh}：{fate.Zh ?? code}", $"{said.En}: {fate.En ?? code}"),
        };

    private static Bilingual Would(this RowFateKind fate) =>
        fate switch
        {
            RowFateKind.Raised => new("会受理", "Would be taken in"),
            RowFateKind.Refused => new("不能收下", "Would be refused"),
            _ => fate.Said(),
        };

    /// <summary>How a whole transfer went.</summary>
    public static Bilingual Said(this TransferLine line) =>
        line switch
        {
            { Kind: TransferKind.Outcomes, AnsweredAt: null } => new(
                $"送出 {line.Rows} 行，等对方回执",
                $"{line.Rows} rows went out; no receipt yet"
            ),
            { Kind: TransferKind.Outcomes } => new(
                $"对方收下 {line.Taken} 行，未收下 {line.Refused} 行",
                $"{line.Taken} rows were accepted, {line.Refused} refused"
            ),
            _ => new(
                $"{line.Rows} 行，受理 {line.Taken} 行，早已收到 {line.Rows - line.Taken - line.Refused} 行，未收下 {line.Refused} 行",
                $"{line.Rows} rows: {line.Taken} taken in, {line.Rows - line.Taken - line.Refused} known already, {line.Refused} refused"
            ),
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
    public static Bilingual Sum(TransferManifest manifest, TransferTaken taken, bool dryRun)
    {
        if (manifest.Kind == TransferKind.Receipt)
        {
            var not = Count(taken, RowFateKind.Refused);
            var said = new Bilingual(
                $"对方对第 {manifest.Sequence} 号回传的回执：收下 {taken.Fates.Length - not} 行，未收下 {not} 行",
                $"Receipt for number {manifest.Sequence}: {taken.Fates.Length - not} rows were accepted, {not} refused"
            );
            return taken.Before is not null ? new($"{said.Zh}。以前读过", $"{said.En}. It was read before")
                : dryRun ? new($"{said.Zh}。没有写入任何内容", $"{said.En}. Nothing was written")
                : said;
        }
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
                    $"试运行：会受理 {raised} 行，早已收到 {known} 行，不能收下 {refused} 行。没有写入任何内容",
                    $"Dry run: {raised} rows would be taken in, {known} are known already, {refused} would be refused. Nothing was written"
                )
            : new(
                $"受理 {raised} 行，早已收到 {known} 行，未收下 {refused} 行",
                $"{raised} rows were taken in, {known} were known already, {refused} were refused"
            );
    }

    /// <summary>Which earlier files have not come, or null.</summary>
    public static Bilingual? Gap(TransferTaken taken) =>
        taken.Missing.IsEmpty ? null : Missing(taken.Missing, taken.MissingInAll);

    /// <summary>Which files of a counterpart are missing now.</summary>
    /// <param name="gap">Which.</param>
    /// <param name="name">The counterpart's name.</param>
    public static Bilingual Said(this TransferGap gap, string name)
    {
        var missing = Missing(gap.First, gap.InAll);
        return new($"{name}：{missing.Zh}", $"{name}: {missing.En}");
    }

    private static Bilingual Missing(ImmutableArray<int> first, int inAll) =>
        inAll > first.Length
            ? new(
                $"前面还缺第 {string.Join("、", first)} 号等 {inAll} 份文件，请向对方查问。",
                $"{inAll} earlier files have not come: number {string.Join(", ", first)} and {inAll - first.Length} more. Ask the sender."
            )
            : new(
                $"前面还缺第 {string.Join("、", first)} 号文件，请向对方查问。",
                $"An earlier file has not come: number {string.Join(", ", first)}. Ask the sender."
            );

    private static int Count(TransferTaken taken, RowFateKind fate) => taken.Fates.Count(f => f.Fate == fate);
}
