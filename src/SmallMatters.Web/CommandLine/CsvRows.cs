using System.IO.Compression;
using System.Text;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.CommandLine;

/// <summary>
/// CSV in UTF-8, row by row after RFC 4180, keeping each row as it stood in the file and the line on which it began, which the
/// file of refused rows and every refusal need. Line ends may be LF, CR LF or CR, mixed; blank lines are no rows.
/// </summary>
internal sealed class CsvRows(TextReader reader) : IDisposable
{
    private readonly char[] _buffer = new char[1 << 16];
    private readonly List<string> _fields = [];
    private readonly StringBuilder _raw = new();
    private readonly StringBuilder _field = new();
    private int _at;
    private int _end;
    private int _line = 1;

    /// <summary>The rows of a file, plain or gzipped (<c>.gz</c>).</summary>
    public static CsvRows Open(string path)
    {
        Stream stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        return new CsvRows(
            new StreamReader(
                path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                    ? new GZipStream(stream, CompressionMode.Decompress)
                    : stream
            )
        );
    }

    /// <summary>The fields of the present row.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>The present row as it stood in the file, without its line end.</summary>
    public string Raw => _raw.ToString();

    /// <summary>The line on which the present row began, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Whether a quoted field of the present row went on after its end, or never ended.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>What to say of a file whose present row is broken.</summary>
    public Refusal Malformed(string code, string file) =>
        Refusal.Of(
            code,
            $"{file} 不是格式正确的 CSV 文件：第 {Line} 行的引号没有配对。",
            $"{file} is not a well-formed CSV file: the quotes of line {Line} do not match."
        );

    /// <summary>Goes to the next row.</summary>
    public bool Next()
    {
        do
        {
            if (Peek() < 0)
            {
                return false;
            }
            Read();
        } while (_raw.Length == 0);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private void Read()
    {
        _fields.Clear();
        _raw.Clear();
        _field.Clear();
        IsBroken = false;
        Line = _line;
        var quoted = false;
        var wasQuoted = false;
        while (true)
        {
            var sign = Take();
            if (sign < 0)
            {
                IsBroken |= quoted;
                _fields.Add(_field.ToString());
                return;
            }
            if (!quoted && (sign is '\n' or '\r'))
            {
                EndLine(sign);
                _fields.Add(_field.ToString());
                return;
            }
            _raw.Append((char)sign);
            if (quoted)
            {
                if (sign != '"')
                {
                    CountLine(sign);
                    _field.Append((char)sign);
                }
                else if (Peek() == '"')
                {
                    _raw.Append((char)Take());
                    _field.Append('"');
                }
                else
                {
                    (quoted, wasQuoted) = (false, true);
                }
            }
            else if (sign == ',')
            {
                _fields.Add(_field.ToString());
                _field.Clear();
                wasQuoted = false;
            }
            else if (sign == '"' && _field.Length == 0 && !wasQuoted)
            {
                quoted = true;
            }
            else
            {
                // A quote within a plain field is taken as it is; anything after a closed quote is not.
                IsBroken |= wasQuoted;
                _field.Append((char)sign);
            }
        }
    }

    private void EndLine(int sign)
    {
        if (sign == '\r' && Peek() == '\n')
        {
            Take();
        }
        _line++;
    }

    private void CountLine(int sign)
    {
        if (sign == '\n' || (sign == '\r' && Peek() != '\n'))
        {
            _line++;
        }
    }

    private int Peek()
    {
        if (_at == _end)
        {
            (_at, _end) = (0, reader.Read(_buffer));
        }
        return _at == _end ? -1 : _buffer[_at];
    }

    private int Take()
    {
        var sign = Peek();
        if (sign >= 0)
        {
            _at++;
        }
        return sign;
    }
}
