using System.Diagnostics;
using Npgsql;

namespace SmallMatters.Bench.Harness;

/// <summary>The fictional neighbourhood that benchmarks run on.</summary>
internal static class Seeded
{
    /// <summary>A category of public space without questions of its own.</summary>
    public const string ServiceCode = "dead-bin";

    /// <summary>A point inside the neighbourhood, WGS 84.</summary>
    public const string Latitude = "31.065825";

    /// <summary>Its longitude.</summary>
    public const string Longitude = "117.930804";

    /// <summary>A supervisor of a unit with many matters.</summary>
    public const string User = "duanqing";

    /// <summary>The demonstration's published password.</summary>
    public const string Password = Web.Accounts.DemoStaff.Password;

    /// <summary>Puts the neighbourhood into a database that has none.</summary>
    public static async Task EnsureAsync(string dataFolder, string? postgres)
    {
        if (postgres is null ? File.Exists(Path.Combine(dataFolder, "smallmatters.db")) : await HasMattersAsync(postgres))
        {
            return;
        }
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (
            var argument in (string[])
                [
                    ServerProcess.Program,
                    "seed",
                    "--demo",
                    "--data",
                    dataFolder,
                    .. postgres is null ? Array.Empty<string>() : ["--postgres", postgres],
                ]
        )
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"the neighbourhood could not be made: {await output}{await errors}");
        }
    }

    private static async Task<bool> HasMattersAsync(string postgres)
    {
        await using var source = NpgsqlDataSource.Create(postgres);
        await using var command = source.CreateCommand("SELECT to_regclass('matter') IS NOT NULL");
        return (bool)(await command.ExecuteScalarAsync())!;
    }
}
