using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.History;

public class ErasureTests
{
    private const string Marker = "zephyrquokka";

    [Theory, OnBothDatabases]
    public async Task An_erased_persons_words_are_nowhere_in_the_database_and_the_chain_is_whole(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var matter = await Lives.SettledAsync(host, $"{Marker} 楼道里有东西");
        await Lives.SettledAsync(host, "another one stays");
        Assert.True(await IsThereAsync(host), "the marker must be there before, or this test shows nothing");

        var resident = new Actor.Person(matter.Raiser);
        await Lives.DoAsync(host, matter.Id, resident, (m, _, _) => EraseRule.Decide(m, resident));
        var log = await host.Services.GetRequiredService<Leftovers>().ForgetLogAsync(TestContext.Current.CancellationToken);
        Assert.Equal(kind == DatabaseKind.Sqlite, log);
        var forgot = await host.Services.GetRequiredService<Leftovers>().ForgetAsync(TestContext.Current.CancellationToken);
        Assert.Equal(kind == DatabaseKind.Sqlite, forgot);

        Assert.False(await IsThereAsync(host));
        Assert.Null((await Lives.VerifyAsync(host)).Broken);
        await using var db = host.OpenDb();
        Assert.Equal(
            0,
            await Count(
                db,
                $"SELECT count(*) AS \"Value\" FROM notice WHERE matter_id = {matter.Id.Value} AND (words IS NOT NULL OR state = 'Waiting')"
            )
        );
        Assert.Equal(
            0,
            await Count(
                db,
                $"SELECT count(*) AS \"Value\" FROM participant WHERE matter_id = {matter.Id.Value} AND (\"key\" IS NOT NULL OR email IS NOT NULL OR name IS NOT NULL)"
            )
        );
    }

    private static Task<int> Count(Storage.Db db, string sql) => db.Database.SqlQueryRaw<int>(sql).SingleAsync();

    private static async Task<bool> IsThereAsync(TestHost host)
    {
        if (host.Kind == DatabaseKind.Postgres)
        {
            return await InPostgresAsync(host);
        }
        // The files as somebody would find them who has taken the disk: the log, free pages and freed parts of pages included.
        return Directory
            .GetFiles(host.DataFolder)
            .Where(f => Path.GetFileName(f).StartsWith("smallmatters.db", StringComparison.Ordinal))
            .Any(f => Read(f).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Marker)) >= 0);
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static async Task<bool> InPostgresAsync(TestHost host)
    {
        await using var db = host.OpenDb();
        var tables = await db
            .Database.SqlQueryRaw<string>("SELECT tablename::text AS \"Value\" FROM pg_tables WHERE schemaname = 'public'")
            .ToListAsync();
        foreach (var table in tables)
        {
            // The name comes from the database's own list of tables, and a name cannot be a parameter.
#pragma warning disable EF1002
            var rows = await db.Database.SqlQueryRaw<string>($"SELECT t::text AS \"Value\" FROM \"{table}\" t").ToListAsync();
#pragma warning restore EF1002
            if (
                rows.Exists(r =>
                    r.Contains(Marker, StringComparison.OrdinalIgnoreCase)
                    || r.Contains(Convert.ToHexString(Encoding.UTF8.GetBytes(Marker)), StringComparison.OrdinalIgnoreCase)
                )
            )
            {
                return true;
            }
        }
        return false;
    }
}
