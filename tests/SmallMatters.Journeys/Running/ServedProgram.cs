using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SmallMatters.Journeys.Running;

/// <summary>The program itself, as a process of its own on a free port, over a fresh folder with the fictional neighbourhood.</summary>
public sealed class ServedProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<string> _said = [];
    private Process? _server;

    /// <summary>Where its data stand.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("smallmatters-journeys-").FullName;

    /// <summary>Every line that the program has written so far.</summary>
    public string Log => Said(int.MaxValue);

    /// <summary>Where it is served.</summary>
    public Uri Address { get; } = new($"http://localhost:{FreePort()}");

    /// <summary>Runs a verb over the folder to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task RunAsync(params string[] verb)
    {
        using var process = Start([.. verb, "--data", Folder]);
        await EndedAsync(process);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', verb)} failed: {Said()}");
        }
    }

    /// <summary>Serves until it is killed; always at the same address.</summary>
    public async Task ServeAsync()
    {
        _server = Start("serve", "--port", $"{Address.Port}", "--data", Folder);
        await AnswersAsync();
    }

    /// <summary>Ends it at once, whatever it is doing.</summary>
    public async Task KillAsync()
    {
        if (_server is not null)
        {
            _server.Kill(entireProcessTree: true);
            await _server.WaitForExitAsync();
            _server.Dispose();
            _server = null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private Process Start(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "SmallMatters.Web.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment.Remove("ASPNETCORE_URLS");
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task EndedAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"It did not end within {Patience}: {Said()}");
        }
    }

    private async Task AnswersAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/", UriKind.Relative));
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (waited.Elapsed < Patience && !_server!.HasExited)
            {
                await Task.Delay(200);
            }
            catch (HttpRequestException fault)
            {
                throw new InvalidOperationException($"The program does not answer: {Said()}", fault);
            }
        }
    }

    private void Keep(string? line)
    {
        lock (_said)
        {
            _said.Add(line ?? "");
        }
    }

    private string Said(int lines = 40)
    {
        lock (_said)
        {
            return string.Join('\n', _said.TakeLast(lines));
        }
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
