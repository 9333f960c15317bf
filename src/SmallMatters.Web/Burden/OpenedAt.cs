using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SmallMatters.Web.Burden;

/// <summary>Puts into each form of staff when it was opened; one that comes back keeps it.</summary>
[HtmlTargetElement("form", Attributes = "method")]
public sealed class OpenedAt(TimeProvider time) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        if (
            !(request.Path.StartsWithSegments("/staff") || request.Path.StartsWithSegments("/administration"))
            || !string.Equals(context.AllAttributes["method"]?.Value?.ToString(), "post", StringComparison.OrdinalIgnoreCase)
        )
        {
            return;
        }
        var before =
            HttpMethods.IsPost(request.Method) && request.HasFormContentType
                ? request.Form[BurdenMeter.OpenedField].ToString()
                : "";
        var opened = long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var kept)
            ? kept
            : time.GetUtcNow().ToUnixTimeSeconds();
        var field = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        field.Attributes["type"] = "hidden";
        field.Attributes["name"] = BurdenMeter.OpenedField;
        field.Attributes["value"] = opened.ToString(CultureInfo.InvariantCulture);
        output.PostContent.AppendHtml(field);
    }
}
