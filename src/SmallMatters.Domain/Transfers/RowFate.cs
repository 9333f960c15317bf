using System.Collections.Immutable;
using System.Text.RegularExpressions;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Transfers;

/// <summary>What became of a row.</summary>
public enum RowFateKind
{
    /// <summary>已受理: a matter was raised.</summary>
    Raised,

    /// <summary>早已收到: a row with this number came before; nothing was done again.</summary>
    KnownAlready,

    /// <summary>未受理: the row could not be taken.</summary>
    Refused,

    /// <summary>已送出: it went to the other side, which has not answered.</summary>
    Sent,

    /// <summary>对方已收: the other side took what was told of the matter.</summary>
    Accepted,
}

/// <summary>What became of one row, as the receipt says it. Nothing in it is a resident's.</summary>
/// <param name="Row">Number of the row, from 1.</param>
/// <param name="Number">The other side's number of the matter, where the row has one.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Reference">The matter's reference here, or null.</param>
/// <param name="Code">Code of the refusal, or null.</param>
/// <param name="Zh">The refusal in Chinese, or null.</param>
/// <param name="En">The refusal in English, or null.</param>
public sealed record RowFate(
    int Row,
    string? Number,
    RowFateKind Fate,
    string? Reference,
    string? Code = null,
    string? Zh = null,
    string? En = null
);

/// <summary>One row of a receipt as it stands in the file. Missing columns are empty.</summary>
/// <param name="Whole">Whether the row has as many fields as the header.</param>
/// <param name="Row">Number of the row that it answers.</param>
/// <param name="Number">Number of the matter.</param>
/// <param name="Fate">Name of what became of it.</param>
/// <param name="Code">Code of the refusal.</param>
public sealed record ReturnedRow(bool Whole, string Row, string Number, string Fate, string Code);

/// <summary>Reads a receipt for what was told before: it answers each row of it once, in its order, or it is refused whole.</summary>
public static partial class ReturnedReceiptRule
{
    /// <summary>What became of each row, or why the receipt is not taken.</summary>
    /// <param name="sent">The rows as they went out.</param>
    /// <param name="returned">The rows of the receipt.</param>
    public static (ImmutableArray<RowFate> Fates, Refusal? Why) Decide(
        ImmutableArray<RowFate> sent,
        IReadOnlyList<ReturnedRow> returned
    )
    {
        if (returned.Count != sent.Length)
        {
            return (
                [],
                Refusal.Of(
                    "receipt-rows",
                    $"回传有 {sent.Length} 行，回执有 {returned.Count} 行。整份未接收。",
                    $"{sent.Length} rows were sent and the receipt has {returned.Count}. Nothing of it was taken."
                )
            );
        }
        var fates = ImmutableArray.CreateBuilder<RowFate>(sent.Length);
        foreach (var (was, now) in sent.Zip(returned))
        {
            if (!now.Whole || now.Row != $"{was.Row}" || now.Number != was.Number)
            {
                return (
                    [],
                    Refusal.Of(
                        "receipt-row",
                        $"回执第 {was.Row} 行和回传的第 {was.Row} 行对不上。整份未接收。",
                        $"Row {was.Row} of the receipt does not answer row {was.Row} that was sent. Nothing of it was taken."
                    )
                );
            }
            if (
                !Enum.TryParse<RowFateKind>(now.Fate, out var fate)
                || fate.ToString() != now.Fate
                || fate is not (RowFateKind.Accepted or RowFateKind.KnownAlready or RowFateKind.Refused)
                || (fate == RowFateKind.Refused && !Code().IsMatch(now.Code))
            )
            {
                return (
                    [],
                    Refusal.Of(
                        "receipt-fate",
                        $"回执第 {was.Row} 行应为 Accepted、KnownAlready，或带原因代码的 Refused。整份未接收。",
                        $"Row {was.Row} of the receipt should be Accepted, KnownAlready, or Refused with a code. Nothing of it was taken."
                    )
                );
            }
            fates.Add(was with { Fate = fate, Code = fate == RowFateKind.Refused ? now.Code : null });
        }
        return (fates.DrainToImmutable(), null);
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9\-]{0,59}\z")]
    private static partial Regex Code();
}
