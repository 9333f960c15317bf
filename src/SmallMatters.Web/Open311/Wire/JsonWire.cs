using System.Text.Encodings.Web;
using System.Text.Json;

namespace SmallMatters.Web.Open311.Wire;

/// <summary>The answers in JSON.</summary>
internal sealed class JsonWire(Stream into) : WireWriter, IDisposable
{
    // The answers are sent as JSON and never put into a page, so that Chinese may stay Chinese.
    private readonly Utf8JsonWriter _json = new(into, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public override void Answer<T>(string list, string item, IEnumerable<T> items, Action<WireWriter, T> write)
    {
        _json.WriteStartArray();
        Items(items, write);
        _json.WriteEndArray();
    }

    public override void Answer<T>(string name, T value, Action<WireWriter, T> write)
    {
        _json.WriteStartObject();
        write(this, value);
        _json.WriteEndObject();
    }

    public override void List<T>(string list, string item, IEnumerable<T> items, Action<WireWriter, T> write)
    {
        _json.WriteStartArray(list);
        Items(items, write);
        _json.WriteEndArray();
    }

    public override void Texts(string list, string item, IEnumerable<string> items)
    {
        _json.WriteStartArray(list);
        foreach (var one in items)
        {
            _json.WriteStringValue(one);
        }
        _json.WriteEndArray();
    }

    public override void Text(string name, string? value) => _json.WriteString(name, value);

    public override void Integer(string name, int value) => _json.WriteNumber(name, value);

    public override void Number(string name, double? value)
    {
        if (value is { } number)
        {
            _json.WriteNumber(name, number);
        }
        else
        {
            _json.WriteNull(name);
        }
    }

    public override void Flag(string name, bool value) => _json.WriteBoolean(name, value);

    public void Dispose() => _json.Dispose();

    private void Items<T>(IEnumerable<T> items, Action<WireWriter, T> write)
    {
        foreach (var one in items)
        {
            _json.WriteStartObject();
            write(this, one);
            _json.WriteEndObject();
        }
    }
}
