using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace SmallMatters.Web.Raising;

/// <summary>
/// A request that says it is larger than the page takes is led back to the page, which then says so beside the field,
/// before anything of it is read.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LargestRequestAttribute(long bytes) : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>The query value that the page is opened with.</summary>
    public const string TooLarge = "too-large";

    // Before the forgery token is looked for, which would read the whole form.
    public int Order => -1000;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (HttpMethods.IsPost(context.HttpContext.Request.Method) && context.HttpContext.Request.ContentLength > bytes)
        {
            context.Result = new RedirectResult($"{context.HttpContext.Request.Path}?{TooLarge}=1");
        }
    }
}
