using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using SmallMatters.Domain.Language;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.GovUk;

/// <summary>
/// What every form control shares: name, identity, value and error come from the property it is bound to
/// (<c>for="Words"</c>), label and hint from the tag. Each of them can also be written on the tag.
/// Attributes that the helper does not know go to the input itself.
/// </summary>
public abstract class Control(Speech speech) : Spoken(speech)
{
    public ModelExpression? For { get; set; }

    public string? Name { get; set; }

    public string? Id { get; set; }

    public string? Value { get; set; }

    /// <summary>Shown beside the control; by default the first error of the bound property.</summary>
    public string? Error { get; set; }

    public string? HintZh { get; set; }

    public string? HintEn { get; set; }

    public Bilingual? HintSaid { get; set; }

    /// <summary>The label is the page's heading (one question on a page).</summary>
    public bool Heading { get; set; }

    /// <summary>Size of the label: xl, l, m or s; plain text when it is not given, l for a heading.</summary>
    public string? Size { get; set; }

    /// <summary>Identities of other elements that describe this control.</summary>
    public string? DescribedBy { get; set; }

    public string? GroupClasses { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext? View { get; set; }

    /// <summary>Says where on the page the control stands, before what stands inside it says so.</summary>
    public override void Init(TagHelperContext context)
    {
        if (View is not null && FullName.Length > 0)
        {
            FieldsShown.Of(View.HttpContext).Add(FullName, Identity, Error?.Length != 0);
        }
    }

    protected string FullName =>
        Name ?? (For is null ? "" : View?.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name) ?? For.Name);

    protected string Identity => Id ?? Identify(FullName);

    protected string? Hint => Chosen(HintSaid, HintZh, HintEn, "hint-zh and hint-en");

    // A page that says it with an empty word has looked itself: another form of the page has the field's error.
    protected string? Mistake =>
        Error is null ? FirstError(FullName)
        : Error.Length > 0 ? Error
        : null;

    protected string? LabelSize => Size ?? (Heading ? "l" : null);

    /// <summary>The identity of the control with that name, as the error summary's links have it.</summary>
    public static string Identify(string name) => TagBuilder.CreateSanitizedId(name, "-");

    /// <summary>What the person typed, if the form came back; else the property's value.</summary>
    protected string? Shown()
    {
        if (Value is not null)
        {
            return Value;
        }

        if (For is null)
        {
            return null;
        }

        return State(FullName)?.AttemptedValue ?? Write(For.Model);
    }

    /// <summary>The same for controls with several values.</summary>
    protected IReadOnlyCollection<string> AllShown()
    {
        if (Value is not null)
        {
            return [Value];
        }

        return State(FullName)?.RawValue switch
        {
            string[] many => many,
            string one => [one],
            _ => For?.Model switch
            {
                null => [],
                string one => [one],
                System.Collections.IEnumerable many => [.. many.Cast<object?>().Select(Write).OfType<string>()],
                var one => Write(one) is { } written ? [written] : [],
            },
        };
    }

    protected ModelStateEntry? State(string name) => View?.ViewData.ModelState.GetValueOrDefault(name);

    protected string? FirstError(string name) => State(name)?.Errors.FirstOrDefault()?.ErrorMessage;

    /// <summary>The identities of hint and error, for <c>aria-describedby</c>.</summary>
    protected string? Describing(string? first = null)
    {
        var ids = Markup.Classes(
            DescribedBy,
            first,
            Hint is null ? null : Identity + "-hint",
            Mistake is null ? null : Identity + "-error"
        );
        return ids.Length == 0 ? null : ids;
    }

    protected Markup OpenGroup(string? more = null, params (string Name, string? Value)[] attributes) =>
        new Markup().Open(
            "div",
            [
                (
                    "class",
                    Markup.Classes("govuk-form-group", Mistake is null ? null : "govuk-form-group--error", more, GroupClasses)
                ),
                .. attributes,
            ]
        );

    protected void Label(Markup markup)
    {
        if (Words is not { } words)
        {
            return;
        }

        var size = LabelSize is null ? null : $"govuk-label--{LabelSize}";
        if (Heading)
        {
            markup.Open("h1", ("class", "govuk-label-wrapper"));
        }

        markup.Element("label", words, ("class", Markup.Classes("govuk-label", size)), ("for", Identity));
        if (Heading)
        {
            markup.Close("h1");
        }
    }

    protected void HintAndError(Markup markup)
    {
        if (Hint is { } hint)
        {
            markup.Element("div", hint, ("id", Identity + "-hint"), ("class", "govuk-hint"));
        }

        if (Mistake is { } mistake)
        {
            markup
                .Open("p", ("id", Identity + "-error"), ("class", "govuk-error-message"))
                .Element("span", Speech["出错了：", "Error:"], ("class", "govuk-visually-hidden"))
                .Text(" " + mistake)
                .Close("p");
        }
    }

    /// <summary>A fieldset with its legend around controls that belong together, or nothing without a legend.</summary>
    protected IDisposable Fieldset(Markup markup, string? role = null)
    {
        if (Words is not { } words)
        {
            return new Ending(() => { });
        }

        var size = LabelSize is null ? null : $"govuk-fieldset__legend--{LabelSize}";
        markup
            .Open("fieldset", ("class", "govuk-fieldset"), ("role", role), ("aria-describedby", Describing()))
            .Open("legend", ("class", Markup.Classes("govuk-fieldset__legend", size)));
        if (Heading)
        {
            markup.Element("h1", words, ("class", "govuk-fieldset__heading"));
        }
        else
        {
            markup.Text(words);
        }

        markup.Close("legend");
        return new Ending(() => markup.Close("fieldset"));
    }

    protected static string? Write(object? value) =>
        value switch
        {
            null => null,
            bool flag => flag ? "true" : "false",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
