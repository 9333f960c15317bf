using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace SmallMatters.Web.Tests.Rounds;

/// <summary>The very script that a phone sends with, played against every accident (histories.mjs says which).</summary>
public class SyncHistoriesTests
{
    private const int Histories = 20_000;

    private static readonly string Root = FindRoot();

    [Fact]
    public async Task Whatever_happens_on_the_way_everything_is_at_the_server_once_and_then_no_longer_on_the_phone()
    {
        var (code, said) = await PlayAsync(Path.Combine(Root, "src/SmallMatters.Web/Assets/js/round-sync.js"), Histories);
        Assert.True(code == 0, said);
        var counts = JsonSerializer.Deserialize<Dictionary<string, int>>(said)!;
        Assert.Equal(Histories, counts["histories"]);
        // None of the accidents is rare.
        Assert.All(counts, c => Assert.True(c.Value > 1000, $"{c.Key}: {c.Value}"));
    }

    [Theory]
    [InlineData("answer.body?.received !== photo.sha256", "false")]
    [InlineData("|| again > 0", "|| true")]
    [InlineData("photo.kept = null;", "")]
    [InlineData("if (!isFull(fault)) throw fault;", "throw fault;")]
    [InlineData("return store.refused(inspection.key, answer.body?.why ?? []);", "return store.confirmed(inspection.key);")]
    public async Task A_phone_that_is_less_careful_loses_something(string careful, string careless)
    {
        var script = await File.ReadAllTextAsync(
            Path.Combine(Root, "src/SmallMatters.Web/Assets/js/round-sync.js"),
            TestContext.Current.CancellationToken
        );
        Assert.Contains(careful, script, StringComparison.Ordinal);
        var folder = Directory.CreateTempSubdirectory("smallmatters-rounds-");
        var other = Path.Combine(folder.FullName, "round-sync.mjs");
        await File.WriteAllTextAsync(
            other,
            script.Replace(careful, careless, StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        var (code, said) = await PlayAsync(other, 5000);
        folder.Delete(recursive: true);
        Assert.True(code != 0, said);
        Assert.Contains("history ", said, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Said)> PlayAsync(string script, int histories)
    {
        var start = new ProcessStartInfo(
            "node",
            [Path.Combine(Root, "tests/SmallMatters.Web.Tests/Rounds/histories.mjs"), script, $"{histories}", "1"]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (node.ExitCode, (await output).Trim() + (await errors).Trim());
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SmallMatters.slnx")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new DirectoryNotFoundException("the root of the project");
    }
}
