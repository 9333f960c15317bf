using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using SmallMatters.Domain.Performance;

namespace SmallMatters.Web.Burden;

/// <summary>Counts each form of staff that is sent. What is counted is in <see cref="BurdenMeter"/>.</summary>
internal sealed class BurdenFilter(BurdenMeter meter) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var done = await next();
        var request = context.HttpContext.Request;
        if (
            !HttpMethods.IsPost(request.Method)
            || !request.HasFormContentType
            || done is { Exception: not null, ExceptionHandled: false }
            || Template(context.ActionDescriptor) is not { } form
            || StaffFormBook.BuiltIn.Find(form) is null
        )
        {
            return;
        }
        var keys = context.RouteData.Values;
        var about = (keys.GetValueOrDefault("reference") ?? keys.GetValueOrDefault("id"))?.ToString();
        var fields = await request.ReadFormAsync(context.HttpContext.RequestAborted);
        switch (done.Result)
        {
            case PageResult when !context.ModelState.IsValid || context.HttpContext.Response.StatusCode >= 400:
                meter.Count(form, about, fields, taken: false);
                break;
            case PageResult or FileResult or IKeepTempDataResult:
                meter.Count(form, about, fields, taken: true);
                break;
        }
    }

    /// <summary>The address template of a page, as the register of forms has it; null for a page without one.</summary>
    public static string? Template(CompiledPageActionDescriptor page) =>
        page.AttributeRouteInfo?.Template is { } template ? $"/{template.TrimStart('/')}" : null;
}
