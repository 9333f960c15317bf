using SmallMatters.Domain.Language;

namespace SmallMatters.Web.CommandLine.Importing;

/// <summary>The file of refused rows: line, reason in both languages, and the row as it stood in the file.</summary>
internal sealed class RejectsFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly StreamWriter _text;

    private RejectsFile(FileStream stream)
    {
        _stream = stream;
        _text = new StreamWriter(stream) { NewLine = "\n" };
    }

    /// <summary>Length of the file as it is on the disk, 0 where there is none.</summary>
    public static long LengthOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>Opens the file to go on after <paramref name="kept"/> bytes; what stands behind them is written again.</summary>
    public static RejectsFile Open(string path, long kept)
    {
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        stream.SetLength(kept);
        stream.Position = kept;
        var file = new RejectsFile(stream);
        if (kept == 0)
        {
            file._text.WriteLine("line,code,reason_zh,reason_en,row");
        }
        return file;
    }

    public void Add(int line, Refusal why, string row) =>
        _text.WriteLine($"{line},{why.Code},{Quoted(why.Sentence.Zh)},{Quoted(why.Sentence.En)},{Quoted(row)}");

    /// <summary>Makes what was added durable.</summary>
    /// <returns>The length of the file.</returns>
    public long Flush()
    {
        _text.Flush();
        _stream.Flush(flushToDisk: true);
        return _stream.Length;
    }

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
