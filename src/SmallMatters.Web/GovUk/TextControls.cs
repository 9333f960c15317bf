using Microsoft.AspNetCore.Razor.TagHelpers;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.GovUk;

/// <summary>One line of text.</summary>
[HtmlTargetElement("gov-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GovInput(Speech speech) : Control(speech)
{
    public string Type { get; set; } = "text";

    public string? Prefix { get; set; }

    public string? Suffix { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var markup = OpenGroup();
        Label(markup);
        HintAndError(markup);
        var wrapped = Prefix is not null || Suffix is not null;
        if (wrapped)
        {
            markup.Open("div", ("class", "govuk-input__wrapper"));
        }

        if (Prefix is not null)
        {
            markup.Element("div", Prefix, ("class", "govuk-input__prefix"), ("aria-hidden", "true"));
        }

        markup.Open(
            "input",
            [
                ("class", Markup.Classes("govuk-input", Classes, Mistake is null ? null : "govuk-input--error")),
                ("id", Identity),
                ("name", FullName),
                ("type", Type),
                ("value", Shown()),
                ("aria-describedby", Describing()),
            ],
            output.Attributes
        );

        if (Suffix is not null)
        {
            markup.Element("div", Suffix, ("class", "govuk-input__suffix"), ("aria-hidden", "true"));
        }

        if (wrapped)
        {
            markup.Close("div");
        }

        Become(output, markup.Close("div"));
    }
}

/// <summary>Several lines of text; with <c>max</c> the characters left are counted aloud.</summary>
[HtmlTargetElement("gov-textarea", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GovTextarea(Speech speech) : Control(speech)
{
    public int Rows { get; set; } = 5;

    /// <summary>The most characters allowed. Typing more is possible and said, so that no pasted text is cut in silence.</summary>
    public int? Max { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var markup = Max is { } max
            ? OpenGroup(
                "govuk-character-count",
                [("data-module", "govuk-character-count"), ("data-maxlength", $"{max}"), .. CountWords()]
            )
            : OpenGroup();
        Label(markup);
        HintAndError(markup);
        markup
            .Open(
                "textarea",
                [
                    (
                        "class",
                        Markup.Classes(
                            "govuk-textarea",
                            Classes,
                            Mistake is null ? null : "govuk-textarea--error",
                            Max is null ? null : "govuk-js-character-count"
                        )
                    ),
                    ("id", Identity),
                    ("name", FullName),
                    ("rows", $"{Rows}"),
                    ("aria-describedby", Describing(Max is null ? null : Identity + "-info")),
                ],
                output.Attributes
            )
            // A browser drops the first line break of a textarea: written here, the person's own one stays.
            .Text(Shown() is ['\n' or '\r', ..] own ? "\n" + own : Shown())
            .Close("textarea");
        if (Max is not null)
        {
            markup.Element(
                "div",
                Speech[$"最多可输入{Max}个字", $"You can enter up to {Max} characters"],
                ("id", Identity + "-info"),
                ("class", "govuk-hint govuk-character-count__message")
            );
        }

        Become(output, markup.Close("div"));
    }

    private (string, string?)[] CountWords() =>
        Speech.IsChinese
            ?
            [
                ("data-i18n.characters-under-limit.other", "还可以输入%{count}个字"),
                ("data-i18n.characters-at-limit", "已达到字数上限"),
                ("data-i18n.characters-over-limit.other", "超出%{count}个字"),
                ("data-i18n.textarea-description.other", "最多可输入%{count}个字"),
            ]
            : [];
}

/// <summary>A password, which the person may show to themselves.</summary>
[HtmlTargetElement("gov-password", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GovPassword(Speech speech) : Control(speech)
{
    public string Autocomplete { get; set; } = "current-password";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var markup = OpenGroup("govuk-password-input", [("data-module", "govuk-password-input"), .. ToggleWords()]);
        Label(markup);
        HintAndError(markup);
        // A password that was typed is never sent back in the page.
        markup
            .Open("div", ("class", "govuk-input__wrapper govuk-password-input__wrapper"))
            .Open(
                "input",
                [
                    (
                        "class",
                        Markup.Classes(
                            "govuk-input govuk-password-input__input govuk-js-password-input-input",
                            Classes,
                            Mistake is null ? null : "govuk-input--error"
                        )
                    ),
                    ("id", Identity),
                    ("name", FullName),
                    ("type", "password"),
                    ("spellcheck", "false"),
                    ("aria-describedby", Describing()),
                    ("autocomplete", Autocomplete),
                    ("autocapitalize", "none"),
                ],
                output.Attributes
            )
            .Element(
                "button",
                Speech["显示", "Show"],
                ("type", "button"),
                ("class", "govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle"),
                ("data-module", "govuk-button"),
                ("aria-controls", Identity),
                ("aria-label", Speech["显示密码", "Show password"]),
                ("hidden", "")
            )
            .Close("div");
        Become(output, markup.Close("div"));
    }

    private (string, string?)[] ToggleWords() =>
        Speech.IsChinese
            ?
            [
                ("data-i18n.show-password", "显示"),
                ("data-i18n.hide-password", "隐藏"),
                ("data-i18n.show-password-aria-label", "显示密码"),
                ("data-i18n.hide-password-aria-label", "隐藏密码"),
                ("data-i18n.password-shown-announcement", "密码已显示"),
                ("data-i18n.password-hidden-announcement", "密码已隐藏"),
            ]
            : [];
}

/// <summary>A file, such as a photo. What was chosen cannot be sent back by a browser: say so beside an error.</summary>
[HtmlTargetElement("gov-file", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GovFile(Speech speech) : Control(speech)
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var markup = OpenGroup();
        Label(markup);
        HintAndError(markup);
        markup.Open(
            "input",
            [
                ("class", Markup.Classes("govuk-file-upload", Classes, Mistake is null ? null : "govuk-file-upload--error")),
                ("id", Identity),
                ("name", FullName),
                ("type", "file"),
                ("aria-describedby", Describing()),
            ],
            output.Attributes
        );
        Become(output, markup.Close("div"));
    }
}
