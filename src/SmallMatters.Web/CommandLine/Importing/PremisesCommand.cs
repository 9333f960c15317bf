using System.CommandLine;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Hazards;
using SmallMatters.Web.Hazards;

namespace SmallMatters.Web.CommandLine.Importing;

/// <summary>The verb <c>import register premises</c>.</summary>
internal static class PremisesCommand
{
    private static readonly PremisesKeeper Keeper = PremisesKeeper.Operator("import-register");

    public static Command Create()
    {
        var (file, mapping, dry, undo, why) = RegisterCommand.Asked();
        var data = new DataOptions();
        var command = new Command("premises", "场所 / Premises") { file, mapping, dry, undo, why };
        data.AddTo(command);
        command.SetAction(
            async (result, cancel) =>
            {
                var console = result.InvocationConfiguration;
                PremisesSheet? sheet = null;
                if (result.GetValue(undo) is null)
                {
                    (sheet, var wrong) = await ReadAsync(result.GetValue(file), result.GetValue(mapping), cancel);
                    if (sheet is null)
                    {
                        return RegisterCommand.Say(console.Error, wrong!.Value);
                    }
                }
                await using var services = await data.OpenExistingAsync(result, cancel);
                if (services is null)
                {
                    return 1;
                }
                var files = services.GetRequiredService<PremisesFiles>();
                if (sheet is null)
                {
                    var import = result.GetValue(undo)!.Value;
                    return RegisterCommand.Undone(
                        await files.UndoAsync(import, result.GetValue(why), Keeper, cancel),
                        import,
                        console
                    );
                }
                if (result.GetValue(dry))
                {
                    var planned = await files.PlanAsync(sheet, Keeper, cancel);
                    Tell(planned, console.Output);
                    return planned.Whole is { } whole ? RegisterCommand.Say(console.Error, whole.Sentence) : 0;
                }
                var (plan, number, refused) = await files.ImportAsync(sheet, Keeper, cancel);
                Tell(plan, console.Output);
                if (number is null)
                {
                    return RegisterCommand.Say(console.Error, refused!.Sentence);
                }
                console.Output.WriteLine($"第 {number} 次导入已写入。\nImport {number} is written.");
                return 0;
            }
        );
        return command;
    }

    private static async Task<(PremisesSheet? Sheet, Bilingual? Why)> ReadAsync(
        string? path,
        string? mapping,
        CancellationToken cancel
    )
    {
        if (path is null || mapping is null)
        {
            return (null, new("请给出文件和 --mapping，或 --undo。", "Give the file and --mapping, or --undo."));
        }
        if (!File.Exists(path))
        {
            return (null, new($"找不到文件：{path}", $"The file is not there: {path}"));
        }
        var (columns, why) = PremisesColumns.Read(mapping);
        if (columns is null)
        {
            return (null, why);
        }
        var (sheet, wrong) = PremisesSheets.Read(await File.ReadAllBytesAsync(path, cancel), Path.GetFileName(path), columns);
        return (sheet, wrong?.Sentence);
    }

    private static void Tell(PremisesPlan plan, TextWriter output)
    {
        foreach (var row in plan.Rows.Where(r => r.Fate != RegisterFate.Unchanged))
        {
            RegisterCommand.TellRow(output, row.Line, row.Code, row.Fate, row.Said(plan.Changes));
        }
        RegisterCommand.TellWhole(output, plan.Vanished, plan.Count);
    }
}
