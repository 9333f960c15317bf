using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Cards;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Encounters;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Quality;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Surveys;
using SmallMatters.Storage.Absences;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Backups;
using SmallMatters.Storage.Burden;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Dispatching;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.DutyRoster;
using SmallMatters.Storage.Encounters;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.Importing;
using SmallMatters.Storage.Integrity;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Knowledge;
using SmallMatters.Storage.Learning;
using SmallMatters.Storage.Liaisons;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Storage.Notices;
using SmallMatters.Storage.OpenData;
using SmallMatters.Storage.Participation;
using SmallMatters.Storage.Partners;
using SmallMatters.Storage.Problems;
using SmallMatters.Storage.Publishing;
using SmallMatters.Storage.Quality;
using SmallMatters.Storage.Registers;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Storage.SchoolGates;
using SmallMatters.Storage.Seeding;
using SmallMatters.Storage.Services;
using SmallMatters.Storage.Sharing;
using SmallMatters.Storage.Surveys;
using SmallMatters.Storage.Timing;
using SmallMatters.Storage.Transfers;
using SmallMatters.Storage.Visits;
using SmallMatters.Storage.Writing;
using SQLitePCL;

namespace SmallMatters.Storage;

/// <summary>Where a jurisdiction's data are.</summary>
/// <param name="DataFolder">Folder of the SQLite file and, unless the environment has it, the master key.</param>
/// <param name="Postgres">Connection string of PostgreSQL, or null for the SQLite file.</param>
/// <param name="MasterKey">The master key in base64, or null for the file in the data folder.</param>
/// <param name="PublicAddress">Where residents reach the product, such as <c>https://example.cn</c>, without a slash at the end.</param>
public sealed record StorageSettings(string DataFolder, string? Postgres, string? MasterKey, string PublicAddress)
{
    /// <summary>The key of sealed identities in base64, or null for the file in the data folder.</summary>
    public string? IdentityKey { get; init; }

    /// <summary>Whether opening a sealed identity takes a second person.</summary>
    public bool SecondPersonOpens { get; init; } = true;

    /// <summary>Connection string of PostgreSQL for minor cases, with a role of its own; null for <see cref="Postgres"/>.</summary>
    public string? CasesPostgres { get; init; }

    /// <summary>Codes of the units that are police stations: theirs alone are minor cases.</summary>
    public ImmutableArray<string> CaseStations { get; init; } = ["station"];

    /// <summary>The SQLite file.</summary>
    public string SqliteFile => Path.Combine(DataFolder, "smallmatters.db");
}

