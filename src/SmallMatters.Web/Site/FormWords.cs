using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Site;

/// <summary>What the form reader itself says about a value that it cannot read, in the person's language.</summary>
internal sealed class FormWords(IHttpContextAccessor request) : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options)
    {
        options.ModelBinderProviders.Insert(0, new DayBinderProvider());
        // What is required is said by the use case, in its own words.
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        var words = options.ModelBindingMessageProvider;
        words.SetValueMustNotBeNullAccessor(_ => Say("请填写这一项", "Fill this in"));
        words.SetMissingBindRequiredValueAccessor(_ => Say("请填写这一项", "Fill this in"));
        words.SetMissingKeyOrValueAccessor(() => Say("请填写这一项", "Fill this in"));
        words.SetMissingRequestBodyRequiredValueAccessor(() => Say("没有收到任何内容", "Nothing was received"));
        words.SetValueIsInvalidAccessor(value => Say($"无法识别“{value}”", $"“{value}” cannot be read"));
        words.SetUnknownValueIsInvalidAccessor(_ => Say("填写的内容无法识别", "What was entered cannot be read"));
        words.SetNonPropertyUnknownValueIsInvalidAccessor(() => Say("填写的内容无法识别", "What was entered cannot be read"));
        words.SetAttemptedValueIsInvalidAccessor((value, _) => Say($"无法识别“{value}”", $"“{value}” cannot be read"));
        words.SetNonPropertyAttemptedValueIsInvalidAccessor(value => Say($"无法识别“{value}”", $"“{value}” cannot be read"));
        words.SetValueMustBeANumberAccessor(_ => Say("请填写数字", "Enter a number"));
        words.SetNonPropertyValueMustBeANumberAccessor(() => Say("请填写数字", "Enter a number"));
    }

    private string Say(string zh, string en) => request.HttpContext?.RequestServices.GetRequiredService<Speech>()[zh, en] ?? zh;
}
