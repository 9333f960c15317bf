using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Jobs;
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
        // What runs four times a minute, and not what tidies at night.
        var leftovers = host.Services.GetRequiredService<Leftovers>();
        await new ForgetErased(leftovers).Execute(null!, TestContext.Current.CancellationToken);

        Assert.False(await IsThereAsync(host));
        Assert.False(await leftovers.ForgetAsync(cancel: TestContext.Current.CancellationToken));
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

    [Fact]
    public async Task A_large_index_forgets_in_small_steps_between_which_others_write()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        var matter = await Lives.SettledAsync(host, $"{Marker} 楼道里有东西");
        await FillIndexAsync(host, 2_500);
        var resident = new Actor.Person(matter.Raiser);
        await Lives.DoAsync(host, matter.Id, resident, (m, _, _) => EraseRule.Decide(m, resident));
        Assert.True(await IsThereAsync(host), "the marker must be there before, or this test shows nothing");

        var leftovers = host.Services.GetRequiredService<Leftovers>();
        var unfinished = 0;
        while (!await leftovers.ForgetAsync(TimeSpan.Zero, TestContext.Current.CancellationToken))
        {
            unfinished++;
            Assert.True(unfinished < 1_000, "it does not come to an end");
            if (unfinished == 1)
            {
                await Lives.SettledAsync(host, "somebody writes meanwhile");
            }
        }
        Assert.True(unfinished > 1, "one step was enough, so that nothing was shown");
        Assert.False(await IsThereAsync(host));
        await using var db = host.OpenDb();
        Assert.Equal(
            1,
            await Count(db, "SELECT count(*) AS \"Value\" FROM matter_search WHERE matter_search MATCH '\"kept77\"'")
        );
        Assert.False(await leftovers.ForgetAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    private static async Task FillIndexAsync(TestHost host, int rows)
    {
        var draw = new Random(7);
        await using var db = host.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < rows; i++)
        {
            var grams = string.Join(' ', Enumerable.Range(0, 60).Select(_ => $"w{draw.Next():x8}").Append($"kept{i}"));
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO matter_search(rowid, grams) VALUES ({1_000_000_000 + i}, {grams})",
                TestContext.Current.CancellationToken
            );
        }
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
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
