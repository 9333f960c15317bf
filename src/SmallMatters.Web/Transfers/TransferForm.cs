using System.Text;
using System.Text.Json;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Transfers;
using SmallMatters.Web.CommandLine;

namespace SmallMatters.Web.Transfers;

/// <summary>One row of a file by column; a missing column is empty.</summary>
/// <param name="Whole">Whether it has what the header promises.</param>
/// <param name="Cells">Its texts by column.</param>
internal sealed record TransferCells(bool Whole, IReadOnlyDictionary<string, string> Cells)
{
    public string this[string column] => Cells.GetValueOrDefault(column, "");

    public string Trimmed(string column) => this[column].Trim();
}

/// <summary>A file of rows that may come as CSV or JSON.</summary>
/// <param name="name">Its name without the ending.</param>
/// <param name="required">Columns that must be there.</param>
/// <param name="optional">Columns that may be there.</param>
internal sealed class TransferForm(string name, string[] required, string[] optional)
{
    private static readonly UTF8Encoding Strict = new(false, true);
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];
    private static readonly TransferCells Cut = new(false, new Dictionary<string, string>());
    private readonly string _csv = $"{name}.csv";
    private readonly string _json = $"{name}.json";
    private readonly string[] _columns = [.. required, .. optional];

    /// <summary>The rows, from the JSON file when there is one, else from the CSV; there is nothing else beside them.</summary>
    public (IReadOnlyList<TransferCells> Rows, Refusal? Why) Read(IReadOnlyDictionary<string, byte[]> files) =>
        files.Count > 0 && files.Keys.All(f => f == _csv || f == _json)
            ? files.GetValueOrDefault(_json) is { } json
                ? ReadJson(json)
                : ReadCsv(files[_csv])
            : (
                [],
                Refusal.Of(
                    "transfer-rows-file",
                    $"应当有 {_json} 或 {_csv}，没有别的文件。",
                    $"There should be {_json} or {_csv}, and no other file."
                )
            );

    private (IReadOnlyList<TransferCells>, Refusal?) ReadCsv(byte[] bytes)
    {
        using var csv = new CsvRows(new StreamReader(new MemoryStream(bytes), Strict));
        try
        {
            if (!csv.Next())
            {
                return (
                    [],
                    Refusal.Of(
                        "transfer-empty-table",
                        $"{_csv} 是空的，连表头也没有。",
                        $"{_csv} is empty and has not even a heading line."
                    )
                );
            }
            if (csv.IsBroken)
            {
                return ([], csv.Malformed("transfer-csv", _csv));
            }
            var header = csv.Fields.Select(f => f.Trim()).ToList();
            if (header.Distinct().Count() != header.Count || required.Except(header).Any() || header.Except(_columns).Any())
            {
                return (
                    [],
                    Refusal.Of(
                        "transfer-columns",
                        $"{_csv} 的表头应有 {string.Join("、", required)}，可以有 {string.Join("、", optional)}，没有别的。",
                        $"The header of {_csv} should have {string.Join(", ", required)}, may have {string.Join(", ", optional)}, and nothing else."
                    )
                );
            }
            var rows = new List<TransferCells>();
            while (rows.Count <= TransferManifest.MostRows && csv.Next())
            {
                rows.Add(
                    new(
                        !csv.IsBroken && csv.Fields.Count == header.Count,
                        header.Zip(csv.Fields).ToDictionary(p => p.First, p => p.Second)
                    )
                );
            }
            return (rows, null);
        }
        catch (DecoderFallbackException)
        {
            return ([], NotUtf8(_csv));
        }
    }

    private static Refusal NotUtf8(string file) =>
        Refusal.Of(
            "transfer-encoding",
            $"{file} 不是 UTF-8 编码（可能是 GBK）。整份未接收。请对方另存为“CSV UTF-8（逗号分隔）”，或在导出时选 UTF-8，再打包签名发送。",
            $"{file} is not in UTF-8 (perhaps GBK). Nothing was taken. Ask the sender to save it as \"CSV UTF-8 (comma delimited)\", or to export it in UTF-8, and to sign and send it again."
        );

    private (IReadOnlyList<TransferCells>, Refusal?) ReadJson(byte[] bytes)
    {
        var wrong = Refusal.Of(
            "transfer-json",
            $"{_json} 应为 {{\"rows\":[…]}}，每行是一个对象，值是文字或数字。",
            $"{_json} should be {{\"rows\":[…]}}, each row an object whose values are texts or numbers."
        );
        try
        {
            // The parser looks at the bytes of a text only when it is read, and not as strictly.
            Strict.GetCharCount(bytes);
            using var document = JsonDocument.Parse(bytes.AsMemory(bytes.AsSpan().StartsWith(Mark) ? Mark.Length : 0));
            if (
                document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("rows", out var list)
                || list.ValueKind != JsonValueKind.Array
            )
            {
                return ([], wrong);
            }
            return ([.. list.EnumerateArray().Take(TransferManifest.MostRows + 1).Select(Row)], null);
        }
        catch (DecoderFallbackException)
        {
            return ([], NotUtf8(_json));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return ([], wrong);
        }
    }

    private TransferCells Row(JsonElement item)
    {
        if (
            item.ValueKind != JsonValueKind.Object
            || item.EnumerateObject()
                .Any(p => p.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null))
        )
        {
            return Cut;
        }
        try
        {
            var cells = item.EnumerateObject().GroupBy(p => p.Name).ToDictionary(g => g.Key, g => g.Last().Value.ToString());
            return new(required.All(cells.ContainsKey) && cells.Keys.All(_columns.Contains), cells);
        }
        catch (InvalidOperationException)
        {
            // Half a character, such as \uD800 alone: a text that was cut.
            return Cut;
        }
    }
}
