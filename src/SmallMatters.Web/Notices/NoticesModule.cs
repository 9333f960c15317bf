using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Notices;

/// <summary>Registers the delivery of notices.</summary>
public static class NoticesModule
{
    public static WebApplicationBuilder AddNotices(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<NoticeSettings>()
            .Bind(builder.Configuration.GetSection("Notices"))
            .Validate(s => Fits(s.Webhook.Timeout), TooLong("Webhook"))
            .Validate(s => Fits(s.Smtp.Timeout), TooLong("Smtp"))
            .ValidateOnStart();
        builder.Services.AddSingleton<Gateway>();
        builder.Services.AddSingleton<Post>();
        builder.Services.AddSingleton<Delivery>();
        builder.Services.AddStaffLink(
            StaffGroup.House,
            "/staff/notices/dead",
            "未送达的通知",
            "Messages given up",
            order: 80,
            Policies.SystemAdministrator
        );
        return builder;
    }

    private static bool Fits(TimeSpan timeout) => timeout > TimeSpan.Zero && timeout <= Delivery.LongestTimeout;

    private static string TooLong(string carrier) =>
        $"Notices:{carrier}:Timeout must be more than 0 and at most {Delivery.LongestTimeout:c}: a batch must be through before another node may take it again.";
}
