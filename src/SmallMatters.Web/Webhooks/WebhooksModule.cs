using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Webhooks;

/// <summary>Signed messages to partners' systems, and from them.</summary>
public static class WebhooksModule
{
    public static WebApplicationBuilder AddWebhooks(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<WebhookOutSettings>()
            .Bind(builder.Configuration.GetSection("Webhooks"))
            .Validate(
                s => s.Timeout > TimeSpan.Zero && s.Timeout <= TimeSpan.FromSeconds(15) && s.AtOnce is >= 16 and <= 256,
                "Webhooks:Timeout must be more than 0 and at most 15 seconds, Webhooks:AtOnce from 16 to 256: a batch must be through before another node may take it again."
            )
            .ValidateOnStart();
        builder.Services.AddSingleton<WebhookSender>();
        builder.Services.AddSingleton<WebhookDelivery>();
        builder.Services.AddStaffLink(
            StaffGroup.House,
            "/administration/webhooks",
            "外部单位推送",
            "Partners' webhooks",
            order: 82,
            Policies.SecurityAdministrator
        );
        return builder;
    }

    public static void MapWebhooks(this IEndpointRouteBuilder routes) => WebhooksIn.Map(routes);
}
