using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Transfers;

internal static class TransfersModule
{
    public static void AddTransferBooks(this IServiceCollection services)
    {
        services.AddSingleton(p => new CounterpartBook(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(p => new TransferBook(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<MatterChanges>(),
            p.GetRequiredService<MatterBook>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<BulkStores>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<TransferBook>>()
        ));
        services.AddSingleton(p => new TransfersOut(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<AccessReceipts>(),
            p.GetRequiredService<OutwardFlows>(),
            p.GetRequiredService<BulkStores>(),
            p.GetRequiredService<TimeProvider>()
        ));
    }
}
