using System.CommandLine;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.MinorCases;

namespace SmallMatters.Web.CommandLine;

/// <summary>The verb <c>verify</c>: computes every chain and every checkpoint again.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var data = new DataOptions();
        var anchor = new Option<string?>("--anchor")
        {
            Description = "上次核验给出的锚，另处保存 / The anchor that an earlier verification gave, kept elsewhere",
        };
        var command = new Command(
            "verify",
            "重算全部历史，指出第一处断链 / Compute the whole history again and name the first broken link"
        );
        command.Options.Add(anchor);
        data.AddTo(command);
        command.SetAction(
            async (result, cancel) =>
            {
                await using var services = await data.OpenExistingAsync(result, cancel);
                if (services is null)
                {
                    return 1;
                }
                var found = await ProgressBar.RunAsync(
                    "诉求 matters",
                    0,
                    progress => services.GetRequiredService<Verification>().RunAsync(progress, result.GetValue(anchor), cancel)
                );
                var output = result.InvocationConfiguration.Output;
                await output.WriteLineAsync(
                    $"诉求 matters {found.Matters:N0}，纠纷 disputes {found.Disputes:N0}，事实 facts {found.Facts:N0}，检查点 checkpoints {found.Checkpoints:N0}"
                );
                var cases = await services.GetRequiredService<CaseJobs>().VerifyAsync(cancel);
                foreach (var (reference, fact) in cases)
                {
                    await output.WriteLineAsync($"断链 BROKEN: 小案 minor case {reference}，第 {fact} 条事实 fact {fact}");
                }
                var joint = await services.GetRequiredService<JointVerification>().RunAsync(cancel);
                await output.WriteLineAsync(
                    $"联合卷 joint files {joint.Files:N0}，检查 inspections {joint.Inspections:N0}，事实 facts {joint.Facts:N0}"
                );
                foreach (var (id, line, fact, what) in joint.Broken)
                {
                    await output.WriteLineAsync(
                        line is null
                            ? $"断链 BROKEN: 检查 inspection {id}: {what}"
                            : $"断链 BROKEN: 联合卷 joint file {id} {line}，第 {fact} 条事实 fact {fact}: {what}"
                    );
                }
                if (found.Broken is not { } broken)
                {
                    if (cases.Count + joint.Broken.Count > 0)
                    {
                        return 1;
                    }
                    if (found.Anchor is { } next)
                    {
                        await output.WriteLineAsync(
                            $"锚 anchor {next}（请另处保存，下次用 --anchor 给出 / keep it elsewhere, give it with --anchor next time）"
                        );
                    }
                    await output.WriteLineAsync("历史完整。 The history is whole.");
                    return 0;
                }
                var where = broken.Number is { } number
                    ? Reference.FromValue(number).ToString()
                    : broken.Matter?.Value.ToString() ?? "-";
                await output.WriteLineAsync(
                    $"断链 BROKEN: 诉求 matter {where}，第 {broken.Seq} 条事实 fact {broken.Seq}: {broken.What}"
                );
                return 1;
            }
        );
        return command;
    }
}
