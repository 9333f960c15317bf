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
        // The layout is written after the page, so that the page's controls are known here.
        var shown = FieldsShown.Of(View!.HttpContext);
        var errors = View
            .ViewData.ModelState.SelectMany(
                pair => pair.Value?.Errors ?? [],
                (pair, error) => (At: shown.At(pair.Key), Target: Target(pair.Key, shown), error.ErrorMessage)
            )
            .OrderBy(error => error.At)
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
        foreach (var (_, target, message) in errors)
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
    private string? Target(string key, FieldsShown shown)
    {
        if (key.Length == 0)
        {
            return null;
        }

        var first = speech.IsChinese ? DayBinder.Parts[^1] : DayBinder.Parts[0];
        return View!.ViewData.ModelState.ContainsKey($"{key}.{first}")
            ? Control.Identify($"{key}.{first}")
            : shown.IdentityOf(key);
    }
}

/// <summary>The controls of a page in the order in which they stand there.</summary>
internal sealed class FieldsShown
{
    private readonly Dictionary<string, (int At, string Identity)> _fields = new(StringComparer.OrdinalIgnoreCase);

    public static FieldsShown Of(HttpContext context)
    {
        if (context.Items[typeof(FieldsShown)] is not FieldsShown shown)
        {
            context.Items[typeof(FieldsShown)] = shown = new FieldsShown();
        }
        return shown;
    }

    /// <param name="name">Full name of the control.</param>
    /// <param name="identity">Its identity in the page.</param>
    /// <param name="errs">Whether the field's error is shown beside it: of several forms with the same names, one is meant.</param>
    public void Add(string name, string identity, bool errs)
    {
        if (errs || !_fields.ContainsKey(name))
        {
            _fields[name] = (_fields.Count, identity);
        }
    }

    /// <summary>Where a field stands: what is about the whole form is first, what no control shows is last.</summary>
    public int At(string key) =>
        key.Length == 0 ? -1
        : _fields.TryGetValue(key, out var field) || _fields.TryGetValue(WithoutPart(key), out field) ? field.At
        : int.MaxValue;

    public string IdentityOf(string key) => _fields.TryGetValue(key, out var field) ? field.Identity : Control.Identify(key);

    // A day's error stands at one of its three boxes.
    private static string WithoutPart(string key) =>
        key.LastIndexOf('.') is > 0 and var dot && DayBinder.Parts.Contains(key[(dot + 1)..]) ? key[..dot] : key;
}

/// <summary>A refusal of the domain, shown beside its field.</summary>
public static class Refusing
{
    /// <summary>
    /// Adds the refusal's sentence, and those of what else is wrong, to the form's errors. A refusal's field is put under
    /// <paramref name="prefix"/> (the name of the bound property that holds the form), and under the whole form when it names none.
    /// The summary puts them into the order of the page.
    /// </summary>
    public static void Refuse(this ModelStateDictionary state, Refusal refusal, Speech speech, string? prefix = null) =>
        state.Refuse(refusal, speech, field => prefix is null or "" ? field : $"{prefix}.{field}");

    /// <summary>The same where fields have other names on the page.</summary>
    public static void Refuse(this ModelStateDictionary state, Refusal refusal, Speech speech, Func<string, string> nameOf)
    {
        // What could not even be read has its message, and is not called missing besides.
        var unread = state.Where(pair => pair.Value?.Errors.Count > 0).Select(pair => pair.Key).ToList();
        foreach (var one in refusal.Each)
        {
            var name = one.Field is { } field ? nameOf(field) : "";
            if (name.Length == 0 || !unread.Any(key => key == name || DayBinder.Parts.Any(part => key == $"{name}.{part}")))
            {
                state.AddModelError(name, speech[one.Sentence]);
            }
        }
    }
}
