using Microsoft.AspNetCore.Razor.TagHelpers;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.GovUk;

/// <summary>A button, or with <c>href</c> a link that looks like one. A second press within a second is ignored.</summary>
[HtmlTargetElement("gov-button")]
public sealed class GovButton(Speech speech) : Spoken(speech)
{
    public string? Href { get; set; }

    public string Type { get; set; } = "submit";

    /// <summary>secondary, warning or inverse; none for the main action.</summary>
    public string? Kind { get; set; }

    public bool Disabled { get; set; }

    /// <summary>Pressing quickly again means pressing again.</summary>
    public bool Repeatable { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        var classes = Markup.Classes("govuk-button", Kind is null ? null : $"govuk-button--{Kind}", Classes);
        var markup = new Markup();
        var tag = Href is null ? "button" : "a";
        if (Href is null)
        {
            markup.Open(
                "button",
                [
                    ("type", Type),
                    ("class", classes),
                    ("data-module", "govuk-button"),
                    ("disabled", Disabled ? "" : null),
                    ("aria-disabled", Disabled ? "true" : null),
                    ("data-prevent-double-click", Repeatable ? null : "true"),
                ],
                output.Attributes
            );
        }
        else
        {
            markup.Open(
                "a",
                [("href", Href), ("role", "button"), ("draggable", "false"), ("class", classes), ("data-module", "govuk-button")],
                output.Attributes
            );
        }

        if (Words is { } words)
        {
            markup.Text(words);
        }

        Become(output, markup.Add(inside).Close(tag));
    }
}
