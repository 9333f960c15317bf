using System.CommandLine;
using SmallMatters.Web.Hosting;

namespace SmallMatters.Web.CommandLine;

/// <summary>The verb <c>serve</c>.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var data = new DataOptions();
        var port = new Option<int>("--port") { Description = "端口 / Port on localhost", DefaultValueFactory = _ => 5080 };
        var urls = new Option<string?>("--urls")
        {
            Description = "监听地址，替代 --port / Addresses to listen on, instead of --port",
        };
        var command = new Command("serve", "启动服务 / Serve the pages and the API") { port, urls };
        data.AddTo(command);
        command.SetAction(
            async (result, cancel) =>
            {
                var (folder, postgres) = data.Read(result);
                var at = result.GetValue(urls) ?? $"http://localhost:{result.GetValue(port)}";
                string[] args =
                [
                    "--Data",
                    folder,
                    "--urls",
                    at,
                    .. postgres is null ? Array.Empty<string>() : ["--Postgres", postgres],
                    .. Environment.GetEnvironmentVariable("PublicAddress") is null
                        ? ["--PublicAddress", at.Split(';')[0]]
                        : Array.Empty<string>(),
                ];
                await using var app = WebHost.Build(args);
                await WebHost.PrepareAsync(app);
                await app.StartAsync(cancel);
                Whereabouts.Print(at.Split(';')[0], app.Environment.IsDevelopment(), result.InvocationConfiguration.Output);
                await app.WaitForShutdownAsync(cancel);
                return 0;
            }
        );
        return command;
    }
}
