using Microsoft.AspNetCore.Razor.TagHelpers;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.GovUk;

/// <summary>A figure that leads to how it is counted.</summary>
[HtmlTargetElement("gov-figure")]
public sealed class GovFigure(Speech speech) : Spoken(speech)
{
    /// <summary>Where that is said: an id of this page, or an address with one.</summary>
    public required string Of { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        var address = Of.StartsWith('/') ? Of : $"#{Of}";
        Become(
            output,
            new Markup()
                .Open("a", [("class", Markup.Classes("govuk-link", "app-figure", Classes)), ("href", address)], output.Attributes)
                .Add(inside)
                .Close("a")
        );
    }
}
