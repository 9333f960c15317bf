using System.Security.Cryptography;
using System.Text;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Registers;
using SmallMatters.Web.CommandLine;

namespace SmallMatters.Web.Registers;

/// <summary>
/// Reads a partner's CSV file of a register. A file that is not what it should be as a whole is refused in words; a row that
/// is broken by itself becomes a row with its reason.
/// </summary>
internal static class RegisterFile
{
    private const int MostRows = 20_000;
    private const int LongestFileName = 200;

    public static (RegisterSheet? Sheet, Refusal? Why) Read(byte[] bytes, string name, RegisterKind kind, RegisterColumns columns)
    {
        if (TextOf(bytes) is not { } text)
        {
            return No(
                "register-not-utf8",
                "文件不是 UTF-8 编码（可能是 GBK，或是 Excel 工作簿）。请另存为“CSV UTF-8（逗号分隔）”后再试。",
                "The file is not UTF-8 text (perhaps GBK, or a workbook). Save it as \"CSV UTF-8 (comma delimited)\" and try again."
            );
        }
        using var csv = new CsvRows(new StringReader(text));
        if (!csv.Next())
        {
            return No("register-empty", "文件是空的。", "The file is empty.");
        }
        if (csv.IsBroken)
        {
            return (null, csv.Malformed("register-quotes", name));
        }
        var header = csv.Fields.Select(f => f.Trim()).ToList();
        if (header is [var only] && only.IndexOfAny([';', '\t', '；']) >= 0)
        {
            return No(
                "register-separator",
                "各列应以英文逗号分隔；这个文件用的是分号或制表符。",
                "The columns must be separated by commas; this file uses semicolons or tabs."
            );
        }
        if (FaultOf(header, kind, columns) is { } fault)
        {
            return (null, fault);
        }
        var rows = new List<RegisterRow>();
        while (csv.Next())
        {
            if (csv.IsBroken)
            {
                // What follows cannot be told apart any more.
                return (null, csv.Malformed("register-quotes", name));
            }
            if (rows.Count == MostRows)
            {
                return No("register-too-long", $"最多 {MostRows} 行。", $"At most {MostRows} rows are taken.");
            }
            rows.Add(RowOf(csv, header, kind, columns));
        }
        return (
            new RegisterSheet(
                kind,
                rows,
                columns.Coordinates,
                name.Length > LongestFileName ? name[..LongestFileName] : name,
                Convert.ToHexStringLower(SHA256.HashData(bytes))
            ),
            null
        );
    }

    private static Refusal? FaultOf(List<string> header, RegisterKind kind, RegisterColumns columns)
    {
        if (string.IsNullOrWhiteSpace(columns.Unit) && kind == RegisterKind.Areas)
        {
            return Refusal.Of(
                "register-mapping",
                "片区要说明哪一列是受理单位。",
                "For areas, say which column holds the intake unit.",
                nameof(columns.Unit)
            );
        }
        (string Field, string? Column)[] wanted =
        [
            (nameof(columns.Code), columns.Code),
            (nameof(columns.Zh), columns.Zh),
            (nameof(columns.En), columns.En),
            (nameof(columns.Unit), columns.Unit),
            .. kind == RegisterKind.Units
                ? new (string, string?)[] { (nameof(columns.Contact), columns.Contact) }
                : [(nameof(columns.Outline), columns.Outline)],
        ];
        foreach (var (field, column) in wanted)
        {
            var required = field is nameof(columns.Code) or nameof(columns.Zh) or nameof(columns.En);
            if (string.IsNullOrWhiteSpace(column) && !required)
            {
                continue;
            }
            var times = header.Count(h => h == (column ?? "").Trim());
            if (times != 1)
            {
                var there = string.Join("、", header);
                return Refusal.Of(
                    "register-column",
                    times == 0 ? $"文件里没有“{column}”这一列。文件的列：{there}。" : $"文件里有 {times} 列都叫“{column}”。",
                    times == 0
                        ? $"The file has no column \"{column}\". Its columns: {there.Replace("、", ", ", StringComparison.Ordinal)}."
                        : $"{times} columns of the file are called \"{column}\".",
                    field
                );
            }
        }
        return null;
    }

    private static RegisterRow RowOf(CsvRows csv, List<string> header, RegisterKind kind, RegisterColumns columns)
    {
        string? Field(string? column) =>
            string.IsNullOrWhiteSpace(column) ? null
            : header.IndexOf(column.Trim()) is var at && at < csv.Fields.Count ? csv.Fields[at].Trim()
            : "";
        return new RegisterRow(
            csv.Line,
            Field(columns.Code)!,
            Field(columns.Zh)!,
            Field(columns.En)!,
            Field(columns.Unit),
            kind == RegisterKind.Units ? Field(columns.Contact) : null,
            kind == RegisterKind.Areas ? Field(columns.Outline) : null,
            csv.Fields.Count == header.Count
                ? null
                : Refusal.Of(
                    "register-half-row",
                    $"这一行有 {csv.Fields.Count} 列，表头有 {header.Count} 列。",
                    $"The row has {csv.Fields.Count} columns and the header {header.Count}."
                )
        );
    }

    private static string? TextOf(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith("PK"u8))
        {
            return null;
        }
        try
        {
            using var reader = new StreamReader(new MemoryStream(bytes), new UTF8Encoding(false, throwOnInvalidBytes: true));
            var text = reader.ReadToEnd();
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static (RegisterSheet?, Refusal?) No(string code, string zh, string en) => (null, Refusal.Of(code, zh, en));
}
