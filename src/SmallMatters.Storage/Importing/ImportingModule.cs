using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Importing;

internal static class ImportingModule
{
    public static void AddImporting(this IServiceCollection services) =>
        services.AddTransient(p => new Importer(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<MatterChanges>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<BulkStores>(),
            p.GetRequiredService<TimeProvider>()
        ));
}