/// <summary>Registers storage.</summary>
public static class StorageModule
{
    /// <summary>Database, keys, writer, book and readers, as singletons but for the scoped <see cref="Db"/>.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageSettings settings)
    {
        services.AddSingleton(settings);
        // Identity reads the version of its schema from here, whatever the context itself says.
        services.Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        services.AddSingleton(_ => KeyRing.Open(settings.DataFolder, settings.MasterKey));
        services.AddSingleton(_ => IdentityRing.Open(settings.DataFolder, settings.IdentityKey));
        if (settings.Postgres is { } connectionString)
        {
            var builder = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2 };
            // A generic plan of the search chooses the wrong index for rare words. What the operator set stays beside it.
            builder.Options = $"{builder.Options} -c plan_cache_mode=force_custom_plan".TrimStart();
            services.AddSingleton(_ => NpgsqlDataSource.Create(builder));
            services.AddPooledDbContextFactory<PostgresDb>(
                (provider, o) => o.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            );
            services.AddSingleton<IDbContextFactory<Db>, FactoryOf<PostgresDb>>();
            services.AddSingleton(p => new BulkStores(() =>
                new PostgresBulkStore(
                    p.GetRequiredService<IDbContextFactory<PostgresDb>>(),
                    p.GetRequiredService<NpgsqlDataSource>()
                )
            ));
            services.AddSingleton<IRowStore>(p => new PostgresRowStore(
                p.GetRequiredService<IDbContextFactory<PostgresDb>>(),
                p.GetRequiredService<NpgsqlDataSource>()
            ));
        }
        else
        {
            var file = new SqliteConnectionStringBuilder { DataSource = settings.SqliteFile, DefaultTimeout = 10 }.ToString();
            services.AddPooledDbContextFactory<SqliteDb>(o =>
                // A list is one parameter: written out value by value, its statement would be made anew for each request.
                o.UseSqlite(file, s => s.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
                    .AddInterceptors(SqlitePragmas.Instance)
            );
            services.AddSingleton<IDbContextFactory<Db>, FactoryOf<SqliteDb>>();
            services.AddSingleton(p => new BulkStores(() =>
                new SqliteRowStore(p.GetRequiredService<IDbContextFactory<SqliteDb>>(), file)
            ));
            services.AddSingleton<IRowStore>(p => new SqliteRowStore(p.GetRequiredService<IDbContextFactory<SqliteDb>>(), file));
        }
        services.AddScoped(p => p.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext());
        services.AddSingleton(_ => ClockRuleBook.BuiltIn);
        services.AddSingleton(_ => new CalendarFolder(Path.Combine(settings.DataFolder, "calendar"), WorkingCalendar.China));
        services.AddSingleton<JurisdictionSource>();
        services.AddSingleton<GroupWriter>();
        services.AddSingleton(p => new NoticeWriter(p.GetRequiredService<KeyRing>(), settings.PublicAddress));
        services.AddSingleton<MatterChanges>();
        services.AddSingleton(p => new MatterBook(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<GroupWriter>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<MatterChanges>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<StaffDirectory>();
        services.AddSingleton<EndedSessions>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<SiteKeys>();
        services.AddSingleton<SiteKeyWrapping>();
        services.AddSingleton(p => new AccessReceipts(
            p.GetRequiredService<GroupWriter>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(p => new SealedIdentities(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<IdentityRing>(),
            p.GetRequiredService<AccessReceipts>(),
            p.GetRequiredService<MatterBook>(),
            settings
        ));
        services.AddSingleton(p => new MatterReader(
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<IdentityRing>(),
            p.GetRequiredService<AccessReceipts>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<NeedsBook>()
        ));
        services.AddSingleton<MasterKeyCheck>();
        services.AddSingleton(p => new PartReader(p.GetRequiredService<AccessReceipts>(), p.GetRequiredService<NeedsBook>()));
        services.AddSingleton(p => new NeedsBook(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<AccessReceipts>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(p => new PartLists(p.GetRequiredService<KeyRing>()));
        services.AddSingleton<NoticeOutbox>();
        services.AddSingleton<ClientUpdates>();
        services.AddSingleton<ClockSweep>();
        services.AddSingleton<CalendarPublication>();
        services.AddSingleton<Leftovers>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<Checkpoints>();
        services.AddSingleton<Verification>();
        services.AddSingleton<JointVerification>();
        services.AddSingleton<FigureVerification>();
        services.AddSingleton<PriorityVerification>();
        services.AddSingleton(p => new OpenPromises(p.GetRequiredService<KeyRing>()));
        services.AddSeeding();
        services.AddImporting();
        services.AddSingleton(_ => CardRuleBook.BuiltIn);
        services.AddSingleton<FormBurdenBook>();
        services.AddSingleton<CatalogueBook>();
        services.AddSingleton<RegisterBook>();
        services.AddSingleton<PremisesBook>();
        services.AddSingleton<PremisesFiles>();
        services.AddSingleton<PremisesReader>();
        services.AddSingleton<PlacePhotos>();
        services.AddSingleton(_ => ChecklistBook.BuiltIn);
        services.AddSingleton(_ => HazardRules.BuiltIn);
        services.AddSingleton<InspectionBook>();
        services.AddSingleton<FindingDesk>();
        services.AddSingleton<CoverageBook>();
        services.AddSingleton<GateBook>();
        services.AddSingleton(p => new LiaisonBook(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<MatterBook>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(p => new ParticipationAsks(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<TimeProvider>(),
            settings.PublicAddress
        ));
        services.AddSingleton(p => new PriorityBook(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<TimeProvider>(),
            settings.PublicAddress
        ));
        services.AddSingleton(p => new ParticipationReplies(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<JointBook>(),
            p.GetRequiredService<TimeProvider>(),
            settings.PublicAddress
        ));
        services.AddSingleton(p => new PriorityReader(p.GetRequiredService<KeyRing>()));
        services.AddPartners();
        services.AddTransferBooks();
        services.AddSingleton<CardBook>();
        services.AddSingleton<ProblemBook>();
        services.AddSingleton(_ => RetentionRuleBook.BuiltIn);
        services.AddSingleton(p =>
        {
            using var db = p.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext();
            using var cases = p.GetRequiredService<CaseStore>().Open();
            return FieldRegister.Of(db.Model, cases.Model);
        });
        services.AddSingleton<AssessmentBook>();
        services.AddSingleton<OutwardFlows>();
        services.AddSingleton<IncidentBook>();
        services.AddSingleton<ServiceBook>();
        services.AddSingleton(p => new BookingBook(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<NoticeWriter>()
        ));
        services.AddSingleton(p => new VisitBook(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<NoticeWriter>()
        ));
        services.AddSingleton<KnowledgeBook>();
        services.AddSingleton<KnowledgeSearch>();
        services.AddSingleton(_ => EncounterRules.BuiltIn);
        services.AddSingleton(p => new EncounterLinks(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<NoticeWriter>(),
            p.GetRequiredService<EncounterRules>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<ThemeBook>();
        services.AddSingleton<SwapBook>();
        services.AddSingleton<LessonConsents>();
        services.AddSingleton(p => new LessonBook(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<JointBook>(),
            p.GetRequiredService<AccessReceipts>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(_ => SurveyRules.BuiltIn);
        services.AddSingleton<SurveyBook>();
        services.AddSingleton(_ => CallRules.BuiltIn);
        services.AddSingleton<CallDraws>();
        services.AddSingleton(p => new CallDesk(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<MatterBook>(),
            p.GetRequiredService<AccessReceipts>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<CallRules>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(_ => QualityRules.BuiltIn);
        services.AddSingleton<QualityDraws>();
        services.AddSingleton<QualityVerification>();
        services.AddSingleton<CallVerification>();
        services.AddSingleton<EncounterVerification>();
        services.AddSingleton(p => new QualityDesk(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<AccessReceipts>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<QualityRules>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<RosterBook>();
        services.AddSingleton<IntegrityBook>();
        services.AddSingleton<VerdictMarks>();
        services.AddSingleton<RetentionRun>();
        services.AddSingleton<JointBook>();
        services.AddSingleton<OpenReleases>();
        services.AddSingleton<SlipBook>();
        services.AddSingleton(p => new SharedMatters(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<AccessReceipts>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<OutwardFlows>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(p => new Subscriptions(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<MasterKeyCheck>(),
            p.GetRequiredService<TimeProvider>(),
            settings.PublicAddress,
            p.GetRequiredService<ILogger<Subscriptions>>()
        ));
        services.AddSingleton(p => new PublicationBook(
            p.GetRequiredService<IDbContextFactory<Db>>(),
            p.GetRequiredService<KeyRing>(),
            p.GetRequiredService<JurisdictionSource>(),
            p.GetRequiredService<AccessReceipts>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<AbsenceBook>();
        services.AddDisputes();
        services.AddCases(settings);
        services.AddSingleton<DormantTickler>();
        services.AddSingleton<WeeklyDigests>();
        services.AddSingleton<Backup>();
        services.AddSingleton<Restore>();
        return services;
    }

    private sealed class FactoryOf<T>(IDbContextFactory<T> inner) : IDbContextFactory<Db>
        where T : Db
    {
        public Db CreateDbContext() => inner.CreateDbContext();
    }

    internal sealed class SqlitePragmas : DbConnectionInterceptor
    {
        private static readonly ConditionalWeakTable<sqlite3, SqlitePragmas> Prepared = [];

        public static SqlitePragmas Instance { get; } = new();

        public override void ConnectionOpened(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData) =>
            Set(connection);

        public override Task ConnectionOpenedAsync(
            System.Data.Common.DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            Set(connection);
            return Task.CompletedTask;
        }

        // A pooled connection comes back with its settings as they were.
        private static void Set(System.Data.Common.DbConnection connection)
        {
            var handle = ((SqliteConnection)connection).Handle!;
            if (Prepared.TryGetValue(handle, out _))
            {
                return;
            }
            using var command = connection.CreateCommand();
            command.CommandText = SqliteSettings.Pragmas;
            command.ExecuteNonQuery();
            Prepared.AddOrUpdate(handle, Instance);
        }
    }
}
