using System.CommandLine;
using SmallMatters.Storage.Backups;

namespace SmallMatters.Web.CommandLine;

/// <summary>The verbs <c>backup</c>, <c>export</c> and <c>restore</c>.</summary>
internal static class BackupCommands
{
    /// <summary>Everything into one file that either database can be restored from.</summary>
    /// <param name="name"><c>backup</c> or <c>export</c>: the same file serves both.</param>
    public static Command CreateBackup(string name)
    {
        var data = new DataOptions();
        var file = new Argument<string>("FILE") { Description = "要写的文件（.zip） / The file to write (.zip)" };
        var command = new Command(
            name,
            "把全部记录写入一个文件，两种数据库都能恢复 / Write all records to one file, for either database"
        )
        {
            file,
        };
        data.AddTo(command);
        command.SetAction(
            async (result, cancel) =>
            {
                var path = Path.GetFullPath(result.GetValue(file)!);
                var error = result.InvocationConfiguration.Error;
                if (File.Exists(path))
                {
                    await error.WriteLineAsync($"文件已存在：{path}\nThe file exists: {path}");
                    return 1;
                }
                await using var services = await data.OpenExistingAsync(result, cancel);
                if (services is null)
                {
                    return 1;
                }
                var manifest = await ProgressBar.RunAsync(
                    "记录 rows",
                    0,
                    progress => services.GetRequiredService<Backup>().MakeAsync(path, progress, cancel)
                );
                await result.InvocationConfiguration.Output.WriteLineAsync(
                    $"{manifest.Tables.Sum(t => t.Rows):N0} 条记录，{manifest.Tables.Count} 张表 / rows in {manifest.Tables.Count} tables: {path}"
                );
                await error.WriteLineAsync(
                    "注意：主密钥（数据目录中的 master.key，或 SMALLMATTERS_MASTER_KEY）不在其中，请另行妥善备份；没有它，个人信息无法读取。\n"
                        + "Note: the master key (master.key in the data folder, or SMALLMATTERS_MASTER_KEY) is not in it. Keep it apart; without it personal data cannot be read."
                );
                return 0;
            }
        );
        return command;
    }

    /// <summary>A backup into an empty database.</summary>
    public static Command CreateRestore()
    {
        var data = new DataOptions();
        var file = new Argument<string>("FILE") { Description = "备份文件 / The backup" };
        var command = new Command("restore", "把备份恢复到空的数据库 / Restore a backup into an empty database") { file };
        data.AddTo(command);
        command.SetAction(
            async (result, cancel) =>
            {
                var path = Path.GetFullPath(result.GetValue(file)!);
                var error = result.InvocationConfiguration.Error;
                if (!File.Exists(path))
                {
                    await error.WriteLineAsync($"找不到文件：{path}\nThe file is not there: {path}");
                    return 1;
                }
                await using var services = await data.OpenAsync(result, cancel);
                var (restored, why) = await ProgressBar.RunAsync(
                    "记录 rows",
                    0,
                    progress => services.GetRequiredService<Restore>().RunAsync(path, progress, cancel)
                );
                if (why is not null)
                {
                    await error.WriteLineAsync($"{why.Sentence.Zh}\n{why.Sentence.En}");
                    return 1;
                }
                await result.InvocationConfiguration.Output.WriteLineAsync(
                    $"已恢复 {restored!.Tables.Sum(t => t.Rows):N0} 条记录。请运行 verify。 / rows restored. Run verify now."
                );
                return 0;
            }
        );
        return command;
    }
}
