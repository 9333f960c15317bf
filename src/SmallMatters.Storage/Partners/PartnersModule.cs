using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Webhooks;

namespace SmallMatters.Storage.Partners;

/// <summary>Registers what outside partners need.</summary>
internal static class PartnersModule
{
    public static void AddPartners(this IServiceCollection services)
    {
        services.AddSingleton<PartnerBook>();
        services.AddSingleton<PartnerKeys>();
        services.AddSingleton<WebhookOutbox>();
        services.AddSingleton(p => new WebhookBook(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(p => new PartnerReader(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<AccessReceipts>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(p => new PartnerDesk(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<MatterBook>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<TimeProvider>()
        ));
    }
}
