using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Notices;

/// <summary>Registers the delivery of notices.</summary>
public static class NoticesModule
{
    public static WebApplicationBuilder AddNotices(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<NoticeSettings>(builder.Configuration.GetSection("Notices"));
        builder.Services.AddSingleton<Gateway>();
        builder.Services.AddSingleton<Post>();
        builder.Services.AddSingleton<Delivery>();
        builder.Services.AddStaffLink(
            "/staff/notices/dead",
            "未送达的通知",
            "Messages given up",
            order: 80,
            Policies.SystemAdministrator
        );
        return builder;
    }
}
