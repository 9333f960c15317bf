using System.Globalization;
using SmallMatters.Bench.Harness;

namespace SmallMatters.Bench.Start;

/// <summary>From the start of the process to the first whole page, and resident memory when nothing happens.</summary>
internal static class StartBench
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var postgres = arguments.Text("--postgres");
        var data = arguments.Text("--data") ?? Directory.CreateTempSubdirectory("smallmatters-bench-").FullName;
        await Seeded.EnsureAsync(data, postgres);
        var idle = arguments.Number("--idle", 10);
        for (var round = 1; round <= arguments.Number("--rounds", 5); round++)
        {
            await using var server = await ServerProcess.StartAsync(data, postgres);
            await Task.Delay(TimeSpan.FromSeconds(idle));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"round {round}: first page after {server.FirstPage.TotalSeconds:F2} s, {server.MemoryMiB:F0} MiB after {idle} idle seconds"
                )
            );
        }
        return 0;
    }
}
