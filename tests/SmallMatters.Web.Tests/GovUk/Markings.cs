using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Razor.TagHelpers;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Tests.GovUk;

/// <summary>Runs one tag helper without a page, and writes HTML so that two pieces of the same meaning are equal.</summary>
internal static class Markings
{
    public static Speech English()
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString("?lang=en");
        return new Speech(new OneRequest { HttpContext = context }, TimeProvider.System);
    }

    /// <summary>The framework's own accessor is shared by the whole thread of work, so that one test would speak for another.</summary>
    private sealed class OneRequest : IHttpContextAccessor
    {
        public HttpContext? HttpContext { get; set; }
    }

    public static async Task<string> RenderAsync(
        TagHelper tag,
        Func<TagHelperContext, Task<string>>? inside = null,
        params (string, string)[] others
    )
    {
        var attributes = new TagHelperAttributeList(others.Select(other => new TagHelperAttribute(other.Item1, other.Item2)));
        var context = new TagHelperContext([], new Dictionary<object, object>(), "one");
        var output = new TagHelperOutput(
            "tag",
            attributes,
            async (_, _) =>
            {
                var content = new DefaultTagHelperContent();
                content.SetHtmlContent(inside is null ? "" : await inside(context));
                return content;
            }
        );
        await tag.ProcessAsync(context, output);
        using var writer = new StringWriter();
        output.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return writer.ToString();
    }

    public static string Canonical(string html)
    {
        var text = new StringBuilder();
        foreach (var node in new HtmlParser().ParseDocument(html).Body!.ChildNodes)
        {
            Write(text, node, 0);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, INode node, int depth)
    {
        var margin = new string(' ', depth * 2);
        if (node is IText words)
        {
            var said = string.Join(' ', words.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (said.Length > 0)
            {
                text.Append(margin).AppendLine(said);
            }

            return;
        }

        if (node is not IElement element)
        {
            return;
        }

        text.Append(margin).Append('<').Append(element.LocalName);
        foreach (var attribute in element.Attributes.OrderBy(attribute => attribute.Name, StringComparer.Ordinal))
        {
            var value =
                attribute.Name == "class"
                    ? string.Join(
                        ' ',
                        attribute.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)
                    )
                    : attribute.Value;
            text.Append(' ').Append(attribute.Name).Append('=').Append(value);
        }

        text.AppendLine(">");
        foreach (var child in element.ChildNodes)
        {
            Write(text, child, depth + 1);
        }
    }
}
