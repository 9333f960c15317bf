using SmallMatters.Domain.Documents;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Documents;

/// <summary>
/// Documents as PDF, printed by a Chromium on this machine with the fonts that it has. The same documents give the same file but for
/// the two dates in it.
/// </summary>
public sealed partial class PdfPrinter(IConfiguration settings, IWebHostEnvironment environment, ILogger<PdfPrinter> log)
    : IDisposable
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/pdf";

    private static readonly string[] Usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    // One at a time: a browser takes a processor and 200 MB for two seconds.
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Path of the program: setting <c>Documents:Chromium</c>, else where Debian has it; null where there is none.</summary>
    public string? Program =>
        settings["Documents:Chromium"] is { Length: > 0 } named
            ? (File.Exists(named) ? named : null)
            : Usual.FirstOrDefault(File.Exists);

    /// <summary>Prints.</summary>
    /// <exception cref="PrintingFailedException">There is no program, or it does not answer in time.</exception>
    public async Task<byte[]> PrintAsync(DocumentFile file, Tongue tongue, CancellationToken cancel)
    {
        var program = Program ?? throw new PrintingFailedException("no Chromium is installed (setting Documents:Chromium)");
        if (!await _one.WaitAsync(Patience, cancel))
        {
            throw new PrintingFailedException("others are printing");
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            // As root Chromium runs only without its sandbox.
            var sandbox = settings.GetValue("Documents:Sandbox", !Environment.IsPrivilegedProcess);
            await using var chromium = ChromiumSession.Start(program, sandbox);
            var tab = await chromium.OpenTabAsync(patience.Token);
            var style = await StyleAsync(patience.Token);
            var printed = await chromium.PrintAsync(tab, PageWriter.Whole(file, tongue, style), patience.Token);
            if (file.Cover is null)
            {
                return printed;
            }
            // Where each document begins is known once it is printed; the numbers then take the place that was left for them.
            var starts = PdfPages.Of(printed, [.. file.Documents.Select(d => d.Code)]);
            return await chromium.PrintAsync(tab, PageWriter.Whole(file, tongue, style, starts), patience.Token);
        }
        catch (Exception failed) when (failed is IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            LogFailed(log, failed);
            throw new PrintingFailedException("Chromium did not answer", failed);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<string> StyleAsync(CancellationToken cancel)
    {
        var file = environment.WebRootFileProvider.GetFileInfo("lib/papers.css");
        using var reader = new StreamReader(file.CreateReadStream());
        return await reader.ReadToEndAsync(cancel);
    }

    [LoggerMessage(1, LogLevel.Warning, "A document was not printed: Chromium did not answer.")]
    private static partial void LogFailed(ILogger log, Exception failed);
}
