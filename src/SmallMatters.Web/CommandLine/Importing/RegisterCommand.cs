using System.CommandLine;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Registers;
using SmallMatters.Web.Registers;

namespace SmallMatters.Web.CommandLine.Importing;

/// <summary>The verb <c>import register</c>: units, areas and premises from a partner's file, and undoing it.</summary>
internal static class RegisterCommand
{
    private static readonly Actor By = new Actor.System("import-register");

    public static Command Create() =>
        new("register", "从表格导入单位、片区或场所 / Import units, areas or premises from a table")
        {
            Verb("units", RegisterKind.Units, "单位 / Units"),
            Verb("areas", RegisterKind.Areas, "片区 / Areas"),
            PremisesCommand.Create(),
        };

    /// <summary>What each of the verbs is given.</summary>
    internal static (
        Argument<string?> File,
        Option<string?> Mapping,
        Option<bool> Dry,
        Option<int?> Undo,
        Option<string?> Why
    ) Asked() =>
        (
            new("FILE") { Description = "CSV 文件，UTF-8 / CSV file in UTF-8", Arity = ArgumentArity.ZeroOrOne },
            new("--mapping") { Description = "映射文件（见 data/mappings） / Mapping file (see data/mappings)" },
            new("--dry-run") { Description = "只核对，不写入 / Only say what would happen" },
            new("--undo") { Description = "撤销第几次导入 / Number of the import to undo" },
            new("--why") { Description = "为什么撤销 / Why it is undone" }
        );

    private static Command Verb(string name, RegisterKind kind, string about)
    {
        var (file, mapping, dry, undo, why) = Asked();
        var data = new DataOptions();
        var command = new Command(name, about) { file, mapping, dry, undo, why };
        data.AddTo(command);
        command.SetAction(
            async (result, cancel) =>
            {
                var console = result.InvocationConfiguration;
                RegisterSheet? sheet = null;
                if (result.GetValue(undo) is null)
                {
                    (sheet, var wrong) = await ReadAsync(result.GetValue(file), result.GetValue(mapping), kind, cancel);
                    if (sheet is null)
                    {
                        return Say(console.Error, wrong!.Value);
                    }
                }
                await using var services = await data.OpenExistingAsync(result, cancel);
                if (services is null)
                {
                    return 1;
                }
                var book = services.GetRequiredService<RegisterBook>();
                if (sheet is null)
                {
                    var import = result.GetValue(undo)!.Value;
                    return Undone(await book.UndoAsync(import, result.GetValue(why), By, cancel), import, console);
                }
                if (result.GetValue(dry))
                {
                    var planned = await book.PlanAsync(sheet, cancel);
                    Tell(planned, console.Output);
                    return planned.Whole is { } whole ? Say(console.Error, whole.Sentence) : 0;
                }
                var (plan, number, refused) = await book.ImportAsync(sheet, By, cancel);
                Tell(plan, console.Output);
                if (number is null)
                {
                    return Say(console.Error, refused!.Sentence);
                }
                console.Output.WriteLine($"第 {number} 次导入已写入。\nImport {number} is written.");
                return 0;
            }
        );
        return command;
    }

    private static async Task<(RegisterSheet? Sheet, Bilingual? Why)> ReadAsync(
        string? path,
        string? mapping,
        RegisterKind kind,
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
        var (columns, why) = RegisterColumns.Read(mapping);
        if (columns is null)
        {
            return (null, why);
        }
        var (sheet, wrong) = RegisterFile.Read(await File.ReadAllBytesAsync(path, cancel), Path.GetFileName(path), kind, columns);
        return (sheet, wrong?.Sentence);
    }

    /// <summary>Says what came of undoing an import.</summary>
    internal static int Undone(Acted done, int number, InvocationConfiguration console)
    {
        switch (done)
        {
            case Acted.Written:
                console.Output.WriteLine($"第 {number} 次导入已撤销。\nImport {number} is undone.");
                return 0;
            case Acted.Refused refused:
                return Say(console.Error, refused.Why.Sentence);
            default:
                return Say(
                    console.Error,
                    new(
                        "别人刚刚导入过，没有撤销。请再试一次。",
                        "Somebody else has just imported and nothing was undone. Try again."
                    )
                );
        }
    }

    private static void Tell(RegisterPlan plan, TextWriter output)
    {
        foreach (var row in plan.Rows.Where(r => r.Fate != RegisterFate.Unchanged))
        {
            TellRow(output, row.Line, row.Code, row.Fate, row.Said(plan.Kind, plan.Changes));
        }
        TellWhole(output, plan.Vanished, plan.Count);
    }

    /// <summary>The fate of one row.</summary>
    internal static void TellRow(TextWriter output, int line, string code, RegisterFate fate, Bilingual said) =>
        output.WriteLine(
            $"{line}  {code}  {fate.Said().Zh} {fate.Said().En}{(said.Zh.Length > 0 ? $"  {said.Zh} / {said.En}" : "")}"
        );

    /// <summary>What the file lacked, and how many rows came to what.</summary>
    internal static void TellWhole(TextWriter output, IReadOnlyCollection<string> vanished, Func<RegisterFate, int> count)
    {
        if (vanished.Count > 0)
        {
            output.WriteLine(
                $"文件里没有、予以保留：{string.Join("、", vanished)}\nNot in the file and kept: {string.Join(", ", vanished)}"
            );
        }
        var counts = RegisterWords.Counted(
            count(RegisterFate.New),
            count(RegisterFate.Changed),
            count(RegisterFate.Unchanged),
            count(RegisterFate.Refused)
        );
        output.WriteLine($"{counts.Zh}\n{counts.En}");
    }

    internal static int Say(TextWriter error, Bilingual why)
    {
        error.WriteLine($"{why.Zh}\n{why.En}");
        return 1;
    }
}
