using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Storage.Backups;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Photos;
using Xunit;

namespace SmallMatters.Web.Tests.MinorCases;

/// <summary>
/// The case wall: names, words, numbers and evidence are planted in the case store, and everything outside it is searched: the bytes of
/// the main database, the log, the backup's part of it. What pages show to whom is searched by the marker tests.
/// </summary>
public class CaseWallTests
{
    private const string Name = "标记报案庚";
    private const string Phone = "13900006666";
    private const string Account = "标记案情庚";
    private const string Place = "标记地点庚";
    private const string Number = "BJ-GENG-6666";
    private const string Document = "标记文书庚";
    private static readonly string[] Markers = [Name, Phone, Account, Place, Number, Document];

    [Theory, OnBothDatabases]
    public async Task Nothing_of_a_case_is_outside_the_wall_but_one_pattern_fact_that_leads_nowhere(DatabaseKind kind)
    {
        var log = new WrittenLog();
        await using var host = await TestHost.StartAsync(kind, log: log);
        var scene = await CaseScene.MakeAsync(
            host,
            ("Form.Name", Name),
            ("Form.Phone", Phone),
            ("Form.Account", Account),
            ("Form.Where", Place),
            ("Form.External", Number),
            ("Form.Kind", nameof(CaseKind.Theft)),
            ("Form.Estate", "柳园"),
            ("Form.Building", "3号楼/二单元502")
        );
        await scene.StepAsync("statements");
        await scene.DoneAsync("take", ("Form.Words", Document), ("Form.Document", "1"));
        var mine = await scene.AsVictimAsync();
        await scene.Victim.SubmitAsync(
            mine,
            [],
            "form[action$='handler=evidence']",
            [new ChosenFile("Files", "a.jpg", "image/jpeg", MadePhotos.JpegFromAPhone())]
        );
        // Somebody looks for them outside, too.
        await scene.Officer.Browser.GetAsync($"/staff/search?q={Uri.EscapeDataString(Account)}");
        await scene.Victim.GetAsync($"/follow?ref={scene.Number}");
        var jobs = host.Services.GetRequiredService<CaseJobs>();
        Assert.Equal(1, await jobs.MovePatternsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await jobs.MovePatternsAsync(TestContext.Current.CancellationToken));

        var reference = long.Parse(scene.Number);
        var outside = kind == DatabaseKind.Sqlite ? await FileAsync(host) : await DumpAsync(host);
        foreach (var marker in Markers)
        {
            Assert.False(outside.AsSpan().IndexOf(Encoding.UTF8.GetBytes(marker)) >= 0, $"{marker} is in the main database");
            Assert.DoesNotContain(log.Lines, l => l.Line.Contains(marker, StringComparison.Ordinal));
        }
        Assert.DoesNotContain(log.Lines, l => l.Line.Contains(scene.Number, StringComparison.Ordinal));
        Assert.False(outside.AsSpan().IndexOf(Encoding.UTF8.GetBytes(scene.Number)) >= 0, "the number is in the main database");
        var six = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(six, reference);
        Assert.False(outside.AsSpan().IndexOf(six.AsSpan(2)) >= 0, "the number is in the main database");

        // The one thing that left says kind, area, building and whole hours.
        await using var db = host.OpenDb();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT * FROM pattern_fact";
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            ["id", "kind", "area", "building", "from", "to"],
            Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)
        );
        Assert.Equal(("Theft", "willow", "柳园/3"), (reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        Assert.False(await reader.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Theory, OnBothDatabases]
    public async Task A_backup_brings_cases_back_and_keeps_them_apart(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await CaseScene.MakeAsync(host, ("Form.Name", Name), ("Form.Account", Account));
        var folder = Directory.CreateTempSubdirectory("smallmatters-cases-").FullName;
        try
        {
            var file = Path.Combine(folder, "all.zip");
            var manifest = await host
                .Services.GetRequiredService<Backup>()
                .MakeAsync(file, cancel: TestContext.Current.CancellationToken);
            Assert.Contains(manifest.CaseTables!, t => t is { Name: "case_file", Rows: 1 });
            using (var zip = ZipFile.OpenRead(file))
            {
                Assert.NotNull(zip.GetEntry("cases/case_fact.ndjson"));
                foreach (var entry in zip.Entries.Where(e => !e.FullName.StartsWith("cases/", StringComparison.Ordinal)))
                {
                    using var text = new StreamReader(entry.Open());
                    Assert.DoesNotContain(
                        scene.Number,
                        await text.ReadToEndAsync(TestContext.Current.CancellationToken),
                        StringComparison.Ordinal
                    );
                }
            }
            File.Copy(Path.Combine(host.DataFolder, "master.key"), Path.Combine(folder, "master.key"));
            await using var services = new ServiceCollection()
                .AddSingleton(TimeProvider.System)
                .AddLogging()
                .AddStorageFor(folder)
                .BuildServiceProvider();
            await services.PrepareAsync();
            var (_, why) = await services
                .GetRequiredService<Restore>()
                .RunAsync(file, cancel: TestContext.Current.CancellationToken);
            Assert.Null(why);
            Assert.Empty(await services.GetRequiredService<CaseJobs>().VerifyAsync(TestContext.Current.CancellationToken));
            Assert.NotNull(
                await services
                    .GetRequiredService<CaseReader>()
                    .OfPersonAsync((await scene.AsVictimAsync()).Path.Split('/')[^1], TestContext.Current.CancellationToken)
            );
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    // Everything that the file and its log hold, freed pages as well.
    private static async Task<byte[]> FileAsync(TestHost host)
    {
        var all = new MemoryStream();
        foreach (var file in Directory.GetFiles(host.DataFolder, "smallmatters.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await stream.CopyToAsync(all);
        }
        Assert.True(File.Exists(Path.Combine(host.DataFolder, "cases.db")));
        return all.ToArray();
    }

    // Every row of every table outside the schema of cases, as text.
    private static async Task<byte[]> DumpAsync(TestHost host)
    {
        await using var db = host.OpenDb();
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (
            var list = new NpgsqlCommand(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
                connection
            )
        )
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }
        Assert.DoesNotContain("case_file", tables);
        var text = new StringBuilder();
        foreach (var table in tables)
        {
            await using var rows = new NpgsqlCommand($"SELECT t::text FROM public.\"{table}\" t", connection);
            await using var reader = await rows.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                text.AppendLine(reader.GetString(0));
            }
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

/// <summary>Storage in an empty folder, as a restore needs it.</summary>
internal static class EmptyStorage
{
    public static IServiceCollection AddStorageFor(this IServiceCollection services, string folder) =>
        Storage.StorageModule.AddStorage(services, new Storage.StorageSettings(folder, null, null, "http://localhost"));

    public static async Task PrepareAsync(this IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<Storage.Db>>().CreateDbContextAsync();
        await Storage.Migrations.Migrator.RunAsync(db, TimeProvider.System);
        await services.GetRequiredService<CaseStore>().MigrateAsync();
    }
}
