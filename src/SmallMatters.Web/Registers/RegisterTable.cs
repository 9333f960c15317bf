using System.Security.Cryptography;
using System.Text;
using SmallMatters.Domain.Language;
using SmallMatters.Web.CommandLine;

namespace SmallMatters.Web.Registers;

/// <summary>A column that a file of a register should have.</summary>
/// <param name="Field">The property of the mapping that names it; a refusal belongs beside it.</param>
/// <param name="Column">What it is called in the file, or nothing where the file has none.</param>
/// <param name="Required">Whether a file without it is refused.</param>
internal sealed record RegisterColumn(string Field, string? Column, bool Required);

/// <summary>One row of a partner's file as it stood.</summary>
internal sealed class RegisterLine(int line, IReadOnlyDictionary<string, int> header, string[] fields, Refusal? broken)
{
    /// <summary>The line of the file on which it began, from 1.</summary>
    public int Line => line;

    /// <summary>Why the row is not as long as the header, or null.</summary>
    public Refusal? Broken => broken;

    /// <summary>A cell, trimmed; null where the mapping names no column.</summary>
    public string? this[string? column] =>
        string.IsNullOrWhiteSpace(column) ? null
        : header[column.Trim()] is var at && at < fields.Length ? fields[at].Trim()
        : "";
}

/// <summary>
/// A partner's CSV file of a register. A file that is not what it should be as a whole is refused in words; a row that is broken by
/// itself becomes a row with its reason.
/// </summary>
/// <param name="Lines">Its rows.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Sha256">SHA-256 of the file, hexadecimal.</param>
internal sealed record RegisterTable(IReadOnlyList<RegisterLine> Lines, string Name, string Sha256)
{
    private const int MostRows = 20_000;
    private const int LongestFileName = 200;

    public static (RegisterTable? Table, Refusal? Why) Read(byte[] bytes, string name, IReadOnlyList<RegisterColumn> columns)
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
        if (Refusal.All([.. columns.Select(column => FaultOf(header, column))]) is { } wrong)
        {
            return (null, wrong);
        }
        var places = header.Index().GroupBy(h => h.Item).ToDictionary(g => g.Key, g => g.First().Index, StringComparer.Ordinal);
        var lines = new List<RegisterLine>();
        while (csv.Next())
        {
            if (csv.IsBroken)
            {
                // What follows cannot be told apart any more.
                return (null, csv.Malformed("register-quotes", name));
            }
            if (lines.Count == MostRows)
            {
                return No("register-too-long", $"最多 {MostRows} 行。", $"At most {MostRows} rows are taken.");
            }
            lines.Add(
                new RegisterLine(
                    csv.Line,
                    places,
                    [.. csv.Fields],
                    csv.Fields.Count == header.Count
                        ? null
                        : Refusal.Of(
                            "register-half-row",
                            $"这一行有 {csv.Fields.Count} 列，表头有 {header.Count} 列。",
                            $"The row has {csv.Fields.Count} columns and the header {header.Count}."
                        )
                )
            );
        }
        return (new RegisterTable(lines, Named(name), Convert.ToHexStringLower(SHA256.HashData(bytes))), null);
    }

    // The name is kept with the import for good.
    private static string Named(string name) =>
        PersonNumbers.In(name) ? "（未保留 / not kept）"
        : name.Length > LongestFileName ? name[..LongestFileName]
        : name;

    private static Refusal? FaultOf(List<string> header, RegisterColumn wanted)
    {
        var (field, column, required) = wanted;
        if (string.IsNullOrWhiteSpace(column) && !required)
        {
            return null;
        }
        var times = header.Count(h => h == (column ?? "").Trim());
        if (times == 1)
        {
            return null;
        }
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

    private static (RegisterTable?, Refusal?) No(string code, string zh, string en) => (null, Refusal.Of(code, zh, en));
}
