using System.Diagnostics.CodeAnalysis;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Triage;

namespace SmallMatters.Web.CommandLine.Triage;

/// <summary>Names of the columns of a file of settled messages.</summary>
/// <param name="Title">May be missing in the file: the messages then have no titles.</param>
/// <param name="Text">The message.</param>
/// <param name="Label">Its class; several right ones are separated by a bar.</param>
/// <param name="Split">Which part of the file a row belongs to; only looked at when a part is asked for.</param>
internal sealed record TriageColumns(string Title, string Text, string Label, string Split);

/// <summary>Settled messages from a CSV file in UTF-8 with a header.</summary>
/// <param name="Examples">The rows that can be used.</param>
/// <param name="Unusable">Rows of the part asked for that have no class, or neither a title nor a text.</param>
internal sealed record TriageFile(IReadOnlyList<TriageExample> Examples, int Unusable)
{
    private const char LabelSeparator = '|';

    /// <summary>Reads the rows of one part, or all rows.</summary>
    public static bool TryRead(
        FileInfo file,
        TriageColumns columns,
        string? part,
        [NotNullWhen(true)] out TriageFile? read,
        [NotNullWhen(false)] out Refusal? refusal
    )
    {
        read = null;
        refusal = null;
        try
        {
            using var csv = CsvRows.Open(file.FullName);
            read = Rows(file, csv, columns, part, out refusal);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            refusal = Refusal.Of(
                "triage-file-unreadable",
                $"无法读取 {file.FullName}：{unreadable.Message}",
                $"{file.FullName} cannot be read: {unreadable.Message}"
            );
        }
        return read is not null;
    }

    private static TriageFile? Rows(FileInfo file, CsvRows csv, TriageColumns columns, string? part, out Refusal? refusal)
    {
        string[] header = csv.Next() ? [.. csv.Fields.Select(name => name.Trim())] : [];
        var title = Array.IndexOf(header, columns.Title);
        refusal = null;
        if (
            !Column(header, columns.Text, ref refusal, out var text) || !Column(header, columns.Label, ref refusal, out var label)
        )
        {
            return null;
        }
        var split = -1;
        if (part is not null && !Column(header, columns.Split, ref refusal, out split))
        {
            return null;
        }

        var examples = new List<TriageExample>();
        var unusable = 0;
        string Field(int at) => at >= 0 && at < csv.Fields.Count ? csv.Fields[at] : "";
        while (csv.Next())
        {
            if (csv.IsBroken)
            {
                refusal = csv.Malformed("triage-file-malformed", file.Name);
                return null;
            }
            if (part is not null && Field(split) != part)
            {
                continue;
            }
            var labels = Field(label)
                .Split(LabelSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var example = new TriageExample(Field(title), Field(text), labels);
            if (labels.Length == 0 || string.IsNullOrWhiteSpace(example.Title + example.Text))
            {
                unusable++;
                continue;
            }
            examples.Add(example);
        }
        if (examples.Count == 0)
        {
            refusal = part is null
                ? Refusal.Of("triage-file-empty", "文件中没有可用的样本。", "The file has no usable examples.")
                : Refusal.Of(
                    "triage-file-empty",
                    $"文件中没有 {columns.Split}={part} 的可用样本。",
                    $"The file has no usable examples with {columns.Split}={part}."
                );
            return null;
        }
        return new TriageFile(examples, unusable);
    }

    private static bool Column(string[] header, string name, ref Refusal? refusal, out int index)
    {
        index = Array.IndexOf(header, name);
        if (index >= 0)
        {
            return true;
        }
        refusal = Refusal.Of(
            "triage-file-without-column",
            $"文件中没有名为“{name}”的列。",
            $"The file has no column named “{name}”."
        );
        return false;
    }
}
