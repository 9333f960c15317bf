using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SmallMatters.Bench.Harness;

/// <summary>The real program as a process of its own, on a free port of this machine.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address, TimeSpan firstPage)
    {
        _process = process;
        Address = address;
        FirstPage = firstPage;
    }

    /// <summary>The program to measure: the one that the environment names, else the one built beside the benchmark.</summary>
    public static string Program =>
        Environment.GetEnvironmentVariable("SMALLMATTERS_PROGRAM")
        ?? Path.Combine(AppContext.BaseDirectory, "SmallMatters.Web.dll");

    public Uri Address { get; }

    /// <summary>From the start of the process to the first whole page.</summary>
    public TimeSpan FirstPage { get; }

    /// <summary>Resident memory now, in MiB.</summary>
    public double MemoryMiB
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Processor time used so far, of all cores, in milliseconds; unlike the clock it hardly depends on what else runs.</summary>
    public double ProcessorMilliseconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalMilliseconds;
        }
    }

    public static async Task<ServerProcess> StartAsync(string dataFolder, string? postgres)
    {
        var address = new Uri($"http://localhost:{FreePort()}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (
            var argument in (string[])
                [ServerProcess.Program, "serve", "--urls", address.ToString().TrimEnd('/'), "--data", dataFolder]
        )
        {
            start.ArgumentList.Add(argument);
        }
        if (postgres is not null)
        {
            start.ArgumentList.Add("--postgres");
            start.ArgumentList.Add(postgres);
        }
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var watch = Stopwatch.StartNew();
        var process = Process.Start(start) ?? throw new InvalidOperationException("the program did not start");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } text)
            {
                Console.Error.WriteLine(text);
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        while (watch.Elapsed < TimeSpan.FromSeconds(60) && !process.HasExited)
        {
            try
            {
                using var page = await client.GetAsync("/");
                if (page.IsSuccessStatusCode)
                {
                    await page.Content.ReadAsStringAsync();
                    return new ServerProcess(process, address, watch.Elapsed);
                }
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20);
            }
        }
        throw new InvalidOperationException("the program showed no page within a minute");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
