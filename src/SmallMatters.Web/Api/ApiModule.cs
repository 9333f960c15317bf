using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Following;
using SmallMatters.Web.Sharing;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Api;

/// <summary>The product's own interface for programs that read, under <c>/api/v1/</c>, described at <c>/openapi/v1.json</c>.</summary>
public static class ApiModule
{
    private const int MostMatters = 200;

    public static WebApplicationBuilder AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PublicFigures>();
        // A wrong value is answered, in development as elsewhere, not thrown.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        builder.Services.AddOpenApi(
            "v1",
            options =>
            {
                options.ShouldInclude = endpoint =>
                    endpoint.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info.Title = "SmallMatters 小事不小";
                        document.Info.Description =
                            "Public data of one jurisdiction. No key is needed. To raise matters, use Open311 (/open311/discovery.json).";
                        document.Servers = [];
                        return Task.CompletedTask;
                    }
                );
            }
        );
        return builder;
    }

    public static WebApplication UseApi(this WebApplication app)
    {
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api"), api => api.Use(Guard));
        app.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(Policies.Everybody).AddEndpointFilter(OpenToAllPages);

        var api = app.MapGroup("/api/v1").RequireAuthorization(Policies.Everybody).AddEndpointFilter(OpenToAllPages);
        api.MapGet("/areas", AreasAsync).WithSummary("All areas");
        api.MapGet("/categories", CategoriesAsync).WithSummary("All categories, also those that are no longer offered");
        api.MapGet("/matters", MattersAsync).WithSummary("Matters, newest first").ProducesProblem(400);
        api.MapGet("/matters/{reference}", MatterAsync).WithSummary("One matter").ProducesProblem(404).ProducesProblem(429);
        api.MapGet("/figures", FiguresAsync)
            .WithSummary("What was raised and closed in the last year, and how long it took")
            .ProducesProblem(400);
        // By a slip's own key: not for pages of anybody else, and no part of the public description.
        app.MapGet("/api/v1/shared/{slip}", SharedApi.ReadAsync)
            .RequireAuthorization(Policies.Everybody)
            .ExcludeFromDescription();
        app.Map("/api/{**rest}", () => Problem(404, "没有这个地址。", "There is nothing at this address."))
            .RequireAuthorization(Policies.Everybody)
            .ExcludeFromDescription();
        return app;
    }

    private static async Task<Ok<IEnumerable<AreaAnswer>>> AreasAsync(
        JurisdictionSource jurisdictions,
        CancellationToken cancel
    ) => TypedResults.Ok((await jurisdictions.CurrentAsync(cancel)).Areas.Values.Select(AreaAnswer.Of));

    private static async Task<Ok<IEnumerable<CategoryAnswer>>> CategoriesAsync(
        JurisdictionSource jurisdictions,
        CancellationToken cancel
    ) => TypedResults.Ok((await jurisdictions.CurrentAsync(cancel)).Categories.Values.Select(CategoryAnswer.Of));

    private static async Task<Results<Ok<MattersAnswer>, ProblemHttpResult>> MattersAsync(
        IDbContextFactory<Db> databases,
        JurisdictionSource jurisdictions,
        [Description("Code of an area.")] string? area,
        [Description("Code of a category.")] string? category,
        [Description("Open, Closed, UnderReview or Settled.")] Stage? stage,
        [Description("Only matters raised before the one with this reference.")] string? before,
        [Description("How many; 1 to 200, else 50.")] int? most,
        CancellationToken cancel
    )
    {
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        if (most is < 1 or > MostMatters || (stage is { } given && !Enum.IsDefined(given)))
        {
            return WrongValue;
        }
        await using var db = await databases.CreateDbContextAsync(cancel);
        var all = PublicMatters.Of(db, [.. jurisdiction.Categories.Values.Where(c => c.PublicSpace).Select(c => c.Code)]);
        var matters = all;
        if (area is not null)
        {
            matters = matters.Where(m => m.Area == area);
        }
        if (category is not null)
        {
            matters = matters.Where(m => m.Category == category);
        }
        if (stage is { } wanted)
        {
            matters = matters.Where(m => m.Stage == wanted);
        }
        if (before is not null)
        {
            if (!Reference.TryParse(before, out var reference))
            {
                return WrongValue;
            }
            var last = await all.Where(m => m.Number == reference.Value).Select(m => (MatterId?)m.Id).FirstOrDefaultAsync(cancel);
            if (last is null)
            {
                return WrongValue;
            }
            matters = matters.Where(m => m.Id < last);
        }
        var size = most ?? 50;
        var found = await matters.OrderByDescending(m => m.Id).Take(size + 1).ToListAsync(cancel);
        var answers = found.Take(size).Select(m => MatterAnswer.Of(m, jurisdiction)).ToList();
        return TypedResults.Ok(new MattersAnswer(answers, found.Count > size ? answers[^1].Reference : null));
    }

    private static async Task<Results<Ok<MatterAnswer>, ProblemHttpResult>> MatterAsync(
        IDbContextFactory<Db> databases,
        JurisdictionSource jurisdictions,
        GuessLimit limit,
        HttpContext http,
        [Description("Twelve digits; blanks and dashes are forgiven.")] string reference,
        CancellationToken cancel
    )
    {
        if (!limit.Allows(http))
        {
            http.Response.Headers.RetryAfter = "60";
            return Problem(429, "查得太频繁了，请过一分钟再试。", "Too many look-ups; try again in a minute.");
        }
        if (Reference.TryParse(reference, out var number))
        {
            var jurisdiction = await jurisdictions.CurrentAsync(cancel);
            await using var db = await databases.CreateDbContextAsync(cancel);
            var all = PublicMatters.Of(db, [.. jurisdiction.Categories.Values.Where(c => c.PublicSpace).Select(c => c.Code)]);
            if (await all.FirstOrDefaultAsync(m => m.Number == number.Value, cancel) is { } matter)
            {
                return TypedResults.Ok(MatterAnswer.Of(matter, jurisdiction));
            }
        }
        return Problem(404, "没有这个编号的诉求。", "There is no matter with this reference.");
    }

    private static async Task<Results<Ok<FiguresAnswer>, ProblemHttpResult>> FiguresAsync(
        PublicFigures figures,
        JurisdictionSource jurisdictions,
        [Description("Code of an area, or all.")] string? area,
        [Description("Code of a category, or all.")] string? category,
        CancellationToken cancel
    )
    {
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        return
            (area is null || jurisdiction.Areas.ContainsKey(area))
            && (category is null || jurisdiction.Categories.ContainsKey(category))
            ? TypedResults.Ok(await figures.OfAsync(area, category, cancel))
            : WrongValue;
    }

    private static async Task Guard(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (Exception fault) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            var status = Faults.Status(fault);
            if (status == StatusCodes.Status500InternalServerError)
            {
                http.RequestServices.GetRequiredService<ILogger<PublicFigures>>()
                    .LogError(fault, "A request for public data failed");
            }
            await Problem(status, "现在无法回答，请稍后再试。", "This cannot be answered just now; try again later.")
                .ExecuteAsync(http);
        }
    }

    private static ProblemHttpResult WrongValue =>
        Problem(400, "有一个参数的值不对，说明见 /openapi/v1.json。", "A value is not right; /openapi/v1.json says what is.");

    private static ProblemHttpResult Problem(int status, string zh, string en) =>
        TypedResults.Problem(new Bilingual(zh, en).ToString(), statusCode: status);

    private static async ValueTask<object?> OpenToAllPages(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.AccessControlAllowOrigin = "*";
        var answer = await next(context);
        // The framework has found a value that it could not read, and left the body to us.
        return answer is EmptyHttpResult && context.HttpContext.Response.StatusCode == StatusCodes.Status400BadRequest
            ? WrongValue
            : answer;
    }
}
