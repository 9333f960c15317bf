using System.Data.Common;
using System.Text.Json.Serialization;
using SmallMatters.Storage;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Notices;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Health;

/// <summary>
/// <c>/health</c> says that the process lives. <c>/health/ready</c> says whether it can do its work: 503 when it must get no
/// requests, 200 with the status <c>degraded</c> when somebody should look.
/// </summary>
public static class HealthModule
{
    private const long LeastDisk = 64 * 1024 * 1024;
    private const long LittleDisk = 1024 * 1024 * 1024;
    private static readonly TimeSpan LatestSweep = TimeSpan.FromMinutes(2);

    public static WebApplication UseHealth(this WebApplication app)
    {
        app.MapGet("/health", () => TypedResults.Ok(new Alive("ok"))).RequireAuthorization(Policies.Everybody);
        app.MapGet("/health/ready", ReadyAsync).RequireAuthorization(Policies.Everybody);
        return app;
    }

    private static async Task<IResult> ReadyAsync(
        Readiness readiness,
        NoticeOutbox outbox,
        MasterKeyCheck masterKey,
        StorageSettings storage,
        HttpContext context,
        CancellationToken cancel
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        var disk = new DriveInfo(storage.DataFolder).AvailableFreeSpace;
        Ready ready;
        try
        {
            var database = await readiness.LookAsync(cancel);
            if (database.MissingMigrations.Count > 0)
            {
                ready = new Ready("unready", "reachable")
                {
                    MissingMigrations = database.MissingMigrations,
                    DiskFreeBytes = disk,
                };
            }
            else
            {
                var (waiting, dead, oldest) = await outbox.CountAsync(cancel);
                var rightKey = await masterKey.IsRightAsync(cancel);
                var late = database.SweepLag > LatestSweep;
                ready = new Ready(
                    !rightKey || disk < LeastDisk ? "unready"
                        : late || dead > 0 || disk < LittleDisk ? "degraded"
                        : "ready",
                    "reachable"
                )
                {
                    MissingMigrations = [],
                    MasterKey = rightKey ? "right" : "not the one that the database was written under",
                    SweepLagSeconds = (long)database.SweepLag!.Value.TotalSeconds,
                    NoticesWaiting = waiting,
                    NoticesDead = dead,
                    OldestNoticeDue = oldest,
                    DiskFreeBytes = disk,
                };
            }
        }
        catch (Exception failure)
            when (DatabaseFaults.IsAway(failure) || DatabaseFaults.DiskIsFull(failure) || failure is DbException)
        {
            ready = new Ready("unready", "unreachable") { DiskFreeBytes = disk };
        }
        return TypedResults.Json(
            ready,
            statusCode: ready.Status == "unready" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK
        );
    }

    private sealed record Alive(string Status);

    private sealed record Ready(string Status, string Database)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<string>? MissingMigrations { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? MasterKey { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public long? SweepLagSeconds { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public int? NoticesWaiting { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public int? NoticesDead { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public DateTimeOffset? OldestNoticeDue { get; init; }

        public long DiskFreeBytes { get; init; }
    }
}
