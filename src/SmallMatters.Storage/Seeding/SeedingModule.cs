using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Seeding;

internal static class SeedingModule
{
    public static void AddSeeding(this IServiceCollection services) =>
        services.AddSingleton(p => new Seeder(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<MatterChanges>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<BulkStores>()
        ));
}
