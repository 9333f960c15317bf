using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Razor.TagHelpers;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.GovUk;

/// <summary>A day in three boxes, in the order in which the language says it. Bound to a <see cref="DateOnly"/>.</summary>
[HtmlTargetElement("gov-date", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GovDate(Speech speech) : Control(speech)
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Error ??= DayBinder
            .Parts.Select(part => FirstError($"{FullName}.{part}"))
            .Prepend(FirstError(FullName))
            .FirstOrDefault(error => error is not null);
        var whole = DateOnly.TryParseExact(Shown(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : (DateOnly?)null;
        var markup = OpenGroup();
        using (Fieldset(markup, "group"))
        {
            HintAndError(markup);
            markup.Open("div", [("class", Markup.Classes("govuk-date-input", Classes)), ("id", Identity)], output.Attributes);
            foreach (var part in Speech.IsChinese ? DayBinder.Parts.Reverse() : DayBinder.Parts)
            {
                Box(markup, part, whole);
            }

            markup.Close("div");
        }

        Become(output, markup.Close("div"));
    }

    private void Box(Markup markup, string part, DateOnly? whole)
    {
        var (words, value) = part switch
        {
            "day" => (Speech["日", "Day"], whole?.Day),
            "month" => (Speech["月", "Month"], whole?.Month),
            _ => (Speech["年", "Year"], whole?.Year),
        };
        var name = $"{FullName}.{part}";
        var id = $"{Identity}-{part}";
        markup
            .Open("div", ("class", "govuk-date-input__item"))
            .Open("div", ("class", "govuk-form-group"))
            .Element("label", words, ("class", "govuk-label govuk-date-input__label"), ("for", id))
            .Open(
                "input",
                (
                    "class",
                    Markup.Classes(
                        "govuk-input govuk-date-input__input",
                        part == "year" ? "govuk-input--width-4" : "govuk-input--width-2",
                        Wrong(name) ? "govuk-input--error" : null
                    )
                ),
                ("id", id),
                ("name", name),
                ("type", "text"),
                ("inputmode", "numeric"),
                ("value", State(name)?.AttemptedValue ?? value?.ToString(CultureInfo.InvariantCulture))
            )
            .Close("div")
            .Close("div");
    }

    /// <summary>The boxes named by an error are marked; all of them when the day as a whole is wrong.</summary>
    private bool Wrong(string name) =>
        Mistake is not null
        && (FirstError(name) is not null || !DayBinder.Parts.Any(part => FirstError($"{FullName}.{part}") is not null));
}

/// <summary>
/// Reads a day from the three boxes of <see cref="GovDate"/>, or from one value written 2026-11-21.
/// Three empty boxes are no day; part of a day, or a day that no calendar has, is an error beside the first wrong box.
/// </summary>
public sealed class DayBinder : IModelBinder
{
    /// <summary>The boxes' names, after the property's own.</summary>
    public static readonly IReadOnlyList<string> Parts = ["day", "month", "year"];

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var name = bindingContext.ModelName;
        var typed = Parts.Select(part => bindingContext.ValueProvider.GetValue($"{name}.{part}")).ToList();
        if (typed.All(part => part == ValueProviderResult.None))
        {
            return One(bindingContext);
        }

        foreach (var (part, value) in Parts.Zip(typed))
        {
            bindingContext.ModelState.SetModelValue($"{name}.{part}", value);
            // Nothing validates a box by itself, and what nothing has validated would make the whole form invalid.
            bindingContext.ModelState.MarkFieldSkipped($"{name}.{part}");
        }

        if (typed.All(part => string.IsNullOrWhiteSpace(part.FirstValue)))
        {
            return Task.CompletedTask;
        }

        var numbers = typed.Select(part => Number(part.FirstValue)).ToList();
        var wrong = Enumerable.Range(0, 3).Where(at => numbers[at] is not { } number || !Possible(at, number)).ToList();
        if (wrong.Count == 0 && numbers is [{ } day, { } month, { } year])
        {
            if (day <= DateTime.DaysInMonth(year, month))
            {
                bindingContext.Result = ModelBindingResult.Success(new DateOnly(year, month, day));
                return Task.CompletedTask;
            }

            wrong.Add(0);
        }

        var speech = bindingContext.HttpContext.RequestServices.GetRequiredService<Speech>();
        bindingContext.ModelState.TryAddModelError(
            $"{name}.{Parts[wrong[0]]}",
            speech["请填写日历上有的日期，例如 2026年11月21日", "Enter a day that exists, such as 21 11 2026"]
        );
        return Task.CompletedTask;
    }

    private static Task One(ModelBindingContext binding)
    {
        var value = binding.ValueProvider.GetValue(binding.ModelName);
        if (value == ValueProviderResult.None)
        {
            return Task.CompletedTask;
        }

        binding.ModelState.SetModelValue(binding.ModelName, value);
        if (string.IsNullOrWhiteSpace(value.FirstValue))
        {
            return Task.CompletedTask;
        }

        if (
            DateOnly.TryParseExact(value.FirstValue, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        )
        {
            binding.Result = ModelBindingResult.Success(day);
            return Task.CompletedTask;
        }

        var speech = binding.HttpContext.RequestServices.GetRequiredService<Speech>();
        binding.ModelState.TryAddModelError(
            binding.ModelName,
            speech["请按 2026-11-21 的格式填写日期", "Write the date like 2026-11-21"]
        );
        return Task.CompletedTask;
    }

    private static bool Possible(int part, int number) =>
        part switch
        {
            0 => number is >= 1 and <= 31,
            1 => number is >= 1 and <= 12,
            _ => number is >= 1000 and <= 9999,
        };

    private static int? Number(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Every <see cref="DateOnly"/> in a form is read by <see cref="DayBinder"/>.</summary>
public sealed class DayBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.UnderlyingOrModelType == typeof(DateOnly) ? new DayBinder() : null;
}
