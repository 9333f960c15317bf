using System.Security.Cryptography;
using System.Text;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Language;

namespace SmallMatters.Storage.Jurisdictions;

/// <summary>
/// The working calendar: the years that came with the program, and over them the files <c>*.json</c> of a folder in which
/// an administrator puts a year as soon as its notice is published. A file that cannot be right is left out and named in
/// <see cref="Faults"/>; the years before it stay as they were.
/// </summary>
public sealed class CalendarFolder
{
    private readonly string _folder;
    private readonly WorkingCalendar _builtIn;
    private readonly Lock _one = new();
    private string _seen = "";
    private WorkingCalendar _current;
    private string _version = "";
    private IReadOnlyList<(string File, Refusal Why)> _faults = [];

    /// <summary>The calendar of a folder.</summary>
    /// <param name="folder">The folder; it need not exist.</param>
    /// <param name="builtIn">The years of the program.</param>
    public CalendarFolder(string folder, WorkingCalendar builtIn) => (_folder, _builtIn, _current) = (folder, builtIn, builtIn);

    /// <summary>What is wrong with files that were left out.</summary>
    public IReadOnlyList<(string File, Refusal Why)> Faults => _faults;

    /// <summary>Names the content of the files that count; empty without any. Equal on all nodes that have the same files.</summary>
    public string Version
    {
        get
        {
            Current();
            return _version;
        }
    }

    /// <summary>The calendar now. The same object until a file changes.</summary>
    public WorkingCalendar Current()
    {
        lock (_one)
        {
            var files = Directory.Exists(_folder) ? new DirectoryInfo(_folder).GetFiles("*.json") : [];
            Array.Sort(files, (a, b) => string.CompareOrdinal(a.Name, b.Name));
            var seen = string.Join('|', files.Select(f => $"{f.Name}:{f.Length}:{f.LastWriteTimeUtc.Ticks}"));
            if (seen != _seen)
            {
                Read(files);
                _seen = seen;
            }
            return _current;
        }
    }

    private void Read(FileInfo[] files)
    {
        var calendar = _builtIn;
        var faults = new List<(string, Refusal)>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var counted = 0;
        foreach (var file in files)
        {
            var text = TextOf(file);
            if (CalendarYear.TryRead(text, out var refusal) is { } year && calendar.TryWith(year, out refusal) is { } with)
            {
                calendar = with;
                hash.AppendData(Encoding.UTF8.GetBytes(text));
                counted++;
            }
            else
            {
                faults.Add((file.Name, refusal!));
            }
        }
        (_current, _faults) = (calendar, faults);
        _version = counted == 0 ? "" : Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // A file that cannot be read just now is a file without text: it is left out and named like any other wrong one.
    private static string TextOf(FileInfo file)
    {
        try
        {
            return File.ReadAllText(file.FullName);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
