using System.CommandLine;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage.Accounts;
using SmallMatters.Web.Transfers;

namespace SmallMatters.Web.CommandLine;

/// <summary>The verb <c>transfer</c>: carries transfers in and out across networks that do not touch.</summary>
internal static class TransferCommands
{
    public static Command Create() =>
        new("transfer", "12345、110 等的移交文件 / Transfers from and to 12345, 110 and others") { In(), Out() };

    private static Command In()
    {
        var file = new Argument<string>("FILE") { Description = "压缩包或文件夹 / A zip or a folder" };
        var dry = new Option<bool>("--dry-run")
        {
            Description = "只看每行会怎样，不写入 / Only say what would become of each row",
        };
        var receipt = new Option<string?>("--receipt")
        {
            Description = "回执写到哪个文件夹（默认与来文相同） / Folder of the receipt (beside FILE)",
        };
        return Verb(
            new Command("in", "接收并写回执 / Take one in and write its receipt") { file, dry, receipt },
            async (desk, result, doer, cancel) =>
            {
                var path = Path.GetFullPath(result.GetValue(file)!);
                if (!File.Exists(path) && !Directory.Exists(path))
                {
                    return await NotAsync(result, new($"找不到 {path}。", $"{path} is not there."));
                }
                var (package, why) = TransferPackage.Open(path);
                if (package is null)
                {
                    return await NotAsync(result, why!.Sentence);
                }
                var dryRun = result.GetValue(dry);
                var taken = await desk.TakeAsync(package, null, dryRun, doer, cancel);
                if (taken.Why is { } not)
                {
                    return await NotAsync(result, not.Sentence);
                }
                var output = result.InvocationConfiguration.Output;
                foreach (var fate in taken.Fates)
                {
                    // A dry run's references are drawn anew when the file is taken.
                    var reference = dryRun && fate.Fate == RowFateKind.Raised ? null : fate.Reference;
                    await output.WriteLineAsync($"{fate.Row}  {fate.Number ?? "—"}  {fate.Said(dryRun)}  {reference}".TrimEnd());
                }
                if (TransferWords.Gap(taken) is { } gap)
                {
                    await output.WriteLineAsync(gap.ToString());
                }
                await output.WriteLineAsync(TransferWords.Sum(package.Manifest, taken, dryRun).ToString());
                if (!dryRun && package.Manifest.Kind == TransferKind.Matters)
                {
                    var answer = await desk.ReceiptAsync(package.Manifest.Sender, package.Manifest.Sequence, null, cancel);
                    await WriteAsync(result, answer!, result.GetValue(receipt) ?? Path.GetDirectoryName(path)!, cancel);
                }
                return 0;
            }
        );
    }

    private static Command Out()
    {
        var to = new Argument<string>("COUNTERPART") { Description = "对方代码 / Code of the other side" };
        var folder = new Option<string>("--to") { Description = "写到哪个文件夹 / Folder to write to", Required = true };
        var all = new Option<bool>("--all") { Description = "连同没有变化的 / Also what has not changed" };
        var again = new Option<int?>("--again")
        {
            Description = "再取一次第几号，与当时完全相同 / Fetch that number once more, byte for byte",
        };
        return Verb(
            new Command("out", "生成回传文件 / Make the file that tells what became of their matters") { to, folder, all, again },
            async (desk, result, doer, cancel) =>
            {
                if (result.GetValue(again) is { } sequence)
                {
                    var (same, not) = await desk.AgainAsync(result.GetValue(to)!, sequence, null, doer, cancel);
                    if (same is null)
                    {
                        return await NotAsync(result, not!.Sentence);
                    }
                    await WriteAsync(result, same, result.GetValue(folder)!, cancel);
                    return 0;
                }
                var (package, why) = await desk.SendAsync(result.GetValue(to)!, null, result.GetValue(all), doer, cancel);
                if (package is null)
                {
                    return await NotAsync(result, why!.Sentence);
                }
                await WriteAsync(result, package, result.GetValue(folder)!, cancel);
                if (await desk.WaitingAsync(package.Manifest.Receiver, cancel) is > 0 and var left)
                {
                    await result.InvocationConfiguration.Output.WriteLineAsync(
                        $"一份最多 {package.Manifest.Count} 行，还有 {left} 件，请再生成。 One holds {package.Manifest.Count} rows; {left} more wait, make the next."
                    );
                }
                return 0;
            }
        );
    }

    private static async Task WriteAsync(ParseResult result, TransferPackage package, string folder, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(Path.GetFullPath(folder), package.FileName);
        await File.WriteAllBytesAsync(path, package.Pack(), cancel);
        await result.InvocationConfiguration.Output.WriteLineAsync(path);
    }

    private static async Task<int> NotAsync(ParseResult result, Bilingual why)
    {
        await result.InvocationConfiguration.Error.WriteLineAsync($"{why.Zh}\n{why.En}");
        return 1;
    }

    private static Command Verb(Command command, Func<TransferDesk, ParseResult, Doer, CancellationToken, Task<int>> act)
    {
        var data = new DataOptions();
        data.AddTo(command);
        command.SetAction(
            async (result, cancel) =>
            {
                await using var services = await data.OpenExistingAsync(result, cancel);
                if (services is null)
                {
                    return 1;
                }
                var desk = ActivatorUtilities.CreateInstance<TransferDesk>(services);
                return await act(desk, result, new Doer(null, $"transfer {command.Name}"), cancel);
            }
        );
        return command;
    }
}
