using Microsoft.AspNetCore.Razor.TagHelpers;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.GovUk;

/// <summary>One step back in a form.</summary>
[HtmlTargetElement("gov-back-link", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GovBackLink(Speech speech) : Spoken(speech)
{
    public string Href { get; set; } = "#";

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        Become(
            output,
            new Markup()
                .Open("a", [("href", Href), ("class", Markup.Classes("govuk-back-link", Classes))], output.Attributes)
                .Text(Words ?? Speech["返回", "Back"])
                .Close("a")
        );
}

/// <summary>To newer and older rows of a list that is read by key, so that there are no page numbers.</summary>
[HtmlTargetElement("gov-pagination", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GovPagination(Speech speech) : Spoken(speech)
{
    /// <summary>The address of newer rows, or null at the beginning.</summary>
    public string? Newer { get; set; }

    /// <summary>The address of older rows, or null at the end.</summary>
    public string? Older { get; set; }

    /// <summary>The address of the rows that follow, in a list whose order is not that of time running back; or null at the end.</summary>
    public string? Next { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // A page that writes @null into an attribute hands over an empty text.
        if (string.IsNullOrEmpty(Newer) && string.IsNullOrEmpty(Older) && string.IsNullOrEmpty(Next))
        {
            output.SuppressOutput();
            return;
        }

        var markup = new Markup().Open(
            "nav",
            [
                ("class", Markup.Classes("govuk-pagination govuk-pagination--block", Classes)),
                ("aria-label", Words ?? Speech["翻页", "Pagination"]),
            ],
            output.Attributes
        );
        Way(markup, Newer, "prev", Speech["较新的", "Newer"]);
        Way(markup, Older, "next", Speech["较早的", "Older"]);
        Way(markup, Next, "next", Speech["下一页", "Next page"]);
        Become(output, markup.Close("nav"));
    }

    private static void Way(Markup markup, string? href, string rel, string words)
    {
        if (string.IsNullOrEmpty(href))
        {
            return;
        }

        markup
            .Open("div", ("class", "govuk-pagination__" + rel))
            .Open("a", ("class", "govuk-link govuk-pagination__link"), ("href", href), ("rel", rel))
            .Element("span", rel == "prev" ? "←" : "→", ("class", "app-arrow"), ("aria-hidden", "true"))
            .Element("span", words, ("class", "govuk-pagination__link-title govuk-pagination__link-title--decorated"))
            .Close("a")
            .Close("div");
    }
}

/// <summary>What happened, newest or oldest first as the page gives it.</summary>
[HtmlTargetElement("moj-timeline")]
public sealed class MojTimeline(Speech speech) : Spoken(speech)
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var items = await output.GetChildContentAsync();
        Become(
            output,
            new Markup()
                .Open("div", [("class", Markup.Classes("moj-timeline", Classes))], output.Attributes)
                .Add(items)
                .Close("div")
        );
    }
}

/// <summary>One thing that happened: what (the words), who (<c>by</c>), when (<c>at</c>) and inside it the details.</summary>
[HtmlTargetElement("moj-timeline-item", ParentTag = "moj-timeline")]
public sealed class MojTimelineItem(Speech speech) : Spoken(speech)
{
    public DateTimeOffset At { get; set; }

    public string? By { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        var markup = new Markup()
            .Open("div", [("class", Markup.Classes("moj-timeline__item", Classes))], output.Attributes)
            .Open("div", ("class", "moj-timeline__header"))
            .Element("h2", Words, ("class", "moj-timeline__title"));
        // A page that writes @null into an attribute hands over an empty text.
        if (!string.IsNullOrWhiteSpace(By))
        {
            markup.Text(" ").Element("p", Speech["经办：", "by "] + By, ("class", "moj-timeline__byline"));
        }

        markup
            .Close("div")
            .Open("p", ("class", "moj-timeline__date"))
            .Element("time", Speech.DateTime(At), ("datetime", At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ")))
            .Close("p");
        if (!inside.IsEmptyOrWhiteSpace)
        {
            markup.Open("div", ("class", "moj-timeline__description")).Add(inside).Close("div");
        }

        Become(output, markup.Close("div"));
    }
}

/// <summary>Parts of one page or list, one of them open.</summary>
[HtmlTargetElement("moj-sub-navigation")]
public sealed class MojSubNavigation(Speech speech) : Spoken(speech)
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var items = await output.GetChildContentAsync();
        Become(
            output,
            new Markup()
                .Open(
                    "nav",
                    [
                        ("class", Markup.Classes("moj-sub-navigation", Classes)),
                        ("aria-label", Words ?? Speech["本页导航", "Sub navigation"]),
                    ],
                    output.Attributes
                )
                .Open("ul", ("class", "moj-sub-navigation__list"))
                .Add(items)
                .Close("ul")
                .Close("nav")
        );
    }
}

[HtmlTargetElement("moj-sub-navigation-item", ParentTag = "moj-sub-navigation")]
public sealed class MojSubNavigationItem(Speech speech) : Spoken(speech)
{
    public string Href { get; set; } = "#";

    public bool Active { get; set; }

    /// <summary>How many wait behind the link; shown when given.</summary>
    public int? Count { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var words = Count is { } count ? Speech[$"{Words}（{count}）", $"{Words} ({count})"] : Words;
        Become(
            output,
            new Markup()
                .Open("li", ("class", Markup.Classes("moj-sub-navigation__item", Classes)))
                .Open(
                    "a",
                    [("class", "moj-sub-navigation__link"), ("aria-current", Active ? "page" : null), ("href", Href)],
                    output.Attributes
                )
                .Text(words)
                .Close("a")
                .Close("li")
        );
    }
}

/// <summary>
/// The conditions of a list: put it inside a GET form, controls inside it; <c>clear</c> is the list's address
/// without conditions, shown when there are any.
/// </summary>
[HtmlTargetElement("moj-filter")]
public sealed class MojFilter(Speech speech) : Spoken(speech)
{
    public string? Clear { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        var markup = new Markup()
            .Open("div", [("class", Markup.Classes("moj-filter", Classes))], output.Attributes)
            .Open("div", ("class", "moj-filter__header"))
            .Open("div", ("class", "moj-filter__header-title"))
            .Element("h2", Words ?? Speech["筛选", "Filter"], ("class", "govuk-heading-m"))
            .Close("div")
            .Close("div")
            .Open("div", ("class", "moj-filter__content"))
            .Open("div", ("class", "moj-filter__options"))
            .Open("button", ("type", "submit"), ("class", "govuk-button"), ("data-module", "govuk-button"))
            .Text(Speech["筛选", "Apply filters"])
            .Close("button");
        if (Clear is not null)
        {
            markup
                .Open("p", ("class", "govuk-body"))
                .Element(
                    "a",
                    Speech["清除全部条件", "Clear all filters"],
                    ("class", "govuk-link govuk-link--no-visited-state"),
                    ("href", Clear)
                )
                .Close("p");
        }

        Become(output, markup.Add(inside).Close("div").Close("div").Close("div"));
    }
}
