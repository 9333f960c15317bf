using System.CommandLine;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.CommandLine;

/// <summary>The verb <c>account</c>: the first accounts, before there is anybody who could make them on a page.</summary>
internal static class AccountCommands
{
    public static Command Create() => new("account", "账号 / Accounts of staff") { Add() };

    private static Command Add()
    {
        var name = new Option<string>("--name") { Description = "姓名 / How colleagues see them", Required = true };
        var user = new Option<string>("--user") { Description = "用户名 / What they sign in with", Required = true };
        var role = new Option<StaffRole>("--role")
        {
            Description = $"角色 / Role: {string.Join(", ", Enum.GetNames<StaffRole>())}",
            Required = true,
        };
        var unit = new Option<string?>("--unit") { Description = "单位代码（默认最上级单位） / Code of the unit (the top one)" };
        var area = new Option<string?>("--area") { Description = "只限这个片区 / Code of the area that it is limited to" };
        var stdin = new Option<bool>("--password-stdin")
        {
            Description =
                "从标准输入读第一个密码，不写在命令行里；否则抽取一个并显示这一次 / Read the first password from standard input instead of drawing one",
        };
        var data = new DataOptions();
        var command = new Command("add", "建立账号并任命 / Make an account with an appointment")
        {
            name,
            user,
            role,
            unit,
            area,
            stdin,
        };
        data.AddTo(command);
        command.SetAction(
            async (result, cancel) =>
            {
                var output = result.InvocationConfiguration;
                async Task<int> NotAsync(Bilingual why)
                {
                    await output.Error.WriteLineAsync($"{why.Zh}\n{why.En}");
                    return 1;
                }
                string? password = null;
                if (result.GetValue(stdin) && (password = await Console.In.ReadLineAsync(cancel)) is null or "")
                {
                    return await NotAsync(new("标准输入里没有密码。", "There is no password on standard input."));
                }
                await using var services = await data.OpenAsync(
                    result,
                    cancel,
                    more =>
                    {
                        more.AddSingleton<IHostEnvironment, CommandLineEnvironment>();
                        more.AddAccountRules();
                    }
                );
                var source = services.GetRequiredService<JurisdictionSource>();
                var jurisdiction = await source.CurrentAsync(cancel);
                if (jurisdiction.Units.Count == 0)
                {
                    return await NotAsync(
                        new(
                            "还没有辖区，请先用 jurisdiction load 放入。",
                            "There is no jurisdiction yet: load one with jurisdiction load."
                        )
                    );
                }
                var at = result.GetValue(unit) ?? jurisdiction.Fallback;
                if (!jurisdiction.Units.ContainsKey(at))
                {
                    return await NotAsync(
                        new(
                            $"没有单位 {at}。有：{string.Join("、", jurisdiction.Units.Keys)}",
                            $"There is no unit {at}. There are: {string.Join(", ", jurisdiction.Units.Keys)}"
                        )
                    );
                }
                if (result.GetValue(area) is { } only && !jurisdiction.Areas.ContainsKey(only))
                {
                    return await NotAsync(
                        new(
                            $"没有片区 {only}。有：{string.Join("、", jurisdiction.Areas.Keys)}",
                            $"There is no area {only}. There are: {string.Join(", ", jurisdiction.Areas.Keys)}"
                        )
                    );
                }
                await using var scope = services.CreateAsyncScope();
                var book = scope.ServiceProvider.GetRequiredService<AccountBook>();
                var made = await book.CreateAppointedAsync(
                    new Doer(null, "account add"),
                    result.GetValue(user)!,
                    result.GetValue(name)!,
                    password,
                    at,
                    result.GetValue(role),
                    result.GetValue(area),
                    jurisdiction.Calendar.DayOf(TimeProvider.System.GetUtcNow()),
                    cancel
                );
                switch (made)
                {
                    case AccountMade.Not not:
                        return await NotAsync(not.Refusal.Sentence);
                    case AccountMade.Refused refused:
                        return await NotAsync(IdentityRefusals.Of(refused.Error).Sentence);
                    case AccountMade.Made known:
                        await output.Error.WriteLineAsync(
                            "第一次登录时要改成自己的密码。\nThe password is to be changed at the first sign-in."
                        );
                        await output.Output.WriteLineAsync(password is null ? known.Password : result.GetValue(user));
                        return 0;
                    default:
                        throw new System.Diagnostics.UnreachableException();
                }
            }
        );
        return command;
    }
}
