using Microsoft.AspNetCore.Razor.TagHelpers;
using SmallMatters.Domain.Language;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.GovUk;

/// <summary>A tag whose text is given in both languages: <c>zh="…" en="…"</c>, or <c>said="@…"</c>.</summary>
public abstract class Spoken(Speech speech) : TagHelper
{
    public string? Zh { get; set; }

    public string? En { get; set; }

    public Bilingual? Said { get; set; }

    /// <summary>More class names for the outermost element or, for a control, for the control itself.</summary>
    public string? Classes { get; set; }

    protected Speech Speech { get; } = speech;

    protected string? Words => Chosen(Said, Zh, En, "zh and en");

    /// <summary>Replaces the tag itself by the markup.</summary>
    protected static void Become(TagHelperOutput output, Markup markup)
    {
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(markup);
    }

    /// <summary>One language alone is a mistake in the page, found the first time that the page is shown.</summary>
    protected string? Chosen(Bilingual? said, string? zh, string? en, string names)
    {
        if (said is { } both)
        {
            return Speech[both];
        }

        if (zh is null != en is null)
        {
            throw new InvalidOperationException($"{GetType().Name}: {names} go together, here stands '{zh ?? en}' alone.");
        }

        return zh is null ? null : Speech[zh, en!];
    }
}

/// <summary>An option to choose from, in both languages.</summary>
public sealed record Choice(string Value, Bilingual Said, Bilingual? Hint = null, bool Disabled = false)
{
    public static Choice Of(string value, string zh, string en) => new(value, new Bilingual(zh, en));
}
