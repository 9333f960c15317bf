using SmallMatters.Web.AreaPages;
using SmallMatters.Web.Following;
using SmallMatters.Web.Raising;

namespace SmallMatters.Web.Home;

/// <summary>The residents' side: raising, following, areas.</summary>
public static class ResidentPages
{
    public static WebApplicationBuilder AddResidents(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<DraftSession>();
        builder.Services.AddScoped<FollowServices>();
        builder.Services.AddSingleton<GuessLimit>();
        return builder;
    }

    public static void MapResidents(this IEndpointRouteBuilder routes)
    {
        routes.MapFollowFiles();
        routes.MapAreaMap();
    }
}
