using System.Text.Json;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using SmallMatters.Web.GovUk;
using Xunit;

namespace SmallMatters.Web.Tests.GovUk;

/// <summary>
/// Our tags give the same HTML as the design system's own templates, for every published example whose options we
/// have. An example that asks for an option that we left out is not used; how many are used is asserted too, so that
/// a changed package cannot make the comparison vanish.
/// </summary>
public sealed class ControlsFollowTheDesignSystemTests
{
    private static readonly string[] Field =
    [
        "label.text",
        "label.classes",
        "label.isPageHeading",
        "hint.text",
        "errorMessage.text",
        "id",
        "name",
        "value",
        "classes",
        "describedBy",
        "formGroup.classes",
    ];

    private static readonly string[] Plain =
    [
        "attributes",
        "autocomplete",
        "inputmode",
        "pattern",
        "autocapitalize",
        "type",
        "prefix.text",
        "suffix.text",
    ];

    private static readonly string[] List =
    [
        "idPrefix",
        "name",
        "classes",
        "hint.text",
        "errorMessage.text",
        "formGroup.classes",
        "value",
        "fieldset.legend.text",
        "fieldset.legend.classes",
        "fieldset.legend.isPageHeading",
        "items[].value",
        "items[].text",
        "items[].hint.text",
        "items[].disabled",
        "items[].checked",
        "items[].divider",
        "items[].conditional.html",
        "items[].behaviour",
    ];

    /// <summary>Component, the options that our tag has, and how many published examples that makes.</summary>
    public static TheoryData<string, string[], int> Components() =>
        new()
        {
            { "input", [.. Field, .. Plain], 25 },
            { "textarea", [.. Field, "rows", "attributes", "autocomplete"], 12 },
            { "character-count", [.. Field, "rows", "maxlength"], 8 },
            { "file-upload", [.. Field, "attributes"], 6 },
            { "password-input", [.. Field, "autocomplete"], 5 },
            { "select", [.. Field, "items[].value", "items[].text", "items[].selected", "items[].disabled", "attributes"], 6 },
            { "radios", List, 14 },
            { "checkboxes", List, 14 },
            { "button", ["text", "href", "classes", "type", "disabled", "preventDoubleClick", "name", "value"], 10 },
            { "tag", ["text", "classes"], 5 },
            { "inset-text", ["text", "classes"], 3 },
            { "warning-text", ["text", "iconFallbackText", "classes"], 2 },
            { "details", ["summaryText", "text", "classes", "open"], 3 },
            { "panel", ["titleText", "text", "classes"], 2 },
            { "back-link", ["text", "href", "classes"], 2 },
            { "notification-banner", ["text", "type", "classes"], 3 },
        };

