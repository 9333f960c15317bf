using Microsoft.Data.Sqlite;
using Npgsql;
using Quartz;
using SmallMatters.Storage;

namespace SmallMatters.Web.Jobs;

/// <summary>
/// Work that nobody asks for by a request, on a schedule that is kept in the database: with several nodes over one
/// PostgreSQL each run is one node's, and when that node dies another one goes on. With SQLite the schedule has a file of
/// its own, so that it never waits for the writer of matters nor makes it wait.
/// </summary>
public static class JobsModule
{
    /// <summary>Registers the jobs; <c>Jobs:Enabled=false</c> leaves them to another process.</summary>
    public static WebApplicationBuilder AddJobs(this WebApplicationBuilder builder, StorageSettings storage)
    {
        if (!builder.Configuration.GetValue("Jobs:Enabled", true))
        {
            return builder;
        }
        builder.Services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "SmallMatters";
                scheduler.GenerateInstanceId = true;
            });
            quartz.UseDefaultThreadPool(4);
            quartz.UsePersistentStore(store =>
            {
                store.ProvisionSchema();
                store.UseSystemTextJsonSerializer();
                store.ConfigureStore(options => options.MisfireThreshold = TimeSpan.FromSeconds(30));
                if (storage.Postgres is { } postgres)
                {
                    store.UsePostgres(NpgsqlFactory.Instance, postgres);
                    store.UseClustering(cluster =>
                    {
                        cluster.CheckinInterval = TimeSpan.FromSeconds(7);
                        cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(15);
                    });
                }
                else
                {
                    store.UseSqlite(SqliteFactory.Instance, ScheduleFile(storage));
                }
            });
            quartz.Every<SweepClocks>(TimeSpan.FromSeconds(15));
            quartz.Every<DeliverNotices>(TimeSpan.FromSeconds(3));
            quartz.Every<DeliverWebhooks>(TimeSpan.FromSeconds(3));
            quartz.Every<ForgetErased>(TimeSpan.FromSeconds(15));
            quartz.Every<MakeCheckpoint>(TimeSpan.FromMinutes(5));
            quartz.Every<ApplyCalendar>(TimeSpan.FromMinutes(1));
            quartz.Every<CountAreaFigures>(TimeSpan.FromHours(1));
            quartz.Every<TidyUp>(TimeSpan.FromDays(1));
            // Whole histories are gone through, so not while people wait for a program that has just started: twelve minutes
            // past each hour, and in the night to Monday (18:20 UTC is 2:20 in China).
            quartz.At<RaiseCards>("0 12 * * * ?");
            quartz.At<RemindUnits>("0 27 * * * ?");
            quartz.At<MeasureCardRules>("0 20 18 ? * SUN");
            // In the night, 3:40 in China.
            quartz.At<ApplyRetention>("0 40 19 * * ?");
        });
        // The first page does not wait for the schedule, and a run that has begun is finished before the process ends.
        builder.Services.AddQuartzHostedService(host =>
        {
            host.AwaitApplicationStarted = true;
            host.WaitForJobsToComplete = true;
        });
        return builder;
    }

    private static string ScheduleFile(StorageSettings storage) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(storage.DataFolder, "schedule.db"),
            DefaultTimeout = 30,
        }.ToString();

    private static void At<T>(this IQuartzBuilder quartz, string cron)
        where T : IJob =>
        quartz.ScheduleJob<T>(
            trigger => trigger.WithIdentity(typeof(T).Name).WithCronSchedule(cron, s => s.InTimeZone(TimeZoneInfo.Utc)),
            job => job.WithIdentity(typeof(T).Name).DisallowConcurrentExecution()
        );

    // What was missed in a standstill is not made up for run by run: each run does all that is due.
    private static void Every<T>(this IQuartzBuilder quartz, TimeSpan interval)
        where T : IJob =>
        quartz.ScheduleJob<T>(
            trigger =>
                trigger
                    .WithIdentity(typeof(T).Name)
                    .StartNow()
                    .WithSimpleSchedule(s =>
                        s.WithInterval(interval)
                            .RepeatForever()
                            .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)
                    ),
            job => job.WithIdentity(typeof(T).Name).DisallowConcurrentExecution()
        );
}
