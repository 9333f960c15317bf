using System.CommandLine;
using System.Diagnostics;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Places;
using SmallMatters.Storage.Importing;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters;

namespace SmallMatters.Web.CommandLine.Importing;

/// <summary>The verb <c>import</c>: matters from another system's table, and a check of what came of it.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var options = new Options();
        var rejects = new Option<string?>("--rejects")
        {
            Description = "被拒绝的行写入此文件（默认 FILE.rejects.csv） / Refused rows with their reasons (FILE.rejects.csv)",
        };
        var whole = new Option<bool>("--jurisdiction-from-mapping")
        {
            Description = "按资料补建片区、单位和分类 / Make the areas, units and categories that the file names",
        };
        var check = new Option<bool>("--check") { Description = "导入后核对 / Check afterwards" };
        var command = new Command("import", "从表格导入诉求 / Import matters from a table") { rejects, whole, check };
        options.AddTo(command);
        command.SetAction(
            (result, cancel) =>
                RunAsync(
                    result,
                    options,
                    result.GetValue(rejects),
                    result.GetValue(whole),
                    result.GetValue(check),
                    importing: true,
                    cancel
                )
        );
        var onlyCheck = new Command("check", "把已导入的诉求与资料核对 / Compare imported matters with their file");
        var checkOptions = new Options();
        checkOptions.AddTo(onlyCheck);
        onlyCheck.SetAction(
            (result, cancel) => RunAsync(result, checkOptions, null, whole: false, check: true, importing: false, cancel)
        );
        command.Subcommands.Add(onlyCheck);
        command.Subcommands.Add(RegisterCommand.Create());
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult result,
        Options options,
        string? rejects,
        bool whole,
        bool check,
        bool importing,
        CancellationToken cancel
    )
    {
        var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
        var (path, mapping, shapes, why) = options.Read(result);
        if (why is { } wrong)
        {
            await error.WriteLineAsync($"{wrong.Zh}\n{wrong.En}");
            return 1;
        }
        var survey = Survey.Of(path!, mapping!, shapes);
        if (survey.Missing.Count > 0)
        {
            await error.WriteLineAsync(
                $"资料缺少这些列：{string.Join("、", survey.Missing)}\nThe file lacks these columns: {string.Join(", ", survey.Missing)}"
            );
            return 1;
        }
        await using var services = await options.Data.OpenAsync(result, cancel);
        var importer = services.GetRequiredService<Importer>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (importing)
        {
            await importer.SettleAsync(survey.Settings(whole), cancel);
        }
        var jurisdiction = await services.GetRequiredService<JurisdictionSource>().CurrentAsync(cancel);
        if (importing)
        {
            var began = Stopwatch.GetTimestamp();
            var run = new ImportRun(importer, mapping!, path!, rejects ?? path + ".rejects.csv");
            var reader = new RowReader(mapping!, survey.Locator, jurisdiction, now);
            var stand = await ProgressBar.RunAsync(
                "导入 import",
                survey.Rows,
                progress => run.RunAsync(reader, progress, cancel)
            );
            // Imported matters carry the instants of their source, which no later checkpoint would look back to before the daily one.
            await services.GetRequiredService<Checkpoints>().MakeForAllAsync(cancel);
            Tell(output, survey.Rows, stand, Stopwatch.GetElapsedTime(began));
        }
        if (!check)
        {
            return 0;
        }
        var checking = new ImportCheck(mapping!, await importer.StoredAsync(cancel));
        return checking.Run(path!, new RowReader(mapping!, survey.Locator, jurisdiction, now), output) ? 0 : 1;
    }

    private static void Tell(TextWriter output, int rows, ImportStand stand, TimeSpan took)
    {
        output.WriteLine(
            $"""
            共 {rows:N0} 行 = 导入 {stand.Imported:N0} + 已有 {stand.AlreadyThere:N0} + 拒绝 {stand.Refused:N0}
            {rows:N0} rows = {stand.Imported:N0} imported + {stand.AlreadyThere:N0} already there + {stand.Refused:N0} refused
            {took.TotalSeconds:0.0} s, {stand.Imported / Math.Max(took.TotalSeconds, 0.001):N0}/s
            """
        );
        foreach (var (note, count) in stand.Notes)
        {
            output.WriteLine($"  {note}: {count:N0}");
        }
        if (stand.Imported + stand.AlreadyThere + stand.Refused != rows)
        {
            throw new InvalidOperationException("rows are missing from the count");
        }
    }

    private sealed class Options
    {
        private readonly Argument<string> _file = new("FILE")
        {
            Description = "CSV 文件，可为 .gz / CSV file, .gz too",
            Arity = ArgumentArity.ZeroOrOne,
        };
        private readonly Option<string?> _mapping = new("--mapping")
        {
            Description = "映射文件（见 data/mappings） / Mapping file (see data/mappings)",
        };
        private readonly Option<string?> _areas = new("--areas") { Description = "片区边界 GeoJSON / Shapes of the areas" };

        public DataOptions Data { get; } = new();

        public void AddTo(Command command)
        {
            command.Arguments.Add(_file);
            command.Options.Add(_mapping);
            command.Options.Add(_areas);
            Data.AddTo(command);
        }

        public (string? Path, ImportMapping? Mapping, IReadOnlyList<GeoFeature>? Shapes, Bilingual? Why) Read(ParseResult result)
        {
            var path = result.GetValue(_file);
            if (path is null || result.GetValue(_mapping) is not { } mappingFile)
            {
                return Bad(new("请给出文件和 --mapping。", "Give the file and --mapping."));
            }
            if (!File.Exists(path))
            {
                return Bad(new($"找不到文件：{path}", $"The file is not there: {path}"));
            }
            var (mapping, why) = ImportMapping.Read(mappingFile);
            if (mapping is null)
            {
                return Bad(why!.Value);
            }
            if (result.GetValue(_areas) is not { } areas)
            {
                return (path, mapping, null, null);
            }
            if (!File.Exists(areas))
            {
                return Bad(new($"找不到文件：{areas}", $"The file is not there: {areas}"));
            }
            var (shapes, leftOut, wrong) = AreaShapes.Read(File.ReadAllText(areas));
            leftOut.ForEach(result.InvocationConfiguration.Error.WriteLine);
            return wrong is { } unreadable ? Bad(unreadable) : (path, mapping, shapes, null);
        }

        private static (string?, ImportMapping?, IReadOnlyList<GeoFeature>?, Bilingual?) Bad(Bilingual why) =>
            (null, null, null, why);
    }
}
