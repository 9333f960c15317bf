using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using SmallMatters.Domain.Language;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.GovUk;

/// <summary>A state in one word, such as "open".</summary>
[HtmlTargetElement("gov-tag")]
public sealed class GovTag(Speech speech) : Spoken(speech)
{
    /// <summary>grey, green, turquoise, blue, light-blue, purple, pink, red, orange or yellow. Never the only sign.</summary>
    public string? Colour { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        var classes = Markup.Classes("govuk-tag", Colour is null ? null : $"govuk-tag--{Colour}", Classes);
        Become(
            output,
            new Markup().Open("strong", [("class", classes)], output.Attributes).Text(Words).Add(inside).Close("strong")
        );
    }
}

/// <summary>It is done: the page that a person sees at the end, with the reference.</summary>
[HtmlTargetElement("gov-panel")]
public sealed class GovPanel(Speech speech) : Spoken(speech)
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        var markup = new Markup()
            .Open("div", [("class", Markup.Classes("govuk-panel govuk-panel--confirmation", Classes))], output.Attributes)
            .Element("h1", Words, ("class", "govuk-panel__title"));
        if (!inside.IsEmptyOrWhiteSpace)
        {
            markup.Open("div", ("class", "govuk-panel__body")).Add(inside).Close("div");
        }

        Become(output, markup.Close("div"));
    }
}

/// <summary>Words set apart.</summary>
[HtmlTargetElement("gov-inset")]
public sealed class GovInset(Speech speech) : Spoken(speech)
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        Become(
            output,
            new Markup()
                .Open("div", [("class", Markup.Classes("govuk-inset-text", Classes))], output.Attributes)
                .Text(Words)
                .Add(inside)
                .Close("div")
        );
    }
}

/// <summary>What may go wrong for the person.</summary>
[HtmlTargetElement("gov-warning")]
public sealed class GovWarning(Speech speech) : Spoken(speech)
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        Become(
            output,
            new Markup()
                .Open("div", [("class", Markup.Classes("govuk-warning-text", Classes))], output.Attributes)
                .Element("span", "!", ("class", "govuk-warning-text__icon"), ("aria-hidden", "true"))
                .Open("strong", ("class", "govuk-warning-text__text"))
                .Element("span", Speech["注意", "Warning"], ("class", "govuk-visually-hidden"))
                .Text(" " + Words)
                .Add(inside)
                .Close("strong")
                .Close("div")
        );
    }
}

/// <summary>More for those who want it, closed at first.</summary>
[HtmlTargetElement("gov-details")]
public sealed class GovDetails(Speech speech) : Spoken(speech)
{
    public bool Open { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        Become(
            output,
            new Markup()
                .Open(
                    "details",
                    [("class", Markup.Classes("govuk-details", Classes)), ("open", Open ? "" : null)],
                    output.Attributes
                )
                .Open("summary", ("class", "govuk-details__summary"))
                .Element("span", Words, ("class", "govuk-details__summary-text"))
                .Close("summary")
                .Open("div", ("class", "govuk-details__text"))
                .Add(inside)
                .Close("div")
                .Close("details")
        );
    }
}

/// <summary>
/// What just happened. Without words of its own it shows what the page before left with <c>TempData.Flash</c>,
/// once, and nothing when nothing was left.
/// </summary>
[HtmlTargetElement("gov-notification")]
public sealed class GovNotification(Speech speech) : Spoken(speech)
{
    public bool Success { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext? View { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        var words = Words;
        if (words is null && inside.IsEmptyOrWhiteSpace)
        {
            if (View?.TempData.TakeFlash() is not { } left)
            {
                output.SuppressOutput();
                return;
            }

            (words, Success) = (Speech[left], true);
        }

        var title = Success ? Speech["已完成", "Success"] : Speech["重要提示", "Important"];
        var markup = new Markup()
            .Open(
                "div",
                [
                    (
                        "class",
                        Markup.Classes(
                            "govuk-notification-banner",
                            Success ? "govuk-notification-banner--success" : null,
                            Classes
                        )
                    ),
                    ("role", Success ? "alert" : "region"),
                    ("aria-labelledby", "govuk-notification-banner-title"),
                    ("data-module", "govuk-notification-banner"),
                ],
                output.Attributes
            )
            .Open("div", ("class", "govuk-notification-banner__header"))
            .Element("h2", title, ("class", "govuk-notification-banner__title"), ("id", "govuk-notification-banner-title"))
            .Close("div")
            .Open("div", ("class", "govuk-notification-banner__content"));
        if (words is not null)
        {
            markup.Element("p", words, ("class", "govuk-notification-banner__heading"));
        }

        Become(output, markup.Add(inside).Close("div").Close("div"));
    }
}

/// <summary>A sentence that one page leaves for the next (post, redirect, get).</summary>
public static class Flashing
{
    private const string Zh = "flash.zh";
    private const string En = "flash.en";

    public static void Flash(this ITempDataDictionary kept, string zh, string en)
    {
        kept[Zh] = zh;
        kept[En] = en;
    }

    public static void Flash(this ITempDataDictionary kept, Bilingual said) => kept.Flash(said.Zh, said.En);

    internal static Bilingual? TakeFlash(this ITempDataDictionary kept) =>
        kept[Zh] is string zh && kept[En] is string en ? new Bilingual(zh, en) : null;
}
