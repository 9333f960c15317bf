using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Open311;

/// <summary>Open311 GeoReport v2 with the updates extension, under <c>/open311/</c>.</summary>
public static class Open311Module
{
    public static WebApplicationBuilder AddOpen311(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ClientLimits>();
        return builder;
    }

    /// <summary>Comes before sign-in and authorization, so that their faults get the standard's error body as well.</summary>
    public static WebApplication UseOpen311(this WebApplication app)
    {
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments("/open311"),
            standard => standard.Use((http, next) => Call.Guard(http, next))
        );
        var all = app.MapGroup("/open311");
        Get(all, "/discovery.{format}", Services.Discover);
        Get(all, "/v2/services.{format}", Services.List);
        Get(all, "/v2/services/{code}.{format}", Services.Define);
        Get(all, "/v2/services/.{format}", Services.Define);
        Get(all, "/v2/requests.{format}", Requests.Find);
        Get(all, "/v2/requests/{id}.{format}", Requests.Read);
        Get(all, "/v2/requests/.{format}", Requests.Read);
        Get(all, "/v2/tokens/{token}.{format}", Requests.Token);
        Get(all, "/v2/tokens/.{format}", Requests.Token);
        Get(all, "/v2/servicerequestupdates.{format}", Updates.Find);
        Post(all, "/v2/requests.{format}", NewRequests.Make);
        Post(all, "/v2/servicerequestupdates.{format}", Updates.Add);
        all.Map("/{**rest}", Call.NothingHere).RequireAuthorization(Policies.Everybody);
        return app;
    }

    private static void Get(IEndpointRouteBuilder all, string pattern, Func<Call, ValueTask<Reply>> handle) =>
        all.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], Call.Handler(handle))
            .RequireAuthorization(Policies.Everybody);

    private static void Post(IEndpointRouteBuilder all, string pattern, Func<Call, ValueTask<Reply>> handle) =>
        all.MapPost(pattern, Call.Handler(ClientLimits.Within(handle)))
            .RequireAuthorization(Policies.ApiKey)
            .WithMetadata(
                new RefusedClient(Call.NoKey),
                new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(Call.LargestForm)
            );
}
