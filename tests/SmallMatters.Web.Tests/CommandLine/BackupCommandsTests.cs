using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Backups;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.CommandLine;

public class BackupCommandsTests
{
    [Theory]
    [OnBothDatabases(DatabaseKind.Sqlite)]
    [OnBothDatabases(DatabaseKind.Postgres)]
    public async Task A_backup_of_one_database_is_restored_into_the_other(DatabaseKind from, DatabaseKind to)
    {
        if (
            to == DatabaseKind.Postgres
            && Environment.GetEnvironmentVariable(OnBothDatabasesAttribute.Variable) is not { Length: > 0 }
        )
        {
            Assert.Skip($"{OnBothDatabasesAttribute.Variable} names no PostgreSQL server");
        }
        await using var old = await CommandLineRun.OnAsync(from);
        Assert.Equal(0, (await old.RunAsync("seed", "--matters", "40", "--seed", "9")).Code);
        await using (var services = await old.OpenAsync())
        {
            await services.GetRequiredService<Checkpoints>().MakeAsync();
        }
        var file = Path.Combine(old.Folder, "all.zip");
        Assert.Equal(0, (await old.RunAsync("backup", file)).Code);

        await using var made = await CommandLineRun.OnAsync(to);
        File.Copy(Path.Combine(old.Folder, "master.key"), Path.Combine(made.Folder, "master.key"));
        var restored = await made.RunAsync("restore", file);
        Assert.Equal("", restored.Error);
        Assert.Equal(0, restored.Code);
        Assert.Equal(0, (await made.RunAsync("verify")).Code);
        Assert.Equal(await WordsAsync(old), await WordsAsync(made));

        var twice = await made.RunAsync("restore", file);
        Assert.Equal(1, twice.Code);
        Assert.Contains("not empty", twice.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_master_key_of_the_backup_nothing_is_restored()
    {
        await using var old = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        Assert.Equal(0, (await old.RunAsync("seed", "--matters", "5")).Code);
        var file = Path.Combine(old.Folder, "all.zip");
        await old.RunAsync("backup", file);
        await using var made = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        var refused = await made.RunAsync("restore", file);
        Assert.Equal(1, refused.Code);
        Assert.Contains("master key", refused.Error, StringComparison.Ordinal);
        await using var services = await made.OpenAsync();
        await using var db = services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext();
        Assert.False(await db.Set<MatterRow>().AnyAsync());
    }

    [Fact]
    public async Task A_damaged_backup_is_found_before_the_first_row_is_written()
    {
        await using var old = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        Assert.Equal(0, (await old.RunAsync("seed", "--matters", "5")).Code);
        var file = Path.Combine(old.Folder, "all.zip");
        await old.RunAsync("backup", file);
        using (var zip = ZipFile.Open(file, ZipArchiveMode.Update))
        {
            zip.GetEntry("history.ndjson")!.Delete();
            await using var other = zip.CreateEntry("history.ndjson").Open();
            await other.WriteAsync("[1]\n"u8.ToArray());
        }
        await using var services = await old.OpenAsync();
        var (restored, why) = await services.GetRequiredService<Restore>().RunAsync(file);
        Assert.Null(restored);
        Assert.Equal("backup-damaged", why!.Code);
        var (_, noZip) = await services.GetRequiredService<Restore>().RunAsync(old.Write("text.zip", "no zip"));
        Assert.Equal("not-a-backup", noZip!.Code);
    }

    [Fact]
    public async Task Verify_names_the_matter_whose_history_was_changed()
    {
        await using var run = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        Assert.Equal(0, (await run.RunAsync("seed", "--matters", "10")).Code);
        string reference;
        await using (var services = await run.OpenAsync())
        {
            await using var db = services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext();
            var matter = await db.Set<MatterRow>().OrderBy(m => m.Id).Skip(3).FirstAsync();
            reference = Reference.FromValue(matter.Number).ToString();
            await db.Database.ExecuteSqlAsync(
                $"UPDATE history SET actor = 'staff:0' WHERE matter_id = {matter.Id.Value} AND seq = 2"
            );
        }
        var verified = await run.RunAsync("verify");
        Assert.Equal(1, verified.Code);
        Assert.Contains(reference, verified.Output, StringComparison.Ordinal);
        Assert.Contains("fact 2", verified.Output, StringComparison.Ordinal);
    }

    private static async Task<List<string>> WordsAsync(CommandLineRun run)
    {
        await using var services = await run.OpenAsync();
        await using var db = services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext();
        return await db.Set<MatterRow>()
            .OrderBy(m => m.Id)
            .Select(m => $"{m.Number} {m.Stage} {m.HeadSeq} {m.Description} {m.PromisedOn} {m.Latitude}")
            .ToListAsync();
    }
}
