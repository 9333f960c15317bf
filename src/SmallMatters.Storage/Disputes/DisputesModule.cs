using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmallMatters.Domain.Disputes;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Notices;

namespace SmallMatters.Storage.Disputes;

/// <summary>Registers what keeps disputes.</summary>
internal static class DisputesModule
{
    public static void AddDisputes(this IServiceCollection services)
    {
        services.AddSingleton(_ => VenueBook.BuiltIn);
        services.AddSingleton(p => new DisputeBook(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<MatterBook>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<DisputeSweep>();
        services.AddSingleton(p => new TermReminders(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<DisputeBook>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<NoticeWriter>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<TermReminders>>()
        ));
        services.AddSingleton(p => new SentDisputes(p.GetRequiredService<AccessReceipts>()));
        services.AddSingleton(p => new DisputeReader(
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<AccessReceipts>(),
            p.GetRequiredService<VenueBook>(),
            p.GetRequiredService<TimeProvider>()
        ));
    }
}
