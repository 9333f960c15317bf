using System.Globalization;
using System.Text;
using System.Text.Json;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage.Transfers;
using SmallMatters.Web.CommandLine;

namespace SmallMatters.Web.Transfers;

/// <summary>The rows of transfers as CSV and JSON.</summary>
internal static class TransferTables
{
    private const string Csv = "matters.csv";
    private const string JsonName = "matters.json";
    private static readonly string[] Required = ["number", "kind", "category", "area", "words"];
    private static readonly string[] Columns = [.. Required, "place", "name", "phone"];

    /// <summary>The rows that came in, from <c>matters.csv</c> or <c>matters.json</c>, whichever of both is there.</summary>
    public static (IReadOnlyList<TransferredRow> Rows, Refusal? Why) Read(IReadOnlyDictionary<string, byte[]> files) =>
        (files.GetValueOrDefault(Csv), files.GetValueOrDefault(JsonName)) switch
        {
            ({ } csv, null) => ReadCsv(csv),
            (null, { } json) => ReadJson(json),
            _ => (
                [],
                Refusal.Of(
                    "transfer-rows-file",
                    $"应当有且只有 {Csv} 或 {JsonName} 其中一个。",
                    $"There should be one of {Csv} and {JsonName}, and not both."
                )
            ),
        };

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

    private static (IReadOnlyList<TransferredRow>, Refusal?) ReadCsv(byte[] bytes)
    {
        using var csv = new CsvRows(new StreamReader(new MemoryStream(bytes), new UTF8Encoding(false, true)));
        try
        {
            if (!csv.Next() || csv.IsBroken)
            {
                return ([], csv.Malformed("transfer-csv", Csv));
            }
            var header = csv.Fields.Select(f => f.Trim()).ToList();
            if (header.Distinct().Count() != header.Count || Required.Except(header).Any() || header.Except(Columns).Any())
            {
                return (
                    [],
                    Refusal.Of(
                        "transfer-columns",
                        $"{Csv} 的表头应有 {string.Join("、", Required)}，可以有 place、name、phone，没有别的。",
                        $"The header of {Csv} should have {string.Join(", ", Required)}, may have place, name and phone, and nothing else."
                    )
                );
            }
            var rows = new List<TransferredRow>();
            while (csv.Next() && rows.Count <= TransferManifest.MostRows)
            {
                var fields = csv.Fields;
                rows.Add(
                    Row(
                        rows.Count + 1,
                        !csv.IsBroken && fields.Count == header.Count,
                        column => header.IndexOf(column) is >= 0 and var at && at < fields.Count ? fields[at] : ""
                    )
                );
            }
            return (rows, null);
        }
        catch (DecoderFallbackException)
        {
            return ([], Refusal.Of("transfer-encoding", $"{Csv} 不是 UTF-8 编码。", $"{Csv} is not in UTF-8."));
        }
    }

    private static (IReadOnlyList<TransferredRow>, Refusal?) ReadJson(byte[] bytes)
    {
        var wrong = Refusal.Of(
            "transfer-json",
            $"{JsonName} 应为 {{\"rows\":[…]}}，每行是一个对象，值都是文字。",
            $"{JsonName} should be {{\"rows\":[…]}}, each row an object whose values are texts."
        );
        try
        {
            using var document = JsonDocument.Parse(bytes);
            if (
                document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("rows", out var list)
                || list.ValueKind != JsonValueKind.Array
            )
            {
                return ([], wrong);
            }
            var rows = new List<TransferredRow>();
            foreach (var item in list.EnumerateArray().Take(TransferManifest.MostRows + 1))
            {
                var fields =
                    item.ValueKind == JsonValueKind.Object
                    && item.EnumerateObject().All(p => p.Value.ValueKind == JsonValueKind.String)
                        ? item.EnumerateObject().GroupBy(p => p.Name).ToDictionary(g => g.Key, g => g.Last().Value.GetString()!)
                        : null;
                var whole = fields is not null && Required.All(fields.ContainsKey) && fields.Keys.All(Columns.Contains);
                rows.Add(Row(rows.Count + 1, whole, column => fields?.GetValueOrDefault(column) ?? ""));
            }
            return (rows, null);
        }
        catch (JsonException)
        {
            return ([], wrong);
        }
    }

    private static TransferredRow Row(int row, bool whole, Func<string, string> field) =>
        new(
            row,
            whole,
            field("number").Trim(),
            field("kind").Trim(),
            field("category").Trim(),
            field("area").Trim(),
            field("words"),
            field("place").Trim(),
            field("name").Trim(),
            field("phone").Trim()
        );

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

    private static string Field(string? value) =>
        value is null ? ""
        : value.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : value;

    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
