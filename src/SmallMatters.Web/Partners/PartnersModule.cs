using Microsoft.AspNetCore.Authorization;
using SmallMatters.Storage.Partners;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Partners;

/// <summary>Outside partners: the register, their links and keys, and what their programs speak.</summary>
public static class PartnersModule
{
    public static WebApplicationBuilder AddPartners(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PartnerAccess>();
        builder.Services.AddSingleton<PartnerLimits>();
        builder.Services.AddSingleton<IAuthorizationHandler, GenuinePartnerKeyHandler>();
        builder
            .Services.AddAuthorizationBuilder()
            .AddPolicy(Policies.PartnerKey, p => p.AddRequirements(new GenuinePartnerKey()));
        builder.Services.AddOpenApi(
            "partner",
            options =>
            {
                options.ShouldInclude = endpoint =>
                    endpoint.RelativePath?.StartsWith(PartnerApi.Root[1..] + "/", StringComparison.Ordinal) == true;
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info.Title = "SmallMatters 小事不小: partners";
                        document.Info.Description =
                            "For outside partners of one jurisdiction: read the parts that you were asked for and answer them. Send your key as a bearer token. Every answer carries an Idempotency-Key; the same one twice is done once.";
                        document.Servers = [];
                        return Task.CompletedTask;
                    }
                );
            }
        );
        builder.Services.AddStaffLink(
            StaffGroup.House,
            PartnerLinks.Register,
            "外部单位",
            "Outside partners",
            order: 86,
            Policies.SystemAdministrator
        );
        builder.Services.AddStaffLink(
            StaffGroup.House,
            PartnerLinks.Keys,
            "外部单位密钥",
            "Partners' keys",
            order: 82,
            Policies.SecurityAdministrator
        );
        return builder;
    }

    public static void MapPartners(this IEndpointRouteBuilder routes)
    {
        PartnerApi.Map(routes);
        routes.MapGet("/partner/{secret}/photos/{photo:guid}", PhotoAsync).RequireAuthorization(Policies.Everybody);
    }

    private static async Task<IResult> PhotoAsync(
        string secret,
        Guid photo,
        HttpContext http,
        PartnerReader reader,
        CancellationToken cancel
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        return
            await reader.ByLinkAsync(secret, cancel) is ({ } part, _)
            && await reader.PhotoAsync(part, photo, cancel) is var (type, bytes)
            ? TypedResults.File(bytes, type)
            : TypedResults.NotFound();
    }
}
