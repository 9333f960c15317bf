using System.Globalization;
using System.Text;
using System.Xml;

namespace SmallMatters.Web.Open311.Wire;

/// <summary>The answers in XML, with the declaration and UTF-8 that the standard asks for.</summary>
internal sealed class XmlWire(Stream into) : WireWriter, IDisposable
{
    private readonly XmlWriter _xml = XmlWriter.Create(into, new() { Encoding = new UTF8Encoding(false) });

    public override void Answer<T>(string list, string item, IEnumerable<T> items, Action<WireWriter, T> write) =>
        List(list, item, items, write);

    public override void Answer<T>(string name, T value, Action<WireWriter, T> write)
    {
        _xml.WriteStartElement(name);
        write(this, value);
        _xml.WriteEndElement();
    }

    public override void List<T>(string list, string item, IEnumerable<T> items, Action<WireWriter, T> write)
    {
        _xml.WriteStartElement(list);
        foreach (var one in items)
        {
            _xml.WriteStartElement(item);
            write(this, one);
            _xml.WriteEndElement();
        }
        _xml.WriteEndElement();
    }

    public override void Texts(string list, string item, IEnumerable<string> items)
    {
        _xml.WriteStartElement(list);
        foreach (var one in items)
        {
            Text(item, one);
        }
        _xml.WriteEndElement();
    }

    public override void Text(string name, string? value)
    {
        _xml.WriteStartElement(name);
        if (value is { Length: > 0 })
        {
            _xml.WriteString(Sayable(value));
        }
        _xml.WriteEndElement();
    }

    public override void Integer(string name, int value) => Text(name, value.ToString(CultureInfo.InvariantCulture));

    public override void Number(string name, double? value) => Text(name, value?.ToString("R", CultureInfo.InvariantCulture));

    public override void Flag(string name, bool value) => Text(name, value ? "true" : "false");

    public void Dispose() => _xml.Dispose();

    /// <summary>Some characters that people can type have no place in XML at all; they go, so that the rest arrives.</summary>
    private static string Sayable(string text)
    {
        try
        {
            return XmlConvert.VerifyXmlChars(text);
        }
        catch (XmlException)
        {
            var kept = new StringBuilder(text.Length);
            foreach (var rune in text.EnumerateRunes())
            {
                if (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value))
                {
                    kept.Append(rune);
                }
            }
            return kept.ToString();
        }
    }
}
