using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using SmallMatters.Domain.Language;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.GovUk;

/// <summary>What went wrong, at the top of the page, each line leading to its field. Nothing when nothing is wrong.</summary>
[HtmlTargetElement("gov-error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GovErrorSummary(Speech speech) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext? View { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = View!
            .ViewData.ModelState.SelectMany(
                pair => pair.Value?.Errors ?? [],
                (pair, error) => (Target: Target(pair.Key), error.ErrorMessage)
            )
            .ToList();
        output.TagName = null;
        if (errors.Count == 0)
        {
            return;
        }

        var markup = new Markup()
            .Open("div", [("class", "govuk-error-summary"), ("data-module", "govuk-error-summary")], output.Attributes)
            .Open("div", ("role", "alert"))
            .Element("h2", speech["这里有问题，请改正", "There is a problem"], ("class", "govuk-error-summary__title"))
            .Open("div", ("class", "govuk-error-summary__body"))
            .Open("ul", ("class", "govuk-list govuk-error-summary__list"));
        foreach (var (target, message) in errors)
        {
            markup.Open("li");
            if (target is null)
            {
                markup.Text(message);
            }
            else
            {
                markup.Element("a", message, ("href", "#" + target));
            }

            markup.Close("li");
        }

        output.Attributes.Clear();
        output.Content.SetHtmlContent(markup.Close("ul").Close("div").Close("div").Close("div"));
    }

    /// <summary>The identity of the field's first input; null for an error about the whole form.</summary>
    private string? Target(string key)
    {
        if (key.Length == 0)
        {
            return null;
        }

        var first = speech.IsChinese ? DayBinder.Parts[^1] : DayBinder.Parts[0];
        return Control.Identify(View!.ViewData.ModelState.ContainsKey($"{key}.{first}") ? $"{key}.{first}" : key);
    }
}

/// <summary>A refusal of the domain, shown beside its field.</summary>
public static class Refusing
{
    /// <summary>
    /// Adds the refusal's sentence, and those of what else is wrong, to the form's errors. A refusal's field is put under
    /// <paramref name="prefix"/> (the name of the bound property that holds the form), and under the whole form when it names none.
    /// </summary>
    public static void Refuse(this ModelStateDictionary state, Refusal refusal, Speech speech, string? prefix = null) =>
        state.Refuse(refusal, speech, field => prefix is null or "" ? field : $"{prefix}.{field}");

    /// <summary>The same where fields have other names on the page.</summary>
    public static void Refuse(this ModelStateDictionary state, Refusal refusal, Speech speech, Func<string, string> nameOf)
    {
        foreach (var one in refusal.Each)
        {
            state.AddModelError(one.Field is { } field ? nameOf(field) : "", speech[one.Sentence]);
        }
    }
}
