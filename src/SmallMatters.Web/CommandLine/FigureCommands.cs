using System.CommandLine;
using SmallMatters.Storage.Encounters;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Participation;
using SmallMatters.Storage.Quality;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Web.Burden;
using SmallMatters.Web.Learning;
using SmallMatters.Web.Surveys;

namespace SmallMatters.Web.CommandLine;

/// <summary>The verb <c>figures verify</c>: computes the kept figures again from the facts.</summary>
internal static class FigureCommands
{
    public static Command Create()
    {
        var figures = new Command("figures", "统计数字 / Figures");
        figures.Subcommands.Add(Verify());
        return figures;
    }

    private static Command Verify()
    {
        var data = new DataOptions();
        var command = new Command(
            "verify",
            "只凭事实重算各页的数字，列出不一致的 / Compute the pages' figures again from the facts alone and list what differs"
        );
        data.AddTo(command);
        command.SetAction(
            async (result, cancel) =>
            {
                await using var services = await data.OpenExistingAsync(result, cancel);
                if (services is null)
                {
                    return 1;
                }
                var calendar = (await services.GetRequiredService<JurisdictionSource>().CurrentAsync(cancel)).Calendar;
                var found = await ProgressBar.RunAsync(
                    "诉求 matters",
                    0,
                    progress => services.GetRequiredService<FigureVerification>().RunAsync(calendar, progress, cancel)
                );
                FiguresChecked[] all =
                [
                    new(new("片区和办结", "areas and closings"), found.Figures, found.Differences),
                    EffectVerification.Of(found),
                    await services.GetRequiredService<QualityVerification>().RunAsync(cancel),
                    await services.GetRequiredService<CallVerification>().RunAsync(cancel),
                    await services.GetRequiredService<EncounterVerification>().RunAsync(cancel),
                    await ActivatorUtilities.CreateInstance<SurveyVerification>(services).RunAsync(cancel),
                    await services.GetRequiredService<PriorityVerification>().RunAsync(cancel),
                    await ActivatorUtilities.CreateInstance<BurdenVerification>(services).RunAsync(calendar, cancel),
                ];
                var output = result.InvocationConfiguration.Output;
                await output.WriteLineAsync($"诉求 matters {found.Matters:N0}，数字 figures {all.Sum(a => a.Figures):N0}");
                foreach (var part in all)
                {
                    await output.WriteLineAsync($"{part.Of.Zh} {part.Of.En}: {part.Figures:N0}");
                }
                var differences = all.SelectMany(a => a.Differences).ToList();
                foreach (var wrong in differences.Take(FigureVerification.MostTold))
                {
                    await output.WriteLineAsync(
                        $"不一致 DIFFERS: {wrong.Where} {wrong.Figure}: 现为 kept {wrong.Kept}，应为 should be {wrong.Recomputed}"
                    );
                }
                await output.WriteLineAsync(
                    differences.Count == 0
                        ? "全部一致。 All figures are what the facts make them."
                        : "有数字与事实不一致。 Some figures are not what the facts make them."
                );
                return differences.Count == 0 ? 0 : 1;
            }
        );
        return command;
    }
}
