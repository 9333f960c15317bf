using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Cards;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.CommandLine;

public class BacktestCommandTests
{
    [Theory, OnBothDatabases]
    public async Task Every_rule_is_measured_on_history_and_the_figures_are_kept(DatabaseKind kind)
    {
        await using var run = await CommandLineRun.OnAsync(kind);
        Assert.Equal(0, (await run.RunAsync("seed", "--matters", "400", "--seed", "4")).Code);

        var (code, output, _) = await run.RunAsync("backtest", "--json");
        Assert.Equal(0, code);
        var figures = JsonDocument.Parse(output).RootElement.EnumerateArray().ToList();
        Assert.Equal(CardRuleBook.BuiltIn.All.Select(r => r.Code), figures.Select(f => f.GetProperty("rule").GetString()!));
        Assert.Contains(figures, f => f.GetProperty("alarms").GetInt32() > 0);
        Assert.All(
            figures,
            f =>
            {
                var (right, wrong) = (f.GetProperty("right").GetInt32(), f.GetProperty("false").GetInt32());
                Assert.Equal(f.GetProperty("alarms").GetInt32(), right + wrong + f.GetProperty("pending").GetInt32());
                var interval = f.GetProperty("precisionInterval").EnumerateArray().Select(e => e.GetDouble()).ToList();
                if (right + wrong > 0)
                {
                    Assert.InRange(f.GetProperty("precision").GetDouble(), interval[0], interval[1]);
                }
                else
                {
                    Assert.Equal(JsonValueKind.Null, f.GetProperty("precision").ValueKind);
                }
            }
        );

        await using var services = await run.OpenAsync();
        await using var db = services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext();
        var kept = await RuleFigureBook.AllAsync(db);
        Assert.Equal(figures.Sum(f => f.GetProperty("alarms").GetInt32()), kept.Values.Sum(f => f.Alarms));
    }

    [Fact]
    public async Task An_empty_history_measures_nothing_and_says_so()
    {
        await using var run = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        await using (await run.OpenAsync()) { }
        var (code, output, _) = await run.RunAsync("backtest");
        Assert.Equal(0, code);
        Assert.Contains("silence", output, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("backtest")]
    [InlineData("verify")]
    [InlineData("apikey", "list")]
    [InlineData("backup", "b.zip")]
    public async Task A_mistyped_folder_is_refused_and_nothing_is_made_in_it(params string[] verb)
    {
        await using var run = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        var (code, output, error) = await run.RunAsync([.. verb.Select(v => v == "b.zip" ? Path.Combine(run.Folder, v) : v)]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("--data", error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(run.Folder));
    }
}
