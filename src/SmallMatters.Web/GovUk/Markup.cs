using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SmallMatters.Web.GovUk;

/// <summary>HTML written element by element: every text and attribute is encoded, Chinese stays readable.</summary>
public sealed class Markup : IHtmlContent
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _html = new();

    /// <summary>Opens an element. An attribute whose value is null is left out; an empty one is written bare.</summary>
    public Markup Open(string tag, params (string Name, string? Value)[] attributes) => Open(tag, attributes, null);

    /// <summary>The same, with what the page's author wrote on the tag that the helper does not know.</summary>
    public Markup Open(string tag, (string Name, string? Value)[] attributes, TagHelperAttributeList? others)
    {
        _html.Append('<').Append(tag);
        foreach (var (name, value) in attributes)
        {
            Attribute(name, value);
        }

        foreach (var other in others ?? [])
        {
            Attribute(
                other.Name,
                other.Value switch
                {
                    IHtmlContent content => Read(content),
                    null => "",
                    var value => value.ToString(),
                }
            );
        }

        _html.Append('>');
        return this;
    }

    public Markup Close(string tag)
    {
        _html.Append("</").Append(tag).Append('>');
        return this;
    }

    public Markup Text(string? text)
    {
        _html.Append(Encoder.Encode(text ?? ""));
        return this;
    }

    public Markup Add(IHtmlContent? content)
    {
        if (content is not null)
        {
            using var writer = new StringWriter(_html);
            content.WriteTo(writer, Encoder);
        }

        return this;
    }

    /// <summary>An element that holds only text.</summary>
    public Markup Element(string tag, string? text, params (string Name, string? Value)[] attributes) =>
        Open(tag, attributes).Text(text).Close(tag);

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(_html);

    public override string ToString() => _html.ToString();

    /// <summary>Class names in order, without the empty ones.</summary>
    public static string Classes(params string?[] names) =>
        string.Join(' ', names.Where(name => !string.IsNullOrWhiteSpace(name)));

    private void Attribute(string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        _html.Append(' ').Append(name);
        if (value.Length > 0)
        {
            _html.Append("=\"").Append(Encoder.Encode(value)).Append('"');
        }
    }

    private static string Read(IHtmlContent content)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, Encoder);
        return System.Net.WebUtility.HtmlDecode(writer.ToString());
    }
}
