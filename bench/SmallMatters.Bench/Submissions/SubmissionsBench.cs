using System.Globalization;
using SmallMatters.Bench.Harness;

namespace SmallMatters.Bench.Submissions;

/// <summary>
/// Durable submissions per second through Open311: validation, routing, clocks, history with its chain, person key, search
/// index, outbox. On PostgreSQL in turn with pgbench on the same rows, so that the ratio holds when the machine's speed drifts.
/// </summary>
internal static class SubmissionsBench
{
    private const int Connections = 8;

    private static readonly string[] Texts =
    [
        "三号楼二单元楼道的灯坏了三天，晚上老人上下楼看不清，请尽快修一下。",
        "小区东门外的下水道井盖松动，汽车经过时声音很大，怕有人掉下去。",
        "楼下餐馆晚上十一点以后还在露天烧烤，油烟和噪声影响休息，已经说过两次。",
        "健身广场的滑梯有一块板断了，边上露出钉子，孩子玩的时候很危险。",
        "消防通道一直停着两辆面包车，物业贴了条也不挪，救护车进不来。",
    ];

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var seconds = arguments.Number("--seconds", 10);
        var rounds = arguments.Number("--rounds", 3);
        var postgres = arguments.Text("--postgres");
        var data = arguments.Text("--data") ?? Directory.CreateTempSubdirectory("smallmatters-bench-").FullName;
        await Seeded.EnsureAsync(data, postgres);
        await using var server = await ServerProcess.StartAsync(data, postgres);
        // Until what is used most has been compiled again: the rate of a program that has been running for a while.
        await SubmitAsync(server, arguments.Number("--warm-up", 15));
        var script = postgres is null ? null : await PgBenchPeer.ScriptAsync(postgres);
        var ratios = new List<double>();
        for (var round = 1; round <= rounds; round++)
        {
            var ours = await SubmitAsync(server, seconds);
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"round {round}: {ours.PerSecond:F0} submissions/s (p50 {ours.Percentile(0.5):F1} ms, p95 {ours.Percentile(0.95):F1} ms, failed {ours.Failed})"
            );
            if (script is not null)
            {
                var peer = await PgBenchPeer.RunAsync(postgres!, script, Connections, seconds);
                ratios.Add(ours.PerSecond / peer);
                line += string.Create(
                    CultureInfo.InvariantCulture,
                    $", pgbench -M prepared {peer:F0}/s, ratio {ours.PerSecond / peer:F2}"
                );
            }
            Console.WriteLine(line);
            if (ours.Failed > 0)
            {
                return 1;
            }
        }
        if (ratios.Count > 0)
        {
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"median ratio {ratios.Order().ElementAt(ratios.Count / 2):F2}")
            );
        }
        return 0;
    }

    private static Task<LoadResult> SubmitAsync(ServerProcess server, int seconds)
    {
        var run = Guid.CreateVersion7().ToString("N");
        return Load.RunAsync(
            server.Address,
            Connections,
            TimeSpan.FromSeconds(seconds),
            n =>
            {
                var message = new HttpRequestMessage(HttpMethod.Post, "/open311/v2/requests.json")
                {
                    Content = new FormUrlEncodedContent(
                        new Dictionary<string, string>
                        {
                            ["api_key"] = "demo",
                            ["service_code"] = Seeded.ServiceCode,
                            ["lat"] = Seeded.Latitude,
                            ["long"] = Seeded.Longitude,
                            ["description"] = Texts[n % Texts.Length],
                            ["phone"] = "13800000000",
                        }
                    ),
                };
                message.Headers.Add("Idempotency-Key", $"{run}-{n}");
                return message;
            },
            answer => answer.IsSuccessStatusCode
        );
    }
}
