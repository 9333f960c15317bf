using System.Text;

namespace SmallMatters.Web.Site;

/// <summary>Comma-separated values (RFC 4180) that a spreadsheet reads as text and never runs.</summary>
internal static class CsvText
{
    public const string MediaType = "text/csv; charset=utf-8";

    /// <summary>One value. What begins like a formula would be run by spreadsheets and gets a mark before it.</summary>
    public static string Quoted(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }
        var safe =
            value[0] is '=' or '@' or '\t' or '\r' || (value[0] is '+' or '-' && !double.TryParse(value, out _))
                ? "'" + value
                : value;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>A file of lines; with the mark at its beginning spreadsheets read Chinese as Chinese.</summary>
    public static byte[] File(IEnumerable<IEnumerable<string?>> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.AppendJoin(',', line.Select(Quoted)).Append("\r\n");
        }
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }
}
