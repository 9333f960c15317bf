using System.CommandLine;
using SmallMatters.Storage.Accounts;

namespace SmallMatters.Web.CommandLine;

/// <summary>The verb <c>apikey</c>: keys of programs that speak Open311.</summary>
internal static class ApiKeyCommands
{
    private const int LongestName = 60;

    public static Command Create() => new("apikey", "接口密钥 / Keys of programs") { MakeKey(), ListKeys(), EndKey() };

    private static Command MakeKey()
    {
        var name = new Argument<string>("client") { Description = "使用方名称 / Name of the client" };
        return Verb(
            new Command("create", "发放密钥，只显示一次 / Issue a key, shown this once") { name },
            async (keys, result, doer, cancel) =>
            {
                var client = result.GetValue(name)!.Trim();
                if (client.Length is 0 or > LongestName || client.Any(char.IsControl))
                {
                    result.InvocationConfiguration.Error.WriteLine(
                        $"名称应为 1 到 {LongestName} 个字符。/ A name has 1 to {LongestName} characters."
                    );
                    return 1;
                }
                result.InvocationConfiguration.Output.WriteLine(await keys.IssueAsync(client, doer, cancel));
                return 0;
            }
        );
    }

    private static Command ListKeys() =>
        Verb(
            new Command("list", "列出密钥 / List the keys"),
            async (keys, result, _, cancel) =>
            {
                foreach (var key in await keys.ListAsync(cancel))
                {
                    var ended = key.EndedAt is { } at ? $"  已停用 ended {at:u}" : "";
                    result.InvocationConfiguration.Output.WriteLine($"{key.Id}  {key.IssuedAt:u}  {key.Client}{ended}");
                }
                return 0;
            }
        );

    private static Command EndKey()
    {
        var id = new Argument<Guid>("id") { Description = "list 显示的编号 / The id that list shows" };
        return Verb(
            new Command("revoke", "停用密钥 / End a key") { id },
            async (keys, result, doer, cancel) =>
            {
                var which = result.GetValue(id);
                if ((await keys.ListAsync(cancel)).All(k => k.Id != which))
                {
                    result.InvocationConfiguration.Error.WriteLine("没有这个密钥。/ There is no such key.");
                    return 1;
                }
                await keys.EndAsync(which, doer, cancel);
                return 0;
            }
        );
    }

    private static Command Verb(Command command, Func<ApiKeys, ParseResult, Doer, CancellationToken, Task<int>> act)
    {
        var data = new DataOptions();
        data.AddTo(command);
        command.SetAction(
            async (result, cancel) =>
            {
                // Only the first key may come before anything else is there.
                await using var services =
                    command.Name == "create"
                        ? await data.OpenAsync(result, cancel)
                        : await data.OpenExistingAsync(result, cancel);
                if (services is null)
                {
                    return 1;
                }
                return await act(
                    services.GetRequiredService<ApiKeys>(),
                    result,
                    new Doer(null, $"apikey {command.Name}"),
                    cancel
                );
            }
        );
        return command;
    }
}
