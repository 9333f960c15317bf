using Microsoft.AspNetCore.Razor.TagHelpers;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.GovUk;

/// <summary>Names and values, such as the answers to check.</summary>
[HtmlTargetElement("gov-summary-list")]
public sealed class GovSummaryList(Speech speech) : Spoken(speech)
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var rows = await output.GetChildContentAsync();
        Become(
            output,
            new Markup()
                .Open("dl", [("class", Markup.Classes("govuk-summary-list", Classes))], output.Attributes)
                .Add(rows)
                .Close("dl")
        );
    }
}

/// <summary>One row; with <c>change</c> a link to the page where the answer is given.</summary>
[HtmlTargetElement("gov-row", ParentTag = "gov-summary-list")]
public sealed class GovRow(Speech speech) : Spoken(speech)
{
    public string? Change { get; set; }

    public string? ChangeZh { get; set; }

    public string? ChangeEn { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var value = await output.GetChildContentAsync();
        var markup = new Markup()
            .Open("div", [("class", Markup.Classes("govuk-summary-list__row", Classes))], output.Attributes)
            .Element("dt", Words, ("class", "govuk-summary-list__key"))
            .Open("dd", ("class", "govuk-summary-list__value"))
            .Add(value)
            .Close("dd");
        if (Change is not null)
        {
            markup
                .Open("dd", ("class", "govuk-summary-list__actions"))
                .Open("a", ("class", "govuk-link"), ("href", Change))
                .Text(Chosen(null, ChangeZh, ChangeEn, "change-zh and change-en") ?? Speech["更改", "Change"])
                .Element("span", Speech.IsChinese ? Words : " " + Words?.ToLowerInvariant(), ("class", "govuk-visually-hidden"))
                .Close("a")
                .Close("dd");
        }

        Become(output, markup.Close("div"));
    }
}
