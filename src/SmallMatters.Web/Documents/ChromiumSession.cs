using System.Buffers;
using System.Diagnostics;
using System.Text.Json;

namespace SmallMatters.Web.Documents;

/// <summary>
/// A Chromium of our own that only prints. It is spoken to through a pipe, so that nobody else on the machine can listen in and no
/// document touches a disk; it has no network, and it ends with this object.
/// </summary>
internal sealed class ChromiumSession : IAsyncDisposable
{
    // The shell hands the two pipes over as the file descriptors that Chromium wants, 3 and 4.
    private const string HandOver = "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>/dev/null";

    private readonly Process _process;
    private readonly DirectoryInfo _profile;
    private readonly ArrayBufferWriter<byte> _heard = new();
    private int _number;

    private ChromiumSession(Process process, DirectoryInfo profile) => (_process, _profile) = (process, profile);

    /// <summary>Starts one.</summary>
    /// <param name="program">Path of the program.</param>
    /// <param name="sandbox">Whether its own sandbox stands; some containers do not allow one.</param>
    public static ChromiumSession Start(string program, bool sandbox)
    {
        var profile = Directory.CreateTempSubdirectory("smallmatters-print-");
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true };
        string[] arguments =
        [
            "-c",
            HandOver,
            program,
            "--headless",
            "--disable-gpu",
            "--disable-extensions",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--remote-debugging-pipe",
            $"--user-data-dir={profile.FullName}",
            .. sandbox ? Array.Empty<string>() : ["--no-sandbox"],
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        return new ChromiumSession(Process.Start(start)!, profile);
    }

    /// <summary>Opens an empty tab and returns how to speak to it.</summary>
    public async Task<string> OpenTabAsync(CancellationToken cancel)
    {
        var tab = await CallAsync("Target.createTarget", new { url = "about:blank" }, null, cancel);
        var target = tab.GetProperty("targetId").GetString();
        var attached = await CallAsync("Target.attachToTarget", new { targetId = target, flatten = true }, null, cancel);
        return attached.GetProperty("sessionId").GetString()!;
    }

    /// <summary>Prints a page.</summary>
    /// <param name="tab">What <see cref="OpenTabAsync"/> returned.</param>
    /// <param name="html">A whole page that needs nothing from elsewhere.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<byte[]> PrintAsync(string tab, string html, CancellationToken cancel)
    {
        var tree = await CallAsync("Page.getFrameTree", new { }, tab, cancel);
        var frame = tree.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString();
        await CallAsync("Page.setDocumentContent", new { frameId = frame, html }, tab, cancel);
        var printed = await CallAsync(
            "Page.printToPDF",
            new
            {
                preferCSSPageSize = true,
                printBackground = false,
                generateTaggedPDF = true,
            },
            tab,
            cancel
        );
        return printed.GetProperty("data").GetBytesFromBase64();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _profile.Delete(recursive: true);
    }

    private async Task<JsonElement> CallAsync(string method, object parameters, string? tab, CancellationToken cancel)
    {
        var id = ++_number;
        var message = JsonSerializer.SerializeToUtf8Bytes(
            tab is null
                ? (object)
                    new
                    {
                        id,
                        method,
                        @params = parameters,
                    }
                : new
                {
                    id,
                    method,
                    @params = parameters,
                    sessionId = tab,
                }
        );
        var pipe = _process.StandardInput.BaseStream;
        await pipe.WriteAsync(message, cancel);
        await pipe.WriteAsync(new byte[1], cancel);
        await pipe.FlushAsync(cancel);
        while (true)
        {
            using var heard = JsonDocument.Parse(await HearAsync(cancel));
            if (heard.RootElement.TryGetProperty("id", out var to) && to.GetInt32() == id)
            {
                return heard.RootElement.TryGetProperty("result", out var result)
                    ? result.Clone()
                    : throw new PrintingFailedException($"{method}: {heard.RootElement.GetProperty("error")}");
            }
        }
    }

    // Messages end with a zero byte.
    private async Task<byte[]> HearAsync(CancellationToken cancel)
    {
        var from = 0;
        while (true)
        {
            var end = _heard.WrittenSpan[from..].IndexOf((byte)0);
            if (end >= 0)
            {
                var message = _heard.WrittenSpan[..(from + end)].ToArray();
                var rest = _heard.WrittenSpan[(from + end + 1)..].ToArray();
                _heard.ResetWrittenCount();
                _heard.Write(rest);
                return message;
            }
            from = _heard.WrittenCount;
            var count = await _process.StandardOutput.BaseStream.ReadAsync(_heard.GetMemory(65536), cancel);
            if (count == 0)
            {
                throw new PrintingFailedException("Chromium ended before it printed");
            }
            _heard.Advance(count);
        }
    }
}

/// <summary>A document could not be printed: the program is missing, ended or does not answer.</summary>
public sealed class PrintingFailedException : Exception
{
    public PrintingFailedException(string message)
        : base(message) { }

    public PrintingFailedException(string message, Exception inner)
        : base(message, inner) { }

    public PrintingFailedException() { }
}
