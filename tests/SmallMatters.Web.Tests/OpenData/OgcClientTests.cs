using System.Diagnostics;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.OpenData;

/// <summary>A client that others wrote reads the collections: GDAL's <c>ogrinfo</c>, which maps are made with.</summary>
public class OgcClientTests
{
    private static readonly string Program = Environment.GetEnvironmentVariable("SMALLMATTERS_OGRINFO") ?? "";

    [Fact]
    public async Task A_map_makers_program_reads_every_collection_through_its_pages()
    {
        if (!File.Exists(Program))
        {
            Assert.Skip(
                "SMALLMATTERS_OGRINFO names no program; ./test sets it where GDAL's ogrinfo is there (Debian: gdal-bin)."
            );
        }
        await using var host = await TestHost.ServeAsync(DatabaseKind.Sqlite);
        var office = new Office(host);
        for (var i = 0; i < 12; i++)
        {
            var at = Position.At(Neighbourhood.InWillow.Latitude, Neighbourhood.InWillow.Longitude + (i * 0.003));
            await office.RaiseAsync(
                Neighbourhood.Lamp,
                change: r =>
                    r with
                    {
                        Where = new Where(
                            null,
                            null,
                            PositionGiven.From(at.Latitude, at.Longitude, CoordinateSystem.Wgs84),
                            null
                        ),
                    }
            );
        }
        var source = $"OAPIF:{host.Address.ToString().TrimEnd('/')}/ogc";

        var layers = await RunAsync("-ro", "-q", source);
        Assert.All(Web.OpenData.OpenDataModule.Collections, name => Assert.Contains(name, layers, StringComparison.Ordinal));
        var matters = await RunAsync("-ro", "-al", "-so", "-oo", "PAGE_SIZE=5", source, "matters");
        Assert.Contains("Feature Count: 12", matters, StringComparison.Ordinal);
        Assert.Contains("WGS 84", matters, StringComparison.Ordinal);
        var west = await RunAsync(
            "-ro",
            "-al",
            "-so",
            "-oo",
            "PAGE_SIZE=5",
            "-spat",
            "121.46",
            "31.2",
            "121.4719",
            "31.3",
            source,
            "matters"
        );
        Assert.Contains("Feature Count: 1", west, StringComparison.Ordinal);
        var areas = await RunAsync("-ro", "-al", source, "areas");
        Assert.Contains("Feature Count: 2", areas, StringComparison.Ordinal);
        Assert.Contains("POLYGON ((121.465", areas, StringComparison.Ordinal);
        Assert.Contains("柳园社区", areas, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, await errors);
        return await output;
    }
}
