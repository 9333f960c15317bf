using SmallMatters.Web.Accounts;
using SmallMatters.Web.News;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Publishing;

/// <summary>What is written for everybody: drafts, release, news, feeds, subscriptions.</summary>
public static class PublishingModule
{
    public static WebApplicationBuilder AddPublishing(this WebApplicationBuilder builder)
    {
        builder.Services.AddStaffLink(
            StaffGroup.Services,
            "/staff/publications",
            "宣传发布",
            "Publications",
            order: 65,
            Policies.Handler
        );
        builder.Services.AddStaffLink(
            StaffGroup.Services,
            "/staff/slips",
            "共享单",
            "Sharing slips",
            order: 66,
            Policies.Handler
        );
        return builder;
    }

    public static void MapPublishing(this IEndpointRouteBuilder routes)
    {
        routes.MapNewsFiles();
    }
}