    [Theory, MemberData(nameof(Components))]
    public async Task A_control_gives_the_design_systems_html(string component, string[] options, int atLeast)
    {
        Assert.SkipUnless(
            Directory.Exists(Official.Components),
            "node_modules is absent: npm ci has not been run in src/SmallMatters.Web"
        );
        var supported = options.ToHashSet();
        var used = Official.Of(component).Where(one => one.Uses(supported) && Comparable(one)).ToList();

        var wrong = new List<string>();
        foreach (var fixture in used)
        {
            var expected = Markings.Canonical(fixture.Html);
            var actual = Markings.Canonical(await RenderAsync(fixture));
            if (expected != actual)
            {
                wrong.Add($"--- {fixture.Name}\nexpected\n{expected}actual\n{actual}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(3)) + $"\n{wrong.Count} of {used.Count} differ");
        Assert.True(
            used.Count >= atLeast,
            $"only {used.Count} examples of {component} were compared: {string.Join(", ", used.Select(one => one.Name))}"
        );
    }

    /// <summary>What our tags deliberately do otherwise.</summary>
    private static bool Comparable(Fixture fixture) =>
        (fixture.Component, fixture) switch
        {
            // A typed password never goes back into a page.
            ("password-input", _) => fixture.Text("value") is null,
            // Every summary, warning and title has its words, and the words are not empty.
            ("details", _) => fixture.Text("summaryText") is not null,
            ("warning-text", _) => fixture.Text("text") is not null && fixture.Text("iconFallbackText") is "Warning",
            ("panel", _) => fixture.Text("titleText") is not null && fixture.Text("classes") is not "govuk-panel--interruption",
            ("notification-banner", _) => fixture.Text("type") is null or "success",
            ("back-link", _) => fixture.Text("text") is not null,
            ("button", _) => fixture.Text("text") is not null
                && fixture.At("preventDoubleClick") is null or { ValueKind: JsonValueKind.True },
            // Every option of ours says its value; a template may leave it to the words, or give one that is no text.
            ("select", _) => fixture.At("items") is { } options
                && options
                    .EnumerateArray()
                    .All(item =>
                        Usual(item)
                        && item.TryGetProperty("value", out var value)
                        && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
                        && !False(item, "selected")
                    ),
            // A tag written by hand holds one value; several come from a bound list, which the pages' tests cover.
            ("radios" or "checkboxes", _) => fixture.At("items") is { } items
                && items.EnumerateArray().All(item => Usual(item) && !False(item, "checked"))
                && items.EnumerateArray().Count(item => True(item, "checked")) <= 1
                && fixture.Text("name") is not null,
            ("character-count", _) => fixture.Text("maxlength") is not null,
            _ => true,
        };

    private static bool Usual(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object
        && !(
            item.TryGetProperty("conditional", out var conditional)
            && conditional.GetProperty("html").ValueKind != JsonValueKind.String
        );

    private static Task<string> RenderAsync(Fixture fixture)
    {
        var speech = Markings.English();
        var text = fixture.Text("text");
        var classes = fixture.Text("classes");
        return fixture.Component switch
        {
            "input" => Markings.RenderAsync(
                With(
                    new GovInput(speech)
                    {
                        Type = fixture.Text("type") ?? "text",
                        Prefix = fixture.Text("prefix.text"),
                        Suffix = fixture.Text("suffix.text"),
                    },
                    fixture
                ),
                null,
                Others(fixture, "inputmode", "autocomplete", "pattern", "autocapitalize")
            ),
            "textarea" or "character-count" => Markings.RenderAsync(
                With(
                    new GovTextarea(speech)
                    {
                        Rows = int.Parse(fixture.Text("rows") ?? "5"),
                        Max = fixture.Text("maxlength") is { } max ? int.Parse(max) : null,
                    },
                    fixture
                ),
                null,
                Others(fixture, "autocomplete")
            ),
            "file-upload" => Markings.RenderAsync(With(new GovFile(speech), fixture), null, Others(fixture)),
            "password-input" => Markings.RenderAsync(
                With(new GovPassword(speech) { Autocomplete = fixture.Text("autocomplete") ?? "current-password" }, fixture)
            ),
            "select" => Markings.RenderAsync(With(new GovSelect(speech), fixture), Items(fixture), Others(fixture)),
            "radios" => Markings.RenderAsync(With(new GovRadios(speech), fixture), Items(fixture)),
            "checkboxes" => Markings.RenderAsync(With(new GovCheckboxes(speech), fixture), Items(fixture)),
            "button" => Markings.RenderAsync(
                new GovButton(speech)
                {
                    Zh = "中",
                    En = text,
                    Href = fixture.Text("href"),
                    Type = fixture.Text("type") ?? "submit",
                    Disabled = fixture.Flag("disabled"),
                    Repeatable = !fixture.Flag("preventDoubleClick"),
                    Classes = classes,
                },
                null,
                Others(fixture, "name", "value")
            ),
            "tag" => Markings.RenderAsync(
                new GovTag(speech)
                {
                    Zh = "中",
                    En = text,
                    Classes = classes,
                }
            ),
            "inset-text" => Markings.RenderAsync(
                new GovInset(speech)
                {
                    Zh = "中",
                    En = text,
                    Classes = classes,
                }
            ),
            "warning-text" => Markings.RenderAsync(
                new GovWarning(speech)
                {
                    Zh = "中",
                    En = text,
                    Classes = classes,
                }
            ),
            "details" => Markings.RenderAsync(
                new GovDetails(speech)
                {
                    Zh = "中",
                    En = fixture.Text("summaryText"),
                    Open = fixture.Flag("open"),
                    Classes = classes,
                },
                _ => Task.FromResult(System.Net.WebUtility.HtmlEncode(text ?? ""))
            ),
            "panel" => Markings.RenderAsync(
                new GovPanel(speech)
                {
                    Zh = "中",
                    En = fixture.Text("titleText"),
                    Classes = classes,
                },
                _ => Task.FromResult(System.Net.WebUtility.HtmlEncode(text ?? ""))
            ),
            "back-link" => Markings.RenderAsync(
                new GovBackLink(speech)
                {
                    Zh = "中",
                    En = text,
                    Href = fixture.Text("href") ?? "#",
                    Classes = classes,
                }
            ),
            "notification-banner" => Markings.RenderAsync(
                new GovNotification(speech)
                {
                    Zh = "中",
                    En = text,
                    Success = fixture.Text("type") == "success",
                    Classes = classes,
                }
            ),
            var other => throw new InvalidOperationException(other),
        };
    }

    private static T With<T>(T control, Fixture fixture)
        where T : Control
    {
        var label = fixture.Text("label.text") ?? fixture.Text("fieldset.legend.text");
        var hint = fixture.Text("hint.text");
        var classes = fixture.Text("label.classes") ?? fixture.Text("fieldset.legend.classes");
        control.Zh = label is null ? null : "中";
        control.En = label;
        control.HintZh = hint is null ? null : "中";
        control.HintEn = hint;
        control.Error = fixture.Text("errorMessage.text");
        control.Name = fixture.Text("name");
        control.Id = fixture.Text("id") ?? fixture.Text("idPrefix");
        control.Value = fixture.Text("value") ?? Chosen(fixture);
        control.Classes = fixture.Text("classes");
        control.DescribedBy = fixture.Text("describedBy");
        control.GroupClasses = fixture.Text("formGroup.classes");
        control.Heading = fixture.Flag("label.isPageHeading") || fixture.Flag("fieldset.legend.isPageHeading");
        control.Size = classes?.Split("--")[^1];
        return control;
    }

    private static string? Chosen(Fixture fixture) =>
        fixture.At("items") is { ValueKind: JsonValueKind.Array } items
            ? items
                .EnumerateArray()
                .Where(item => True(item, "checked") || True(item, "selected"))
                .Select(item => item.GetProperty("value").ToString())
                .SingleOrDefault()
            : null;

    private static bool True(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static bool False(JsonElement item, string name) =>
        item.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.False;

    private static (string, string)[] Others(Fixture fixture, params string[] names) =>
        [
            .. names.Where(name => fixture.Text(name) is not null).Select(name => (name, fixture.Text(name)!)),
            .. fixture.At("attributes") is { ValueKind: JsonValueKind.Object } more
                ? more.EnumerateObject().Select(one => (one.Name, one.Value.ToString()))
                : [],
        ];

    private static Func<TagHelperContext, Task<string>> Items(Fixture fixture) =>
        async context =>
        {
            foreach (var item in fixture.At("items")!.Value.EnumerateArray())
            {
                string? Text(string name) => item.TryGetProperty(name, out var found) ? found.ToString() : null;
                var output = new TagHelperOutput(
                    "item",
                    [],
                    (_, _) =>
                    {
                        var content = new DefaultTagHelperContent();
                        content.SetHtmlContent(
                            new HtmlString(
                                item.TryGetProperty("conditional", out var shown) ? shown.GetProperty("html").GetString() : ""
                            )
                        );
                        return Task.FromResult<TagHelperContent>(content);
                    }
                );
                if (Text("divider") is { } or)
                {
                    new GovOr(Markings.English()) { Zh = "中", En = or }.Process(context, output);
                    continue;
                }

                var hint = item.TryGetProperty("hint", out var found) ? found.GetProperty("text").GetString() : null;
                await new GovChoice(Markings.English())
                {
                    Value = Text("value") ?? "",
                    Zh = "中",
                    En = Text("text"),
                    HintZh = hint is null ? null : "中",
                    HintEn = hint,
                    Disabled = True(item, "disabled"),
                    Exclusive = Text("behaviour") == "exclusive",
                }.ProcessAsync(context, output);
            }

            return "";
        };
}
