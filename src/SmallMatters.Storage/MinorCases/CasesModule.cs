using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;

namespace SmallMatters.Storage.MinorCases;

/// <summary>Registers what stands behind the case wall.</summary>
internal static class CasesModule
{
    public static void AddCases(this IServiceCollection services, StorageSettings settings)
    {
        services.AddSingleton(p =>
        {
            var time = p.GetRequiredService<TimeProvider>();
            if ((settings.CasesPostgres ?? settings.Postgres) is { } connection)
            {
                var builder = new NpgsqlConnectionStringBuilder(connection)
                {
                    SearchPath = CaseStore.Schema,
                    MaxPoolSize = 20,
                    ApplicationName = "SmallMatters cases",
                };
                var source = NpgsqlDataSource.Create(builder);
                var options = new DbContextOptionsBuilder<PostgresCaseDb>().UseNpgsql(source).Options;
                return new CaseStore(() => new PostgresCaseDb(options), time, source);
            }
            var sqlite = new DbContextOptionsBuilder<SqliteCaseDb>()
                .UseSqlite(CaseStore.Sqlite(settings), s => s.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
                .AddInterceptors(StorageModule.SqlitePragmas.Instance)
                .Options;
            return new CaseStore(() => new SqliteCaseDb(sqlite), time);
        });
        services.AddSingleton(new CaseStations(settings.CaseStations));
        services.AddSingleton(p => new CaseDesk(
            p.GetRequiredService<CaseStore>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<CaseStations>()
        ));
        services.AddSingleton(p => new LinkedMediations(
            p.GetRequiredService<CaseStore>(),
            p.GetRequiredService<CaseDesk>(),
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<KeyRing>()
        ));
        services.AddSingleton(p => new CaseReader(
            p.GetRequiredService<CaseStore>(),
            p.GetRequiredService<CaseDesk>(),
            p.GetRequiredService<LinkedMediations>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(p => new CaseJobs(
            p.GetRequiredService<CaseStore>(),
            p.GetRequiredService<CaseDesk>(),
            p.GetRequiredService<LinkedMediations>(),
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<RetentionRuleBook>(),
            p.GetRequiredService<TimeProvider>()
        ));
    }
}
