using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.GovUk;

/// <summary>One thing to choose: a radio button, a checkbox or an option of a select, written inside its list.</summary>
[HtmlTargetElement("gov-radio", ParentTag = "gov-radios")]
[HtmlTargetElement("gov-checkbox", ParentTag = "gov-checkboxes")]
[HtmlTargetElement("gov-option", ParentTag = "gov-select")]
public sealed class GovChoice(Speech speech) : Spoken(speech)
{
    public string Value { get; set; } = "";

    public string? HintZh { get; set; }

    public string? HintEn { get; set; }

    public bool Disabled { get; set; }

    /// <summary>This choice excludes the others ("none of these").</summary>
    public bool Exclusive { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        var list = (ChoiceList)context.Items[typeof(ChoiceList)];
        list.Items.Add(
            new ChoiceItem(
                Value,
                Words ?? Value,
                Chosen(null, HintZh, HintEn, "hint-zh and hint-en"),
                inside.IsEmptyOrWhiteSpace ? null : inside,
                Disabled,
                Exclusive
            )
        );
        output.SuppressOutput();
    }
}

/// <summary>"Or" between two choices.</summary>
[HtmlTargetElement("gov-or", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GovOr(Speech speech) : Spoken(speech)
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ((ChoiceList)context.Items[typeof(ChoiceList)]).Items.Add(new ChoiceItem(null, Words ?? Speech["或者", "or"]));
        output.SuppressOutput();
    }
}

internal sealed record ChoiceItem(
    string? Value,
    string Words,
    string? Hint = null,
    IHtmlContent? Revealed = null,
    bool Disabled = false,
    bool Exclusive = false
);

internal sealed class ChoiceList
{
    public List<ChoiceItem> Items { get; } = [];
}

/// <summary>What radios, checkboxes and selects share: their choices come from the page or from <c>choices</c>.</summary>
public abstract class ChoiceControl(Speech speech) : Control(speech)
{
    public IEnumerable<Choice>? Choices { get; set; }

    private protected async Task<List<ChoiceItem>> CollectAsync(TagHelperContext context, TagHelperOutput output)
    {
        var list = new ChoiceList();
        list.Items.AddRange(
            (Choices ?? []).Select(one => new ChoiceItem(
                one.Value,
                Speech[one.Said],
                one.Hint is { } hint ? Speech[hint] : null,
                Disabled: one.Disabled
            ))
        );
        context.Items[typeof(ChoiceList)] = list;
        await output.GetChildContentAsync();
        return list.Items;
    }

    /// <summary>Radios and checkboxes differ only in their names.</summary>
    private protected async Task ListAsync(TagHelperContext context, TagHelperOutput output, string block, string type)
    {
        var items = await CollectAsync(context, output);
        var shown = AllShown();
        var markup = OpenGroup();
        using (Fieldset(markup))
        {
            HintAndError(markup);
            markup.Open("div", [("class", Markup.Classes(block, Classes)), ("data-module", block)], output.Attributes);
            var number = 0;
            foreach (var item in items)
            {
                number++;
                if (item.Value is null)
                {
                    markup.Element("div", item.Words, ("class", block + "__divider"));
                    continue;
                }

                One(markup, item, number == 1 ? Identity : $"{Identity}-{number}", block, type, shown.Contains(item.Value));
            }

            markup.Close("div");
        }

        Become(output, markup.Close("div"));
    }

    private void One(Markup markup, ChoiceItem item, string id, string block, string type, bool chosen)
    {
        // Hint and error belong to the fieldset; without one, nothing else would read them out.
        var hint = item.Hint is null ? null : id + "-item-hint";
        var described = type == "checkbox" && Words is null ? Markup.Classes(Describing(), hint) : hint;
        markup
            .Open("div", ("class", block + "__item"))
            .Open(
                "input",
                ("class", block + "__input"),
                ("id", id),
                ("name", FullName),
                ("type", type),
                ("value", item.Value),
                ("checked", chosen ? "" : null),
                ("disabled", item.Disabled ? "" : null),
                ("data-behaviour", item.Exclusive ? "exclusive" : null),
                ("data-aria-controls", item.Revealed is null ? null : "conditional-" + id),
                ("aria-describedby", string.IsNullOrEmpty(described) ? null : described)
            )
            .Element("label", item.Words, ("class", $"govuk-label {block}__label"), ("for", id));
        if (item.Hint is not null)
        {
            markup.Element("div", item.Hint, ("id", hint), ("class", $"govuk-hint {block}__hint"));
        }

        markup.Close("div");
        if (item.Revealed is not null)
        {
            markup
                .Open(
                    "div",
                    ("class", Markup.Classes(block + "__conditional", chosen ? null : block + "__conditional--hidden")),
                    ("id", "conditional-" + id)
                )
                .Add(item.Revealed)
                .Close("div");
        }
    }
}

/// <summary>Exactly one of a few. What stands inside a <c>gov-radio</c> is shown when it is chosen.</summary>
[HtmlTargetElement("gov-radios")]
public sealed class GovRadios(Speech speech) : ChoiceControl(speech)
{
    public override Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        ListAsync(context, output, "govuk-radios", "radio");
}

/// <summary>Any number of a few; bound to a list, or to a truth with one choice of value <c>true</c>.</summary>
[HtmlTargetElement("gov-checkboxes")]
public sealed class GovCheckboxes(Speech speech) : ChoiceControl(speech)
{
    public override Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        ListAsync(context, output, "govuk-checkboxes", "checkbox");
}

/// <summary>One of many.</summary>
[HtmlTargetElement("gov-select")]
public sealed class GovSelect(Speech speech) : ChoiceControl(speech)
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var items = await CollectAsync(context, output);
        var shown = AllShown();
        var markup = OpenGroup();
        Label(markup);
        HintAndError(markup);
        markup.Open(
            "select",
            [
                ("class", Markup.Classes("govuk-select", Classes, Mistake is null ? null : "govuk-select--error")),
                ("id", Identity),
                ("name", FullName),
                ("aria-describedby", Describing()),
            ],
            output.Attributes
        );
        foreach (var item in items)
        {
            markup.Element(
                "option",
                item.Words,
                ("value", item.Value),
                ("selected", shown.Contains(item.Value ?? "") ? "" : null),
                ("disabled", item.Disabled ? "" : null)
            );
        }

        Become(output, markup.Close("select").Close("div"));
    }
}
