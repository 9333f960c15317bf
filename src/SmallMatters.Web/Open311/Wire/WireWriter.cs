namespace SmallMatters.Web.Open311.Wire;

/// <summary>The two formats of the standard.</summary>
public enum WireFormat
{
    Json,
    Xml,
}

/// <summary>
/// Writes the standard's answers, which have one shape and two spellings: a list is an array in JSON, and in XML an element
/// with one child per item; what has no value is null in JSON and an empty element in XML.
/// </summary>
internal abstract class WireWriter
{
    public const string JsonType = "application/json; charset=utf-8";
    public const string XmlType = "text/xml; charset=utf-8";

    /// <summary>A list that is the whole answer.</summary>
    public abstract void Answer<T>(string list, string item, IEnumerable<T> items, Action<WireWriter, T> write);

    /// <summary>An object that is the whole answer.</summary>
    public abstract void Answer<T>(string name, T value, Action<WireWriter, T> write);

    /// <summary>A list of objects within an object.</summary>
    public abstract void List<T>(string list, string item, IEnumerable<T> items, Action<WireWriter, T> write);

    /// <summary>A list of words within an object.</summary>
    public abstract void Texts(string list, string item, IEnumerable<string> items);

    public abstract void Text(string name, string? value);

    public abstract void Integer(string name, int value);

    public abstract void Number(string name, double? value);

    public abstract void Flag(string name, bool value);

    /// <summary>The answer as bytes of UTF-8.</summary>
    public static ReadOnlyMemory<byte> Write(WireFormat format, Action<WireWriter> write)
    {
        var into = new MemoryStream(1024);
        if (format == WireFormat.Json)
        {
            using var json = new JsonWire(into);
            write(json);
        }
        else
        {
            using var xml = new XmlWire(into);
            write(xml);
        }
        return into.GetBuffer().AsMemory(0, (int)into.Length);
    }
}
