using Microsoft.EntityFrameworkCore;
using SmallMatters.Storage;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Migrations;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Api;
using SmallMatters.Web.Burden;
using SmallMatters.Web.Cards;
using SmallMatters.Web.DataProtection;
using SmallMatters.Web.Disputes;
using SmallMatters.Web.Encounters;
using SmallMatters.Web.Hazards;
using SmallMatters.Web.Health;
using SmallMatters.Web.Home;
using SmallMatters.Web.Integrity;
using SmallMatters.Web.Jobs;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Knowledge;
using SmallMatters.Web.Learning;
using SmallMatters.Web.Liaisons;
using SmallMatters.Web.Matters;
using SmallMatters.Web.MinorCases;
using SmallMatters.Web.Notices;
using SmallMatters.Web.Open311;
using SmallMatters.Web.OpenData;
using SmallMatters.Web.Participation;
using SmallMatters.Web.Participation.Consultations;
using SmallMatters.Web.Partners;
using SmallMatters.Web.Patterns;
using SmallMatters.Web.Performance;
using SmallMatters.Web.Publishing;
using SmallMatters.Web.Quality;
using SmallMatters.Web.Registers;
using SmallMatters.Web.Rounds;
using SmallMatters.Web.Satisfaction;
using SmallMatters.Web.SchoolGates;
using SmallMatters.Web.Services;
using SmallMatters.Web.Site;
using SmallMatters.Web.Surveys;
using SmallMatters.Web.Transfers;
using SmallMatters.Web.Visits;
using SmallMatters.Web.Webhooks;

namespace SmallMatters.Web.Hosting;

/// <summary>Puts the modules together. Each module registers itself; this is the list of them.</summary>
public static class WebHost
{
    /// <summary>The application, not yet started.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        // Addresses hold residents' secret links and what staff searched for: no request is written to the log. A line for
        // each statement and each run of a job would only bury what an operator looks for.
        builder
            .Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning)
            .AddFilter("Quartz", LogLevel.Warning);
        builder.Services.AddStorage(Settings(builder.Configuration));
        builder.AddSite();
        builder.AddAccounts();
        builder.AddStaffPages();
        builder.AddCards();
        builder.AddSatisfaction();
        builder.AddQuality();
        builder.AddReports();
        builder.AddBurden();
        builder.AddIntegrity();
        builder.AddDataProtection();
        builder.AddJointHandling();
        builder.AddPublishing();
        builder.AddDisputes();
        builder.AddMinorCases();
        builder.AddResidents();
        builder.AddNotices();
        builder.AddJobs(Settings(builder.Configuration));
        builder.AddOpen311();
        builder.AddApi();
        builder.AddPartners();
        builder.AddWebhooks();
        builder.AddTransfers();
        builder.AddRegisters();
        builder.AddHazards();
        builder.AddSchoolGates();
        builder.AddLiaisons();
        builder.AddParticipation();
        builder.AddLearning();
        builder.AddKnowledge();
        builder.AddVisits();
        builder.AddEncounters();
        builder.AddSurveys();
        builder.AddServicePages();
        builder.Services.AddHostedService<StartLeavings>();

        var app = builder.Build();
        app.UseSite();
        app.UseOpen311();
        app.UseApi();
        app.UseAccounts();
        app.MapResidents();
        app.MapPartners();
        app.MapHazards();
        app.MapWebhooks();
        app.MapPatternFiles();
        app.MapRounds();
        app.MapPublishing();
        app.MapDisputes();
        app.MapMinorCases();
        app.MapOpenData();
        app.MapSatisfaction();
        app.MapSurveys();
        app.MapConsultationAnswers();
        app.MapTakingPart();
        app.MapReports();
        app.UseHealth();
        return app;
    }

    /// <summary>Brings the database to the present schema before the first request.</summary>
    /// <exception cref="InvalidOperationException">The database belongs to a newer version, or a personal field says not what for.</exception>
    public static async Task PrepareAsync(WebApplication app)
    {
        app.Services.GetRequiredService<FieldRegister>();
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContextAsync();
        var run = (await Migrator.RunAsync(db, app.Services.GetRequiredService<TimeProvider>())).Concat(
            await app.Services.GetRequiredService<CaseStore>().MigrateAsync()
        );
        foreach (var name in run)
        {
            app.Logger.LogInformation("Database migrated: {Migration}", name);
        }
    }

    /// <summary>
    /// Where the data are: <c>Data</c> (folder), <c>Postgres</c> (connection string), <c>PublicAddress</c>, and the master
    /// key from <c>SMALLMATTERS_MASTER_KEY</c>; from the command line, the environment or appsettings.
    /// </summary>
    public static StorageSettings Settings(IConfiguration configuration)
    {
        var folder = Path.GetFullPath(configuration["Data"] is { Length: > 0 } data ? data : ".data");
        Directory.CreateDirectory(folder);
        return new StorageSettings(
            folder,
            configuration["Postgres"] is { Length: > 0 } postgres ? postgres : null,
            configuration["SMALLMATTERS_MASTER_KEY"],
            (configuration["PublicAddress"] ?? "http://localhost:5080").TrimEnd('/')
        )
        {
            IdentityKey = configuration["SMALLMATTERS_IDENTITY_KEY"],
            CasesPostgres = configuration["CasesPostgres"] is { Length: > 0 } cases ? cases : null,
            CaseStations = [.. configuration.GetSection("MinorCases:Stations").Get<string[]>() ?? ["station"]],
            SecondPersonOpens = configuration.GetValue("SealedIdentity:SecondPerson", true),
        };
    }
}
