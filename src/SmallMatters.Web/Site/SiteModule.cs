using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Site;

/// <summary>What every page stands on: language, layout, assets, headers, errors.</summary>
public static class SiteModule
{
    public static WebApplicationBuilder AddSite(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.AddScoped<Speech>();
        // Chinese is sent as Chinese: encoded as numbers it would weigh three times as much.
        services.Configure<WebEncoderOptions>(options =>
            options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All)
        );
        services.AddRazorPages().WithRazorPagesAtContentRoot();
        services.AddSingleton<IConfigureOptions<MvcOptions>, FormWords>();
        // The content security policy forbids all framing; this older header would only say less.
        services.AddAntiforgery(options => options.SuppressXFrameOptionsHeader = true);
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        // Pages are compressed although they hold secrets: the forgery token is masked anew on each request, cookies
        // are SameSite, and no page repeats a stranger's input beside a secret, so length tells an onlooker nothing.
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/geo+json"];
        });
        services.AddStaffLink(StaffGroup.Matters, "/staff", "收件箱", "Inbox", order: 10, Policies.Matters);
        // Styles and scripts built into wwwroot are served compressed and kept by the browser, from the build output
        // too; only under dotnet watch are they read anew, because they change while the process runs.
        builder.WebHost.UseStaticWebAssets();
        if (Environment.GetEnvironmentVariable("DOTNET_WATCH") is null)
        {
            builder.Configuration.AddInMemoryCollection([
                new("ReloadStaticAssetsAtRuntime", "false"),
                new("EnableStaticAssetsDevelopmentCaching", "true"),
            ]);
        }

        return builder;
    }

    public static WebApplication UseSite(this WebApplication app)
    {
        app.UseKnownProxies();
        app.UseMiddleware<PageHeaders>();
        app.UseWhen(context => !IsMachine(context.Request.Path), pages => pages.UseMiddleware<NullBytes>());
        app.UseMiddleware<Choices>();
        app.UseResponseCompression();
        app.UseExceptionHandler(
            new ExceptionHandlerOptions { ExceptionHandlingPath = "/errors/500", StatusCodeSelector = Faults.Status }
        );
        app.UseWhen(context => !IsMachine(context.Request.Path), pages => pages.UseStatusCodePagesWithReExecute("/errors/{0}"));
        app.UseRouting();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        return app;
    }

    /// <summary>Adds a link to the staff's navigation.</summary>
    public static IServiceCollection AddStaffLink(
        this IServiceCollection services,
        StaffGroup group,
        string href,
        string zh,
        string en,
        int order,
        string? policy = null
    ) => services.AddSingleton(new StaffLink(group, href, new(zh, en), order, policy));

    /// <summary>Addresses for programs: they get the standard's error bodies, never a page.</summary>
    private static bool IsMachine(PathString path) =>
        path.StartsWithSegments("/open311") || path.StartsWithSegments("/api") || path.StartsWithSegments("/health");
}
