using System.CommandLine;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Clocks;
using SmallMatters.Storage.Jurisdictions;

namespace SmallMatters.Web.CommandLine;

/// <summary>The verb <c>jurisdiction</c>: what an empty database needs before anybody can work with it.</summary>
internal static class JurisdictionCommands
{
    public static Command Create() => new("jurisdiction", "辖区 / The jurisdiction") { Load() };

    private static Command Load()
    {
        var file = new Argument<FileInfo>("file")
        {
            Description =
                "jurisdiction.json；同一文件夹里还要有 categories.json，可以有 areas.geojson / jurisdiction.json, with categories.json and, where there are shapes, areas.geojson beside it",
        };
        var data = new DataOptions();
        var command = new Command(
            "load",
            "把片区、单位、分类和分派规则放进空的数据库 / Load areas, units, categories and routing into an empty database"
        )
        {
            file,
        };
        data.AddTo(command);
        command.SetAction(
            async (result, cancel) =>
            {
                var error = result.InvocationConfiguration.Error;
                var today = WorkingCalendar.China.DayOf(TimeProvider.System.GetUtcNow());
                var (files, wrong) = JurisdictionFiles.Read(result.GetValue(file)!.FullName, ClockRuleBook.BuiltIn, today);
                foreach (var why in wrong)
                {
                    await error.WriteLineAsync($"{why.Sentence.Zh}\n{why.Sentence.En}");
                }
                if (files is null)
                {
                    return 1;
                }
                await using var services = await data.OpenAsync(result, cancel);
                var source = services.GetRequiredService<JurisdictionSource>();
                if (await source.MaySettleAsync(cancel) is { } taken)
                {
                    await error.WriteLineAsync($"{taken.Sentence.Zh}\n{taken.Sentence.En}");
                    return 1;
                }
                await source.SettleAsync(files, cancel);
                var shaped = files.Areas.Count(a => a.Shape is not null);
                await result.InvocationConfiguration.Output.WriteLineAsync(
                    $"{files.Name.Zh}：{files.Areas.Length} 个片区（{shaped} 个有边界）、{files.Units.Length} 个单位、{files.Categories.Length} 个分类、{files.Routes.Length} 条分派规则。\n"
                        + $"{files.Name.En}: {files.Areas.Length} areas ({shaped} with a shape), {files.Units.Length} units, {files.Categories.Length} categories, {files.Routes.Length} routing rules."
                );
                return 0;
            }
        );
        return command;
    }
}
