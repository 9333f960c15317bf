using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using SmallMatters.Bench.Harness;

namespace SmallMatters.Bench.Pages;

/// <summary>
/// The staff's and residents' pages over a jurisdiction of a given size: pages per second and their times at eight
/// connections. Run it for two sizes and compare the cost per page.
/// </summary>
internal static partial class PagesBench
{
    private const int Connections = 8;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var seconds = arguments.Number("--seconds", 8);
        var warmUp = arguments.Number("--warm-up", 5);
        var postgres = arguments.Text("--postgres");
        var data =
            arguments.Text("--data")
            ?? throw new InvalidOperationException("--data names the seeded folder (./smallmatters seed --matters N)");
        await using var server = await ServerProcess.StartAsync(data, postgres);
        var session = await StaffSession.SignInAsync(server.Address, arguments.Text("--user"), arguments.Text("--password"));
        var inbox = await session.GetAsync("/staff?tab=unit");
        var matters = MatterLinks().Matches(inbox).Select(m => m.Value).Distinct().ToArray();
        var areas = AreaLinks().Matches(await session.GetAsync("/areas")).Select(m => m.Value).Distinct().ToArray();
        string[] words = ["路灯", "垃圾", "噪声", "漏水", "停车", "井盖"];
        var kinds = new (string Name, Func<int, string> Url)[]
        {
            (
                "inbox",
                n =>
                    (n % 3) switch
                    {
                        0 => "/staff",
                        1 => "/staff?tab=unit",
                        _ => "/staff?tab=overdue",
                    }
            ),
            ("search", n => $"/staff/search?q={Uri.EscapeDataString(words[n % words.Length])}"),
            ("matter", n => matters[n % matters.Length]),
            ("area", n => areas[n % areas.Length]),
        };
        var wrong = 0;
        foreach (var (name, url) in kinds.Where(k => arguments.Text("--only") is not { } only || only == k.Name))
        {
            // Until what is used most has been compiled again: the cost of a program that has been running for a while.
            await Load.RunAsync(
                server.Address,
                Connections,
                TimeSpan.FromSeconds(warmUp),
                n => session.Request(url(n)),
                _ => true
            );
            var before = server.ProcessorMilliseconds;
            var result = await Load.RunAsync(
                server.Address,
                Connections,
                TimeSpan.FromSeconds(seconds),
                n => session.Request(url(n)),
                a => a.StatusCode == HttpStatusCode.OK
            );
            var each = (server.ProcessorMilliseconds - before) / Math.Max(1, result.Count);
            wrong += result.Failed;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -7} {result.PerSecond, 6:F0} pages/s   p50 {result.Percentile(0.5), 6:F1} ms   p95 {result.Percentile(0.95), 6:F1} ms   processor {each, 5:F2} ms a page   failed {result.Failed}"
                )
            );
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory {server.MemoryMiB:F0} MiB after the load"));
        return wrong == 0 ? 0 : 1;
    }

    [GeneratedRegex("/staff/matters/[0-9]{12}")]
    private static partial Regex MatterLinks();

    [GeneratedRegex("/areas/[a-z0-9-]+")]
    private static partial Regex AreaLinks();
}
