using System.Security.Cryptography;

namespace SmallMatters.Web.CommandLine.Importing;

/// <summary>A CSV file with a header, plain or gzipped; line ends of any sort, mixed too.</summary>
internal sealed class ImportFile : IDisposable
{
    private readonly CsvRows _rows;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    private ImportFile(CsvRows rows)
    {
        _rows = rows;
        if (_rows.Next())
        {
            Width = _rows.Fields.Count;
            for (var i = 0; i < Width; i++)
            {
                _columns.TryAdd(_rows.Fields[i].Trim(), i);
            }
        }
    }

    /// <summary>How many columns the header has.</summary>
    public int Width { get; }

    /// <summary>The columns' names.</summary>
    public IReadOnlyCollection<string> Columns => _columns.Keys;

    /// <summary>Number of the present row, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The line on which the present row begins, from 1; the header is on line 1.</summary>
    public int Line => _rows.Line;

    /// <summary>The present row as it stands in the file.</summary>
    public string Raw => _rows.Raw;

    /// <summary>Whether the present row is no proper CSV or has not as many fields as the header.</summary>
    public bool IsBroken => _rows.IsBroken || _rows.Fields.Count != Width;

    public static ImportFile Open(string path) => new(CsvRows.Open(path));

    /// <summary>SHA-256 over the file and what else its import depends on, hexadecimal.</summary>
    public static async Task<string> IdentityAsync(string path, byte[] mapping, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(path);
        var file = await SHA256.HashDataAsync(stream, cancel);
        return Convert.ToHexStringLower(SHA256.HashData([.. file, .. mapping]));
    }

    /// <summary>Goes to the next row.</summary>
    public bool Next()
    {
        if (!_rows.Next())
        {
            return false;
        }
        Number++;
        return true;
    }

    /// <summary>A field of the present row without blanks around it; empty where the file has no such column.</summary>
    public string this[string? column] =>
        column is not null && _columns.TryGetValue(column, out var i) && i < _rows.Fields.Count ? _rows.Fields[i].Trim() : "";

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();
}
