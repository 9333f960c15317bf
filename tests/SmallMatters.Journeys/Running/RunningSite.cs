using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using SmallMatters.Journeys.Running;
using SmallMatters.Web.Accounts;
using Xunit;

[assembly: AssemblyFixture(typeof(RunningSite))]

namespace SmallMatters.Journeys.Running;

/// <summary>
/// The program itself, as a process of its own on a free port, over a fresh folder with the fictional neighbourhood; and one
/// Chromium for all journeys. Both are ended by the journeys that started them.
/// </summary>
public sealed class RunningSite : IAsyncLifetime
{
    private const int SeededMatters = 150;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<string> _said = [];
    private Process? _server;
    private IPlaywright? _playwright;

    /// <summary>Where its data stand.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("smallmatters-journeys-").FullName;

    /// <summary>Every line that the program has written so far.</summary>
    public string Log => Said(int.MaxValue);

    /// <summary>Where it is served.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var address = new Uri($"http://localhost:{FreePort()}");
        using (var seed = Start("seed", "--demo", "--matters", $"{SeededMatters}", "--data", Folder))
        {
            await EndedAsync(seed);
            if (seed.ExitCode != 0)
            {
                throw new InvalidOperationException($"The neighbourhood was not made: {Said()}");
            }
        }
        _server = Start("serve", "--port", $"{address.Port}", "--data", Folder);
        Address = address;
        await AnswersAsync();
        _playwright = await Playwright.CreateAsync();
        Browser = await Chromium.LaunchAsync(_playwright);
    }

    /// <summary>Somebody at a browser of their own: a context without cookies.</summary>
    public async Task<Visitor> WelcomeAsync(Look look)
    {
        var context = await Browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = Address.ToString(),
                Locale = look.Chinese ? "zh-CN" : "en-GB",
                TimezoneId = "Asia/Shanghai",
                ViewportSize = new ViewportSize { Width = look.Width, Height = look.Width < 600 ? 740 : 900 },
                JavaScriptEnabled = look.Scripts is not Scripts.Off,
                BypassCSP = look.Scripts is Scripts.Blocked,
                StorageState = look.Cookies,
            }
        );
        context.SetDefaultTimeout((float)TimeSpan.FromSeconds(60).TotalMilliseconds);
        if (look.Scripts is Scripts.Blocked)
        {
            await context.RouteAsync(
                "**/*",
                route => route.Request.ResourceType == "script" ? route.AbortAsync() : route.ContinueAsync()
            );
        }
        return new Visitor(context, await context.NewPageAsync(), look);
    }

    /// <summary>Somebody of the staff, signed in with the demonstration's password.</summary>
    public async Task<Visitor> SignInAsync(string userName, Look look)
    {
        var visitor = await WelcomeAsync(look);
        await visitor.GoAsync("/sign-in");
        await visitor.FillAsync("UserName", userName);
        await visitor.FillAsync("Password", DemoStaff.Password);
        await visitor.PressAsync("登录", "Sign in");
        Assert.DoesNotContain("/sign-in", visitor.Path);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }
        _playwright?.Dispose();
        if (_server is not null)
        {
            _server.Kill(entireProcessTree: true);
            await _server.WaitForExitAsync();
            _server.Dispose();
        }
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
