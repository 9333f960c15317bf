using System.Globalization;
using System.Text;
using System.Text.Json;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage.Transfers;

namespace SmallMatters.Web.Transfers;

/// <summary>The rows of transfers as CSV and JSON.</summary>
internal static class TransferTables
{
    private static readonly TransferForm Matters = new(
        "matters",
        ["number", "kind", "category", "area", "words"],
        ["place", "name", "phone"]
    );

    // What a program may leave out at the beginning of a cell.
    private const string Unseen = " \t\r\n\v\f\u00A0\u3000\u200B\u200C\u200D\u2060\uFEFF";

    private static readonly TransferForm Receipts = new("receipt", ["row", "number", "fate"], ["reference", "code", "zh", "en"]);

    /// <summary>The matters that came in, from <c>matters.csv</c> or <c>matters.json</c>, whichever of both is there.</summary>
    public static (IReadOnlyList<TransferredRow> Rows, Refusal? Why) Read(IReadOnlyDictionary<string, byte[]> files)
    {
        var (cells, why) = Matters.Read(files);
        return (
            [
                .. cells.Select(
                    (c, i) =>
                        new TransferredRow(
                            i + 1,
                            c.Whole,
                            c.Trimmed("number"),
                            c.Trimmed("kind"),
                            c.Trimmed("category"),
                            c.Trimmed("area"),
                            c["words"],
                            c.Trimmed("place"),
                            c.Trimmed("name"),
                            c.Trimmed("phone")
                        )
                ),
            ],
            why
        );
    }

    /// <summary>What the other side's receipt says of each row, from <c>receipt.json</c> or <c>receipt.csv</c>.</summary>
    public static (IReadOnlyList<ReturnedRow> Rows, Refusal? Why) ReadReceipt(IReadOnlyDictionary<string, byte[]> files)
    {
        var (cells, why) = Receipts.Read(files);
        return (
            [
                .. cells.Select(c => new ReturnedRow(
                    c.Whole,
                    c.Trimmed("row"),
                    c.Trimmed("number"),
                    c.Trimmed("fate"),
                    c.Trimmed("code")
                )),
            ],
            why
        );
    }

    /// <summary>Where matters stand, in both forms.</summary>
    public static Dictionary<string, byte[]> Outcomes(IReadOnlyList<TransferredOutcome> rows)
    {
        var shaped = rows.Select(r => new
            {
                r.Number,
                Reference = r.Reference.ToString(),
                r.Stage,
                r.Outcome,
                r.Answer,
                RaisedAt = Instant(r.RaisedAt),
                PromisedOn = r.PromisedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ClosedAt = r.ClosedAt is { } closed ? Instant(closed) : null,
            })
            .ToList();
        return new()
        {
            ["outcomes.csv"] = Table(
                ["number", "reference", "stage", "outcome", "answer", "raisedAt", "promisedOn", "closedAt"],
                shaped.Select(r =>
                    new[] { r.Number, r.Reference, $"{r.Stage}", $"{r.Outcome}", r.Answer, r.RaisedAt, r.PromisedOn, r.ClosedAt }
                )
            ),
            ["outcomes.json"] = JsonSerializer.SerializeToUtf8Bytes(new { rows = shaped }, TransferPackage.Json),
        };
    }

    /// <summary>What became of each row, in both forms.</summary>
    public static Dictionary<string, byte[]> Receipt(IReadOnlyList<RowFate> fates) =>
        new()
        {
            ["receipt.csv"] = Table(
                ["row", "number", "fate", "reference", "code", "zh", "en"],
                fates.Select(f =>
                    new[] { f.Row.ToString(CultureInfo.InvariantCulture), f.Number, $"{f.Fate}", f.Reference, f.Code, f.Zh, f.En }
                )
            ),
            ["receipt.json"] = JsonSerializer.SerializeToUtf8Bytes(new { rows = fates }, TransferPackage.Json),
        };

    // With a byte-order mark, without which office programs take Chinese for another encoding.
    private static byte[] Table(string[] header, IEnumerable<string?[]> rows)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var row in rows.Prepend(header))
        {
            text.AppendJoin(',', row.Select(Field)).Append("\r\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // An office program would take words that begin like a formula for one; the JSON has them as they are.
    private static string Field(string? value) =>
        value is null or "" ? ""
        : char.IsControl(value[0]) || IsFormula(value.AsSpan().TrimStart(Unseen)) ? Quoted($"'{value}")
        : Quoted(value);

    // The wide forms too, which an input method leaves behind and some programs take for the narrow ones.
    private static bool IsFormula(ReadOnlySpan<char> value) =>
        value is [var first, ..] && "=+-@＝＋－＠﹦﹢﹣﹫−".Contains(first);

    private static string Quoted(string value) =>
        value.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
