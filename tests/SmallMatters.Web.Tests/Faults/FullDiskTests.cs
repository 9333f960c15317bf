using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Faults;

/// <summary>The real process on a file system that really is full.</summary>
public class FullDiskTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_refuses_clearly_keeps_nothing_half_and_takes_again_once_there_is_room()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.UserName == "root",
            "only root can make a small file system to fill"
        );
        var folder = Directory.CreateTempSubdirectory("smallmatters-full-").FullName;
        Assert.SkipUnless(
            await RunAsync("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder),
            "no file system can be mounted here"
        );
        try
        {
            await KillTests.SettleAsync(folder, null);
            await using (
                var server = await ServerProcess.StartAsync(
                    folder,
                    null,
                    new Dictionary<string, string> { ["Jobs:Enabled"] = "false" }
                )
            )
            {
                var ballast = Path.Combine(folder, "ballast");
                await File.WriteAllBytesAsync(ballast, new byte[8 * 1024 * 1024], Stop);
                var taken = new List<string>();
                var (status, body) = (HttpStatusCode.Created, "");
                for (var i = 0; i < 2000 && status == HttpStatusCode.Created; i++)
                {
                    (status, body) = await SendAsync(server, $"{i} {new string('满', 3000)}");
                    if (status == HttpStatusCode.Created)
                    {
                        taken.Add(Id(body));
                    }
                }
                Assert.Equal(HttpStatusCode.InsufficientStorage, status);
                Assert.Contains("507", body, StringComparison.Ordinal);
                Assert.NotEmpty(taken);
                using (var ready = await server.Client.GetAsync(new Uri("/health/ready", UriKind.Relative), Stop))
                {
                    Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
                }

                File.Delete(ballast);
                (status, body) = await SendAsync(server, "又有地方了");
                Assert.Equal(HttpStatusCode.Created, status);
                taken.Add(Id(body));

                await using var storage = KillTests.Storage(folder, null);
                var verified = await storage.GetRequiredService<Verification>().RunAsync(cancel: Stop);
                Assert.True(verified.Broken is null, verified.Broken?.ToString());
                Assert.Equal(taken.Count, verified.Matters);
                foreach (var number in taken)
                {
                    Assert.True(Reference.TryParse(number, out var reference));
                    Assert.NotNull(await storage.GetRequiredService<MatterBook>().FindAsync(reference, Stop));
                }
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            await RunAsync("umount", "-l", folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(ServerProcess server, string description)
    {
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["api_key"] = "demo",
                ["service_code"] = Neighbourhood.Lamp,
                ["lat"] = "31.2305",
                ["long"] = "121.4705",
                ["description"] = description,
            }
        );
        using var answer = await server.Client.PostAsync(new Uri("/open311/v2/requests.json", UriKind.Relative), form, Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    private static string Id(string body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement[0].GetProperty("service_request_id").GetString()!;
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
